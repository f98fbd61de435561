package extract

import (
	"slices"
	"sort"
	"strings"

	"rijksgraaf/model"
	"rijksgraaf/ontology"
)

// canonical gathers mentions and facts into entities and relations, one for each id and
// each (subject, predicate, object), in the fixed order of the contract.
func (f *finder) canonical(r *relater, tables []*tableReader) *model.Extraction {
	d := f.doc
	x := &model.Extraction{Document: model.Document{Metadata: d.Metadata, Text: d.Text, Sections: d.Sections},
		Gaps: append(append([]model.Gap{}, d.Gaps...), f.gaps...), Refusals: r.refusals, Warnings: d.Warnings}
	x.Document.Chapter = f.chapter
	if f.chapter == "" && len(d.Articles) > 0 {
		x.Gaps = append(x.Gaps, model.Gap{Stage: "structure", Kind: "no-chapter", Detail: "neither footer, headings nor opening sentences name the budget chapter"})
	}
	g := &gatherer{finder: f, entities: map[string]*model.Entity{}, relations: map[string]*model.Relation{}}
	g.addMentions(r)
	g.addDocument()
	for _, fact := range r.facts {
		g.addFact(fact)
	}
	g.addTables(tables)
	for _, t := range tables {
		x.Warnings = append(x.Warnings[:len(x.Warnings):len(x.Warnings)], t.warnings...)
	}
	x.Entities = g.entityList()
	x.Relations = g.relationList()
	sort.SliceStable(x.Gaps, func(a, b int) bool { return x.Gaps[a].Span.Start < x.Gaps[b].Span.Start })
	slices.SortFunc(g.refused, func(a, b model.Refusal) int { return strings.Compare(a.What, b.What) })
	x.Refusals = dedupeRefusals(append(x.Refusals, g.refused...))
	return x
}

type gatherer struct {
	*finder
	entities  map[string]*model.Entity
	relations map[string]*model.Relation
	refused   []model.Refusal
	// quoted is the words of the span read last: facts of one sentence come together.
	quoted model.Span
	words  string
}

// quote gives the words of a span of the text as read.
func (g *gatherer) quote(s model.Span) string {
	if s != g.quoted || g.words == "" {
		g.quoted, g.words = s, g.doc.Raw(s)
	}
	return g.words
}

// addMentions makes an entity of each id that has a visible mention which is not weak,
// or that a relation uses.
func (g *gatherer) addMentions(r *relater) {
	used := map[string]bool{}
	for _, fact := range r.facts {
		used[fact.subject.id], used[fact.object.id] = true, true
	}
	goals := r.insideObjectives()
	for i, m := range r.mentions {
		if m.hidden || (m.weak || goals[i]) && !used[m.id] {
			continue
		}
		e := g.entity(m)
		span := g.doc.Map.Raw(g.span(m.first, m.last))
		e.Mentions = append(e.Mentions, g.mention(span))
	}
}

// insideObjectives marks the threats that stand inside an objective: they are what the
// objective does away with, and an entity of their own only where a relation says so.
func (r *relater) insideObjectives() map[int]bool {
	out := map[int]bool{}
	last := -1
	for i, m := range r.mentions {
		if m.typ == model.TypeObjective {
			last = max(last, m.last)
		}
		if m.typ == model.TypeThreat && m.last <= last {
			out[i] = true
		}
	}
	return out
}

func (g *gatherer) mention(span model.Span) model.Mention {
	return model.Mention{Span: span, Text: g.doc.Raw(span), Page: g.doc.Page(span.Start)}
}

// addDocument adds the entity of the document itself, when words of its own name it.
func (g *gatherer) addDocument() {
	if g.doc.Citation.Len() == 0 {
		return
	}
	e := g.entity(mention{typ: model.TypeDocument, id: g.doc.ID, label: g.doc.Title})
	e.Mentions = append(e.Mentions, g.mention(g.doc.Citation))
}

func (g *gatherer) entity(m mention) *model.Entity {
	e, ok := g.entities[m.id]
	if !ok {
		label := g.labelOf(m)
		if label == "" {
			label = m.id
		}
		e = &model.Entity{ID: m.id, Type: m.typ, Label: strings.Join(strings.Fields(label), " "), Aliases: []string{}, SameAs: slices.Clone(g.sameAs.Of(m.id)), Mentions: []model.Mention{}}
		g.entities[m.id] = e
	}
	return e
}

func (g *gatherer) addFact(f fact) {
	g.entity(f.subject)
	if isValue(f.predicate) {
		g.addValues(f)
		return
	}
	g.entity(f.object)
	key := f.subject.id + "\n" + string(f.predicate) + "\n" + f.object.id + "\n"
	rel, ok := g.relations[key]
	if !ok {
		rel = &model.Relation{Subject: f.subject.id, Predicate: f.predicate, Object: f.object.id}
		g.relations[key] = rel
	}
	f.qualifiers, f.confidence = proposedEnds(f)
	rel.Qualifiers = mergeQualifiers(rel.Qualifiers, f.qualifiers)
	if rel.Exhaustive == nil {
		rel.Exhaustive = f.exhaustive
	}
	addSums(rel, f.amounts)
	ev := model.Evidence{Span: f.evidence, Text: g.quote(f.evidence), Page: g.doc.Page(f.evidence.Start), Section: f.path,
		Rule: f.rule, Confidence: round(f.confidence), Inherited: f.inherited}
	if ev.Section == nil {
		ev.Section = []string{}
	}
	ev.SubjectSpan = g.endSpan(f.subject, f.evidence)
	ev.ObjectSpan = g.endSpan(f.object, f.evidence)
	for i, old := range rel.Evidence {
		if old.Span == ev.Span {
			if ev.Confidence > old.Confidence {
				rel.Evidence[i] = ev
			}
			return
		}
	}
	rel.Evidence = append(rel.Evidence, ev)
}

