package extract

import (
	"strings"

	"rijksgraaf/model"
)

// coreference adds hidden mentions for words that refer to something named elsewhere:
// relative pronouns, "deze strategie", "dit artikel". A wrong link costs more than a
// missing one, so each kind has a narrow form.
func (f *finder) coreference(list []mention, articles []mention) []mention {
	var out []mention
	at := 0
	lastWords := map[string]mention{}
	for si, s := range f.sentences {
		for at < len(list) && list[at].first < s.first {
			at++
		}
		end := at
		for end < len(list) && list[end].first < s.last {
			end++
		}
		here := list[at:end]
		out = append(out, f.relativePronouns(s, here)...)
		out = append(out, f.articleWords(s, articles)...)
		if m, ok := f.openingPronoun(si, list[:at]); ok {
			out = append(out, m)
		}
		if m, ok := f.possessive(si, list[:at]); ok {
			out = append(out, m)
		}
		out = append(out, f.neuter(si, list[:end])...)
		out = append(out, f.definites(si, list[:end], here, lastWords)...)
		f.noteLastWords(here, lastWords)
	}
	return out
}

// relativePronouns links "die", "dat" and "welke" to the mention just before it.
func (f *finder) relativePronouns(s sentence, here []mention) []mention {
	var out []mention
	for i := s.first + 1; i < s.last; i++ {
		switch f.tokens[i].lower {
		case "die", "dat", "welke":
		default:
			continue
		}
		end := i
		if f.tokens[end-1].text == "," {
			end--
		}
		for _, m := range here {
			if m.hidden || m.weak {
				continue
			}
			last := f.overVerbs(f.overBracket(m.last, s.last), end)
			if last == end || m.last == end || last == end-1 && f.particles[f.tokens[end-1].lower] || m.typ != model.TypePlace && f.afterPlace(m, end) {
				m.first, m.last, m.hidden, m.inner, m.rule = i, i+1, true, true, "relative-pronoun"
				out = append(out, m)
				break
			}
		}
	}
	return out
}

// overVerbs passes over the verbs that end a clause between a name and the clause about it
// ("wordt de wet herzien, die", "is de wet in werking getreden, waarmee"), when nothing else
// stands between token i and end; i otherwise.
func (f *finder) overVerbs(i, end int) int {
	if i < end && f.tokens[end-1].info.participle && !f.tokens[end-1].info.adjective && (end-i == 1 || end-i == 3 && f.is(classVerbPhrase, f.tokens[i].lower+" "+f.tokens[i+1].lower)) {
		return end
	}
	return i
}

// possessive links "haar" or "zijn" before "taken", "bevoegdheden" and the like to the body
// that the sentence before is about.
func (f *finder) possessive(si int, before []mention) (mention, bool) {
	s := f.sentences[si]
	if w := f.tokens[s.first].lower; w != "haar" && w != "zijn" && w != "hun" || s.last-s.first < 4 || si == 0 || f.sentences[si-1].block != s.block {
		return mention{}, false
	}
	if !f.is(classOwnTask, f.tokens[s.first+1].lower) && !f.is(classOwnTask, f.tokens[s.first+2].lower) {
		return mention{}, false
	}
	for k := len(before) - 1; k >= 0 && before[k].first >= f.sentences[si-1].first; k-- {
		m := before[k]
		if m.typ == model.TypeOrganisation && !m.hidden && !m.inner && !m.weak && f.subjectPlace(m.first) {
			m.first, m.last, m.hidden, m.inner, m.rule = s.first, s.first+1, true, true, "pronoun"
			return m, true
		}
	}
	return mention{}, false
}

