package graph

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"

	"rijksgraaf/graph/decisions"
	"rijksgraaf/model"
	"rijksgraaf/ontology"
)

// rulings are what people decided of relations, as it holds in a view.
type rulings struct {
	of      map[relationKey]*decisions.RelationDecision // by the ids that stay
	refused map[string]int                              // how many relations of a document are
	unkept  map[int]string                              // of lines that are not kept: why
}

// rule makes the index that a view answers from: what documents say, without what was
// refused. Readers look into no other, so that none can forget to leave that out.
func (d *derived) rule(list []decisions.RelationDecision) {
	d.shown, d.rulings = d.united, rulings{}
	if len(list) == 0 {
		return
	}
	d.rulings = rulings{map[relationKey]*decisions.RelationDecision{}, map[string]int{}, map[int]string{}}
	for i := range list {
		s := &list[i]
		k := d.identity.key(keyOfDecision(s))
		if old := d.rulings.of[k]; old != nil && old.Verb != s.Verb {
			d.rulings.unkept[old.Line] = fmt.Sprintf("it is not kept: line %d decides otherwise of the same relation", s.Line)
		}
		d.rulings.of[k] = s
	}
	var gone []*relationRecord
	for k, s := range d.rulings.of {
		r := d.united.relation(k)
		if r == nil || s.Verb != decisions.Refused {
			continue
		}
		gone = append(gone, &relationRecord{relationKey: r.relationKey, id: r.id})
		for list := range byDocument(r.parts) {
			d.rulings.refused[list[0].id()]++
		}
	}
	slices.SortFunc(gone, compareSubjects)
	d.shown = d.united.copied()
	d.shown.setRelations(gone)
}

func keyOfDecision(d *decisions.RelationDecision) relationKey {
	if value := d.Value(); value != "" {
		return relationKey{subject: d.Subject, predicate: d.Predicate, value: value}
	}
	return relationKey{subject: d.Subject, predicate: d.Predicate, object: d.Object}
}

// refuses says whether a relation, by the ids that stay, was refused.
func (r *rulings) refuses(k relationKey) bool {
	d := r.of[k]
	return d != nil && d.Verb == decisions.Refused
}

// told gives what a document said by the ids that stay, without what was refused; nil for a
// document that is not there.
func (d *derived) told(document string) *saying {
	s := d.parted.document(document).saying()
	if s == nil {
		return nil
	}
	s = s.renamed(d.said.voc, d.identity)
	if d.rulings.refused[document] == 0 {
		return s
	}
	n := *s
	n.relations = slices.DeleteFunc(slices.Clone(s.relations), func(r *model.Relation) bool { return d.rulings.refuses(keyOf(r)) })
	n.finish()
	return &n
}

// RelationVerdict is a decision on a relation, and what is to be said of it.
type RelationVerdict struct {
	decisions.RelationDecision
	// ID is the id of the relation, by the ids that stay.
	ID string
	// Warning says why it has no effect, in words; "" when it has.
	Warning string
}

// RelationDecisions lists the decisions on relations that are in force, in the order of their
// file.
func (v *View) RelationDecisions() []RelationVerdict {
	if v.decided == nil {
		return nil
	}
	d := v.derive()
	out := make([]RelationVerdict, len(v.decided.Relations))
	for i, s := range v.decided.Relations {
		k := d.identity.key(keyOfDecision(&s))
		out[i] = RelationVerdict{RelationDecision: s, ID: k.modelID(), Warning: d.rulings.unkept[s.Line]}
		if out[i].Warning == "" && d.united.relation(k) == nil {
			out[i].Warning = "no document states it"
		}
	}
	return out
}

// DecisionOn gives what was decided of a relation of the view; nil when nothing was.
func (v *View) DecisionOn(r *model.Relation) *decisions.RelationDecision {
	return v.derive().rulings.of[keyOf(r)]
}

