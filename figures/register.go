package figures

import (
	"embed"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"rijksgraaf/model"
)

//go:embed data/*.tsv
var data embed.FS

// ChapterName is a budget chapter or fund under one of its names, as the register of
// chapters has it. From and Until are budget years, inclusive; 0 is open.
type ChapterName struct {
	Code, Name  string
	Aliases     []string
	From, Until int
	// Source is where the register has it from.
	Source string
}

// Register is what the linking knows beside the figures: short forms, function words,
// names that mean one kind of article, and articles that were renumbered.
type Register struct {
	chapters     []ChapterName
	short        []shortForm
	function     map[string]bool
	kinds        map[string]articleKind // by folded name
	renumberings []renumbering
}

type shortForm struct{ short, long string }

// articleKind is a kind of article that every chapter may have one of.
type articleKind struct{ name, source string }

// renumbering says that an article of one year is one of another.
type renumbering struct {
	from, to place
	source   string
	line     int
}

// place is an article in a year, with its folded name: a row that names another article
// than it means must not fit by its number alone.
type place struct {
	chapter, number string
	year            int
	folded          string
}

func (p place) is(s *Standing) bool {
	return p.chapter == s.Chapter && p.number == s.Number && p.year == s.Year && p.folded == s.folded
}

// builtin is the register that is part of the program, without chapters.
var builtin = sync.OnceValues(func() (*Register, error) {
	r := &Register{function: map[string]bool{}, kinds: map[string]articleKind{}}
	for _, t := range []struct {
		file    string
		columns int
		add     func(cells []string) error
	}{
		{"words.tsv", 4, r.addWord},
		{"kinds.tsv", 3, r.addKind},
		{"renumberings.tsv", 9, r.addRenumbering},
	} {
		text, err := data.ReadFile("data/" + t.file)
		if err != nil {
			return nil, err
		}
		if err := eachRow(t.file, string(text), t.columns, t.add); err != nil {
			return nil, err
		}
	}
	return r, nil
})

// NewRegister gives the built-in register with a register of chapters, which may be nil.
// Error: CodeInvalid for built-in data that do not load, with file and line.
func NewRegister(chapters []ChapterName) (*Register, error) {
	r, err := builtin()
	if err != nil {
		return nil, err
	}
	with := *r
	with.chapters = chapters
	return &with, nil
}

// eachRow calls add with the cells of every row; lines that begin with # are comments, the
// first other line names the columns. The last cell is the source, and never empty.
func eachRow(file, text string, columns int, add func([]string) error) error {
	head := true
	for i, line := range strings.Split(text, "\n") {
		if strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#") {
			continue
		}
		cells := strings.Split(line, "\t")
		var err error
		switch {
		case len(cells) != columns:
			err = fmt.Errorf("it has %d cells where there should be %d", len(cells), columns)
		case head:
			head = false
			continue
		case strings.TrimSpace(cells[columns-1]) == "":
			err = fmt.Errorf("it has no source")
		default:
			err = add(append(cells, strconv.Itoa(i+1)))
		}
		if err != nil {
			return &model.Error{Code: model.CodeInvalid, Op: "figures", Message: fmt.Sprintf("%s:%d", file, i+1), Err: err}
		}
	}
	return nil
}

func (r *Register) addWord(cells []string) error {
	switch class, word, long := cells[0], cells[1], cells[2]; class {
	case "function":
		r.function[word] = true
	case "short":
		if long == "" {
			return fmt.Errorf("the short form %q has no long one", word)
		}
		r.short = append(r.short, shortForm{word, long})
	default:
		return fmt.Errorf("there is no class %q", class)
	}
	return nil
}

func (r *Register) addKind(cells []string) error {
	key := fold(cells[1])
	if _, ok := r.kinds[key]; ok {
		return fmt.Errorf("the name %q stands twice", cells[1])
	}
	r.kinds[key] = articleKind{cells[0], cells[2]}
	return nil
}

// Renumbered says whether a row of the register has the article that bears a name and
// number in a year as the other one in the same or a later year, and gives the row's source.
// Names must stand as the row has them: letter case, diacritics and punctuation do not count.
func (r *Register) Renumbered(from, to ArticleName) (source string, ok bool) {
	for _, row := range r.renumberings {
		if from.Year <= row.from.year && row.to.year <= to.Year && from.names(row.from) && to.names(row.to) {
			return row.source, true
		}
	}
	return "", false
}

// ArticleName is an article as a document of a budget year names it.
type ArticleName struct {
	// Chapter is the chapter's code, "V"; Number the article's number, "2".
	Chapter, Number string
	Year            int
	Name            string
}

func (a *ArticleName) names(p place) bool {
	return a.Year > 0 && a.Chapter == p.chapter && a.Number == p.number && fold(a.Name) == p.folded
}

func (r *Register) addRenumbering(cells []string) error {
	from, err := placeOf(cells[0:4])
	if err != nil {
		return err
	}
	to, err := placeOf(cells[4:8])
	if err != nil {
		return err
	}
	if to.year < from.year || to.year > from.year+1 || from == to {
		return fmt.Errorf("a row goes from one article to another of the same or the next year")
	}
	line, err := strconv.Atoi(cells[9])
	if err != nil {
		return err
	}
	for _, other := range r.renumberings {
		if other.from == from || other.to == to {
			return fmt.Errorf("line %d has an end of it already: one article has one successor and one predecessor", other.line)
		}
	}
	r.renumberings = append(r.renumberings, renumbering{from, to, cells[8], line})
	return nil
}

func placeOf(cells []string) (place, error) {
	year, err := strconv.Atoi(cells[0])
	if err == nil && (!isChapter(cells[1]) || !isNumber(cells[2]) || fold(cells[3]) == "") {
		err = fmt.Errorf("%q is no year, chapter, number and name", cells)
	}
	return place{chapter: cells[1], number: cells[2], year: year, folded: fold(cells[3])}, err
}

// isChapter says whether a text may be the code of a chapter or fund.
func isChapter(s string) bool {
	for _, r := range s {
		if r < 'A' || r > 'Z' {
			return false
		}
	}
	return s != "" && len(s) <= 6
}

// isNumber says whether a text may be the number of an article: "2", "2.1".
func isNumber(s string) bool {
	for part := range strings.SplitSeq(s, ".") {
		if part == "" || len(part) > 4 || part[0] == '0' {
			return false
		}
		for _, r := range part {
			if r < '0' || r > '9' {
				return false
			}
		}
	}
	return true
}
