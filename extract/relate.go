package extract

import (
	"slices"
	"strings"

	"rijksgraaf/document"
	"rijksgraaf/extract/rules"
	"rijksgraaf/internal/turns"
	"rijksgraaf/model"
	"rijksgraaf/ontology"
)

// fact is a relation as one sentence says it.
type fact struct {
	subject, object mention
	predicate       model.Predicate
	// evidence is in the text as read.
	evidence            model.Span
	path                []string
	subjectIn, objectIn bool // the end stands in the text and is no inherited one
	rule                string
	confidence          float64
	qualifiers          []model.Qualifier
	exhaustive          *bool
	inherited           string
	sentence            int
	// said is the sentence that evidence covers; amounts are the sums of money that it
	// states of the fact.
	said    int
	amounts []model.Sum
}

// relater runs the rules over the sentences.
type relater struct {
	*finder
	x        *Extractor
	mentions []mention
	index    *index
	// namesState says that the document speaks of the Netherlands.
	namesState bool
	articles   []mention
	facts      []fact
	factsIn    map[int][]int // facts that rules found, by sentence
	refusals   []model.Refusal
	// itemOf is the entity that a list item, or a paragraph in a list, stands for.
	itemOf map[int]mention
	// opened says that a rule took the items of a lead-in.
	opened map[int]bool
	// named are the types of the names that a rule took the items of a lead-in for; items
	// that are none of them are duties still.
	named map[int][]model.EntityType
	// actorOf is the subject that the lead-in of a list named, by the lead-in's block.
	actorOf map[int]mention
	// fresh are the phrases that rules made, by sentence.
	fresh map[int][]mention
	// clauses are those of each sentence that a frame asked for.
	clauses []*clauses
}

func newRelater(x *Extractor, f *finder, mentions, articles []mention) *relater {
	r := &relater{finder: f, x: x, mentions: mentions, articles: articles, itemOf: map[int]mention{}, opened: map[int]bool{}, named: map[int][]model.EntityType{},
		actorOf: map[int]mention{}, fresh: map[int][]mention{}, factsIn: map[int][]int{}}
	r.index = newIndex(mentions, len(f.tokens))
	r.clauses = make([]*clauses, len(f.sentences))
	for _, m := range mentions {
		r.namesState = r.namesState || m.id == "place/nederland"
	}
	r.facts = make([]fact, 0, len(mentions)/2)
	return r
}

// run finds relations in four passes: what the headings and the footer say; lists, which
// give the items their types; phrases, which make entities; and the rest.
func (r *relater) run() {
	r.structural()
	candidates := r.candidates()
	r.pass(listPass, candidates)
	r.dutiesWithoutRule()
	r.untypedLists()
	r.reindex()
	r.pass(phrasePass, candidates)
	r.pronounsOfPhrases()
	r.reindex()
	r.pass(mentionPass, candidates)
	r.dropInherited()
	r.attachAmounts()
}

// dropInherited takes out goals that were said of the article only because their own
// subject was found later: the same goal in the same sentence, of a subject that stands in it.
func (r *relater) dropInherited() {
	type goal struct {
		said int
		id   string
	}
	said := map[goal]bool{}
	for i := range r.facts {
		if f := &r.facts[i]; f.predicate == model.HasObjective && f.subjectIn && f.objectIn {
			said[goal{f.said, f.object.id}] = true
		}
	}
	if len(said) == 0 {
		return
	}
	kept := r.facts[:0]
	place := make([]int, len(r.facts))
	for i := range r.facts {
		f := r.facts[i]
		place[i] = len(kept)
		if f.inherited == "subject: article" && f.predicate == model.HasObjective && f.objectIn && said[goal{f.said, f.object.id}] {
			place[i] = -1
			continue
		}
		kept = append(kept, f)
	}
	r.facts = kept
	for si, list := range r.factsIn {
		list = slices.DeleteFunc(list, func(k int) bool { return place[k] < 0 })
		for n, k := range list {
			list[n] = place[k]
		}
		r.factsIn[si] = list
	}
}

