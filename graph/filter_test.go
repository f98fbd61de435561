package graph

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"rijksgraaf/graph/decisions"
	"rijksgraaf/graph/names"
	"rijksgraaf/model"
	"rijksgraaf/ontology"
)

// drawView draws a view of up to four documents.
func drawView(t *rapid.T) *View {
	v := newView(newVocabulary(""))
	for i := range rapid.IntRange(0, 4).Draw(t, "documents") {
		id := fmt.Sprintf("document/kst-%d", i)
		x := drawExtraction(t, id)
		x.Document.BudgetYear = rapid.SampledFrom([]int{0, 2023, 2024}).Draw(t, "year")
		if len(x.Document.Sections) > 0 {
			x.Document.Sections[0].Span = spanOf(t, newTextIndex(x.Document.Text).runes)
		}
		v = v.with(id, newSaying(x))
	}
	f := &decisions.File{}
	for r := range v.index().bySubject.All() {
		if verb := rapid.SampledFrom([]decisions.Verb{"", "", "", decisions.Confirmed, decisions.Refused}).Draw(t, "decided"); verb != "" {
			f.Relations = append(f.Relations, refusal(r.relationKey, verb, len(f.Relations)+1))
		}
	}
	return v.redecided(f)
}

func maybe[T any](t *rapid.T, name string, g *rapid.Generator[T]) *T {
	if rapid.IntRange(0, 3).Draw(t, name+"?") > 0 {
		return nil
	}
	v := g.Draw(t, name)
	return &v
}

func some[T any](t *rapid.T, name string, list ...T) []T {
	if rapid.IntRange(0, 4).Draw(t, name+"?") > 0 {
		return nil
	}
	return rapid.SliceOfN(rapid.SampledFrom(list), 1, 2).Draw(t, name)
}

func drawEntityFilter(t *rapid.T, depth int) EntityFilter {
	count := rapid.IntRange(0, 3)
	f := EntityFilter{
		Types: some(t, "types", model.TypePolicy, model.TypeThreat, model.TypeMinistry), IDs: some(t, "ids", pool...),
		Chapters: some(t, "chapters", "budget-chapter/V", ""), Documents: some(t, "documents", "document/kst-0", "document/kst-3"),
		Years: some(t, "years", 2023, 2024), DocumentKinds: some(t, "kinds", "budget", "letter"), Articles: some(t, "articles", "budget-article/V/2"),
		Predicates: some(t, "predicates", model.Addresses, model.PartOf), MinMentions: maybe(t, "mentions", count), MaxDegree: maybe(t, "degree", count), MinDegree: maybe(t, "least degree", count),
		Text: rapid.SampledFrom([]string{"", "", "", "g", "bz"}).Draw(t, "text"),
	}
	if depth > 0 {
		f.And, f.Or, f.Not = combinations(t, func() EntityFilter { return drawEntityFilter(t, depth-1) })
		if rapid.IntRange(0, 4).Draw(t, "relations?") == 0 {
			r := drawRelationFilter(t, depth-1)
			f.Relations = &r
		}
	}
	return f
}

func combinations[F any](t *rapid.T, draw func() F) (and, or []F, not *F) {
	for range rapid.IntRange(0, 1).Draw(t, "and") {
		and = append(and, draw())
	}
	if rapid.IntRange(0, 2).Draw(t, "or?") == 0 {
		or = []F{draw(), draw()}
	}
	if rapid.IntRange(0, 3).Draw(t, "not?") == 0 {
		f := draw()
		not = &f
	}
	return and, or, not
}

