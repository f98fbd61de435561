package decisions

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"rijksgraaf/model"
)

func parse(t *testing.T, text string) *File {
	t.Helper()
	f, err := Parse("d.tsv", text)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

const good = Head + `
same	policy/lange-naam	policy/ln	jan	2026-01-31	zelfde stuk
different	organisation/a	organisation/b	piet	2026-02-01

# by hand
same	policy/ln-oud	policy/ln	jan	2026-02-03	` + "\r\n"

func TestParse(t *testing.T) {
	f := parse(t, good)
	if len(f.List) != 3 || f.List[0] != (Decision{Same, "policy/lange-naam", "policy/ln", "jan", "2026-01-31", "zelfde stuk", 8}) ||
		f.List[1].Verb != Different || f.List[1].Note != "" || f.List[2].Line != 12 {
		t.Errorf("%+v", f.List)
	}
	if f.Text() != good {
		t.Errorf("the text is not kept: %q", f.Text())
	}
	if f.Into("policy/lange-naam") != "policy/ln" || f.Into("policy/x") != "policy/x" {
		t.Error("decisions are not followed")
	}
	for _, text := range []string{"", "\n\n", "# nothing\n", "\ufeffsame\ta/b\ta/c\tjan\t2026-01-31"} {
		parse(t, text)
	}
}

// Each mistake is one error that names file and line.
func TestBadFiles(t *testing.T) {
	row := func(cells ...string) string { return strings.Join(cells, "\t") + "\n" }
	same := func(a, b string) string { return row("same", a, b, "jan", "2026-01-31", "") }
	different := func(a, b string) string { return row("different", a, b, "jan", "2026-01-31", "") }
	for name, c := range map[string]struct{ text, want string }{
		"verb":              {row("merge", "a/b", "a/c", "jan", "2026-01-31", ""), `line 1: "merge" is neither same nor different`},
		"spaces":            {"# x\nsame a/b a/c jan 2026-01-31\n", `line 2: "same a/b a/c jan 2026-01-31" is neither`},
		"few columns":       {row("same", "a/b", "a/c"), "line 1: 3 columns instead of 6"},
		"many columns":      {row("same", "a/b", "a/c", "jan", "2026-01-31", "x", "y"), "line 1: 7 columns"},
		"no id":             {same("b", "a/c"), `line 1: "b" is no id`},
		"half an id":        {same("a/", "a/c"), `line 1: "a/" is no id`},
		"itself":            {same("a/b", "a/b"), "line 1: a/b stands on both sides"},
		"nobody":            {row("same", "a/b", "a/c", "", "2026-01-31", ""), "line 1: the fourth column"},
		"date":              {row("same", "a/b", "a/c", "jan", "31-01-2026", ""), `line 1: "31-01-2026" is no date`},
		"twice":             {same("a/b", "a/c") + same("a/b", "a/c"), "line 2: a/b is put into a/c a second time, after line 1"},
		"two ways":          {same("a/b", "a/c") + same("a/b", "a/d"), "line 2: a/b is put into a/d, but line 1 puts it into a/c"},
		"cycle":             {same("a/b", "a/c") + same("a/c", "a/b"), "line 2: a cycle: a/c is put into a/b, which comes back to a/c by line 1"},
		"long cycle":        {same("a/b", "a/c") + same("a/c", "a/d") + same("a/d", "a/b"), "line 3: a cycle: a/d is put into a/b, which comes back to a/d by lines 1, 2"},
		"both":              {same("a/b", "a/c") + different("a/c", "a/b"), "line 2: a/c and a/b are different here and the same by line 1"},
		"both, first":       {different("a/c", "a/b") + same("a/b", "a/c"), "line 1: a/c and a/b are different here and the same by line 2"},
		"by way of":         {same("a/b", "a/c") + same("a/d", "a/c") + different("a/d", "a/b"), "line 3: a/d and a/b are different here and the same by lines 1, 2"},
		"relation, columns": {row("refused", "a/b", "addresses", "a/c"), "line 1: 4 columns instead of 7"},
		"relation, subject": {row("refused", "b", "addresses", "a/c", "jan", "2026-01-31", ""), `line 1: "b" is no id`},
		"relation, none":    {row("refused", "a/b", "", "a/c", "jan", "2026-01-31", ""), "line 1: the third column names no predicate"},
		"relation, object":  {row("confirmed", "a/b", "addresses", "c", "jan", "2026-01-31", ""), `line 1: "c" is no id such as policy/gbvs, nor a value`},
		"relation, nobody":  {row("confirmed", "a/b", "addresses", "a/c", "", "2026-01-31", ""), "line 1: the fifth column"},
		"relation, date":    {row("confirmed", "a/b", "addresses", "a/c", "jan", "gisteren", ""), `line 1: "gisteren" is no date`},
		"relation, twice":   {row("confirmed", "a/b", "addresses", "a/c", "jan", "2026-01-31") + row("refused", "a/b", "addresses", "a/c", "piet", "2026-01-31", ""), "line 2: a/b addresses a/c is decided of a second time, after line 1"},
		"different again":   {different("a/b", "a/c") + different("a/c", "a/b"), "line 2: a/c and a/b are called different a second time, after line 1"},
	} {
		_, err := Parse("d.tsv", c.text)
		if err == nil || !strings.Contains(err.Error(), "d.tsv "+c.want) || model.CodeOf(err) != model.CodeInvalid || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
}

func TestWithAndWithout(t *testing.T) {
	f := parse(t, good)
	d := Decision{Verb: Different, A: "policy/x", B: "policy/y", Who: "de\tjonge  Jan", Date: "2026-03-01", Note: "twee\nstukken"}
	n, err := f.With(d)
	if err != nil || n.Text() != good+"different\tpolicy/x\tpolicy/y\tde jonge Jan\t2026-03-01\ttwee stukken\n" {
		t.Fatalf("%v: %q", err, n.Text())
	}
	back, dropped := n.Without("policy/y", "policy/x")
	if len(dropped) != 1 || dropped[0].Who != "de jonge Jan" || back.Text() != good {
		t.Errorf("%+v: %q", dropped, back.Text())
	}
	if same, dropped := f.Without("policy/y", "policy/x"); len(dropped) != 0 || same != f {
		t.Error("something was undone that was not there")
	}
	first, err := (&File{Path: "d.tsv"}).With(d)
	if err != nil || !strings.HasPrefix(first.Text(), "# Decisions") || len(first.List) != 1 {
		t.Errorf("%v: %q", err, first.Text())
	}
	noEnd, err := parse(t, strings.TrimSuffix(good, "\r\n")).With(d)
	if err != nil || len(noEnd.List) != 4 {
		t.Errorf("a file without an end of line: %v", err)
	}
}

// A decision that cannot be added names what it speaks against, and no line of its own.
func TestWithRefuses(t *testing.T) {
	f := parse(t, good)
	for _, c := range []struct {
		verb       Verb
		a, b, want string
	}{
		{Same, "policy/ln", "policy/lange-naam", "a cycle: policy/ln is put into policy/lange-naam, which comes back to policy/ln by line 8"},
		{Same, "organisation/b", "organisation/a", "organisation/b cannot be the same as organisation/a: line 9 says that organisation/a and organisation/b are different"},
		{Different, "policy/lange-naam", "policy/ln-oud", "policy/lange-naam and policy/ln-oud are different here and the same by lines 8, 12"},
		{Same, "policy/lange-naam", "policy/ln", "a second time, after line 8"},
		{Same, "x", "policy/ln", `"x" is no id`},
		{"merge", "policy/x", "policy/ln", "neither"},
	} {
		_, err := f.With(Decision{Verb: c.verb, A: c.a, B: c.b, Who: "jan", Date: "2026-01-31"})
		if err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "line 0") {
			t.Errorf("%s %s %s: %v, want %q", c.verb, c.a, c.b, err, c.want)
		}
	}
}

func TestLongNotesAreRefused(t *testing.T) {
	d := Decision{Verb: Same, A: "policy/x", B: "policy/y", Who: "jan", Date: "2026-01-31", Note: strings.Repeat("é", 500)}
	if _, err := parse(t, good).With(d); err != nil {
		t.Error(err)
	}
	d.Note += "."
	if _, err := parse(t, good).With(d); model.CodeOf(err) != model.CodeInvalid || !strings.Contains(err.Error(), "the note has 501 letters") {
		t.Error(err)
	}
}

// Whatever is decided one by one, the file is one that can be read, and undoing all leads
// back to no decisions.
func TestAnyDecisionsHoldTogether(t *testing.T) {
	ids := []string{"a/1", "a/2", "a/3", "a/4", "a/5"}
	rapid.Check(t, func(t *rapid.T) {
		f := &File{Path: "d.tsv"}
		for range rapid.IntRange(1, 12).Draw(t, "n") {
			d := Decision{Verb: rapid.SampledFrom([]Verb{Same, Different}).Draw(t, "verb"), A: rapid.SampledFrom(ids).Draw(t, "a"), B: rapid.SampledFrom(ids).Draw(t, "b"), Who: "jan", Date: "2026-01-31"}
			if n, err := f.With(d); err == nil {
				f = n
			}
			again, err := Parse("d.tsv", f.Text())
			if err != nil || len(again.List) != len(f.List) {
				t.Fatalf("%v in %q", err, f.Text())
			}
		}
		for _, d := range f.List {
			if d.Verb == Different && f.Into(d.A) == f.Into(d.B) {
				t.Fatalf("%v holds, and both are %s", d, f.Into(d.A))
			}
		}
		for len(f.List) > 0 {
			f, _ = f.Without(f.List[0].B, f.List[0].A)
		}
		if text := f.Text(); text != "" && text != Head {
			t.Fatalf("left: %q", text)
		}
	})
}

// Whatever a file holds, reading it gives decisions that can be written and read again, or
// one error of one line.
func FuzzParse(f *testing.F) {
	f.Add(good)
	f.Add("same\ta/b\ta/c\tjan\t2026-01-31\tx\ndifferent\ta/b\ta/c\tjan\t2026-01-31\n")
	f.Add("\ufeffsame\ta/b\ta/c\r\n")
	f.Add("refused\ta/b\taddresses\ta/c\tjan\t2026-01-31\tx\nconfirmed\ta/b\tallocates\t2024||draft||x||EUR|12\tjan\t2026-01-31\n")
	f.Fuzz(func(t *testing.T, text string) {
		file, err := Parse("d.tsv", text)
		if err != nil {
			if model.CodeOf(err) != model.CodeInvalid {
				t.Fatal(err)
			}
			return
		}
		again, err := Parse("d.tsv", file.Text())
		if err != nil || len(again.List) != len(file.List) || len(again.Relations) != len(file.Relations) {
			t.Fatalf("%v: %q became %q", err, text, file.Text())
		}
	})
}
