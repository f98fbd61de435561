package main

import (
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"rijksgraaf/graph"
	"rijksgraaf/graph/decisions"
	"rijksgraaf/model"
)

// unsureLine is what `review relations --json` prints of a relation.
type unsureLine struct {
	ID         string        `json:"id"`
	Confidence float64       `json:"confidence"`
	Subject    string        `json:"subject"`
	Predicate  string        `json:"predicate"`
	Object     string        `json:"object"`
	Passages   []passageLine `json:"passages"`
}

// listRelations lists the relations that nobody decided of, the least sure first.
func (a *app) listRelations(c *cobra.Command, r reviewing) error {
	if r.limit < 0 {
		return usagef(c, "--limit %d is less than 0", r.limit)
	}
	return a.withStore(func(s *graph.Store) error {
		undecided := false
		list, err := s.View().RelationList(graph.RelationFilter{Decided: &undecided}, graph.RelationOrderConfidence, graph.Ascending, nil)
		if err != nil {
			return err
		}
		shown := list.Len()
		if r.limit > 0 {
			shown = min(shown, r.limit)
		}
		for _, x := range list.Slice(0, shown) {
			if err := a.printUnsure(x); err != nil {
				return err
			}
		}
		if !a.json {
			a.printf("%d of %s\n", shown, plural(list.Len(), "relation"))
		}
		return nil
	})
}

func (a *app) printUnsure(r *model.Relation) error {
	line := unsureLine{ID: r.ID(), Confidence: r.Confidence(), Subject: r.Subject, Predicate: string(r.Predicate), Object: r.Object + r.ValueKey()}
	for i := range r.Evidence {
		e := &r.Evidence[i]
		line.Passages = append(line.Passages, passageLine{e.Document, e.Page, e.Span, e.Text})
	}
	if a.json {
		return a.printJSON(line)
	}
	a.printf("%.2f  %s: %s %s %s\n", line.Confidence, line.ID, line.Subject, line.Predicate, line.Object)
	for _, p := range line.Passages {
		a.printf("    \"%s\"\n      %s", wrap(strings.Join(strings.Fields(p.Text), " "), 88, "     "), p.Document)
		if p.Page > 0 {
			a.printf(", page %d", p.Page)
		}
		a.printf("\n")
	}
	a.printf("\n")
	return nil
}

// decideRelation confirms, refuses or undoes.
func (a *app) decideRelation(c *cobra.Command, verb, id string, r reviewing) error {
	who, err := a.decider(c, verb, r)
	if err != nil {
		return err
	}
	return a.withStore(func(s *graph.Store) error {
		if verb == "undo" {
			undone, err := s.UndoRelation(c.Context(), id)
			for i := range undone {
				if err := a.tellRelation(&undone[i], "undone: "); err != nil {
					return err
				}
			}
			return err
		}
		d := decisions.RelationDecision{Verb: decisions.Confirmed, Who: who, Date: time.Now().Format(time.DateOnly), Note: r.note}
		if verb == "refuse" {
			d.Verb = decisions.Refused
		}
		d, err := s.DecideRelation(c.Context(), id, d)
		if err != nil {
			return err
		}
		return a.tellRelation(&d, "")
	})
}

// relationDecisionLine is what --json prints of a decision on a relation.
type relationDecisionLine struct {
	Verb      decisions.Verb `json:"verb"`
	ID        string         `json:"id"`
	Subject   string         `json:"subject"`
	Predicate string         `json:"predicate"`
	Object    string         `json:"object"`
	Who       string         `json:"who"`
	Date      string         `json:"date"`
	Note      string         `json:"note,omitempty"`
	Line      int            `json:"line"`
	Warning   string         `json:"warning,omitempty"`
}

func relationLineOf(d *decisions.RelationDecision, id string) relationDecisionLine {
	return relationDecisionLine{Verb: d.Verb, ID: id, Subject: d.Subject, Predicate: string(d.Predicate), Object: d.Object, Who: d.Who, Date: d.Date, Note: d.Note, Line: d.Line}
}

// tellRelation prints a decision on a relation.
func (a *app) tellRelation(d *decisions.RelationDecision, before string) error {
	if a.json {
		return a.printJSON(relationLineOf(d, d.RelationID()))
	}
	a.printf("%s%s\n", before, relationWords(d, d.RelationID()))
	return nil
}

func relationWords(d *decisions.RelationDecision, id string) string {
	words := fmt.Sprintf("%s %s: %s %s %s (%s, %s", d.Verb, id, d.Subject, d.Predicate, d.Object, d.Who, d.Date)
	if d.Note != "" {
		words += ": " + d.Note
	}
	return words + ")"
}
