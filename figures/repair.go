package figures

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// repairNames puts names right that lost a letter to a wrong encoding on their way:
// "Financi?n", "Financi\ufffdn", "FinanciÃ«n". The right name is one of the register of
// chapters, or one that the file has undamaged elsewhere. What cannot be put right stays,
// with a warning. The names as read stand in Repairs.
func repairNames(s *Source, chapters []ChapterName) {
	r := &repairer{source: s, chapters: chapters, done: map[string]*Repair{}}
	for i := range s.Rows {
		row := &s.Rows[i]
		row.ChapterName = r.repair(row.ChapterName, row.Line, row.Chapter, r.chapterNames)
		row.Name = r.repair(row.Name, row.Line, row.Chapter, r.articleNames)
	}
	for _, key := range r.order {
		if f := r.done[key]; f.Name != f.Read {
			s.Repairs = append(s.Repairs, *f)
		} else {
			s.Warnings = append(s.Warnings, fmt.Sprintf("the name %q (line %d) has a damaged letter, and no other name tells which", f.Read, f.Line))
		}
	}
}

type repairer struct {
	source   *Source
	chapters []ChapterName
	done     map[string]*Repair // by chapter and name as read
	order    []string
}

// candidate is a name that a damaged one may have been, and where it was found.
type candidate struct{ name, from string }

func (r *repairer) repair(name string, line int, code string, candidates func(code string) []candidate) string {
	if !damaged(name) {
		return name
	}
	key := code + " " + name
	f := r.done[key]
	if f == nil {
		f = &Repair{Read: name, Name: name, Line: line}
		if fixed := reencoded(name); fixed != name {
			f.Name, f.RestsOn = fixed, "its bytes, which are UTF-8 read as Windows-1252"
		}
		if i := strings.IndexFunc(f.Name, lost); i >= 0 {
			if c, ok := fitting(f.Name, candidates(code)); ok {
				f.Name, f.RestsOn = c.name, c.from
			}
		}
		r.done[key] = f
		r.order = append(r.order, key)
	}
	f.Lines++
	return f.Name
}

// lost says whether a character stands for a letter that was lost.
func lost(c rune) bool { return c == '?' || c == utf8.RuneError }

// damaged says whether a name has a mark of damage: a question mark between letters, a
// replacement character, or the two letters that UTF-8 becomes when it is misread.
func damaged(name string) bool {
	runes := []rune(name)
	for i, c := range runes {
		switch {
		case c == utf8.RuneError:
			return true
		case c == '?' && i > 0 && i+1 < len(runes) && unicode.IsLetter(runes[i-1]) && unicode.IsLetter(runes[i+1]):
			return true
		}
	}
	return reencoded(name) != name
}

// reencoded undoes UTF-8 that was read as Windows-1252; a name without that stays as it is.
func reencoded(name string) string {
	if !strings.ContainsAny(name, "ÃÂâ") {
		return name
	}
	raw, err := charmap.Windows1252.NewEncoder().String(name)
	if err != nil || !utf8.ValidString(raw) {
		return name
	}
	return raw
}

// chapterNames are the names that a chapter may have: those of the register, then those
// of the file.
func (r *repairer) chapterNames(code string) []candidate {
	var out []candidate
	for _, c := range r.chapters {
		if c.Code != code {
			continue
		}
		for _, name := range append([]string{c.Name}, c.Aliases...) {
			out = append(out, candidate{name, "the register of chapters"})
		}
	}
	for i := range r.source.Rows {
		if row := &r.source.Rows[i]; row.Chapter == code {
			out = append(out, candidate{row.ChapterName, fmt.Sprintf("the name in line %d", row.Line)})
		}
	}
	return out
}

// articleNames are the names of articles, those of the chapter first.
func (r *repairer) articleNames(code string) []candidate {
	var here, elsewhere []candidate
	for i := range r.source.Rows {
		row := &r.source.Rows[i]
		c := candidate{row.Name, fmt.Sprintf("the name in line %d", row.Line)}
		if row.Chapter == code {
			here = append(here, c)
		} else {
			elsewhere = append(elsewhere, c)
		}
	}
	return append(here, elsewhere...)
}

// fitting gives the one name that a damaged one may have been. A letter with a diacritic
// goes before a plain one, which no encoding would have lost; two that fit as well are
// none.
func fitting(name string, candidates []candidate) (candidate, bool) {
	var best candidate
	rank, tied := 0, false
	for _, c := range candidates {
		switch n := fits([]rune(name), []rune(c.name)); {
		case n == 0 || n < rank:
		case n > rank:
			best, rank, tied = c, n, false
		case !strings.EqualFold(best.name, c.name):
			tied = true
		}
	}
	return best, rank > 0 && !tied
}

// fits says whether a name may be the damaged one: 0 no, 1 with plain letters in place of
// a lost one, 2 with letters that have a diacritic.
func fits(name, whole []rune) int {
	if len(name) != len(whole) || damaged(string(whole)) {
		return 0
	}
	rank := 2
	for i, c := range name {
		switch {
		case lost(c) && unicode.IsLetter(whole[i]):
			if whole[i] <= unicode.MaxASCII {
				rank = 1
			}
		case unicode.ToLower(c) != unicode.ToLower(whole[i]):
			return 0
		}
	}
	return rank
}