// reindex takes the phrases that rules made among the mentions.
func (r *relater) reindex() {
	sortMentions(r.mentions)
	r.mentions = dedupe(r.mentions)
	r.index = newIndex(r.mentions, len(r.tokens))
}

// pronounsOfPhrases links "die", "dat" and "welke" after a phrase to the act or goal that a
// rule made of it, where no name before them was linked: "het beleid voor huur, dat".
func (r *relater) pronounsOfPhrases() {
	linked := map[int]bool{}
	for _, m := range r.mentions {
		linked[m.first] = linked[m.first] || m.rule == "relative-pronoun"
	}
	for _, m := range slices.Clone(r.mentions) {
		if m.hidden || m.typ != model.TypeActivity && m.typ != model.TypeObjective || m.last+1 >= len(r.tokens) || r.tokens[m.last].text != "," {
			continue
		}
		i := m.last + 1
		switch r.tokens[i].lower {
		case "die", "dat", "welke":
			if (!linked[i] || r.tokens[m.last-1].upper) && i < r.sentences[r.sentenceOf(m.first)].last {
				linked[i] = true
				m.first, m.last, m.hidden, m.inner, m.rule = i, i+1, true, true, "relative-pronoun"
				r.mentions = append(r.mentions, m)
			}
		}
	}
}

// pass tries the patterns of one pass on all sentences.
func (r *relater) pass(which pass, candidates [][]int) {
	m := &matcher{finder: r.finder, x: r.index}
	var others turns.Turns
	for si, s := range r.sentences {
		others.TookLong()
		fresh := true
		var present rules.TypeSet
		for _, i := range candidates[si] {
			p := &r.x.patterns[i]
			if p.pass != which {
				continue
			}
			if fresh {
				fresh, present = false, r.index.typesIn(s)
				r.aim(m, si)
			}
			if !p.hasAll(present) || !r.inScope(p.rule, r.doc.Blocks[s.block]) {
				continue
			}
			m.rule, m.fresh = p.rule, r.fresh[si]
			for _, match := range r.matches(m, p, si) {
				r.emit(p.rule, m, si, match)
			}
		}
	}
}

// matches gives what a pattern or frame finds in the sentence that the matcher is aimed at.
func (r *relater) matches(m *matcher, p *gatedPattern, si int) []matched {
	if p.frame == nil {
		return m.find(p.pattern)
	}
	if r.clauses[si] == nil {
		r.clauses[si] = r.clausesOf(m.s)
	}
	return m.findFrames(p, r.clauses[si])
}

// aim points a matcher at a sentence.
func (r *relater) aim(m *matcher, si int) {
	m.s = r.sentences[si]
	m.listed = func(types []model.EntityType) []mention {
		if !r.endsBlock(si) {
			return nil
		}
		return r.items(m.s.block, types, m.rule)
	}
}

func (r *relater) endsBlock(si int) bool {
	return si+1 >= len(r.sentences) || r.sentences[si+1].block != r.sentences[si].block
}

// inScope says whether a rule may look at a block: its section, its role heading,
// whether it is a list item.
func (r *relater) inScope(rule *rules.Rule, b document.Block) bool {
	if len(rule.Sections) > 0 && !slices.Contains(rule.Sections, sectionKey(b)) {
		return false
	}
	if len(rule.Roles) > 0 && !slices.Contains(rule.Roles, b.Role) {
		return false
	}
	return !rule.InItem || b.Kind == document.Item || b.LeadIn >= 0
}

// sectionKey names a section by its letter, or by the letter that its title stands for.
func sectionKey(b document.Block) string {
	switch b.SectionTitle {
	case "Algemene doelstelling":
		return "A"
	case "Rol en verantwoordelijkheid", "Rol en verantwoordelijkheden":
		return "B"
	case "Beleidswijzigingen", "Beleidsconclusies":
		return "C"
	}
	return b.Section
}