func drawRelationFilter(t *rapid.T, depth int) RelationFilter {
	f := RelationFilter{
		Predicates: some(t, "predicates", model.Addresses, model.PartOf, model.Funds, model.Allocates), SubjectTypes: some(t, "subjects", model.TypePolicy, model.TypeMinistry, model.TypeBudgetArticle),
		ObjectTypes: some(t, "objects", model.TypePlace, model.TypeThreat, model.TypeBudgetChapter), Documents: some(t, "documents", "document/kst-0", "document/kst-2"),
		Chapters: some(t, "chapters", "budget-chapter/V"), DocumentYears: some(t, "years", 2023, 2024), Articles: some(t, "articles", "budget-article/V/2"),
		Exhaustive: maybe(t, "exhaustive", rapid.Bool()), MaxConfidence: maybe(t, "confidence", rapid.SampledFrom([]float64{0.3, 0.8})), Years: some(t, "amounts", 2021, 2022),
		PeriodFrom: maybe(t, "from", rapid.SampledFrom([]int{2018, 2021, 2023})), PeriodUntil: maybe(t, "until", rapid.SampledFrom([]int{2017, 2020, 2022})),
		Text: rapid.SampledFrom([]string{"", "", "", "e", "STRATEGIE"}).Draw(t, "text"), Decided: maybe(t, "decided", rapid.Bool()),
	}
	if rapid.IntRange(0, 5).Draw(t, "subject?") == 0 {
		f.Subject = rapid.SampledFrom(pool).Draw(t, "subject")
	}
	if rapid.IntRange(0, 5).Draw(t, "object?") == 0 {
		f.Object = rapid.SampledFrom(pool).Draw(t, "object")
	}
	if depth > 0 {
		f.And, f.Or, f.Not = combinations(t, func() RelationFilter { return drawRelationFilter(t, depth-1) })
		for _, where := range []**EntityFilter{&f.SubjectWhere, &f.ObjectWhere} {
			if rapid.IntRange(0, 4).Draw(t, "where?") == 0 {
				e := drawEntityFilter(t, depth-1)
				*where = &e
			}
		}
	}
	return f
}

// naive evaluates filters by what they mean, over everything that there is.
type naive struct {
	v         *View
	relations []*model.Relation
}

func newNaive(v *View) naive {
	n := naive{v: v}
	for r := range v.index().bySubject.All() {
		n.relations = append(n.relations, r.relation())
	}
	return n
}

func within1[T comparable](list []T, v T) bool { return len(list) == 0 || slices.Contains(list, v) }

func (n naive) documents(ok func(*model.Document) bool) bool {
	return slices.ContainsFunc(n.v.Documents(DocumentFilter{}), ok)
}

// inArticle says whether a place of a document is in one of the articles.
func (n naive) inArticle(articles []string, document string, s model.Span) bool {
	d := n.v.Document(document)
	return d != nil && slices.ContainsFunc(d.Sections, func(x *model.Section) bool {
		return x.Kind == "article" && x.Span.Contains(s) && d.Chapter == "budget-chapter/V" && slices.Contains(articles, "budget-article/V/"+x.Number)
	})
}

func (n naive) entity(f *EntityFilter, e *model.Entity) bool {
	speaks := map[string]bool{}
	for _, d := range n.v.DocumentsOf(e.ID) {
		speaks[d.ID] = true
	}
	degree, related := 0, func(ok func(*model.Relation) bool) bool {
		return slices.ContainsFunc(n.relations, func(r *model.Relation) bool { return (r.Subject == e.ID || r.Object == e.ID) && ok(r) })
	}
	for _, r := range n.relations {
		if r.Subject == e.ID || r.Object == e.ID {
			degree++
		}
	}
	have := []string{}
	for _, name := range append([]string{e.Label}, e.Aliases...) {
		have = append(have, words(names.Fold(name))...)
	}
	return within1(f.Types, e.Type) && within1(staying(n.v, f.IDs), e.ID) && (f.Text == "" || containsAll(have, words(names.Fold(f.Text)), strings.HasPrefix)) &&
		(len(f.Documents) == 0 || n.documents(func(d *model.Document) bool { return speaks[d.ID] && slices.Contains(f.Documents, d.ID) })) &&
		(len(f.Chapters)+len(f.Years)+len(f.DocumentKinds) == 0 || n.documents(func(d *model.Document) bool {
			return speaks[d.ID] && within1(f.Chapters, d.Chapter) && within1(f.Years, d.BudgetYear) && within1(f.DocumentKinds, d.Kind)
		})) &&
		(len(f.Articles) == 0 || slices.ContainsFunc(e.Mentions, func(m model.Mention) bool { return n.inArticle(f.Articles, m.Document, m.Span) })) &&
		(len(f.Predicates) == 0 || related(func(r *model.Relation) bool { return slices.Contains(f.Predicates, r.Predicate) })) &&
		(f.Relations == nil || related(func(r *model.Relation) bool { return n.relation(f.Relations, r) })) &&
		(f.MinMentions == nil || len(e.Mentions) >= *f.MinMentions) && (f.MaxMentions == nil || len(e.Mentions) <= *f.MaxMentions) &&
		(f.MinDegree == nil || degree >= *f.MinDegree) && (f.MaxDegree == nil || degree <= *f.MaxDegree) &&
		!slices.ContainsFunc(f.And, func(g EntityFilter) bool { return !n.entity(&g, e) }) &&
		(len(f.Or) == 0 || slices.ContainsFunc(f.Or, func(g EntityFilter) bool { return n.entity(&g, e) })) &&
		(f.Not == nil || !n.entity(f.Not, e))
}

