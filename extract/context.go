package extract

import (
	"strings"

	"rijksgraaf/document"
	"rijksgraaf/extract/rules"
	"rijksgraaf/model"
	"rijksgraaf/ontology"
)

// inherit finds the end that a match lacks, trying the rule's places in their order, and
// says which one gave it. The first that the ontology allows with the other end is taken.
func (r *relater) inherit(rule *rules.Rule, places []string, si int, match matched, subject bool) ([]mention, string) {
	for _, place := range places {
		for _, m := range r.place(rule, place, si, match) {
			if r.fits(rule, m, match, subject) {
				return []mention{m}, place
			}
		}
	}
	return nil, ""
}

// fits says whether a mention may be the missing end beside at least one of the other.
func (r *relater) fits(rule *rules.Rule, m mention, match matched, subject bool) bool {
	if rule.Inverse {
		subject = !subject
	}
	others := match.objects
	if len(others) == 0 {
		others = match.subjects
	}
	for _, o := range others {
		s, t := m.typ, o.typ
		if !subject {
			s, t = t, s
		}
		if o.id != m.id && ontology.Allowed(s, rule.Predicate, t) {
			return true
		}
	}
	return len(others) == 0
}

func (r *relater) place(rule *rules.Rule, place string, si int, match matched) []mention {
	block := r.sentences[si].block
	b := r.doc.Blocks[block]
	switch place {
	case "article":
		if b.Article >= 0 {
			return r.articles[b.Article : b.Article+1]
		}
	case "chapter":
		if m, ok := r.chapterMention(); ok {
			return []mention{m}
		}
	case "list-item":
		if m, ok := r.itemOf[block]; ok && r.nearItem(si) {
			return []mention{m}
		}
	case "item":
		return r.itemAt(si, match)
	case "actor":
		return r.actor(si)
	case "agent":
		return r.agent(si, match)
	case "topic":
		return r.topic(si, match)
	case "nederland":
		id := "place/nederland"
		return []mention{{first: -1, typ: model.TypePlace, id: id, label: r.labels[id]}}
	case "state":
		return r.state(match)
	case "examples":
		return r.examples(rule, si)
	}
	return nil
}

// itemAt gives the entity of the list item that holds the sentence, or the last phrase
// made in the sentence before the match's beginning.
func (r *relater) itemAt(si int, match matched) []mention {
	s := r.sentences[si]
	if m, ok := r.itemOf[s.block]; ok && r.nearItem(si) {
		return []mention{m}
	}
	var best *mention
	consider := func(m mention) {
		if m.typ != model.TypeActivity && m.typ != model.TypeObjective || m.hidden || m.last > s.last || m.first > match.first {
			return
		}
		if best == nil || m.first >= best.first {
			best = &m
		}
	}
	for i := r.index.from(s.first); i < r.index.from(s.last); i++ {
		consider(r.index.list[i])
	}
	for _, m := range r.fresh[si] {
		consider(m)
	}
	if best == nil {
		return nil
	}
	return []mention{*best}
}

// nearItem says whether a sentence of a list item still speaks of the item: it is its
// first or second.
func (r *relater) nearItem(si int) bool { return si-r.blockSentence[r.sentences[si].block] <= 1 }

// actor gives who acts in a sentence that does not say so: the subject of the lead-in,
// else the minister or state secretary last named before it in the article's prose, else
// the office last named.
func (r *relater) actor(si int) []mention {
	s := r.sentences[si]
	for up := s.block; up >= 0; up = r.doc.Blocks[up].LeadIn {
		if m, ok := r.actorOf[up]; ok && up != s.block {
			return []mention{m}
		}
	}
	article := r.doc.Blocks[s.block].Article
	var other []mention
	for i := r.index.from(s.first) - 1; i >= 0; i-- {
		m := r.index.list[i]
		if m.typ != model.TypeRole || r.beside(m.first) {
			continue
		}
		b := r.doc.Blocks[r.sentences[r.sentenceOf(m.first)].block]
		if b.Article != article {
			break
		}
		if b.Kind != document.Item && (strings.HasPrefix(m.id, "role/minister-") || strings.HasPrefix(m.id, "role/staatssecretaris-")) {
			return []mention{m}
		}
		if other == nil {
			other = []mention{m}
		}
	}
	return other
}