// emit turns a match into facts, one for each pair of ends.
func (r *relater) emit(rule *rules.Rule, m *matcher, si int, match matched) {
	subjects, subjectFrom := match.subjects, ""
	if len(subjects) == 0 {
		subjects, subjectFrom = r.inherit(rule, rule.Subject, si, match, true)
	}
	if isValue(rule.Predicate) {
		r.emitAmounts(rule, m, si, match, subjects, subjectFrom)
		return
	}
	objects, objectFrom := match.objects, ""
	if len(objects) == 0 {
		objects, objectFrom = r.inherit(rule, rule.Object, si, match, false)
	}
	if rule.Inverse {
		subjects, objects, subjectFrom, objectFrom = objects, subjects, objectFrom, subjectFrom
	}
	if len(subjects) == 0 || len(objects) == 0 || r.saidAlready(rule, si, subjects, objects, subjectFrom, objectFrom) {
		return
	}
	base := fact{predicate: rule.Predicate, rule: rule.Name, confidence: rule.Confidence, sentence: si,
		subjectIn: subjectFrom == "", objectIn: objectFrom == "", inherited: inheritance(subjectFrom, objectFrom, match.list),
		qualifiers: m.qualifiers(match.first, match.last), exhaustive: m.exhaustive(match.first, match.last)}
	if base.inherited != "" {
		base.confidence = rule.Confidence * 0.95
	}
	for _, s := range subjects {
		for _, o := range objects {
			r.pair(base, s, o, match)
		}
	}
	r.mentions = append(r.mentions, match.made...)
	r.fresh[si] = append(r.fresh[si], match.made...)
	if match.list {
		r.noteList(r.sentences[si].block, match)
	}
}

// noteList notes that a rule took the items of the list that a block opens: those that are
// acts or goals all of them, else those that are names.
func (r *relater) noteList(block int, match matched) {
	if t := match.listTypes; t[0] != model.TypeActivity && t[0] != model.TypeObjective {
		r.named[block] = t
		return
	}
	r.opened[block] = true
	if len(match.subjects) > 0 {
		r.actorOf[block] = match.subjects[0]
	}
}

// saidAlready says whether the same was found in this sentence of the same end together
// with a subject or object that stood there: then nothing is inherited for it.
func (r *relater) saidAlready(rule *rules.Rule, si int, subjects, objects []mention, subjectFrom, objectFrom string) bool {
	if subjectFrom == "" && objectFrom == "" {
		return false
	}
	for _, k := range r.factsIn[si] {
		f := r.facts[k]
		if f.inherited != "" || f.rule != rule.Name && (f.predicate != rule.Predicate || strings.HasSuffix(subjectFrom, "item") || strings.HasSuffix(objectFrom, "item")) {
			continue
		}
		for _, o := range objects {
			if subjectFrom != "" && f.object.first == o.first && f.object.id == o.id {
				return true
			}
		}
		for _, s := range subjects {
			if objectFrom != "" && f.subject.first == s.first && f.subject.id == s.id {
				return true
			}
		}
	}
	return false
}

func inheritance(subjectFrom, objectFrom string, list bool) string {
	switch {
	case list:
		return "subject: lead-in"
	case subjectFrom != "" && objectFrom != "":
		return "subject: " + subjectFrom + ", object: " + objectFrom
	case subjectFrom != "":
		return "subject: " + subjectFrom
	case objectFrom != "":
		return "object: " + objectFrom
	}
	return ""
}

// pair makes one fact, if the ontology allows it; a refusal is kept where both ends were
// said in so many words.
func (r *relater) pair(base fact, s, o mention, match matched) {
	if s.id == o.id || base.predicate == model.ExtendsTo && o.id == r.chapter {
		return
	}
	if !ontology.Allowed(s.typ, base.predicate, o.typ) {
		if base.subjectIn && base.objectIn {
			r.refusals = append(r.refusals, model.Refusal{What: s.id + " " + string(base.predicate) + " " + o.id,
				Reason: "rule " + base.rule + ": " + string(base.predicate) + " does not join " + string(s.typ) + " to " + string(o.typ)})
		}
		return
	}
	base.subject, base.object = s, o
	si := base.sentence
	if match.list {
		si = r.sentenceOf(o.first)
		if o.first < r.sentences[base.sentence].last {
			si = base.sentence
		}
	}
	sent := r.sentences[si]
	base.said = si
	base.evidence = r.doc.Map.Raw(r.span(sent.first, sent.last))
	base.path = r.doc.Blocks[sent.block].Path
	r.factsIn[base.sentence] = append(r.factsIn[base.sentence], len(r.facts))
	r.facts = append(r.facts, base)
}

