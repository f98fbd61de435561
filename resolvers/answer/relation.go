package answer

import (
	"rijksgraaf/model"
	"rijksgraaf/ontology"
)

// Relation is a fact with its evidence.
type Relation struct {
	of  *model.Relation
	in  *Reader
	all *among // what it stands in a list with
}

// IsNode marks the type.
func (r *Relation) IsNode() {}

// ID is the relation's id.
func (r *Relation) ID() string { return r.of.ID() }

// IRI is the id as a whole address.
func (r *Relation) IRI() string { return model.IRI(r.in.base(), r.of.ID()) }

// Subject is what the fact is about.
func (r *Relation) Subject() Entity {
	r.all.ends(r.in, &r.all.subjects, subjectOf)
	return r.in.Entity(r.of.Subject)
}

// Predicate says how subject and object hang together.
func (r *Relation) Predicate() model.Predicate { return r.of.Predicate }

// Words are the predicate's words, read from the subject to the object.
func (r *Relation) Words(lang *Language) string {
	p, _ := ontology.Predicate(r.of.Predicate)
	return in(lang, p.Label)
}

// Object is the other end; nil where the fact has a value.
func (r *Relation) Object() Entity {
	if r.of.Object == "" {
		return nil
	}
	r.all.ends(r.in, &r.all.objects, objectOf)
	return r.in.Entity(r.of.Object)
}

// Amount is the sum of money; nil where the fact has none.
func (r *Relation) Amount() *Amount {
	if r.of.Amount == nil {
		return nil
	}
	return &Amount{r.of.Amount}
}

// Qualifiers narrow the fact.
func (r *Relation) Qualifiers() []model.Qualifier { return r.of.Qualifiers }

// Exhaustive says how complete the list was that the fact came from; nil when unsaid.
func (r *Relation) Exhaustive() *bool { return r.of.Exhaustive }

// Confidence is the highest among the evidences.
func (r *Relation) Confidence() float64 { return r.of.Confidence() }

// Evidence is what documents say in support.
func (r *Relation) Evidence() []Evidence {
	out := make([]Evidence, len(r.of.Evidence))
	for i := range r.of.Evidence {
		out[i] = Evidence{&r.of.Evidence[i], r.of, r.in, r.all}
	}
	return out
}

// Evidence is what one document says in support of a relation.
type Evidence struct {
	of       *model.Evidence
	supports *model.Relation
	in       *Reader
	all      *among // what its relation stands in a list with
}

// Document is the document that says it.
func (e *Evidence) Document() *Document {
	e.all.sources(e.in)
	return e.in.source(e.of.Document)
}

// Page is the page; false where there are none.
func (e *Evidence) Page() (int, bool) { return e.of.Page, e.of.Page != 0 }

// Section is the path of headings.
func (e *Evidence) Section() []string { return e.of.Section }

// Span is where the sentence stands.
func (e *Evidence) Span() *model.Span { return &e.of.Span }

// Text is the sentence.
func (e *Evidence) Text() string { return e.of.Text }

// SubjectSpan is where the subject's words stand; nil where it was taken over.
func (e *Evidence) SubjectSpan() *model.Span { return e.of.SubjectSpan }

// ObjectSpan is where the object's words stand; nil where it was taken over.
func (e *Evidence) ObjectSpan() *model.Span { return e.of.ObjectSpan }

// Rule is the rule's name.
func (e *Evidence) Rule() string { return e.of.Rule }

// Confidence is in [0,1].
func (e *Evidence) Confidence() float64 { return e.of.Confidence }

// Inherited tells what was taken from elsewhere; false when nothing was.
func (e *Evidence) Inherited() (string, bool) { return e.of.Inherited, e.of.Inherited != "" }

// Explanation tells in plain words why the evidence supports its relation.
func (e *Evidence) Explanation() string { return e.in.view().Explain(e.supports, e.of) }

// Amount is a sum of money.
type Amount struct{ *model.Amount }

// Scale is the factor that was printed; false when none was.
func (a *Amount) Scale() (string, bool) { return a.Amount.Scale, a.Amount.Scale != "" }
