package document

import (
	_ "embed"
	"strconv"
	"strings"
)

// element is a part of a marked-up file, whatever the format: an element, or words.
type element struct {
	// name is the element's, in small letters and without a namespace; "" for words.
	name       string
	words      string
	attributes []attribute
	children   []*element
	mixes      *bool // what mixed has found; nil before
}

type attribute struct{ name, value string }

// attribute gives the value of an attribute, and whether it is there.
func (e *element) attribute(name string) (string, bool) {
	for _, a := range e.attributes {
		if a.name == name {
			return a.value, true
		}
	}
	return "", false
}

// classes are the words of the class attribute.
func (e *element) classes() []string {
	c, _ := e.attribute("class")
	return strings.Fields(c)
}

// text is all words in the element, white space folded into single spaces.
func (e *element) text() string {
	var b strings.Builder
	e.write(&b)
	return strings.Join(strings.Fields(b.String()), " ")
}

func (e *element) write(b *strings.Builder) {
	b.WriteString(e.words)
	for _, c := range e.children {
		c.write(b)
	}
}

// each calls do for the element and all in it, and passes over what is in an element for
// which do gives false.
func (e *element) each(do func(*element) bool) {
	if !do(e) {
		return
	}
	for _, c := range e.children {
		c.each(do)
	}
}

// mixed says whether words stand right in the element, beside its elements.
func (e *element) mixed() bool {
	if e.mixes == nil {
		mixes := false
		for _, c := range e.children {
			mixes = mixes || c.name == "" && strings.TrimSpace(c.words) != ""
		}
		e.mixes = &mixes
	}
	return *e.mixes
}

// role is what an element is, after markup.tsv.
type role struct {
	name  string
	depth int
	// row is the row's place in the table: of two, the first goes before.
	row int
}

//go:embed data/markup.tsv
var markupTable string

// rolesOf are the roles of each format by selector.
var rolesOf = mustRoles(markupTable)

// mustRoles reads markup.tsv, which is part of the program: a mistake in it is a
// programming error that the package's tests catch.
func mustRoles(table string) map[string]map[string]role {
	out := map[string]map[string]role{}
	for i, line := range strings.Split(table, "\n") {
		cells := strings.Split(line, "\t")
		if strings.HasPrefix(line, "#") || strings.TrimSpace(line) == "" || cells[0] == "format" {
			continue
		}
		if len(cells) != 5 || cells[4] == "" {
			panic("markup.tsv: line " + strconv.Itoa(i+1) + ": five cells, the last the source")
		}
		r := role{name: cells[2], row: i}
		if cells[3] != "" {
			var err error
			if r.depth, err = strconv.Atoi(cells[3]); err != nil {
				panic("markup.tsv: line " + strconv.Itoa(i+1) + ": " + err.Error())
			}
		}
		if out[cells[0]] == nil {
			out[cells[0]] = map[string]role{}
		}
		selector := cells[1]
		if r.name == "main" {
			selector = "main " + selector // a main part is a paragraph too, by another row
		}
		if _, twice := out[cells[0]][selector]; twice {
			panic("markup.tsv: line " + strconv.Itoa(i+1) + ": " + selector + " has a row already")
		}
		out[cells[0]][selector] = r
	}
	return out
}

// roleOf gives what an element is, the most particular selector first; the zero role where
// no row tells.
func roleOf(roles map[string]role, e *element) role {
	for _, s := range e.selectors() {
		if r, ok := roles[s]; ok {
			return r
		}
	}
	return role{}
}

// selectors are those that fit the element, the most particular first.
func (e *element) selectors() []string {
	var out, plain []string
	if e.name == "html" || e.name == "body" {
		return []string{e.name} // what they are called is of the page's looks
	}
	if id, ok := e.attribute("id"); ok {
		out = append(out, "#"+id)
	}
	for _, c := range e.classes() {
		out = append(out, e.name+"."+c)
		plain = append(plain, "."+c)
	}
	out = append(out, plain...)
	for _, a := range e.attributes {
		switch a.name {
		case "role", "type", "aria-hidden":
			with := "[" + a.name + "=" + strings.ToLower(a.value) + "]"
			out = append(out, e.name+with, with)
		case "hidden":
			out = append(out, "[hidden]")
		}
	}
	return append(out, e.name)
}