// relationsDecided asks for relations of which somebody decided something, or nobody did.
func (v *View) relationsDecided(decided bool) condition[*relationRecord] {
	d := v.derive()
	c := condition[*relationRecord]{lets: func(r *relationRecord) bool { return (d.rulings.of[r.relationKey] != nil) == decided }}
	if decided {
		c.most = len(d.rulings.of)
		c.walk = func() iter.Seq[*relationRecord] {
			var list []*relationRecord
			for k := range d.rulings.of {
				if r := d.shown.relation(k); r != nil {
					list = append(list, r)
				}
			}
			return slices.Values(arranged(compareSubjects, list))
		}
	}
	return c
}

// DecideRelation writes a decision on the relation of an id into the decisions file, and
// publishes the view that comes of it. Verb, Who, Date and Note are the caller's; the rest is
// filled by the ids that stay. It gives the decision as written.
//
// Errors: CodeNotFound for an id of no relation; CodeInvalid when something was decided of the
// relation already; else as Decide.
func (s *Store) DecideRelation(ctx context.Context, id string, d decisions.RelationDecision) (decisions.RelationDecision, error) {
	err := s.changeDecisions(ctx, func(v *View, f *decisions.File) (*decisions.File, error) {
		r := v.AnyRelation(strings.TrimPrefix(id, model.IRI(v.Base(), "")))
		if r == nil {
			return nil, &model.Error{Code: model.CodeNotFound, Op: "decide", Message: fmt.Sprintf("no document states a relation %q", id), Hint: "rijksgraaf review relations lists what can be decided"}
		}
		if old := v.DecisionOn(r); old != nil {
			return nil, &model.Error{Code: model.CodeInvalid, Op: "decide", Message: fmt.Sprintf("%s was %s by %s on %s", r.ID(), old.Verb, old.Who, old.Date), Hint: "undo that first"}
		}
		d.Subject, d.Predicate, d.Object = r.Subject, r.Predicate, r.Object+r.ValueKey()
		n, err := f.WithRelation(d)
		if err != nil {
			return nil, err
		}
		d = n.Relations[len(n.Relations)-1]
		return n, nil
	})
	return d, err
}

// UndoRelation takes every decision on the relation of an id out of the decisions file, also
// on one that no document states any more, publishes the view that comes of it, and gives what
// it took out. Errors: CodeNotFound when there is none; else as Decide.
func (s *Store) UndoRelation(ctx context.Context, id string) ([]decisions.RelationDecision, error) {
	var dropped []decisions.RelationDecision
	err := s.changeDecisions(ctx, func(v *View, f *decisions.File) (n *decisions.File, _ error) {
		short := strings.TrimPrefix(id, model.IRI(v.Base(), ""))
		if r := v.AnyRelation(short); r != nil {
			short = r.ID()
		}
		lines := map[int]bool{}
		for _, d := range v.RelationDecisions() {
			lines[d.Line] = d.ID == short || d.RelationID() == short
		}
		if n, dropped = f.WithoutRelations(func(d *decisions.RelationDecision) bool { return lines[d.Line] }); len(dropped) == 0 {
			return nil, &model.Error{Code: model.CodeNotFound, Op: "undo", Message: fmt.Sprintf("there is no decision on %s", id), Hint: "rijksgraaf review decisions lists them"}
		}
		return n, nil
	})
	return dropped, err
}

// checkRelationDecision says why a decision is of no relation that there can be. Error:
// CodeInvalid, with the line of the decision.
func checkRelationDecision(f *decisions.File, d *decisions.RelationDecision) error {
	info, ok := ontology.Predicate(d.Predicate)
	if !ok {
		return f.FailRelation(d, "%q is no predicate; docs/ontology.md lists them", d.Predicate)
	}
	if _, ok := ontology.TypeOfID(d.Subject); !ok {
		return f.FailRelation(d, "%q is no id: there is no such type", d.Subject)
	}
	if _, ok := ontology.TypeOfID(d.Object); !ok && !info.ValueOnly && d.Value() == "" && !strings.Contains(d.Object, "://") {
		return f.FailRelation(d, "%q is no id: there is no such type", d.Object)
	}
	return nil
}
