package main

import (
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"rijksgraaf/graph"
	"rijksgraaf/graph/decisions"
	"rijksgraaf/model"
	"rijksgraaf/ontology"
)

// reviewing is what the flags of review say.
type reviewing struct {
	types    []string
	minScore float64
	limit    int
	by, note string
}

func (a *app) review() *cobra.Command {
	var r reviewing
	c := &cobra.Command{
		Use:   "review [accept ID ID | refuse ID ID | undo ID ID | relations | confirm RELATION | refuse RELATION | undo RELATION | decisions]",
		Short: "List what may be one thing under two names, or may be wrong, and decide",
		Long: `Without arguments, lists pairs of entities that may be one thing, the likeliest first,
with the reasons and with words of documents that name each. "accept" says that two are one
thing, "refuse" that they are not.

"relations" lists the relations that nobody decided of, those first that the rules are least
sure of, each with its words. "confirm" says that one holds, "refuse" that it does not: it is
left out of every answer then, and what documents said stays in the store.

"undo" takes a decision back, "decisions" lists them. Decisions are lines of a file (see --decisions) that may be edited by hand: deleting a
line undoes it. A server that runs reads them when it starts, and on SIGHUP.`,
		Example: `  rijksgraaf review --type Policy --min-score 0.8
  rijksgraaf review accept policy/nationale-strategie policy/ns --note "zelfde stuk"
  rijksgraaf review undo policy/nationale-strategie policy/ns
  rijksgraaf review relations --limit 5
  rijksgraaf review refuse relation/51bb8ab1cb7d42c8 --note "gaat over een ander artikel"`,
		RunE:      func(c *cobra.Command, args []string) error { return a.reviewArguments(c, args, r) },
		ValidArgs: []string{"accept", "refuse", "undo", "relations", "confirm", "decisions"},
	}
	c.Flags().StringSliceVar(&r.types, "type", nil, "only entities of these `types`, such as Policy,Organisation")
	c.Flags().Float64Var(&r.minScore, "min-score", 0.5, "only pairs with at least this `score`, from 0 to 1")
	c.Flags().IntVar(&r.limit, "limit", 20, "`number` of pairs, or relations, to list; 0 for all")
	c.Flags().StringVar(&r.by, "by", "", "`name` of who decides (default: the user's)")
	c.Flags().StringVar(&r.note, "note", "", "`words` to keep with a decision: why")
	return c
}

// reviewArguments does what the arguments say.
func (a *app) reviewArguments(c *cobra.Command, args []string, r reviewing) error {
	if len(args) == 0 {
		return a.listCandidates(c, r)
	}
	verb, ids := args[0], args[1:]
	switch verb {
	case "decisions", "relations":
		switch {
		case len(ids) > 0:
			return usagef(c, "%s takes no arguments, was given %q", verb, ids[0])
		case verb == "decisions":
			return a.listDecisions()
		}
		return a.listRelations(c, r)
	case "confirm":
		if len(ids) != 1 {
			return usagef(c, "confirm takes a relation's id, was given %s", plural(len(ids), "argument"))
		}
		return a.decideRelation(c, verb, ids[0], r)
	case "refuse", "undo":
		if len(ids) == 1 && strings.Contains(ids[0], "relation/") {
			return a.decideRelation(c, verb, ids[0], r)
		}
		if len(ids) != 2 {
			return usagef(c, "%s takes two ids or a relation's, was given %d", verb, len(ids))
		}
	case "accept":
		if len(ids) != 2 {
			return usagef(c, "accept takes two ids, was given %d", len(ids))
		}
	default:
		return usagef(c, "%q is none of accept, refuse, undo, relations, confirm, decisions", verb)
	}
	return a.decide(c, verb, ids[0], ids[1], r)
}