// openingPronoun links "Hij" or "Zij" at the beginning of a sentence to what the sentence
// before is about: the first name in it that no preposition governs. With a verb in the
// plural that is a body or bodies.
func (f *finder) openingPronoun(si int, before []mention) (mention, bool) {
	s := f.sentences[si]
	if w := f.tokens[s.first].lower; w != "hij" && w != "zij" || s.last-s.first < 3 || si == 0 || f.sentences[si-1].block != s.block {
		return mention{}, false
	}
	verb := f.tokens[s.first+1]
	one := strings.HasSuffix(verb.lower, "t") || verb.lower == "is" || verb.lower == "was" || verb.lower == "werd" || verb.lower == "had"
	if !verb.info.finite || !one && f.tokens[s.first].lower == "hij" {
		return mention{}, false
	}
	first := f.sentences[si-1].first
	k := len(before)
	for k > 0 && before[k-1].first >= first {
		k--
	}
	for _, m := range before[k:] {
		if m.hidden || m.weak && one || m.inner || !about[m.typ] || !f.subjectPlace(m.first) || !one && m.typ != model.TypeOrganisation {
			continue
		}
		m.first, m.last, m.hidden, m.inner, m.rule = s.first, s.first+1, true, true, "pronoun"
		return m, true
	}
	return mention{}, false
}

// neuter links "het" before a verb, at a sentence's beginning or after a semicolon, to what
// the words before are about, where that is a policy, body or law with the article "het":
// "Het Aanvalsplan werd voortgezet; het beoogt".
func (f *finder) neuter(si int, before []mention) []mention {
	s := f.sentences[si]
	var out []mention
	for i := s.first; i+2 < s.last; i++ {
		if f.tokens[i].lower != "het" || i > s.first && f.tokens[i-1].text != ";" {
			continue
		}
		verb := f.tokens[i+1]
		if !verb.info.finite || verb.info.nominal || strings.HasSuffix(verb.lower, "n") || verb.info.is(classAuxiliary) && verb.lower != "heeft" && verb.lower != "had" || f.is(classImpersonal, verb.lower) {
			continue
		}
		from := s.first
		if i == s.first {
			if si == 0 || f.sentences[si-1].block != s.block {
				continue
			}
			from = f.sentences[si-1].first
		}
		k := len(before)
		for k > 0 && before[k-1].first >= from {
			k--
		}
		for _, m := range before[k:] {
			if m.last > i || m.hidden || m.weak || m.inner || !about[m.typ] || !f.subjectPlace(m.first) {
				continue
			}
			if m.first > 0 && f.tokens[m.first-1].lower == "het" {
				m.first, m.last, m.hidden, m.inner, m.rule = i, i+1, true, true, "pronoun"
				out = append(out, m)
			}
			break
		}
	}
	return out
}

// about are the types that a sentence may be about.
var about = map[model.EntityType]bool{model.TypeRole: true, model.TypeOrganisation: true, model.TypePolicy: true, model.TypeCoalition: true,
	model.TypeLegalInstrument: true, model.TypePerson: true}

// afterPlace says whether only a year or "in <Place>" stands between a mention and the
// token at which the pronoun's clause begins.
func (f *finder) afterPlace(m mention, end int) bool {
	if end-m.last < 1 || end-m.last > 3 {
		return false
	}
	for k := m.last; k < end; k++ {
		w := f.tokens[k].lower
		if !(isYear(w) || w == "in" || w == "uit" || f.tokens[k].upper) {
			return false
		}
	}
	return true
}

// articleWords links "dit onderwerp", "dit artikel" and the like to the article that the
// sentence stands in.
func (f *finder) articleWords(s sentence, articles []mention) []mention {
	b := f.doc.Blocks[f.sentences[f.sentenceOf(s.first)].block]
	if b.Article < 0 || b.Article >= len(articles) {
		return nil
	}
	var out []mention
	for i := s.first; i < s.last; i++ {
		n := f.articleWordAt(i, s.last)
		if n == 0 {
			continue
		}
		m := articles[b.Article]
		m.first, m.last, m.hidden, m.inner, m.rule = i, i+n, true, true, "article-word"
		out = append(out, m)
		i += n - 1
	}
	return out
}

func (f *finder) articleWordAt(i, last int) int {
	if !f.articleOpeners[f.tokens[i].lower] {
		return 0
	}
	n, _ := f.articleWordTrie.Longest(i, last, f.tokens[i].lower, func(k int) string { return f.tokens[k].lower })
	return n
}

