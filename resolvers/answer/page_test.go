package answer

import (
	"context"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"rijksgraaf/model"
)

// living is a reader whose time is not up.
func living() *Reader { return NewReader(context.Background(), nil, Bounds{}) }

// byID is an order of entities to page in.
var byID = order[*model.Entity]{kind: "entity", compare: byParts, place: func(e *model.Entity) []string {
	if e == nil {
		return make([]string, 1)
	}
	return []string{e.ID}
}}

func drawEntities(t *rapid.T) []*model.Entity {
	ids := rapid.SliceOfNDistinct(rapid.StringMatching(`threat/[a-z]{1,3}`), 0, 30, rapid.ID).Draw(t, "ids")
	slices.Sort(ids)
	list := make([]*model.Entity, len(ids))
	for i, id := range ids {
		list[i] = &model.Entity{ID: id}
	}
	return list
}

// Any page is what the Relay specification's algorithm gives: cut by both cursors, then
// by first, then by last; and pageInfo tells the truth.
func TestPagesFollowRelay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := drawEntities(t)
		var p Page
		lo, hi := 0, len(list)
		if len(list) > 0 {
			if i := rapid.IntRange(-1, len(list)-1).Draw(t, "after"); i >= 0 {
				c := byID.cursor(list[i])
				p.After, lo = &c, i+1
			}
			if i := rapid.IntRange(-1, len(list)-1).Draw(t, "before"); i >= 0 {
				c := byID.cursor(list[i])
				p.Before, hi = &c, i
			}
		}
		lo = min(lo, hi)
		want := list[lo:hi]
		if n := rapid.IntRange(-1, 12).Draw(t, "first"); n >= 0 {
			p.First, want = &n, want[:min(n, len(want))]
		}
		if n := rapid.IntRange(-1, 12).Draw(t, "last"); n >= 0 {
			p.Last, want = &n, want[max(0, len(want)-n):]
		}
		if p.First == nil && p.Last == nil {
			want = want[:min(DefaultPage, len(want))]
		}
		w, err := paginate(living(), list, byID, p)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(w.items, want) || w.TotalCount() != len(list) {
			t.Fatalf("got %v of %d, wanted %v of %d", w.items, w.total, want, len(list))
		}
		if n := len(want); n > 0 {
			info := w.PageInfo()
			if info.HasPreviousPage != (want[0] != list[0]) || info.HasNextPage != (want[n-1] != list[len(list)-1]) {
				t.Fatalf("pageInfo %+v is wrong", *info)
			}
		}
	})
}

// A cursor goes on at the same place when things were added and taken away.
func TestCursorsAreNoOffsets(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := drawEntities(t)
		if len(list) == 0 {
			t.Skip()
		}
		at := rapid.SampledFrom(list).Draw(t, "at")
		cursor := byID.cursor(at)
		changed := drawEntities(t)
		w, err := paginate(living(), changed, byID, Page{After: &cursor})
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range changed {
			if after, shown := e.ID > at.ID, slices.Contains(w.items, e); after && !shown && len(w.items) < DefaultPage || shown && !after {
				t.Fatalf("after %s: %s is shown: %v", at.ID, e.ID, shown)
			}
		}
	})
}

// No text that somebody sends as a cursor does harm.
func TestForgedCursors(t *testing.T) {
	list := []*model.Entity{{ID: "threat/a"}, {ID: "threat/b"}}
	rapid.Check(t, func(t *rapid.T) {
		cursor := rapid.String().Draw(t, "cursor")
		if _, err := paginate(living(), list, byID, Page{After: &cursor}); model.CodeOf(err) != model.CodeInvalid {
			t.Fatalf("%q passes as a cursor: %v", cursor, err)
		}
	})
}

func TestReaderWhoseTimeIsUp(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := paginate(NewReader(ctx, nil, Bounds{}), []*model.Entity{{ID: "threat/a"}}, byID, Page{})
	if model.CodeOf(err) != model.CodeLimit {
		t.Errorf("a page after the end: %v", err)
	}
}

func TestCodePoints(t *testing.T) {
	const text = "€é𝄞a"
	for _, x := range []struct {
		start, end int
		want       string
	}{{0, 4, text}, {0, 0, ""}, {0, 1, "€"}, {1, 3, "é𝄞"}, {3, 99, "a"}, {4, 9, ""}, {9, 12, ""}} {
		if got := codePoints(text, x.start, x.end); got != x.want {
			t.Errorf("%d to %d: %q, wanted %q", x.start, x.end, got, x.want)
		}
	}
}

// What GraphQL can print it can read back.
func TestNamesGoBothWays(t *testing.T) {
	for value, name := range typeNames.values {
		if back, err := UnmarshalEntityType(value); err != nil || back != name {
			t.Errorf("%s: %v, %v", value, back, err)
		}
	}
	for _, x := range []any{"BudgetArticle", 3, nil, true} {
		if _, err := UnmarshalEntityType(x); model.CodeOf(err) != model.CodeInvalid {
			t.Errorf("%v is read as a type: %v", x, err)
		}
	}
	for _, x := range []any{1.5, true, "99999999999999999999", int64(1) << 40} {
		if _, err := UnmarshalInt(x); model.CodeOf(err) != model.CodeInvalid {
			t.Errorf("%v is read as a number: %v", x, err)
		}
	}
}