// filter turns the flags into what the graph takes.
func (r *reviewing) filter(c *cobra.Command) (graph.CandidateFilter, error) {
	f := graph.CandidateFilter{MinScore: r.minScore}
	if r.minScore < 0 || r.minScore > 1 {
		return f, usagef(c, "--min-score %g is not between 0 and 1", r.minScore)
	}
	if r.limit < 0 {
		return f, usagef(c, "--limit %d is less than 0", r.limit)
	}
	for _, name := range r.types {
		t, ok := typeNamed(name)
		if !ok {
			return f, usagef(c, "--type %q is no type of entity; see docs/ontology.md", name)
		}
		f.Types = append(f.Types, t)
	}
	return f, nil
}

// typeNamed finds a type by its name or the beginning of its ids, in whatever case.
func typeNamed(name string) (model.EntityType, bool) {
	for _, t := range ontology.Types() {
		if strings.EqualFold(name, string(t.Name)) || strings.EqualFold(name, t.Slug) {
			return t.Name, true
		}
	}
	return "", false
}

func (a *app) listCandidates(c *cobra.Command, r reviewing) error {
	f, err := r.filter(c)
	if err != nil {
		return err
	}
	return a.withStore(func(s *graph.Store) error {
		v := s.View()
		list := v.Candidates(f)
		all := len(list)
		if r.limit > 0 {
			list = list[:min(all, r.limit)]
		}
		if a.json {
			for i := range list {
				if err := a.printJSON(candidateOf(v, &list[i])); err != nil {
					return err
				}
			}
			return nil
		}
		for i := range list {
			a.printCandidate(v, &list[i])
		}
		if all == 0 {
			a.printf("nothing to review\n")
		} else {
			a.printf("%d of %s\n", len(list), plural(all, "candidate"))
		}
		return nil
	})
}

// candidateLine is what `review --json` prints of a pair.
type candidateLine struct {
	Score   float64       `json:"score"`
	Reasons []string      `json:"reasons"`
	A       candidateSide `json:"a"`
	B       candidateSide `json:"b"`
}

type candidateSide struct {
	ID         string           `json:"id"`
	Type       model.EntityType `json:"type"`
	Label      string           `json:"label"`
	Aliases    []string         `json:"aliases"`
	Registered bool             `json:"registered"`
	Mentions   int              `json:"mentions"`
	Relations  int              `json:"relations"`
	Passages   []passageLine    `json:"passages"`
}

type passageLine struct {
	Document string     `json:"document"`
	Page     int        `json:"page,omitempty"`
	Span     model.Span `json:"span"`
	Text     string     `json:"text"`
}

func candidateOf(v *graph.View, c *graph.Candidate) candidateLine {
	out := candidateLine{Score: c.Score, A: sideOf(v, &c.A), B: sideOf(v, &c.B)}
	for _, why := range c.Reasons {
		out.Reasons = append(out.Reasons, why.Words)
	}
	return out
}

func sideOf(v *graph.View, s *graph.CandidateSide) candidateSide {
	e := s.Entity
	out := candidateSide{ID: e.ID, Type: e.Type, Label: e.Label, Aliases: e.Aliases, Registered: s.Registered,
		Mentions: len(e.Mentions), Relations: s.Relations, Passages: []passageLine{}}
	for _, p := range v.Passages(e.ID) {
		out.Passages = append(out.Passages, passageLine{p.Document, p.Page, p.Span, p.Text})
	}
	return out
}

func (a *app) printCandidate(v *graph.View, c *graph.Candidate) {
	a.printf("%.2f  %s  %s\n", c.Score, c.A.Entity.ID, c.B.Entity.ID)
	for _, why := range c.Reasons {
		a.printf("  %s\n", wrap(why.Words, 94, "    "))
	}
	for _, s := range []*graph.CandidateSide{&c.A, &c.B} {
		e := s.Entity
		a.printf("  %s: %s, %s", e.ID, e.Label, e.Type)
		if len(e.Aliases) > 0 {
			a.printf(", also %s", strings.Join(e.Aliases, "; "))
		}
		a.printf(" (%s, %s", plural(len(e.Mentions), "mention"), plural(s.Relations, "relation"))
		if s.Registered {
			a.printf(", in the register")
		}
		a.printf(")\n")
		for _, p := range v.Passages(e.ID) {
			a.printf("    \"%s\"\n      %s", wrap(p.Text, 88, "     "), p.Document)
			if p.Page > 0 {
				a.printf(", page %d", p.Page)
			}
			a.printf("\n")
		}
	}
	a.printf("\n")
}