// agent gives who acts: the subject of the lead-in; else the office or body last named,
// in this sentence or the one before, that no preposition governs; else the actor.
func (r *relater) agent(si int, match matched) []mention {
	if r.doc.Blocks[r.sentences[si].block].LeadIn < 0 {
		for i := r.index.from(match.first) - 1; i >= 0; i-- {
			m := r.index.list[i]
			if si-r.sentenceOf(m.first) > 1 {
				break
			}
			if (m.typ == model.TypeRole || m.typ == model.TypeOrganisation || m.typ == model.TypeMinistry || m.typ == model.TypePlace && !m.inner) && !m.weak && r.tokens[max(m.first-1, 0)].text != "(" &&
				(r.subjectPlace(m.first) || r.sentenceOf(m.first) == si && r.afterDoor(m.first)) {
				return []mention{m}
			}
		}
	}
	return r.actor(si)
}

// state gives the Netherlands, where the document speaks of it and all that it would take
// part in are coalitions of the register: what a minister joins there, he joins for the
// state.
func (r *relater) state(match matched) []mention {
	named := r.namesState
	for _, o := range match.objects {
		_, register := r.labels[o.id]
		named = named && o.typ == model.TypeCoalition && register
	}
	if !named {
		return nil
	}
	return []mention{{first: -1, typ: model.TypePlace, id: "place/nederland", label: r.labels["place/nederland"]}}
}

// afterDoor says whether the mention at token i is the agent of a passive clause.
func (r *relater) afterDoor(i int) bool {
	for i > 0 && r.tokens[i-1].info.is(classDeterminer) {
		i--
	}
	return i > 0 && r.tokens[i-1].lower == "door"
}

// topic gives the policy or law that the text is about: the last one named before the
// match, at most two sentences back.
func (r *relater) topic(si int, match matched) []mention {
	for i := r.index.from(match.first) - 1; i >= 0; i-- {
		m := r.index.list[i]
		if si-r.sentenceOf(m.first) > 2 {
			return nil
		}
		if m.hidden || m.typ != model.TypePolicy && m.typ != model.TypeLegalInstrument {
			continue
		}
		if r.doc.Blocks[r.sentences[si].block].Article != r.doc.Blocks[r.sentences[r.sentenceOf(m.first)].block].Article {
			return nil
		}
		return []mention{m}
	}
	return nil
}

// examples gives the object of the last fact with the rule's predicate in the sentence
// before: "Voorbeelden zijn ..." names further subjects of it.
func (r *relater) examples(rule *rules.Rule, si int) []mention {
	for back := si - 1; back >= 0 && back >= si-2; back-- {
		for _, k := range r.factsIn[back] {
			if f := r.facts[k]; f.predicate == rule.Predicate && f.rule != rule.Name {
				return []mention{f.object}
			}
		}
	}
	return nil
}

func (r *relater) chapterMention() (mention, bool) {
	if r.chapter == "" {
		return mention{}, false
	}
	label := r.chapter
	if row, ok := r.knowledge.chapterByCode(r.chapter[len("budget-chapter/"):], r.year); ok {
		label = row.Name
	}
	return mention{first: -1, typ: model.TypeBudgetChapter, id: r.chapter, label: label}, true
}

// structural adds what headings and the footer say: the article is part of the chapter
// and described in the document; the chapter belongs to its ministry; a minister leads
// one.
func (r *relater) structural() {
	chapter, known := r.chapterMention()
	cite := r.doc.Citation
	document := mention{first: -1, typ: model.TypeDocument, id: r.doc.ID, label: r.doc.Title}
	where := cite
	if known {
		where = r.chapterWords(chapter)
	}
	for _, a := range r.articles {
		if a.last <= a.first {
			continue
		}
		heading := r.doc.Map.Raw(r.span(a.first, a.last))
		base := fact{subject: a, subjectIn: true, confidence: 1, inherited: "object: document", evidence: heading, path: r.pathAt(a.first)}
		if known {
			r.fixed(base, model.PartOf, chapter, "article-heading", where)
		}
		r.subArticle(a)
		if cite.Len() > 0 {
			r.fixed(base, model.DescribedIn, document, "article-heading", cite)
		}
	}
	r.leads()
	r.belongs()
	r.namedAfter()
	r.cited()
	r.citesInNotes()
	r.otherArticles()
}

// subArticle says of an article whose number has a point ("3.1") that it is part of the one
// whose number stands before it, when the document has that one too.
func (r *relater) subArticle(a mention) {
	dot := strings.LastIndexByte(a.id, '.')
	if dot < 0 {
		return
	}
	for _, parent := range r.articles {
		if parent.id == a.id[:dot] {
			r.facts = append(r.facts, fact{subject: a, object: parent, predicate: model.PartOf, subjectIn: true, objectIn: true, rule: "sub-article",
				confidence: 1, evidence: r.doc.Map.Raw(r.span(a.first, a.last)), path: r.pathAt(a.first)})
		}
	}
}

