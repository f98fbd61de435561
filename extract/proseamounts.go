package extract

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"rijksgraaf/extract/rules"
	"rijksgraaf/model"
	"rijksgraaf/ontology"
)

// proseAmount is an amount of money in running text.
type proseAmount struct {
	sum model.Sum
	// start and end are in code points of the clean text.
	start, end int
}

// digits is a number as Dutch prints it, factor the words after it.
const (
	proseDigits = `(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?`
	proseFactor = `(?:\s?(duizend|miljoen|mln\.?|miljard|mld\.?|mrd\.?))`
)

// proseMoney finds amounts: a currency, a number and a factor, or number, factor and
// "euro"; a number before "naar", "tot", "en" or a dash takes the factor of the next.
var proseMoney = regexp.MustCompile(`(?:(€|EUR|US\$|\$)\s?([-–−]?)\s?` + proseDigits + proseFactor + `?|` +
	`\b` + proseDigits + `(?:` + proseFactor + `\s?(euro|EUR|dollar)|\s(euro|dollar))\b)`)

// joinsAmounts is what stands between two numbers that share a factor.
var joinsAmounts = regexp.MustCompile(`^\s?(?:naar|tot|en|à|of|[-–/])\s(?:en met\s)?$`)

// countsIn is what stands before the unit that figures are counted in: "bedragen x € 1.000".
var countsIn = regexp.MustCompile(`\s[x×]\s?$`)

// isValue says whether a predicate takes an amount and no object.
func isValue(p model.Predicate) bool {
	info, _ := ontology.Predicate(p)
	return info.ValueOnly && p != model.SameAs
}

// amountsIn finds the amounts of a sentence, in their order, each with the time,
// recurrence and exactness that stand nearest to it.
func (r *relater) amountsIn(si int) []proseAmount {
	s := r.sentences[si]
	span := r.span(s.first, s.last)
	text := string(r.doc.Clean[span.Start:span.End])
	if !strings.ContainsAny(text, "€$") && !strings.Contains(text, "EUR") && !strings.Contains(text, "euro") {
		return nil
	}
	found := slices.DeleteFunc(proseMoney.FindAllStringSubmatchIndex(text, -1), func(m []int) bool { return countsIn.MatchString(text[:m[0]]) })
	out := make([]proseAmount, 0, len(found))
	for i, m := range found {
		group := func(n int) string {
			if m[2*n] < 0 {
				return ""
			}
			return text[m[2*n]:m[2*n+1]]
		}
		a := proseAmount{start: span.Start + utf8.RuneCountInString(text[:m[0]])}
		a.end = a.start + utf8.RuneCountInString(text[m[0]:m[1]])
		currency, sign, whole, fraction, factor := group(1), group(2), group(3), group(4), group(5)
		if whole == "" {
			whole, fraction, factor, currency = group(6), group(7), group(8), group(9)+group(10)
		}
		if factor == "" && i+1 < len(found) && joinsAmounts.MatchString(text[m[1]:found[i+1][0]]) {
			factor = factorOf(text, found[i+1])
		}
		a.sum = r.proseSum(currency, sign, whole, fraction, factor)
		a.sum.Span = r.doc.Map.Raw(model.Span{Start: a.start, End: a.end})
		a.sum.AsPrinted = r.doc.Raw(a.sum.Span)
		out = append(out, a)
	}
	r.qualifyAmounts(text, span.Start, found, out)
	return out
}

// factorOf gives the factor of a match of proseMoney.
func factorOf(text string, m []int) string {
	for _, n := range []int{5, 8} {
		if m[2*n] >= 0 {
			return text[m[2*n]:m[2*n+1]]
		}
	}
	return ""
}

