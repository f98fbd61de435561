// Package lexicon holds what the extractor knows beforehand: names of bodies, policies,
// laws and places, budget chapters and ministries with the years for which a name held,
// threats, head nouns, verbs, and a vocabulary of common words.
//
// The data are tab-separated files in data/, each row with its source; a domain expert
// edits them. The package knows no documents: it loads, checks and answers.
package lexicon

import (
	"embed"
	"io/fs"
	"sort"
	"strconv"
	"strings"
	"sync"

	"rijksgraaf/model"
	"rijksgraaf/ontology"
)

//go:embed data
var data embed.FS

// Entry is a named thing: its canonical id, type, label and the forms it is printed in.
type Entry struct {
	ID      string
	Type    model.EntityType
	Label   string
	Aliases []string
	Source  string

	at row
}

// Chapter is a budget chapter or fund under one of its names. From and Until are budget
// years, inclusive; 0 is open.
type Chapter struct {
	Code, Name  string
	Aliases     []string
	From, Until int
	Ministry    string // slug of the ministry; may be empty
	Source      string

	at row
}

// Ministry is a ministry under one of its names. From and Until are years, 0 is open.
type Ministry struct {
	Slug, Label, Portfolio string
	Abbreviations, Aliases []string
	From, Until            int
	Source                 string

	at row
}

// Pattern is a row of threats.tsv or heads.tsv: the words, how they are to be read
// (term, tail, head, first), and the type that they give.
type Pattern struct {
	Words  string
	Kind   string
	Type   model.EntityType
	Source string
}

// Verb is a verb with its forms and the class of acts that it belongs to.
type Verb struct {
	Infinitive, Participle string
	Present, Past          []string
	Nominals               []string
	Class                  string
	Source                 string
}

// Lexicon is everything, loaded and checked. It is immutable.
type Lexicon struct {
	Entries    []Entry
	Chapters   []Chapter
	Ministries []Ministry
	Threats    []Pattern
	Heads      []Pattern
	Verbs      []Verb
	// Bodies tells of bodies whose they are.
	Bodies []Body
	// Generic are ids of things that nearly every chapter speaks of.
	Generic    []string
	genericAt  []row
	TableWords []TableWord

	vocabulary []string // texts of words, parted by white space
	grammar    map[string][]string
	// known gives the words by themselves. Whoever reads a document asks for them, a command
	// that only needs names does not, and they are most of what loading would cost.
	known func() *knownWords
	// identifiers gives the addresses, likewise for who asks only.
	identifiers func() (*Identifiers, error)
}

// Default gives the lexicon that is built into the program, loaded once. The error names
// file, line and column.
var Default = sync.OnceValues(func() (*Lexicon, error) {
	sub, err := fs.Sub(data, "data")
	if err != nil {
		return nil, err
	}
	return Load(sub)
})

// Load reads all files of a folder: chapters.tsv, ministries.tsv, threats.tsv, heads.tsv,
// verbs.tsv, grammar.tsv, tablewords.tsv, bodies.tsv, generic.tsv, identifiers.tsv,
// vocabulary.txt, and every other *.tsv as a list of named entities.
func Load(folder fs.FS) (*Lexicon, error) {
	l := &Lexicon{grammar: map[string][]string{}, identifiers: noIdentifiers}
	l.known = sync.OnceValue(func() *knownWords { return newKnownWords(l) })
	names, err := fs.Glob(folder, "*")
	if err != nil {
		return nil, err
	}
	sort.Strings(names)
	for _, name := range names {
		raw, err := fs.ReadFile(folder, name)
		if err != nil {
			return nil, err
		}
		if err := l.add(name, string(raw)); err != nil {
			return nil, err
		}
	}
	if err := l.check(); err != nil {
		return nil, err
	}
	return l, nil
}

func (l *Lexicon) add(name, text string) error {
	switch {
	case name == "chapters.tsv":
		return l.addChapters(name, text)
	case name == "ministries.tsv":
		return l.addMinistries(name, text)
	case name == "threats.tsv":
		return l.addThreats(name, text)
	case name == "heads.tsv":
		return l.addHeads(name, text)
	case name == "verbs.tsv":
		return l.addVerbs(name, text)
	case name == "bodies.tsv":
		return l.addBodies(name, text)
	case name == "generic.tsv":
		return l.addGeneric(name, text)
	case name == "identifiers.tsv":
		l.addIdentifiers(name, text)
		return nil
	case name == "grammar.tsv":
		return l.addGrammar(name, text)
	case name == "tablewords.tsv":
		return l.addTableWords(name, text)
	case strings.HasSuffix(name, ".txt"):
		l.vocabulary = append(l.vocabulary, text)
		return nil
	case strings.HasSuffix(name, ".tsv"):
		return l.addEntries(name, text)
	}
	return &model.Error{Code: model.CodeInvalid, Op: "lexicon", Message: name + ": neither .tsv nor .txt"}
}

