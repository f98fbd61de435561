package graph

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"rijksgraaf/model"
)

// allPaths lists every path of a route by looking everywhere: its relations, by length.
func allPaths(v *View, r Route) []string {
	var out []string
	var walk func(at string, edges []string, passed []string)
	walk = func(at string, edges, passed []string) {
		if at == r.To {
			out = append(out, strings.Join(edges, " "))
			return
		}
		if len(edges) == r.MaxLength || len(edges) > 0 && r.MaxDegree > 0 && v.index().degree(at) > r.MaxDegree {
			return
		}
		v.steps(at, r.Predicates, func(x *relationRecord, other string) {
			if !slices.Contains(passed, other) && !slices.Contains(r.Without, x.predicate) {
				walk(other, append(slices.Clone(edges), x.modelID()), append(slices.Clone(passed), other))
			}
		})
	}
	walk(r.From, nil, []string{r.From})
	slices.SortStableFunc(out, func(a, b string) int {
		return cmp.Compare(strings.Count(a, "relation/"), strings.Count(b, "relation/"))
	})
	return out
}

func TestPathsAreTheShortestOfAll(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := drawView(t)
		r := Route{From: rapid.SampledFrom(pool).Draw(t, "from"), To: rapid.SampledFrom(pool).Draw(t, "to"), K: rapid.IntRange(1, 12).Draw(t, "k"),
			MaxLength: rapid.IntRange(1, 4).Draw(t, "length"), MaxDegree: rapid.IntRange(0, 4).Draw(t, "degree"),
			Predicates: some(t, "predicates", model.PartOf, model.Addresses, model.Targets), Without: some(t, "without", model.PartOf, model.Concerns)}
		r.From, r.To = v.ID(r.From), v.ID(r.To) // two of one name may be one thing
		var want []string
		if v.Entity(r.From) != nil && v.Entity(r.To) != nil {
			want = allPaths(v, r)
			want = want[:min(len(want), r.K)]
		}
		paths, err := v.Paths(r, nil)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, p := range paths {
			var edges []string
			for _, e := range p.Edges {
				edges = append(edges, e.ID())
			}
			got = append(got, strings.Join(edges, " "))
			if len(p.Nodes) != len(p.Edges)+1 || p.Nodes[0].ID != r.From || p.Nodes[len(p.Nodes)-1].ID != r.To {
				t.Fatalf("%+v", p)
			}
		}
		if !slices.Equal(got, want) {
			t.Fatalf("%+v: %q, want %q", r, got, want)
		}
	})
}

func TestHubsAndSubgraphs(t *testing.T) {
	v := hubView(40)
	g := v.NeighbourhoodOf("ministry/a", Around{Depth: 3, MaxDegree: 10, Limit: 100})
	if len(g.Nodes) != 2 || len(g.Hubs) != 1 || g.Hubs[0].Entity.ID != "policy/hub" || g.Hubs[0].Degree != 40 || g.Truncated {
		t.Errorf("%d nodes, hubs %+v", len(g.Nodes), g.Hubs)
	}
	if g := v.NeighbourhoodOf("policy/hub", Around{Depth: 1, MaxDegree: 10, Limit: 100}); len(g.Nodes) != 41 || len(g.Hubs) != 0 {
		t.Errorf("the one in the middle is stepped through: %d nodes", len(g.Nodes))
	}
	s := v.SubgraphOf([]string{"policy/hub", "threat/t1", "policy/none", "threat/t2", "policy/hub"}, nil, 1)
	if len(s.Nodes) != 3 || len(s.Edges) != 1 || !s.Truncated || fmt.Sprint(s.Missing) != "[policy/none]" {
		t.Errorf("%+v", s)
	}
}

// hubView has a policy with n relations, one of them to a ministry, the others to threats.
func hubView(n int) *View {
	entities, relations := []string{"policy/hub|Hub", "ministry/a|A"}, []string{"ministry/a implements policy/hub"}
	for i := range n - 1 {
		entities = append(entities, fmt.Sprintf("threat/t%d|T%d", i, i))
		relations = append(relations, fmt.Sprintf("policy/hub addresses threat/t%d", i))
	}
	return newView(newVocabulary("")).with("document/hub", newSaying(doc("hub", "", entities, relations, 0.9)))
}

// Amounts of two sorts are never added up, and those of one are, exactly.
func TestSumsAreOfOneSort(t *testing.T) {
	x := doc("sums", "budget-chapter/V", []string{"budget-article/V/1|Een", "budget-article/V/2|Twee", "budget-chapter/V|BZ"}, nil, 0.9)
	evidence := []model.Evidence{{Span: model.Span{End: 3}, Text: x.Document.Text[:4], Rule: "r", Confidence: 0.9}}
	for _, a := range []string{"budget-article/V/1 0.1 EUR 2023 outturn expenditure", "budget-article/V/2 0.2 EUR 2023 outturn expenditure", "budget-article/V/2 5 EUR 2024 outturn expenditure",
		"budget-article/V/1 1000000000000000000000.5 EUR 2023 draft expenditure", "budget-article/V/1 7 EUR 2023 outturn receipts", "budget-article/V/1 8 USD 2023 outturn receipts",
		"budget-chapter/V 100 EUR 2023 outturn expenditure", "budget-article/V/2 9 EUR 2023 outturn -"} {
		f := strings.Fields(a)
		r := &model.Relation{Subject: f[0], Predicate: model.Allocates, Amount: &model.Amount{Value: f[1], Unit: f[2], AsPrinted: f[1]}, Evidence: evidence}
		r.Qualifiers = []model.Qualifier{{Name: "stage", Value: f[4]}, {Name: "year", Value: f[3]}}
		if f[5] != "-" {
			r.Qualifiers = append([]model.Qualifier{{Name: "kind", Value: f[5]}}, r.Qualifiers...)
		}
		x.Relations = append(x.Relations, r)
	}
	v := newView(newVocabulary("")).with("document/sums", newSaying(x))
	a, err := v.AggregateRelations(RelationFilter{}, nil, true, nil)
	if err != nil || len(a.Groups) != 1 {
		t.Fatal(a, err)
	}
	var got []string
	for _, s := range a.Groups[0].Sums {
		got = append(got, fmt.Sprint(s.SubjectType, " ", s.Kind, " ", s.Stage, " ", s.Unit, "=", s.Value, " of ", s.Count, " ", s.Years))
	}
	want := []string{"BudgetChapter expenditure outturn EUR=100 of 1 [2023]", "BudgetArticle expenditure draft EUR=1000000000000000000000.5 of 1 [2023]",
		"BudgetArticle expenditure outturn EUR=5.3 of 3 [2023 2024]", "BudgetArticle receipts outturn EUR=7 of 1 [2023]", "BudgetArticle receipts outturn USD=8 of 1 [2023]",
		"BudgetArticle  outturn EUR= of 1 [2023]"}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	narrowed, err := v.AggregateRelations(RelationFilter{Years: []int{2024}}, []RelationDimension{RelationByYear, RelationByStage}, true, nil)
	if err != nil || len(narrowed.Groups) != 1 || narrowed.Groups[0].Key != (GroupKey{Year: 2024, Stage: model.StageOutturn}) || narrowed.Groups[0].Sums[0].Value != "5" {
		t.Errorf("%+v %v", narrowed, err)
	}
}
