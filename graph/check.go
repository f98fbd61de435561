package graph

import (
	"errors"
	"fmt"
	"math"
	"regexp"
	"strings"
	"unicode/utf8"

	"rijksgraaf/model"
	"rijksgraaf/ontology"
)

// check says why a saying may not be stored: it is off the ontology, a span does not
// re-read to its words, a relation's end is not among the entities, or something cannot
// be written as a quad. nil when all is well. It stops at the first fault.
func (s *saying) check() error {
	if err := s.checkDocument(); err != nil {
		return err
	}
	for _, e := range s.entities {
		if err := s.checkEntity(e); err != nil {
			return about(e.ID, err)
		}
	}
	for i, r := range s.relations {
		if err := s.checkRelation(r); err != nil {
			return about(s.ids[i], err)
		}
	}
	return s.checkNotes()
}

// faultOf is what is wrong with one thing that a document speaks of.
type faultOf struct {
	id string
	error
}

// Unwrap gives the fault itself.
func (f *faultOf) Unwrap() error { return f.error }

// about says which thing a fault is of, by its id, without a change to the words.
func about(id string, err error) error { return &faultOf{id, err} }

func (s *saying) checkDocument() error {
	d := &s.document
	if t, ok := ontology.TypeOfID(d.ID); !ok || t != model.TypeDocument {
		return fmt.Errorf("document %q: the id must be document/{slug}", d.ID)
	}
	if err := checkIRIPart(d.ID); err != nil {
		return fmt.Errorf("document %q: %w", d.ID, err)
	}
	if !utf8.ValidString(d.Text) {
		return fmt.Errorf("document %s: its text is not UTF-8", d.ID)
	}
	m := &d.Metadata
	if !valid(m.Title, m.Kind, m.Dossier, m.Chapter, m.Number, m.ParliamentaryYear, m.SHA256, m.Encoding) {
		return fmt.Errorf("document %s: its metadata are not UTF-8", d.ID)
	}
	return s.checkSections(d.Sections, 0)
}

// maxSectionDepth keeps a tree that contains itself from hanging the check.
const maxSectionDepth = 64

func (s *saying) checkSections(list []*model.Section, depth int) error {
	if depth > maxSectionDepth {
		return fmt.Errorf("document %s: its sections are nested deeper than %d", s.document.ID, maxSectionDepth)
	}
	for _, c := range list {
		if c == nil || !valid(c.Kind, c.Number, c.Title) {
			return fmt.Errorf("document %s: a section is missing or not UTF-8", s.document.ID)
		}
		if err := s.checkSections(c.Children, depth+1); err != nil {
			return err
		}
	}
	return nil
}

func (s *saying) checkEntity(e *model.Entity) error {
	if err := ontology.CheckEntity(e); err != nil {
		return err
	}
	if err := checkIRIPart(e.ID); err != nil {
		return fmt.Errorf("entity %s: %w", e.ID, err)
	}
	if !valid(e.Label) || !valid(e.Aliases...) {
		return fmt.Errorf("entity %s: a name is not UTF-8", e.ID)
	}
	for _, iri := range e.SameAs {
		if err := checkIRIPart(iri); err != nil {
			return fmt.Errorf("entity %s: same as %q: %w", e.ID, iri, err)
		}
	}
	for _, m := range e.Mentions {
		if err := s.reread("mention of "+e.ID, m.Span, m.Text); err != nil {
			return err
		}
	}
	return nil
}

func (s *saying) checkRelation(r *model.Relation) error {
	if err := ontology.CheckRelation(r); err != nil {
		return err
	}
	what := fmt.Sprintf("relation %s %s %s", r.Subject, r.Predicate, r.Object)
	if err := s.checkEnds(r); err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	for _, q := range r.Qualifiers {
		if !valid(q.Name, q.Value) {
			return fmt.Errorf("%s: a qualifier is not UTF-8", what)
		}
	}
	if r.Amount != nil {
		if err := checkAmount(r.Amount); err != nil {
			return fmt.Errorf("%s: %w", what, err)
		}
	}
	for i := range r.Amounts {
		if err := s.checkSum(&r.Amounts[i]); err != nil {
			return fmt.Errorf("%s: %w", what, err)
		}
	}
	for i := range r.Evidence {
		if err := s.checkEvidence(what, &r.Evidence[i]); err != nil {
			return err
		}
	}
	return nil
}