// endSpan gives the words of an end in the text as read; nil where it has none.
func (g *gatherer) endSpan(m mention, evidence model.Span) *model.Span {
	if m.last <= m.first || m.first < 0 {
		return nil
	}
	s := g.doc.Map.Raw(g.span(m.first, m.last))
	return &s
}

// round keeps four digits, so that printed confidences do not depend on how they were
// multiplied.
func round(c float64) float64 { return float64(int(c*10000+0.5)) / 10000 }

func mergeQualifiers(have, more []model.Qualifier) []model.Qualifier {
	for _, q := range more {
		found := false
		for _, h := range have {
			found = found || h == q
		}
		if !found {
			have = append(have, q)
		}
	}
	sort.Slice(have, func(a, b int) bool {
		if have[a].Name != have[b].Name {
			return have[a].Name < have[b].Name
		}
		return have[a].Value < have[b].Value
	})
	return have
}

func (g *gatherer) entityList() []*model.Entity {
	out := make([]*model.Entity, 0, len(g.entities))
	for _, e := range g.entities {
		sort.Slice(e.Mentions, func(a, b int) bool {
			if e.Mentions[a].Start != e.Mentions[b].Start {
				return e.Mentions[a].Start < e.Mentions[b].Start
			}
			return e.Mentions[a].End < e.Mentions[b].End
		})
		e.Mentions = uniqueMentions(e.Mentions)
		e.Aliases = g.aliasList(e)
		out = append(out, e)
	}
	sort.Slice(out, func(a, b int) bool {
		x, y := firstMention(out[a]), firstMention(out[b])
		if x != y {
			return x < y
		}
		return out[a].ID < out[b].ID
	})
	return out
}

func firstMention(e *model.Entity) int {
	if len(e.Mentions) == 0 {
		return int(^uint(0) >> 1)
	}
	return e.Mentions[0].Start
}

func uniqueMentions(list []model.Mention) []model.Mention {
	out := list[:0]
	for i, m := range list {
		if i == 0 || m.Span != out[len(out)-1].Span {
			out = append(out, m)
		}
	}
	return out
}

// aliasList gives the other names of an entity that has one: those that the document
// prints and those of the register.
func (g *gatherer) aliasList(e *model.Entity) []string {
	names := set{}
	for _, a := range g.aliases[e.ID] {
		names[a] = true
	}
	for a := range g.aliasOf[e.ID] {
		names[a] = true
	}
	if named[e.Type] {
		for _, m := range e.Mentions {
			if words := strings.Join(strings.Fields(m.Text), " "); !strings.ContainsAny(m.Text, "\n\r") {
				names[words] = true
			}
		}
	}
	delete(names, e.Label)
	out := make([]string, 0, len(names))
	for n := range names {
		out = append(out, n)
	}
	sort.Strings(out)
	return out
}

// named are the types whose entities have names rather than descriptions.
var named = map[model.EntityType]bool{model.TypeOrganisation: true, model.TypeCoalition: true, model.TypePolicy: true, model.TypeLegalInstrument: true}

func (g *gatherer) relationList() []*model.Relation {
	out := make([]*model.Relation, 0, len(g.relations))
	for _, r := range g.relations {
		if err := ontology.CheckRelation(r); err != nil {
			g.refused = append(g.refused, model.Refusal{What: r.Subject + " " + string(r.Predicate) + " " + r.Object, Reason: err.Error()})
			continue
		}
		sort.Slice(r.Evidence, func(a, b int) bool {
			x, y := r.Evidence[a], r.Evidence[b]
			if x.Start != y.Start {
				return x.Start < y.Start
			}
			if x.End != y.End {
				return x.End < y.End
			}
			return x.Rule < y.Rule
		})
		out = append(out, r)
	}
	sort.Slice(out, func(a, b int) bool {
		x, y := out[a], out[b]
		if x.Evidence[0].Start != y.Evidence[0].Start {
			return x.Evidence[0].Start < y.Evidence[0].Start
		}
		if x.Subject != y.Subject {
			return x.Subject < y.Subject
		}
		if x.Predicate != y.Predicate {
			return x.Predicate < y.Predicate
		}
		if x.Object != y.Object {
			return x.Object < y.Object
		}
		return x.ValueKey() < y.ValueKey()
	})
	return out
}

func dedupeRefusals(list []model.Refusal) []model.Refusal {
	seen := map[model.Refusal]bool{}
	var out []model.Refusal
	for _, r := range list {
		if !seen[r] {
			seen[r] = true
			out = append(out, r)
		}
	}
	return out
}