// chapterWords gives the span of the words that name the document's chapter: in the
// text where there are, else the footer.
func (r *relater) chapterWords(chapter mention) model.Span {
	for _, m := range r.mentions {
		if m.id == chapter.id {
			s := r.sentences[r.sentenceOf(m.first)]
			if r.doc.Citation.Len() == 0 {
				return r.doc.Map.Raw(r.span(s.first, s.last))
			}
		}
	}
	return r.doc.Citation
}

// fixed adds a fact of the structure, and the same fact with the words that name the
// object as a second evidence, where there are such words.
func (r *relater) fixed(base fact, p model.Predicate, object mention, rule string, where model.Span) {
	base.predicate, base.object, base.rule = p, object, rule
	r.facts = append(r.facts, base)
	if where.Len() > 0 {
		base.evidence, base.subjectIn, base.inherited, base.path = where, false, "subject: article", nil
		r.facts = append(r.facts, base)
	}
}

func (r *relater) pathAt(token int) []string {
	return r.doc.Blocks[r.sentences[r.sentenceOf(token)].block].Path
}

// belongs says of a chapter that stands in brackets after its ministry, by the register
// too, that it belongs to it: "het Ministerie van Financiën (hoofdstuk IXB)".
func (r *relater) belongs() {
	for i, c := range r.mentions {
		if c.typ != model.TypeBudgetChapter || c.hidden {
			continue
		}
		row, ok := r.knowledge.chapterByCode(strings.TrimPrefix(c.id, "budget-chapter/"), r.year)
		for j := i - 1; ok && j >= 0 && j > i-4; j-- {
			m := r.mentions[j]
			if m.typ != model.TypeMinistry || m.id != "ministry/"+row.Ministry || m.last > c.first || c.first-m.last > 2 || r.tokens[m.last].text != "(" {
				continue
			}
			s := r.sentences[r.sentenceOf(c.first)]
			r.facts = append(r.facts, fact{subject: c, object: m, predicate: model.BelongsTo, subjectIn: true, objectIn: true, rule: "chapter-of-ministry",
				confidence: 0.95, evidence: r.doc.Map.Raw(r.span(s.first, s.last)), path: r.doc.Blocks[s.block].Path, sentence: r.sentenceOf(c.first)})
		}
	}
}

// leads says of each minister whose office names a ministry that he leads it.
func (r *relater) leads() {
	for i, m := range r.mentions {
		if m.typ != model.TypeMinistry || !m.inner {
			continue
		}
		for j := i; j >= 0 && j > i-4; j-- {
			role := r.mentions[j]
			if role.typ == model.TypeRole && role.first < m.first && m.last <= role.last && !isSecretary(role) {
				s := r.sentences[r.sentenceOf(m.first)]
				r.facts = append(r.facts, fact{subject: role, object: m, predicate: model.Leads, subjectIn: true, objectIn: true, rule: "minister-leads",
					confidence: 1, evidence: r.doc.Map.Raw(r.span(s.first, s.last)), path: r.doc.Blocks[s.block].Path})
				break
			}
		}
	}
}

// namedAfter says of a coalition whose name holds that of a law or treaty that it
// concerns it.
func (r *relater) namedAfter() {
	for i, m := range r.mentions {
		if m.typ != model.TypeLegalInstrument || !m.inner || m.hidden {
			continue
		}
		for j := i - 1; j >= 0 && j > i-4; j-- {
			c := r.mentions[j]
			if c.typ == model.TypeCoalition && c.first <= m.first && m.last <= c.last {
				s := r.sentences[r.sentenceOf(m.first)]
				r.facts = append(r.facts, fact{subject: c, object: m, predicate: model.Concerns, subjectIn: true, objectIn: true, rule: "named-after",
					confidence: 0.9, evidence: r.doc.Map.Raw(r.span(s.first, s.last)), path: r.doc.Blocks[s.block].Path})
				break
			}
		}
	}
}

// cited says of the article in which a paper of parliament is cited that it cites it.
func (r *relater) cited() {
	for _, m := range r.mentions {
		if m.typ != model.TypeDocument || m.rule != "citation" {
			continue
		}
		s := r.sentences[r.sentenceOf(m.first)]
		b := r.doc.Blocks[s.block]
		if b.Article < 0 || b.Kind == document.Note {
			continue
		}
		r.facts = append(r.facts, fact{subject: r.articles[b.Article], object: m, predicate: model.Cites, objectIn: true, rule: "citation",
			confidence: 0.95, inherited: "subject: article", evidence: r.doc.Map.Raw(r.span(s.first, s.last)), path: b.Path, sentence: r.sentenceOf(m.first)})
	}
}

