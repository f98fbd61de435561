// Package rules holds the relation rules as data: rules.yaml, one entry a rule, each with
// sentences that fire it and sentences that must not. The package loads, checks and
// compiles them; package extract matches them against text.
//
// A pattern is a row of atoms, parted by spaces, that must follow each other inside one
// sentence:
//
//	word          this word, in any case; also a mark: , : ( )
//	(a|b|c)       one of these words
//	begin* *end   a word with this beginning or ending
//	@class        a form of a verb of this class of verbs.tsv (finite, infinitive, participle, noun)
//	x?            the atom x or nothing
//	...           up to 30 words, but no ; and, after S, no other mention that could be S
//	..N           up to N words, otherwise the same; up to 6 also without a comma
//	^  $          the sentence's beginning; its end, or a rest without a finite verb
//	S:A|B  O:A|B  a mention of one of these types, with the mentions joined to it by commas and "en": subject, object
//	X:A|B         such a mention that takes no part
//	O:phrase(T)   words of a noun or infinitive phrase, which becomes an entity of type T; also S:phrase(T)
//	O:np(T)       the same, but only a short noun phrase
//	O:list(T)     the items of the list that the sentence opens with a colon, each an entity of type T
//
// A rule may have frames beside patterns or instead of them: they say the same of a
// clause in whatever order and voice; see Frame.
package rules

import (
	"bytes"
	_ "embed"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"github.com/goccy/go-yaml"

	"rijksgraaf/model"
	"rijksgraaf/ontology"
)

//go:embed rules.yaml
var builtin []byte

// Rule is one rule. Subject and Object name, in order of preference, where an end is
// taken from that the pattern does not hold: article, item (of a list or, failing that, a
// phrase before), list-item, actor, agent, topic, chapter,
// nederland, state (the Netherlands, for coalitions of states), examples.
type Rule struct {
	Name       string          `yaml:"name"`
	Predicate  model.Predicate `yaml:"predicate"`
	Patterns   []string        `yaml:"patterns"`
	Frames     []string        `yaml:"frames"`
	Subject    []string        `yaml:"subject"`
	Object     []string        `yaml:"object"`
	Sections   []string        `yaml:"sections"`
	Roles      []string        `yaml:"roles"`
	InItem     bool            `yaml:"inItem"`
	Period     bool            `yaml:"period"`
	Inverse    bool            `yaml:"inverse"`
	Confidence float64         `yaml:"confidence"`
	Fires      []string        `yaml:"fires"`
	Not        []string        `yaml:"not"`
	Source     string          `yaml:"source"`

	Compiled       []Pattern `yaml:"-"`
	CompiledFrames []Frame   `yaml:"-"`
}

// Kind says what an atom matches.
type Kind int

// The kinds of atom.
const (
	Word Kind = iota
	Verb
	Gap
	Start
	End
	Slot
	Phrase
	NounPhrase
	List
)

// Atom is one element of a pattern.
type Atom struct {
	Kind     Kind
	Optional bool
	// Words are the exact words, Begins and Ends the word beginnings and endings of a Word.
	Words        map[string]bool
	Begins, Ends []string
	// Class is a Verb's class, Max the width of a Gap in tokens.
	Class string
	Max   int
	// Role is "S", "O" or "X" for Slot, Phrase, NounPhrase and List; Types what they take or make.
	Role  string
	Types []model.EntityType
	// Set is Types as a set.
	Set TypeSet
}

// TypeSet is a set of entity types: a bit for each, in the ontology's order.
type TypeSet uint32

var typeBits = func() map[model.EntityType]TypeSet {
	out := map[model.EntityType]TypeSet{}
	for i, t := range ontology.Types() {
		out[t.Name] = 1 << i
	}
	return out
}()

// SetOf gives the set of some types.
func SetOf(types ...model.EntityType) TypeSet {
	var s TypeSet
	for _, t := range types {
		s |= typeBits[t]
	}
	return s
}

