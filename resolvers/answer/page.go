package answer

import (
	"cmp"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"slices"
	"sort"
	"strconv"
	"strings"

	"rijksgraaf/graph"
	"rijksgraaf/model"
)

// The sizes of pages and lists.
const (
	// DefaultPage is how many stand on a page when neither first nor last is given.
	DefaultPage = 25
	// MaxPage is how many may be asked for at once where Bounds say nothing.
	MaxPage = 1000
	// maxCursor is the length that no cursor of ours reaches.
	maxCursor = 4096
)

// Page is the part of a list that is asked for, after the Relay specification.
type Page struct {
	First  *int
	After  *string
	Last   *int
	Before *string
}

// order tells how a list is sorted: what marks the place of an item, and which of two
// marks comes first. A mark ends with what tells items apart, so that a cursor keeps its
// meaning when the list changes.
type order[T any] struct {
	kind    string
	place   func(T) []string
	compare func(a, b []string) int
	// width is how many parts a mark has; 0 where the place of the zero item tells.
	width int
}

// window is the page of a list that a connection shows.
type window[T any] struct {
	items         []T
	total         int
	before, after bool
	cursor        func(i int) string // of an item of the page
}

// paginate cuts the page out of a sorted list. Errors: CodeInvalid for a negative size
// or a cursor that is not one of this list, CodeLimit for a size beyond the bounds or an
// operation whose time is up.
func paginate[T any](r *Reader, list []T, o order[T], p Page) (window[T], error) {
	w := window[T]{total: len(list)}
	from, to, err := r.cut(len(list), p, func(argument, cursor string) (int, bool, error) { return o.find(list, argument, cursor) })
	if err != nil {
		return w, err
	}
	w.items, w.before, w.after = list[from:to], from > 0, to < len(list)
	w.cursor = func(i int) string { return o.cursor(w.items[i]) }
	return w, nil
}

// pageOf cuts the page out of a list of the View, of which nothing else is put together.
// Errors: as paginate.
func pageOf[T any](r *Reader, list *graph.List[T], p Page) (window[T], error) {
	w, o := window[T]{total: list.Len()}, list.Order()
	from, to, err := r.cut(list.Len(), p, func(argument, cursor string) (int, bool, error) {
		mark, err := parseCursor(argument, cursor, o.Kind, o.Width)
		if err != nil {
			return 0, false, err
		}
		i, found := list.Find(mark)
		return i, found, nil
	})
	if err != nil {
		return w, err
	}
	w.items, w.before, w.after = list.Slice(from, to), from > 0, to < list.Len()
	w.cursor = func(i int) string { return printCursor(o.Kind, list.Mark(from+i)) }
	return w, nil
}

// cut gives the part of a list of n that a page has. find gives the place of a cursor, and
// whether its item still stands there.
func (r *Reader) cut(n int, p Page, find func(argument, cursor string) (int, bool, error)) (from, to int, err error) {
	if err := r.alive(); err != nil {
		return 0, 0, err
	}
	if err := checkSizes(p, r.list); err != nil {
		return 0, 0, err
	}
	if from, to, err = bounds(n, p, find); err != nil {
		return 0, 0, err
	}
	first := p.First
	if first == nil && p.Last == nil {
		n := min(DefaultPage, r.list)
		first = &n
	}
	if first != nil {
		to = min(to, from+*first)
	}
	if p.Last != nil {
		from = max(from, to-*p.Last)
	}
	return from, to, nil
}

// beginning cuts the page out of a list whose beginning the View gives by itself, with the
// number of all, and so puts together no more than is shown; ok is false for a page that
// does not begin the list. Errors as of paginate.
func beginning[T any](r *Reader, o order[T], p Page, read func(limit int) ([]T, int)) (w window[T], ok bool, err error) {
	if p.After != nil || p.Before != nil || p.Last != nil {
		return w, false, nil
	}
	if err := r.alive(); err != nil {
		return w, true, err
	}
	if err := checkSizes(p, r.list); err != nil {
		return w, true, err
	}
	n := min(DefaultPage, r.list)
	if p.First != nil {
		n = *p.First
	}
	w.items, w.total = read(n)
	w.after = w.total > len(w.items)
	w.cursor = func(i int) string { return o.cursor(w.items[i]) }
	return w, true, nil
}