func (l *Lexicon) addEntries(name, text string) error {
	rows, err := parseTable(name, text, []string{"type", "slug", "label", "aliases", "source"}, []string{"type", "slug", "label", "source"})
	for _, r := range rows {
		t := model.EntityType(r.get("type"))
		info, ok := ontology.Type(t)
		if !ok {
			return r.fail("type", "there is no type %q", t)
		}
		if r.get("slug") != strings.ToLower(r.get("slug")) || strings.ContainsAny(r.get("slug"), " /") {
			return r.fail("slug", "a slug has small letters, digits and hyphens: %q", r.get("slug"))
		}
		l.Entries = append(l.Entries, Entry{ID: info.Slug + "/" + r.get("slug"), Type: t, Label: r.get("label"), Aliases: r.list("aliases"), Source: r.get("source"), at: r})
	}
	return err
}

func (l *Lexicon) addChapters(name, text string) error {
	rows, err := parseTable(name, text, []string{"code", "name", "aliases", "from", "until", "ministry", "source"}, []string{"code", "name", "source"})
	if err != nil {
		return err
	}
	for _, r := range rows {
		from, until, err := years(r)
		if err != nil {
			return err
		}
		l.Chapters = append(l.Chapters, Chapter{Code: r.get("code"), Name: r.get("name"), Aliases: r.list("aliases"),
			From: from, Until: until, Ministry: r.get("ministry"), Source: r.get("source"), at: r})
	}
	return nil
}

func (l *Lexicon) addMinistries(name, text string) error {
	columns := []string{"slug", "label", "portfolio", "abbreviations", "aliases", "from", "until", "source"}
	rows, err := parseTable(name, text, columns, []string{"slug", "label", "portfolio", "source"})
	if err != nil {
		return err
	}
	for _, r := range rows {
		from, until, err := years(r)
		if err != nil {
			return err
		}
		l.Ministries = append(l.Ministries, Ministry{Slug: r.get("slug"), Label: r.get("label"), Portfolio: r.get("portfolio"),
			Abbreviations: r.list("abbreviations"), Aliases: r.list("aliases"), From: from, Until: until, Source: r.get("source"), at: r})
	}
	return nil
}

func (l *Lexicon) addThreats(name, text string) error {
	rows, err := parseTable(name, text, []string{"pattern", "kind", "source"}, []string{"pattern", "kind", "source"})
	for _, r := range rows {
		switch r.get("kind") {
		case "term", "tail", "head":
		default:
			return r.fail("kind", "%q is none of term, tail, head", r.get("kind"))
		}
		l.Threats = append(l.Threats, Pattern{r.get("pattern"), r.get("kind"), model.TypeThreat, r.get("source")})
	}
	return err
}

func (l *Lexicon) addHeads(name, text string) error {
	rows, err := parseTable(name, text, []string{"pattern", "position", "type", "source"}, []string{"pattern", "position", "type", "source"})
	for _, r := range rows {
		t := model.EntityType(r.get("type"))
		if _, ok := ontology.Type(t); !ok {
			return r.fail("type", "there is no type %q", t)
		}
		if k := r.get("position"); k != "tail" && k != "first" {
			return r.fail("position", "%q is neither tail nor first", k)
		}
		l.Heads = append(l.Heads, Pattern{r.get("pattern"), r.get("position"), t, r.get("source")})
	}
	return err
}

func (l *Lexicon) addVerbs(name, text string) error {
	columns := []string{"infinitive", "present3", "presentPlural", "past3", "pastPlural", "participle", "nominal", "class", "source"}
	rows, err := parseTable(name, text, columns, []string{"infinitive", "class", "source"})
	for _, r := range rows {
		l.Verbs = append(l.Verbs, Verb{
			Infinitive: r.get("infinitive"), Participle: r.get("participle"),
			Present: append(r.list("present3"), r.list("presentPlural")...), Past: append(r.list("past3"), r.list("pastPlural")...),
			Nominals: r.list("nominal"), Class: r.get("class"), Source: r.get("source")})
	}
	return err
}

func years(r row) (from, until int, err error) {
	for column, into := range map[string]*int{"from": &from, "until": &until} {
		if cell := r.get(column); cell != "" {
			n, e := strconv.Atoi(cell)
			if e != nil || n < 1800 || n > 2200 {
				return 0, 0, r.fail(column, "%q is not a year", cell)
			}
			*into = n
		}
	}
	if from != 0 && until != 0 && until < from {
		return 0, 0, r.fail("until", "%d lies before %d", until, from)
	}
	return from, until, nil
}

// Grammar gives the forms of a closed class of words of grammar.tsv, in the order of the
// file; nil for a class that does not exist.
func (l *Lexicon) Grammar(class string) []string { return l.grammar[class] }

func (l *Lexicon) addGrammar(name, text string) error {
	rows, err := parseTable(name, text, []string{"class", "form", "source"}, []string{"class", "form", "source"})
	for _, r := range rows {
		if _, ok := l.grammar[r.get("class")]; ok {
			return r.fail("class", "%q stands twice", r.get("class"))
		}
		l.grammar[r.get("class")] = r.list("form")
	}
	return err
}