func (n naive) relation(f *RelationFilter, r *model.Relation) bool {
	end := func(types []model.EntityType, id string) bool {
		t, _ := ontology.TypeOfID(id)
		return len(types) == 0 || slices.Contains(types, t)
	}
	where := func(g *EntityFilter, id string) bool {
		return g == nil || n.v.Entity(id) != nil && n.entity(g, n.v.Entity(id))
	}
	by := func(ok func(*model.Evidence) bool) bool {
		return slices.ContainsFunc(r.Evidence, func(e model.Evidence) bool { return ok(&e) })
	}
	years := func(list []model.Qualifier) bool {
		return slices.ContainsFunc(list, func(q model.Qualifier) bool {
			return (q.Name == "year" || q.Name == "period") && (f.PeriodFrom == nil || q.Value >= fmt.Sprint(*f.PeriodFrom)) && (f.PeriodUntil == nil || q.Value <= fmt.Sprint(*f.PeriodUntil))
		})
	}
	return (f.Subject == "" || f.Subject == r.Subject) && (f.Object == "" || f.Object == r.Object) && within1(f.Predicates, r.Predicate) &&
		end(f.SubjectTypes, r.Subject) && end(f.ObjectTypes, r.Object) && where(f.SubjectWhere, r.Subject) && where(f.ObjectWhere, r.Object) &&
		by(func(e *model.Evidence) bool { return within1(f.Documents, e.Document) }) &&
		by(func(e *model.Evidence) bool {
			d := n.v.Document(e.Document)
			return within1(f.Chapters, d.Chapter) && within1(f.DocumentYears, d.BudgetYear) && within1(f.DocumentKinds, d.Kind)
		}) &&
		(len(f.Articles) == 0 || by(func(e *model.Evidence) bool { return n.inArticle(f.Articles, e.Document, e.Span) })) &&
		by(func(e *model.Evidence) bool { return strings.Contains(names.Fold(e.Text), names.Fold(f.Text)) }) &&
		(f.MaxConfidence == nil || r.Confidence() <= *f.MaxConfidence) && (f.Exhaustive == nil || r.Exhaustive != nil && *r.Exhaustive == *f.Exhaustive) &&
		(f.Decided == nil || (n.v.DecisionOn(r) != nil) == *f.Decided) &&
		(len(f.Years) == 0 || slices.ContainsFunc(Sums(r), func(s model.Sum) bool {
			return slices.ContainsFunc(f.Years, func(y int) bool { return s.Qualifier(model.QualifierYear) == fmt.Sprint(y) })
		})) &&
		(f.PeriodFrom == nil && f.PeriodUntil == nil || years(r.Qualifiers) || slices.ContainsFunc(r.Amounts, func(s model.Sum) bool { return years(s.Qualifiers) })) &&
		!slices.ContainsFunc(f.And, func(g RelationFilter) bool { return !n.relation(&g, r) }) &&
		(len(f.Or) == 0 || slices.ContainsFunc(f.Or, func(g RelationFilter) bool { return n.relation(&g, r) })) &&
		(f.Not == nil || !n.relation(f.Not, r))
}

// Filters find what they mean, however the indexes are used; every order is total, and
// cursors go through everything once.
func TestFiltersMeanWhatANaiveEvaluationFinds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := drawView(t)
		n := newNaive(v)
		ef, rf := drawEntityFilter(t, 2), drawRelationFilter(t, 2)
		order := rapid.SampledFrom([]EntityOrder{"", EntityOrderLabel, EntityOrderMentions, EntityOrderDegree}).Draw(t, "order")
		direction := rapid.SampledFrom([]OrderDirection{"", Ascending, Descending}).Draw(t, "direction")
		var want, got []string
		for r := range v.allEntities() {
			if n.entity(&ef, v.entity(r)) {
				want = append(want, r.id)
			}
		}
		entities, err := v.EntityList(ef, order, direction, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range goThrough(t, entities) {
			got = append(got, e.ID)
		}
		if slices.Sort(got); !slices.Equal(got, want) {
			t.Fatalf("%+v: %v, want %v", ef, got, want)
		}
		want, got = nil, nil
		for _, r := range n.relations {
			if n.relation(&rf, r) {
				want = append(want, r.ID())
			}
		}
		by := rapid.SampledFrom([]RelationOrder{"", RelationOrderID, RelationOrderLabel, RelationOrderConfidence, RelationOrderAmount, RelationOrderYear, RelationOrderEvidence}).Draw(t, "by")
		relations, err := v.RelationList(rf, by, direction, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range goThrough(t, relations) {
			got = append(got, r.ID())
		}
		slices.Sort(got)
		if slices.Sort(want); !slices.Equal(got, want) {
			t.Fatalf("%+v: %v, want %v", rf, got, want)
		}
		checkDocuments(t, v, n, ef, rf)
		checkAggregates(t, v, entities, relations, ef, rf)
	})
}