func (r *relater) proseSum(currency, sign, whole, fraction, factor string) model.Sum {
	scale := 0
	if hit, ok := r.lex.FindTableWord("factor", factor); ok {
		scale, _ = strconv.Atoi(hit.Value)
	}
	unit := "EUR"
	if hit, ok := r.lex.FindTableWord("currency", currency); ok {
		unit = hit.Value
	}
	a := model.Amount{Value: decimal(sign != "", strings.ReplaceAll(whole, ".", ""), fraction, scale), Unit: unit}
	if scale > 0 {
		a.Scale = powerOfTen(scale)
	}
	return model.Sum{Amount: a}
}

// proseTime is a time that a sentence names.
type proseTime struct {
	start, end   int // in bytes of the sentence
	year, period string
}

var proseTimes = regexp.MustCompile(`(?i)(?:\b(?:van\s+)?((?:19|20)\d{2})\s*(?:[-–]|t/m|tot en met|tot)\s*((?:19|20)\d{2})\b|\b(vanaf|met ingang van)\s+((?:19|20)\d{2})\b|\b(tot en met|t/m)\s+((?:19|20)\d{2})\b|\b((?:19|20)\d{2})\b)`)

// timesIn finds the years and periods of a sentence, but for those that are part of a
// name.
func (r *relater) timesIn(text string, origin int) []proseTime {
	var out []proseTime
	for _, m := range proseTimes.FindAllStringSubmatchIndex(text, -1) {
		at := origin + utf8.RuneCountInString(text[:m[1]]) - 1
		if r.insideName(at) {
			continue
		}
		t := proseTime{start: m[0], end: m[1]}
		group := func(n int) string {
			if m[2*n] < 0 {
				return ""
			}
			return text[m[2*n]:m[2*n+1]]
		}
		switch {
		case group(1) != "":
			t.period = group(1) + "-" + group(2)
		case group(4) != "":
			t.period = group(4) + "-"
		case group(6) != "":
			t.period = "-" + group(6)
		default:
			t.year = group(7)
		}
		out = append(out, t)
	}
	return out
}

// insideName says whether a code point of the clean text belongs to a mention.
func (r *relater) insideName(at int) bool {
	i, _ := slices.BinarySearchFunc(r.tokens, at, func(t token, at int) int {
		switch {
		case t.span.End <= at:
			return -1
		case t.span.Start > at:
			return 1
		}
		return 0
	})
	return slices.ContainsFunc(r.mentions, func(m mention) bool {
		return m.first <= i && i < m.last && m.typ != model.TypeActivity && m.typ != model.TypeObjective
	})
}

// qualifyAmounts gives each amount its time and what says how often and how exactly.
func (r *relater) qualifyAmounts(text string, origin int, found [][]int, out []proseAmount) {
	times := r.timesIn(text, origin)
	for i := range out {
		before, after := 0, len(text)
		if i > 0 {
			before = found[i-1][1]
		}
		if i+1 < len(found) {
			after = found[i+1][0]
		}
		var q []model.Qualifier
		t, ok := timeFor(times, i, len(out), before, found[i][0], found[i][1], after)
		if inTurn(times, found) {
			t, ok = times[i], true
		}
		if ok {
			if t.year != "" {
				q = append(q, model.Qualifier{Name: model.QualifierYear, Value: t.year})
			} else {
				q = append(q, model.Qualifier{Name: model.QualifierPeriod, Value: t.period})
			}
		}
		if hit, ok := r.lex.FindTableWord("recurrence", text[before:after]); ok {
			q = append(q, model.Qualifier{Name: model.QualifierRecurrence, Value: hit.Value})
		}
		if value, ok := r.approxBefore(text[before:found[i][0]]); ok && (len(found) > 1 || value != "from" && value != "to") {
			q = append(q, model.Qualifier{Name: model.QualifierApprox, Value: value})
		}
		out[i].sum.Qualifiers = mergeQualifiers(nil, q)
	}
}