// Mentions gives an atom that takes mentions of some types.
func Mentions(types []model.EntityType) Atom {
	return Atom{Kind: Slot, Types: types, Set: SetOf(types...)}
}

// Pattern is a compiled pattern.
type Pattern struct {
	Text  string
	Atoms []Atom
}

// Takes says whether an atom takes mentions of a type.
func (a *Atom) Takes(t model.EntityType) bool {
	return a.Set&typeBits[t] != 0
}

// Default gives the rules that are built into the program, loaded once.
var Default = sync.OnceValues(func() ([]*Rule, error) { return Load("rules.yaml", builtin) })

// Load reads and checks a rule file. The error names the file, the line and column where
// the YAML is wrong, or the rule where its meaning is.
func Load(name string, data []byte) ([]*Rule, error) {
	var file struct {
		Rules []*Rule `yaml:"rules"`
	}
	if err := yaml.NewDecoder(bytes.NewReader(data), yaml.Strict()).Decode(&file); err != nil {
		return nil, &model.Error{Code: model.CodeInvalid, Op: "rules", Message: name + ": " + yaml.FormatError(err, false, true)}
	}
	if len(file.Rules) == 0 {
		return nil, &model.Error{Code: model.CodeInvalid, Op: "rules", Message: name + ": no rules"}
	}
	lines := ruleLines(string(data))
	seen := map[string]bool{}
	for i, r := range file.Rules {
		if r == nil {
			r = &Rule{}
			file.Rules[i] = r
		}
		if err := r.check(seen); err != nil {
			return nil, &model.Error{Code: model.CodeInvalid, Op: "rules",
				Message: fmt.Sprintf("%s:%d:5: rule %q: %s", name, lines[min(i, len(lines)-1)], r.Name, err)}
		}
	}
	return file.Rules, nil
}

// ruleLines gives the line, from 1, on which each rule begins.
func ruleLines(text string) []int {
	out := []int{}
	for i, l := range strings.Split(text, "\n") {
		if strings.HasPrefix(l, "  - ") || strings.TrimRight(l, " ") == "  -" {
			out = append(out, i+1)
		}
	}
	if len(out) == 0 {
		out = append(out, 1)
	}
	return out
}

var ruleName = regexp.MustCompile(`^[a-z][a-z0-9-]*$`)

var inherited = map[string]bool{"article": true, "item": true, "actor": true, "topic": true, "chapter": true, "examples": true, "nederland": true, "list-item": true, "agent": true, "state": true}

func (r *Rule) check(seen map[string]bool) error {
	switch {
	case !ruleName.MatchString(r.Name):
		return fmt.Errorf("a name has small letters, digits and hyphens")
	case seen[r.Name]:
		return fmt.Errorf("stands twice")
	case r.Source == "":
		return fmt.Errorf("source is missing")
	case r.Confidence <= 0 || r.Confidence > 1:
		return fmt.Errorf("confidence must lie in (0,1]")
	case len(r.Patterns)+len(r.Frames) == 0:
		return fmt.Errorf("no patterns and no frames")
	case len(r.Fires) == 0 || len(r.Not) == 0:
		return fmt.Errorf("needs at least one example under fires and one under not")
	}
	seen[r.Name] = true
	if _, ok := ontology.Predicate(r.Predicate); !ok {
		return fmt.Errorf("there is no predicate %q", r.Predicate)
	}
	for _, from := range append(append([]string{}, r.Subject...), r.Object...) {
		if !inherited[from] {
			return fmt.Errorf("%q is nothing to take an end from", from)
		}
	}
	for _, p := range r.Patterns {
		c, err := compile(p)
		if err != nil {
			return fmt.Errorf("pattern %q: %w", p, err)
		}
		if err := r.ends(c); err != nil {
			return fmt.Errorf("pattern %q: %w", p, err)
		}
		r.Compiled = append(r.Compiled, c)
	}
	for _, text := range r.Frames {
		f, err := compileFrame(text)
		if err == nil {
			err = r.frameEnds(f)
		}
		if err != nil {
			return fmt.Errorf("frame %q: %w", text, err)
		}
		r.CompiledFrames = append(r.CompiledFrames, f)
	}
	return nil
}

