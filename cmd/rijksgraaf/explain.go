package main

import (
	"fmt"
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
or by its three parts; one that has an amount has no object.`,
		Example: `  rijksgraaf explain budget-article/V/2 extendsTo budget-chapter/X
  rijksgraaf explain relation/51bb8ab1cb7d42c8`,
		RunE: func(c *cobra.Command, args []string) error {
			id, err := relationNamed(c, args)
			if err != nil {
				return err
			}
			return a.withStore(func(s *graph.Store) error { return a.explainRelation(s.View(), id, args) })
		},
	}
}

// relationNamed gives the id of the relation that the arguments name.
func relationNamed(c *cobra.Command, args []string) (string, error) {
	switch len(args) {
	case 1:
		return args[0], nil
	case 2:
		return model.RelationID(args[0], model.Predicate(args[1]), ""), nil
	case 3:
		return model.RelationID(args[0], model.Predicate(args[1]), args[2]), nil
	}
	return "", usagef(c, "takes a relation's id, or its subject, predicate and object; was given %s", plural(len(args), "argument"))
}

// explanation is what `explain --json` prints.
type explanation struct {
	ID           string   `json:"id"`
	Subject      string   `json:"subject"`
	Predicate    string   `json:"predicate"`
	Object       string   `json:"object,omitempty"`
	Explanations []string `json:"explanations"`
}

func (a *app) explainRelation(v *graph.View, id string, args []string) error {
	id = strings.TrimPrefix(id, model.IRI(v.Base(), ""))
	r := v.Relation(id)
	if r == nil {
		return &model.Error{Code: model.CodeNotFound, Op: "explain", Message: fmt.Sprintf("the store holds no relation %s", strings.Join(args, " ")),
			Hint: "rijksgraaf links and queries give ids of relations"}
	}
	x := explanation{ID: id, Subject: r.Subject, Predicate: string(r.Predicate), Object: r.Object}
	for i := range r.Evidence {
		x.Explanations = append(x.Explanations, v.Explain(r, &r.Evidence[i]))
	}
	if a.json {
		return a.printJSON(x)
	}
	a.printf("%s: %s\n", x.ID, strings.TrimSpace(x.Subject+" "+x.Predicate+" "+x.Object))
	for _, text := range x.Explanations {
		a.printf("\n")
		for line := range strings.Lines(text + "\n") {
			a.printf("  %s\n", wrap(line, 96, "    "))
		}
	}
	return nil
}