// timeFor chooses the time that amount i of n speaks of: the one that follows it before
// the next amount; else the last one between it and the amount before; else the only one
// of the sentence, which holds for all.
func timeFor(times []proseTime, i, n, before, start, end, after int) (proseTime, bool) {
	if len(times) == 1 && (n == 1 || times[0].start < start || times[0].start >= end && i == n-1 || n > 1 && times[0].start >= end) {
		return times[0], true
	}
	for _, t := range times {
		if t.start >= end && t.end <= after {
			return t, true
		}
	}
	for k := len(times) - 1; k >= 0; k-- {
		if t := times[k]; t.start >= before && t.end <= start {
			return t, true
		}
	}
	if i > 0 && len(times) > 0 && times[0].end <= before && len(times) < n {
		return times[0], true
	}
	return proseTime{}, false
}

// inTurn says whether times all stand before or all after the amounts, one for each: "in
// 2019 en 2020 € 5 en € 6 mln.".
func inTurn(times []proseTime, found [][]int) bool {
	n := len(found)
	return n > 1 && len(times) == n && (times[n-1].end <= found[0][0] || times[0].start >= found[n-1][1])
}

// approxBefore says how exact the words right before an amount make it.
func (r *relater) approxBefore(words string) (string, bool) {
	words = strings.TrimRight(words, " ")
	for from := len(words); from > 0; {
		space := strings.LastIndexByte(words[:from], ' ')
		if hit, ok := r.lex.FindTableWord("approx", words[space+1:]); ok && hit.Start == 0 && hit.End == len(words)-space-1 {
			return hit.Value, true
		}
		if from = space; space < 0 || len(words)-space > 20 {
			break
		}
	}
	return "", false
}

// emitAmounts makes facts of the amounts in a sentence that a rule about values matches.
func (r *relater) emitAmounts(rule *rules.Rule, m *matcher, si int, match matched, subjects []mention, from string) {
	amounts := r.amountsIn(si)
	if len(amounts) == 0 || len(subjects) == 0 {
		return
	}
	s := r.sentences[si]
	span := r.span(s.first, s.last)
	words := string(r.doc.Clean[span.Start:span.End])
	var extra []model.Qualifier
	if kind, ok := r.lex.FindTableWord("kind", words); ok {
		extra = append(extra, model.Qualifier{Name: model.QualifierKind, Value: kind.Value})
	}
	if stage, ok := r.lex.FindTableWord("stage", words); ok {
		if stage.Value == "budget" {
			stage.Value = map[string]string{"annual-report": string(model.StageAdopted), "budget": string(model.StageDraft)}[r.doc.Kind]
		}
		if stage.Value != "" {
			extra = append(extra, model.Qualifier{Name: model.QualifierStage, Value: stage.Value})
		}
	}
	for _, subject := range subjects {
		f := fact{subject: subject, predicate: rule.Predicate, rule: rule.Name, confidence: rule.Confidence, sentence: si, said: si, subjectIn: from == "",
			inherited: inheritance(from, "", false), qualifiers: append(m.qualifiers(match.first, match.last), extra...),
			evidence: r.doc.Map.Raw(span), path: r.doc.Blocks[s.block].Path}
		for _, a := range amounts {
			f.amounts = append(f.amounts, a.sum)
		}
		if !ontologyTakesValue(subject.typ, rule.Predicate) || r.saidOf(f) {
			continue
		}
		r.factsIn[si] = append(r.factsIn[si], len(r.facts))
		r.facts = append(r.facts, f)
	}
}

// saidOf says whether another rule found the same subject's values in the sentence.
func (r *relater) saidOf(f fact) bool {
	return slices.ContainsFunc(r.factsIn[f.sentence], func(k int) bool {
		return r.facts[k].predicate == f.predicate && r.facts[k].subject.id == f.subject.id
	})
}

// ontologyTakesValue says whether a value may be stated of a type.
func ontologyTakesValue(t model.EntityType, p model.Predicate) bool {
	info, _ := ontology.Predicate(p)
	return slices.Contains(info.Domain, t)
}