// otherArticles says of an article that the text names that it is part of its chapter.
func (r *relater) otherArticles() {
	for _, m := range r.mentions {
		code, ok := strings.CutPrefix(m.id, "budget-article/")
		if m.typ != model.TypeBudgetArticle || m.rule != "article" || !ok {
			continue
		}
		code, _, _ = strings.Cut(code, "/")
		row, known := r.knowledge.chapterByCode(code, r.year)
		if !known {
			continue
		}
		s := r.sentences[r.sentenceOf(m.first)]
		chapter := mention{first: -1, typ: model.TypeBudgetChapter, id: "budget-chapter/" + code, label: row.Name}
		r.facts = append(r.facts, fact{subject: m, object: chapter, predicate: model.PartOf, subjectIn: true, rule: "article-named", confidence: 0.9,
			inherited: "object: chapter", evidence: r.doc.Map.Raw(r.span(s.first, s.last)), path: r.doc.Blocks[s.block].Path, sentence: r.sentenceOf(m.first)})
	}
}

func isSecretary(m mention) bool { return len(m.id) > 22 && m.id[:22] == "role/staatssecretaris-" }

// dutiesWithoutRule makes activities of list items that no rule took, under a role
// heading or in section B; the office that the lead-in names, else the one named last, is
// responsible for them.
func (r *relater) dutiesWithoutRule() {
	rule := &rules.Rule{Name: "list-duty", Predicate: model.ResponsibleFor, Confidence: 0.7}
	for b, blk := range r.doc.Blocks {
		if blk.Kind != document.Item || blk.Role == "" && sectionKey(blk) != "B" || r.blockFirst[b] == r.blockFirst[b+1] {
			continue
		}
		if _, ok := r.itemOf[b]; ok || blk.LeadIn >= 0 && r.opened[blk.LeadIn] || r.isClause(b) || r.namedItem(b) {
			continue
		}
		si := r.blockSentence[b]
		s := r.sentences[si]
		for _, m := range r.item(b, []model.EntityType{model.TypeActivity}, rule) {
			actor, from := r.dutyHolder(b, si)
			for _, a := range actor {
				r.facts = append(r.facts, fact{subject: a, object: m, predicate: rule.Predicate, objectIn: true, rule: rule.Name, confidence: rule.Confidence,
					inherited: "subject: " + from, evidence: r.doc.Map.Raw(r.span(s.first, s.last)), path: blk.Path, sentence: si})
			}
		}
	}
}

// namedItem says whether a list item is one of the names for which a rule took its list.
func (r *relater) namedItem(b int) bool {
	lead := r.doc.Blocks[b].LeadIn
	if lead < 0 || r.named[lead] == nil {
		return false
	}
	return len(r.item(b, r.named[lead], nil)) > 0
}

// untypedLists notes each list whose items no rule could make anything of.
func (r *relater) untypedLists() {
	seen := map[int]bool{}
	for b, blk := range r.doc.Blocks {
		if blk.Kind != document.Item || blk.LeadIn < 0 || seen[blk.LeadIn] || r.opened[blk.LeadIn] || r.named[blk.LeadIn] != nil {
			continue
		}
		if _, ok := r.itemOf[b]; ok {
			continue
		}
		seen[blk.LeadIn] = true
		lead := r.doc.Blocks[blk.LeadIn].Span
		r.gaps = append(r.gaps, model.Gap{Stage: "relations", Kind: "untyped-list", Detail: string(r.doc.Clean[lead.Start:lead.End]), Span: r.doc.Map.Raw(lead)})
	}
}

// dutyHolder gives who a list item's duty is of: the first office in the last sentence of
// the lead-in, else the actor.
func (r *relater) dutyHolder(b, si int) ([]mention, string) {
	lead := r.doc.Blocks[b].LeadIn
	if lead >= 0 {
		s := r.sentences[r.blockSentence[lead+1]-1]
		for i := r.index.from(s.first); i < r.index.from(s.last); i++ {
			if m := r.index.list[i]; m.typ == model.TypeRole && !r.beside(m.first) {
				r.actorOf[lead] = m
				return []mention{m}, "lead-in"
			}
		}
	}
	return r.actor(si), "actor"
}

// beside says whether the office at token i only takes part with another: "samen met de
// Minister van Financiën".
func (r *relater) beside(i int) bool {
	for i > 0 && r.tokens[i-1].info.is(classDeterminer) {
		i--
	}
	return i > 0 && (r.tokens[i-1].lower == "met" || r.tokens[i-1].lower == "namens")
}