// checkAmount wants a decimal number as model.Amount describes it, and a unit.
func checkAmount(a *model.Amount) error {
	if !valid(a.Unit, a.Scale, a.AsPrinted) {
		return errors.New("its amount is not UTF-8")
	}
	if !decimal.MatchString(a.Value) || a.Unit == "" {
		return fmt.Errorf("its amount %q %q is no decimal number with a unit", a.Value, a.Unit)
	}
	return nil
}

// decimal is an exact number: "-1200.5".
var decimal = regexp.MustCompile(`^-?\d+(?:\.\d+)?$`)

// checkSum wants a sum's words to lie in the text.
func (s *saying) checkSum(m *model.Sum) error {
	if err := checkAmount(&m.Amount); err != nil {
		return err
	}
	for _, q := range m.Qualifiers {
		if !valid(q.Name, q.Value) {
			return errors.New("a qualifier of an amount is not UTF-8")
		}
	}
	if _, ok := s.text.slice(m.Span); !ok {
		return fmt.Errorf("the span %d-%d of its amount lies outside the text of %s", m.Span.Start, m.Span.End, s.document.ID)
	}
	return nil
}

// checkEnds wants both ends among the document's entities, so that no relation can
// outlive them; the object of a predicate that takes values is an amount or an IRI.
func (s *saying) checkEnds(r *model.Relation) error {
	if s.entity(r.Subject) == nil {
		return errors.New("the subject is not among the document's entities")
	}
	if p, _ := ontology.Predicate(r.Predicate); p.ValueOnly {
		if r.Object != "" {
			return checkIRIPart(r.Object)
		}
		if r.Amount == nil {
			return errors.New("there is neither an amount nor an object")
		}
		return nil
	}
	if s.entity(r.Object) == nil {
		return errors.New("the object is not among the document's entities")
	}
	return nil
}

func (s *saying) checkEvidence(what string, e *model.Evidence) error {
	if err := s.reread("evidence of "+what, e.Span, e.Text); err != nil {
		return err
	}
	for _, span := range []*model.Span{e.SubjectSpan, e.ObjectSpan} {
		if span == nil {
			continue
		}
		if _, ok := s.text.slice(*span); !ok {
			return fmt.Errorf("evidence of %s: the span %d-%d of an end lies outside the text of %s", what, span.Start, span.End, s.document.ID)
		}
	}
	if math.IsNaN(e.Confidence) || e.Confidence < 0 || e.Confidence > 1 {
		return fmt.Errorf("evidence of %s: the confidence %v is not in [0,1]", what, e.Confidence)
	}
	if !valid(e.Rule, e.Inherited) || !valid(e.Section...) {
		return fmt.Errorf("evidence of %s: its rule or section is not UTF-8", what)
	}
	return nil
}

// reread checks that a span's words are exactly those that it is said to have.
func (s *saying) reread(what string, span model.Span, want string) error {
	got, ok := s.text.slice(span)
	if !ok {
		return fmt.Errorf("%s: the span %d-%d lies outside the text of %s (%d code points)", what, span.Start, span.End, s.document.ID, s.text.runes)
	}
	if got != want {
		return fmt.Errorf("%s: %s has %q at %d-%d, not %q", what, s.document.ID, got, span.Start, span.End, want)
	}
	return nil
}

func (s *saying) checkNotes() error {
	ok := valid(s.warnings...)
	for _, g := range s.gaps {
		ok = ok && valid(g.Stage, g.Kind, g.Detail)
	}
	for _, r := range s.refusals {
		ok = ok && valid(r.What, r.Reason)
	}
	if !ok {
		return fmt.Errorf("document %s: a gap, refusal or warning is not UTF-8", s.document.ID)
	}
	return nil
}

// checkIRIPart says whether a string can stand in an IRI as it is.
func checkIRIPart(s string) error {
	if s == "" || !utf8.ValidString(s) {
		return errors.New("it is empty or not UTF-8")
	}
	if i := strings.IndexFunc(s, func(r rune) bool { return r <= ' ' || r == 0x7f || strings.ContainsRune("<>\"{}|^`\\", r) }); i >= 0 {
		return fmt.Errorf("an address cannot have %q in it", s[i:i+1])
	}
	return nil
}

func valid(list ...string) bool {
	for _, s := range list {
		if !utf8.ValidString(s) {
			return false
		}
	}
	return true
}