// goThrough goes through a list by marks, two at a time, and checks its order.
func goThrough[T any](t *rapid.T, l *List[T]) []T {
	var out []T
	for at := 0; at < l.Len(); {
		page := l.Slice(at, at+2)
		out = append(out, page...)
		mark := l.Mark(at + len(page) - 1)
		if at > 0 && l.Order().Compare(l.Mark(at-1), l.Mark(at)) >= 0 {
			t.Fatalf("%s: %v does not come before %v", l.Order().Kind, l.Mark(at-1), l.Mark(at))
		}
		i, found := l.Find(mark)
		if !found || i != at+len(page)-1 {
			t.Fatalf("%s: the mark %v is found at %d, %v; it stands at %d", l.Order().Kind, mark, i, found, at+len(page)-1)
		}
		at = i + 1
	}
	if len(out) != l.Len() {
		t.Fatalf("%d of %d", len(out), l.Len())
	}
	return out
}

func checkDocuments(t *rapid.T, v *View, n naive, ef EntityFilter, rf RelationFilter) {
	speaks := func(d *model.Document) bool {
		return slices.ContainsFunc(v.Entities(ef, ""), func(e *model.Entity) bool {
			return slices.ContainsFunc(v.DocumentsOf(e.ID), func(o *model.Document) bool { return o.ID == d.ID })
		})
	}
	attests := func(d *model.Document) bool {
		return slices.ContainsFunc(n.relations, func(r *model.Relation) bool {
			return n.relation(&rf, r) && slices.ContainsFunc(r.Evidence, func(e model.Evidence) bool { return e.Document == d.ID })
		})
	}
	f := DocumentFilter{Kinds: some(t, "document kinds", "budget"), Or: []DocumentFilter{{Entities: &ef}, {Relations: &rf}}, Not: &DocumentFilter{Years: []int{2023}}}
	var want, got []string
	for _, d := range v.Documents(DocumentFilter{}) {
		if within1(f.Kinds, d.Kind) && (speaks(d) || attests(d)) && d.BudgetYear != 2023 {
			want = append(want, d.ID)
		}
	}
	order := rapid.SampledFrom([]DocumentOrder{"", DocumentOrderLabel, DocumentOrderYear, DocumentOrderMentions, DocumentOrderDegree}).Draw(t, "document order")
	list, err := v.DocumentList(f, order, "", nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range goThrough(t, list) {
		got = append(got, d.ID)
	}
	if slices.Sort(got); !slices.Equal(got, want) {
		t.Fatalf("%+v: %v, want %v", f, got, want)
	}
}

// checkAggregates counts by hand what aggregates count.
func checkAggregates(t *rapid.T, v *View, entities *List[*model.Entity], relations *List[*model.Relation], ef EntityFilter, rf RelationFilter) {
	counts := map[GroupKey]int{}
	for _, e := range entities.Slice(0, entities.Len()) {
		seen := map[GroupKey]bool{}
		for _, d := range v.DocumentsOf(e.ID) {
			seen[GroupKey{Type: e.Type, Year: d.BudgetYear, Chapter: d.Chapter}] = true
		}
		for k := range seen {
			counts[k]++
		}
	}
	a, err := v.AggregateEntities(ef, []EntityDimension{EntityByType, EntityByYear, EntityByChapter}, nil)
	if err != nil || a.Total != entities.Len() || !reflect.DeepEqual(countsOf(a), counts) {
		t.Fatalf("%d of %d: %v, want %v: %v", a.Total, entities.Len(), countsOf(a), counts, err)
	}
	type sort struct {
		key                   GroupKey
		kind, stage, unit, of string
	}
	sums, got := map[sort]int{}, map[sort]int{} // how many amounts there are of each
	for _, r := range relations.Slice(0, relations.Len()) {
		subject, _ := ontology.TypeOfID(r.Subject)
		for _, s := range Sums(r) {
			if rf.asksAmounts() && !rf.letsSum(&s) {
				continue
			}
			k := sort{GroupKey{Predicate: r.Predicate}, s.Qualifier("kind"), s.Qualifier("stage"), s.Unit, string(subject)}
			sums[k]++
		}
	}
	b, err := v.AggregateRelations(rf, []RelationDimension{RelationByPredicate}, true, nil)
	if err != nil || b.Total != relations.Len() {
		t.Fatalf("%d of %d: %v", b.Total, relations.Len(), err)
	}
	for _, g := range b.Groups {
		for _, s := range g.Sums {
			known := s.Kind != "" && s.Stage != ""
			if known != (s.Value != "") {
				t.Fatalf("a sum of %q and %q is %q", s.Kind, s.Stage, s.Value)
			}
			got[sort{g.Key, string(s.Kind), string(s.Stage), s.Unit, string(s.SubjectType)}] = s.Count
		}
	}
	if !reflect.DeepEqual(got, sums) {
		t.Fatalf("%v, want %v", got, sums)
	}
}

func countsOf[T any](a *Aggregate[T]) map[GroupKey]int {
	m := map[GroupKey]int{}
	for i, g := range a.Groups {
		m[g.Key] = g.Count
		if i > 0 && cmp.Or(a.Groups[i-1].Count-g.Count, g.Key.compare(a.Groups[i-1].Key)) <= 0 {
			panic("the groups are out of order")
		}
	}
	return m
}

// What is counted out of the index is what a count of everything gives.
func TestCountsOutOfTheIndex(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := drawView(t)
		types := map[GroupKey]int{}
		for r := range v.allEntities() {
			types[GroupKey{Type: r.kind}]++
		}
		preds := map[GroupKey]int{}
		for r := range v.index().bySubject.All() {
			preds[GroupKey{Predicate: r.predicate}]++
		}
		a, _ := v.AggregateEntities(EntityFilter{}, []EntityDimension{EntityByType}, nil)
		b, _ := v.AggregateRelations(RelationFilter{}, []RelationDimension{RelationByPredicate}, false, nil)
		if !reflect.DeepEqual(countsOf(a), types) || !reflect.DeepEqual(countsOf(b), preds) {
			t.Fatalf("%v and %v, want %v and %v", countsOf(a), countsOf(b), types, preds)
		}
		for _, g := range b.Groups {
			for _, r := range g.Examples(5) {
				if r.Predicate != g.Key.Predicate {
					t.Fatalf("%s is an example of %s", r.Predicate, g.Key.Predicate)
				}
			}
		}
	})
}