// ends checks that a pattern has both ends, or the rule says where to take them from.
func (r *Rule) ends(p Pattern) error {
	has := map[string]bool{}
	for _, a := range p.Atoms {
		has[a.Role] = true
	}
	if !has["S"] && len(r.Subject) == 0 {
		return fmt.Errorf("no S, and the rule has no subject to take")
	}
	if info, _ := ontology.Predicate(r.Predicate); info.ValueOnly {
		return nil // its object is the amount in the sentence
	}
	if !has["O"] && len(r.Object) == 0 {
		return fmt.Errorf("no O, and the rule has no object to take")
	}
	return nil
}

func compile(text string) (Pattern, error) {
	p := Pattern{Text: text}
	anchored := false
	for _, field := range strings.Fields(text) {
		a, err := atom(field)
		if err != nil {
			return p, err
		}
		p.Atoms = append(p.Atoms, a)
		anchored = anchored || a.Kind == Word || a.Kind == Verb
	}
	if !anchored {
		anchored = len(p.Atoms) > 0 && p.Atoms[0].Kind == Start
	}
	if !anchored {
		return p, fmt.Errorf("needs at least one word or verb class")
	}
	return p, nil
}

func atom(field string) (Atom, error) {
	a := Atom{}
	if strings.HasSuffix(field, "?") && len(field) > 1 {
		a.Optional = true
		field = strings.TrimSuffix(field, "?")
	}
	switch {
	case field == "...":
		a.Kind, a.Max = Gap, 30
	case strings.HasPrefix(field, "..") && len(field) > 2:
		n, err := strconv.Atoi(field[2:])
		if err != nil || n < 1 || n > 60 {
			return a, fmt.Errorf("%q: the width of a gap is a number from 1 to 60", field)
		}
		a.Kind, a.Max = Gap, n
	case field == "^":
		a.Kind = Start
	case field == "$":
		a.Kind = End
	case strings.HasPrefix(field, "@"):
		a.Kind, a.Class = Verb, field[1:]
	case strings.HasPrefix(field, "S:"), strings.HasPrefix(field, "O:"), strings.HasPrefix(field, "X:"):
		return slot(a, field)
	case strings.HasPrefix(field, "(") != strings.HasSuffix(field, ")") && len(field) > 1:
		return a, fmt.Errorf("%q: a list of words stands between ( and ), without spaces", field)
	default:
		words(&a, field)
	}
	return a, nil
}

var made = regexp.MustCompile(`^(phrase|np|list)\(([A-Za-z|]+)\)$`)

func slot(a Atom, field string) (Atom, error) {
	a.Kind, a.Role = Slot, field[:1]
	list := field[2:]
	if m := made.FindStringSubmatch(list); m != nil {
		a.Kind = map[string]Kind{"phrase": Phrase, "np": NounPhrase, "list": List}[m[1]]
		list = m[2]
	}
	for _, t := range strings.Split(list, "|") {
		if _, ok := ontology.Type(model.EntityType(t)); !ok {
			return a, fmt.Errorf("there is no type %q", t)
		}
		a.Types = append(a.Types, model.EntityType(t))
	}
	a.Set = SetOf(a.Types...)
	return a, nil
}

func words(a *Atom, field string) {
	a.Kind, a.Words = Word, map[string]bool{}
	if strings.HasPrefix(field, "(") && strings.HasSuffix(field, ")") && len(field) > 2 {
		field = field[1 : len(field)-1]
	}
	for _, w := range strings.Split(field, "|") {
		switch {
		case len(w) > 1 && strings.HasSuffix(w, "*"):
			a.Begins = append(a.Begins, strings.ToLower(w[:len(w)-1]))
		case len(w) > 1 && strings.HasPrefix(w, "*"):
			a.Ends = append(a.Ends, strings.ToLower(w[1:]))
		default:
			a.Words[strings.ToLower(w)] = true
		}
	}
}