// definites links "deze strategie", "het fonds", "dit programma" to the last mention, at
// most four sentences back, whose label holds that noun or whose type the noun names.
func (f *finder) definites(si int, before, here []mention, lastWords map[string]mention) []mention {
	s := f.sentences[si]
	named := map[int]bool{}
	for _, m := range here {
		named[m.first] = named[m.first] || !m.hidden
	}
	var out []mention
	for i := s.first; i+1 < s.last; i++ {
		w := f.tokens[i].lower
		demonstrative := w == "deze" || w == "dit" || w == "die" || w == "dat"
		if !demonstrative && w != "het" && w != "de" {
			continue
		}
		if f.tokens[i+1].upper {
			if m, ok := f.shortForm(i, named, lastWords); ok {
				m.first, m.last, m.hidden, m.inner, m.rule = i+1, i+2, true, true, "short-form"
				out = append(out, m)
			}
			continue
		}
		noun := f.tokens[i+1].lower
		if (w == "die" || w == "dat") && f.is(classChapterWord, noun) {
			if m, ok := lastOf(before, i, model.TypeBudgetChapter); ok {
				m.first, m.last, m.hidden, m.inner, m.rule = i+1, i+2, true, true, "definite"
				out = append(out, m)
			}
			continue
		}
		t, ok := f.typeOfHead(noun)
		if !ok || len(noun) < 3 || !f.isBareHead(noun) {
			continue
		}
		if i+2 < s.last && f.tokens[i+2].lower == "van" && !demonstrative {
			continue
		}
		if m, ok := f.antecedent(si, i, noun, t, demonstrative, before); ok {
			m.first, m.last, m.hidden, m.inner, m.rule = i+1, i+2, true, true, "definite"
			out = append(out, m)
		}
	}
	return out
}

// shortForm links the last word of a body's name, with a capital and an article, to that
// body when it was named before: "de Kamer" after "de Tweede Kamer".
func (f *finder) shortForm(i int, at map[int]bool, lastWords map[string]mention) (mention, bool) {
	if i+2 < len(f.tokens) && f.tokens[i+2].upper || at[i+1] {
		return mention{}, false
	}
	m, ok := lastWords[f.tokens[i+1].text]
	return m, ok
}

// noteLastWords keeps, for names of bodies, policies and laws of two words or more, the
// last one that ends in each word.
func (f *finder) noteLastWords(list []mention, lastWords map[string]mention) {
	for _, m := range list {
		if !m.hidden && m.last-m.first > 1 && (m.typ == model.TypeOrganisation || m.typ == model.TypePolicy || m.typ == model.TypeLegalInstrument) {
			lastWords[f.tokens[m.last-1].text] = m
		}
	}
}

// isBareHead says whether a word in small letters is a head noun itself and no compound.
func (f *finder) isBareHead(noun string) bool {
	_, ok := f.headTails[noun]
	return ok
}

// lastOf gives the last visible mention of a type before a token.
func lastOf(before []mention, at int, t model.EntityType) (mention, bool) {
	for k := len(before) - 1; k >= 0; k-- {
		if m := before[k]; m.typ == t && m.last <= at && !m.hidden {
			return m, true
		}
	}
	return mention{}, false
}

func (f *finder) antecedent(si, at int, noun string, t model.EntityType, demonstrative bool, before []mention) (mention, bool) {
	for k := len(before) - 1; k >= 0; k-- {
		m := before[k]
		if m.last > at || m.hidden || m.weak {
			continue
		}
		if si-f.sentenceOf(m.first) > 4 {
			break
		}
		named := strings.Contains(strings.ToLower(f.labelOf(m)), noun) || m.first > 0 && f.tokens[m.first-1].lower == noun
		if m.typ == t && (named || demonstrative) {
			return m, true
		}
	}
	return mention{}, false
}

func (f *finder) labelOf(m mention) string {
	if l, ok := f.labels[m.id]; ok {
		return l
	}
	return m.label
}