func TestCompareNumerals(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		numeral := rapid.StringMatching(`-?0{0,2}[0-9]{1,4}(\.[0-9]{1,3})?`)
		a, b := numeral.Draw(t, "a"), numeral.Draw(t, "b")
		if got := compareNumerals(a, b); cmp.Compare(got, 0) != compareDecimals(a, b) {
			t.Fatalf("%s and %s: %d", a, b, got)
		}
	})
}

func TestYearsOfPeriod(t *testing.T) {
	for period, want := range map[string]string{"2024": "2024 2024", "2021-2025": "2021 2025", "2024-": "2024 9999", "-2030": "0 2030", "2018-spring": "2018 2018", "2023-05": "2023 2023", "ooit": "", "": "", "-": ""} {
		got := ""
		if from, until, ok := yearsOfPeriod(period); ok {
			got = fmt.Sprint(from, until)
		}
		if got != want {
			t.Errorf("%s: %q, want %q", period, got, want)
		}
	}
}

func TestFiltersTooDeep(t *testing.T) {
	f := EntityFilter{}
	for range MaxFilterDepth - 1 {
		g := f
		f = EntityFilter{Not: &g}
	}
	if err := f.Check(); err != nil {
		t.Error(err)
	}
	deeper := RelationFilter{SubjectWhere: &f}
	if model.CodeOf(deeper.Check()) != model.CodeLimit {
		t.Error("a filter that is too deep passes")
	}
	wide := DocumentFilter{Or: make([]DocumentFilter, MaxFilterParts)}
	if model.CodeOf(wide.Check()) != model.CodeLimit {
		t.Error("a filter with too many parts passes")
	}
}

// staying gives the ids that stay: two of one name may be one thing.
func staying(v *View, ids []string) []string {
	var out []string
	for _, id := range ids {
		out = append(out, v.ID(id))
	}
	return out
}