// pays are the predicates whose relations a sentence's amounts belong to.
var pays = map[model.Predicate]bool{model.Funds: true, model.ContributesTo: true}

// attachAmounts gives facts about money the amounts of their sentences: all of them where
// there is one receiver, one each where there are as many amounts as receivers. What is
// said of several together is nobody's.
func (r *relater) attachAmounts() {
	bySentence := map[int][]int{}
	for _, list := range r.factsIn {
		for _, k := range list {
			if f := r.facts[k]; pays[f.predicate] {
				bySentence[f.said] = append(bySentence[f.said], k)
			}
		}
	}
	for si, facts := range bySentence {
		slices.Sort(facts)
		if amounts := r.amountsIn(si); len(amounts) > 0 {
			r.attach(facts, amounts, si)
		}
	}
}

// attach gives the facts of one sentence its amounts.
func (r *relater) attach(facts []int, amounts []proseAmount, si int) {
	objects := r.receivers(facts)
	switch len(objects) {
	case 1:
	case len(amounts):
	default:
		s := r.sentences[si]
		r.gap("amount", r.words(s.first, s.last), s.first)
		return
	}
	for _, k := range facts {
		f := &r.facts[k]
		for i, a := range amounts {
			if len(objects) == 1 || objects[i] == f.object.id {
				f.amounts = append(f.amounts, a.sum)
			}
		}
	}
}

// receivers gives the ids of the objects of facts, in the order of the text.
func (r *relater) receivers(facts []int) []string {
	slices.SortStableFunc(facts, func(a, b int) int { return r.facts[a].object.first - r.facts[b].object.first })
	var out []string
	for _, k := range facts {
		if id := r.facts[k].object.id; !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out
}

// addValues makes a relation of each amount of a fact that has no object.
func (g *gatherer) addValues(f fact) {
	for _, s := range f.amounts {
		r := &model.Relation{Subject: f.subject.id, Predicate: f.predicate, Amount: &s.Amount, Qualifiers: mergeQualifiers(slices.Clone(s.Qualifiers), f.qualifiers)}
		key := r.Subject + "\n" + string(r.Predicate) + "\n\n" + r.ValueKey()
		have, ok := g.relations[key]
		if !ok {
			have = r
			g.relations[key] = r
		}
		have.Qualifiers = mergeQualifiers(have.Qualifiers, r.Qualifiers)
		words := s.Span
		ev := model.Evidence{Span: f.evidence, Text: g.quote(f.evidence), Page: g.doc.Page(f.evidence.Start), Section: f.path, Rule: f.rule,
			Confidence: round(f.confidence), Inherited: f.inherited, SubjectSpan: g.endSpan(f.subject, f.evidence), ObjectSpan: &words}
		if ev.Section == nil {
			ev.Section = []string{}
		}
		if !slices.ContainsFunc(have.Evidence, func(e model.Evidence) bool { return e.Span == ev.Span }) {
			have.Evidence = append(have.Evidence, ev)
		}
	}
}

// addSums adds amounts to a relation between two entities. What narrows the only one
// narrows the relation too.
func addSums(r *model.Relation, sums []model.Sum) {
	for _, s := range sums {
		if !slices.ContainsFunc(r.Amounts, func(o model.Sum) bool { return o.Span == s.Span }) {
			r.Amounts = append(r.Amounts, s)
		}
	}
	if len(r.Amounts) == 0 {
		return
	}
	slices.SortStableFunc(r.Amounts, func(a, b model.Sum) int { return a.Span.Start - b.Span.Start })
	first := r.Amounts[0].Amount
	r.Amount = &first
	for _, s := range sums {
		for _, q := range s.Qualifiers {
			if q.Name != model.QualifierApprox || len(sums) == 1 {
				r.Qualifiers = mergeQualifiers(r.Qualifiers, []model.Qualifier{q})
			}
		}
	}
}
