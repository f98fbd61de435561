package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"rijksgraaf/graph"
	"rijksgraaf/model"
)

func (a *app) explain() *cobra.Command {
	return &cobra.Command{
		Use:   "explain RELATION | SUBJECT PREDICATE [OBJECT]",
		Short: "Tell why a relation is in the graph: sentence, words, rule, what was taken over from where",
		Long: `Tells of every evidence of a relation, in plain words, the sentence and where it
stands, the words for both ends or where an end was taken over from, what they were taken
to mean, and the rule that found it with its confidence. The relation is named by its id
or by its three parts. One that states an amount has no object: by two parts all that are
stated of the subject are named, each of another year, stage or kind.`,
		Example: `  rijksgraaf explain budget-article/V/2 extendsTo budget-chapter/X
  rijksgraaf explain relation/51bb8ab1cb7d42c8`,
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) < 1 || len(args) > 3 {
				return usagef(c, "takes a relation's id, or its subject, predicate and object; was given %s", plural(len(args), "argument"))
			}
			return a.withStore(func(s *graph.Store) error { return a.explainRelations(s.View(), args) })
		},
	}
}

// relationsNamed gives the relations that the arguments name.
func relationsNamed(v *graph.View, args []string) []*model.Relation {
	if len(args) == 2 {
		subject := strings.TrimPrefix(args[0], model.IRI(v.Base(), ""))
		list := v.RelationsOf(subject, graph.DirectionOut, graph.RelationFilter{Predicates: []model.Predicate{model.Predicate(args[1])}})
		return slices.DeleteFunc(slices.Clone(list), func(r *model.Relation) bool { return r.Object != "" })
	}
	id := args[0]
	if len(args) == 3 {
		id = model.RelationID(args[0], model.Predicate(args[1]), args[2])
	}
	if r := v.AnyRelation(strings.TrimPrefix(id, model.IRI(v.Base(), ""))); r != nil {
		return []*model.Relation{r}
	}
	return nil
}

// explanation is what `explain --json` prints.
type explanation struct {
	ID           string        `json:"id"`
	Subject      string        `json:"subject"`
	Predicate    string        `json:"predicate"`
	Object       string        `json:"object,omitempty"`
	Amount       *model.Amount `json:"amount,omitempty"`
	Qualifiers   []string      `json:"qualifiers,omitempty"`
	Explanations []string      `json:"explanations"`
	Decision     string        `json:"decision,omitempty"`
}

func (a *app) explainRelations(v *graph.View, args []string) error {
	list := relationsNamed(v, args)
	if len(list) == 0 {
		return &model.Error{Code: model.CodeNotFound, Op: "explain", Message: fmt.Sprintf("the store holds no relation %s", strings.Join(args, " ")),
			Hint: "rijksgraaf links and queries give ids of relations"}
	}
	for i, r := range list {
		if i > 0 && !a.json {
			a.printf("\n")
		}
		if err := a.explainRelation(v, r); err != nil {
			return err
		}
	}
	return nil
}

func (a *app) explainRelation(v *graph.View, r *model.Relation) error {
	x := explanation{ID: r.ID(), Subject: r.Subject, Predicate: string(r.Predicate), Object: r.Object, Amount: r.Amount}
	for _, q := range r.Qualifiers {
		x.Qualifiers = append(x.Qualifiers, q.Name+"="+q.Value)
	}
	for i := range r.Evidence {
		x.Explanations = append(x.Explanations, v.Explain(r, &r.Evidence[i]))
	}
	d := v.DecisionOn(r)
	if d != nil {
		x.Decision = relationWords(d, x.ID)
	}
	if a.json {
		return a.printJSON(x)
	}
	said := strings.TrimSpace(x.Subject + " " + x.Predicate + " " + x.Object)
	if x.Object == "" && x.Amount != nil {
		said += " " + x.Amount.Value + " " + x.Amount.Unit + " " + strings.Join(x.Qualifiers, " ")
	}
	a.printf("%s: %s\n", x.ID, strings.TrimSpace(said))
	if d != nil {
		a.printf("  %s by %s on %s", d.Verb, d.Who, d.Date)
		if d.Note != "" {
			a.printf(": %s", d.Note)
		}
		a.printf("\n")
	}
	for _, text := range x.Explanations {
		a.printf("\n")
		for line := range strings.Lines(text + "\n") {
			a.printf("  %s\n", wrap(line, 96, "    "))
		}
	}
	return nil
}