// decide accepts, refuses or undoes.
func (a *app) decide(c *cobra.Command, verb, one, other string, r reviewing) error {
	who, err := a.decider(c, verb, r)
	if err != nil {
		return err
	}
	return a.withStore(func(s *graph.Store) error {
		base := model.IRI(s.View().Base(), "")
		one, other = strings.TrimPrefix(one, base), strings.TrimPrefix(other, base)
		if verb == "undo" {
			undone, err := s.Undo(c.Context(), one, other)
			if err != nil {
				return err
			}
			for _, d := range undone {
				if err := a.tell(&d, "undone: "); err != nil {
					return err
				}
			}
			return nil
		}
		d := decisions.Decision{Verb: decisions.Same, A: one, B: other, Who: who, Date: time.Now().Format(time.DateOnly), Note: r.note}
		if verb == "refuse" {
			d.Verb = decisions.Different
		}
		d, err := s.Decide(c.Context(), d)
		if err != nil {
			return err
		}
		return a.tell(&d, "")
	})
}

// decider names who decides: --by, else the user. Error: CodeUsage when nobody is named.
func (a *app) decider(c *cobra.Command, verb string, r reviewing) (string, error) {
	who := r.by
	for _, name := range []string{"USER", "LOGNAME", "USERNAME"} {
		if who == "" {
			who, _ = a.LookupEnv(name)
		}
	}
	if strings.TrimSpace(who) == "" && verb != "undo" {
		return "", usagef(c, "nobody is named as deciding: say who with --by")
	}
	return who, nil
}

// decisionLine is what --json prints of a decision.
type decisionLine struct {
	Verb    decisions.Verb `json:"verb"`
	A       string         `json:"a"`
	B       string         `json:"b"`
	Who     string         `json:"who"`
	Date    string         `json:"date"`
	Note    string         `json:"note,omitempty"`
	Line    int            `json:"line"`
	Warning string         `json:"warning,omitempty"`
}

func lineOf(d *decisions.Decision) decisionLine {
	return decisionLine{Verb: d.Verb, A: d.A, B: d.B, Who: d.Who, Date: d.Date, Note: d.Note, Line: d.Line}
}

// tell prints a decision.
func (a *app) tell(d *decisions.Decision, before string) error {
	if a.json {
		return a.printJSON(lineOf(d))
	}
	a.printf("%s%s\n", before, decisionWords(d))
	return nil
}

func decisionWords(d *decisions.Decision) string {
	words := d.A + " and " + d.B + " are different"
	if d.Verb == decisions.Same {
		words = d.A + " is " + d.B
	}
	words += fmt.Sprintf(" (%s, %s", d.Who, d.Date)
	if d.Note != "" {
		words += ": " + d.Note
	}
	return words + ")"
}

func (a *app) listDecisions() error {
	return a.withStore(func(s *graph.Store) error {
		list, relations := s.View().Decisions(), s.View().RelationDecisions()
		for i := range list {
			line := lineOf(&list[i].Decision)
			line.Warning = list[i].Warning
			if err := a.printDecision(line.Line, line.Warning, decisionWords(&list[i].Decision), line); err != nil {
				return err
			}
		}
		for i := range relations {
			d := &relations[i]
			line := relationLineOf(&d.RelationDecision, d.ID)
			line.Warning = d.Warning
			if err := a.printDecision(d.Line, d.Warning, relationWords(&d.RelationDecision, d.ID), line); err != nil {
				return err
			}
		}
		if len(list)+len(relations) == 0 && !a.json {
			a.printf("no decisions\n")
		}
		return nil
	})
}

// printDecision prints one of the decisions in force.
func (a *app) printDecision(line int, warning, words string, object any) error {
	if a.json {
		return a.printJSON(object)
	}
	a.printf("line %d: %s\n", line, words)
	if warning != "" {
		a.printf("  %s\n", warning)
	}
	return nil
}