func checkSizes(p Page, limit int) error {
	for _, size := range []struct {
		name string
		n    *int
	}{{"first", p.First}, {"last", p.Last}} {
		switch {
		case size.n == nil:
		case *size.n < 0:
			return invalid(fmt.Sprintf("%s is %d; it must not be negative", size.name, *size.n))
		case *size.n > limit:
			return tooMany(size.name, *size.n, limit)
		}
	}
	return nil
}

// bounds gives the part of a list of n that lies between both cursors.
func bounds(n int, p Page, find func(argument, cursor string) (int, bool, error)) (from, to int, err error) {
	to = n
	if p.After != nil {
		i, found, err := find("after", *p.After)
		if err != nil {
			return 0, 0, err
		}
		if from = i; found {
			from++
		}
	}
	if p.Before != nil {
		if to, _, err = find("before", *p.Before); err != nil {
			return 0, 0, err
		}
	}
	return min(from, to), to, nil
}

// find gives the place of the cursor's item in the list, or where it would stand.
func (o order[T]) find(list []T, argument, cursor string) (int, bool, error) {
	mark, err := o.parse(argument, cursor)
	if err != nil {
		return 0, false, err
	}
	i := sort.Search(len(list), func(i int) bool { return o.compare(o.place(list[i]), mark) >= 0 })
	if i < len(list) && slices.Equal(o.place(list[i]), mark) {
		return i, true, nil
	}
	// The View may break ties in another way than the marks do: look everywhere before
	// taking the item for gone.
	if j := slices.IndexFunc(list, func(x T) bool { return slices.Equal(o.place(x), mark) }); j >= 0 {
		return j, true, nil
	}
	return i, false, nil
}

// cursor marks the item's place.
func (o order[T]) cursor(item T) string { return printCursor(o.kind, o.place(item)) }

// parse reads a cursor back. Error: CodeInvalid when it is none of this kind of list.
func (o order[T]) parse(argument, cursor string) ([]string, error) {
	return parseCursor(argument, cursor, o.kind, o.parts())
}

func printCursor(kind string, mark []string) string {
	b, err := json.Marshal(append([]string{kind}, mark...))
	if err != nil {
		return ""
	}
	return base64.RawURLEncoding.EncodeToString(b)
}

// parseCursor reads a cursor of a kind of list, whose marks have so many parts. Error:
// CodeInvalid.
func parseCursor(argument, cursor, kind string, width int) ([]string, error) {
	refuse := &model.Error{Code: model.CodeInvalid, Op: "query",
		Message: argument + ": this cursor does not belong to this list",
		Hint:    "take cursors from edges or pageInfo of the same field in the same order"}
	if len(cursor) > maxCursor {
		return nil, refuse
	}
	b, err := base64.RawURLEncoding.DecodeString(cursor)
	if err != nil {
		return nil, refuse
	}
	var mark []string
	if json.Unmarshal(b, &mark) != nil || len(mark) != width+1 || mark[0] != kind {
		return nil, refuse
	}
	return mark[1:], nil
}

// TotalCount is how many there are on every page together.
func (w *window[T]) TotalCount() int { return w.total }

// PageInfo is where the page stands.
func (w *window[T]) PageInfo() *PageInfo {
	p := &PageInfo{HasNextPage: w.after, HasPreviousPage: w.before}
	if n := len(w.items); n > 0 {
		start, end := w.cursor(0), w.cursor(n-1)
		p.StartCursor, p.EndCursor = &start, &end
	}
	return p
}

// PageInfo is where a page stands among the others.
type PageInfo struct {
	HasNextPage, HasPreviousPage bool
	StartCursor, EndCursor       *string
}

func invalid(message string) error {
	return &model.Error{Code: model.CodeInvalid, Op: "query", Message: message}
}

func tooMany(what string, n, limit int) error {
	return &model.Error{Code: model.CodeLimit, Op: "query",
		Message: fmt.Sprintf("%s: %d is more than %d", what, n, limit),
		Hint:    "ask for several smaller pages"}
}

// byNumber compares two decimal numbers in marks; what is no number counts as 0.
func byNumber(a, b string) int {
	x, _ := strconv.ParseFloat(a, 64)
	y, _ := strconv.ParseFloat(b, 64)
	return cmp.Compare(x, y)
}

// byParts compares two marks part by part.
func byParts(a, b []string) int { return slices.CompareFunc(a, b, strings.Compare) }