// isBodies says whether bodies fill [first,last): an item that names who, and no act.
func (r *relater) isBodies(first, last int) bool {
	a := rules.Mentions([]model.EntityType{model.TypeOrganisation, model.TypeCoalition})
	k := r.takeAfterWords(r.index, first, last, &a)
	if k < 0 {
		return false
	}
	_, end := r.group(r.index, k, last, &a)
	return end >= last
}

// isPaper gives the policy or law whose name fills [first,last): an item that names one,
// and no act.
func (r *relater) isPaper(first, last int) (mention, bool) {
	a := rules.Mentions([]model.EntityType{model.TypePolicy, model.TypeLegalInstrument})
	k := r.takeAfterWords(r.index, first, last, &a)
	if k < 0 || !r.tokens[r.index.list[k].first].upper || r.overBracket(r.index.list[k].last, last) < last {
		return mention{}, false
	}
	return r.index.list[k], true
}

// items gives the entities of the list that a block opens, nested lists included.
func (r *relater) items(block int, types []model.EntityType, rule *rules.Rule) []mention {
	var out []mention
	for b := block + 1; b < len(r.doc.Blocks); b++ {
		blk := r.doc.Blocks[b]
		if blk.LeadIn < 0 {
			if blk.Kind == document.Heading && blk.HeadingKind == "role" {
				continue
			}
			break
		}
		if !r.under(b, block) || r.blockFirst[b] == r.blockFirst[b+1] || r.isClause(b) {
			continue
		}
		out = append(out, r.item(b, types, rule)...)
	}
	return out
}

// isClause says whether a block opens with a whole clause and not with a phrase: a finite
// verb ends what could be one, or stands in its main clause.
func (r *relater) isClause(b int) bool {
	s := r.sentences[r.blockSentence[b]]
	end := r.phraseEnd(s.first, s)
	if end < s.last && r.tokens[end].word && (r.tokens[end].info.is(classAuxiliary) || r.tokens[end].info.finite) {
		return true
	}
	c := r.clausesOf(s)
	for k := s.first + 1; k < s.last; k++ {
		info := r.tokens[k].info
		if c.of[k-s.first] == 0 && r.isFinite(k, s) && (info.is(classAuxiliary) || !info.infinitive && !info.nominal && !info.participle) {
			return true
		}
	}
	return false
}

// under says whether a block is an item of the list that lead opens, or of one nested in it.
func (r *relater) under(b, lead int) bool {
	for up := r.doc.Blocks[b].LeadIn; up >= 0; up = r.doc.Blocks[up].LeadIn {
		if up == lead {
			return true
		}
		if r.opened[up] {
			return false
		}
	}
	return false
}

// item gives the entity of one list item: the mention that fills it, for types that have
// names; else its first phrase, as an entity of the first type.
func (r *relater) item(b int, types []model.EntityType, rule *rules.Rule) []mention {
	s := r.sentences[r.blockSentence[b]]
	if types[0] != model.TypeActivity && types[0] != model.TypeObjective {
		a := rules.Mentions(types)
		k := r.takeAfterWords(r.index, s.first, s.last, &a)
		if k < 0 {
			return nil
		}
		members, _ := r.group(r.index, k, s.last, &a)
		var out []mention
		for _, i := range members {
			out = append(out, r.mentions[i])
		}
		return out
	}
	if old, ok := r.itemOf[b]; ok {
		return []mention{old}
	}
	first, last := r.trimPhrase(s.first, r.phraseEnd(s.first, s))
	if last <= first || r.hollow(first, last) || r.isBodies(first, last) {
		return nil
	}
	if m, ok := r.isPaper(first, last); ok && types[0] == model.TypeActivity {
		r.itemOf[b] = m
		return []mention{m}
	}
	m := r.phrase(first, last, types[0], rule.Name)
	r.itemOf[b] = m
	r.mentions = append(r.mentions, m)
	return []mention{m}
}
