package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"rijksgraaf/model"
)

// pairs finds abbreviations that the text introduces beside their long form, in both
// orders: "Nationale Strategie (NS)" and "NS (Nationale Strategie)". It teaches both
// forms to the finder, so that later mentions are known. base are the mentions found so
// far, in order of the text.
func (f *finder) pairs(base []mention) {
	endAt, startAt := map[int]mention{}, map[int]mention{}
	for _, m := range base {
		if m.last < len(f.tokens) && f.tokens[m.last].text == "(" {
			if old, ok := endAt[m.last]; !ok || f.better(m, old) {
				endAt[m.last] = m
			}
		}
		if m.first > 0 && f.tokens[m.first-1].text == "(" {
			if old, ok := startAt[m.first]; !ok || f.better(m, old) {
				startAt[m.first] = m
			}
		}
	}
	for _, s := range f.sentences {
		for i := s.first + 1; i+2 < s.last; i++ {
			if f.tokens[i].text != "(" {
				continue
			}
			end := f.closing(i, s)
			if end < 0 {
				continue
			}
			if end == i+2 && looksAbbreviated(f.tokens[i+1].text) {
				f.longThenShort(i, s, endAt)
			} else if m, ok := endAt[i]; ok && end == i+3 && isAbbreviation(f.tokens[i+2].text) && (isAbbreviation(f.tokens[i+1].text) || m.typ == model.TypeLegalInstrument && f.headFirst[f.tokens[i+1].text] == m.typ) {
				f.teach(m, f.words(i+1, end), i+1, end) // "(Wet WOZ)"
			} else if looksAbbreviated(f.tokens[i-1].text) {
				f.shortThenLong(i, end, endAt, startAt)
			}
		}
	}
}

// better says which of two mentions at a bracket it speaks of: the one that the register
// knows by what the bracket holds, else the outer, else the longer.
func (f *finder) better(m, old mention) bool {
	if short := m.last + 1; short+1 < len(f.tokens) && f.tokens[short+1].text == ")" && m.last == old.last {
		if n, ok := f.shortInLexicon(short, m.typ); ok && n.id == m.id && m.id != old.id {
			return true
		}
		if n, ok := f.shortInLexicon(short, old.typ); ok && n.id == old.id && m.id != old.id {
			return false
		}
	}
	if old.inner != m.inner {
		return !m.inner
	}
	return m.last-m.first > old.last-old.first
}

func (f *finder) closing(i int, s sentence) int {
	for k := i + 1; k < s.last && k < i+14; k++ {
		if f.tokens[k].text == ")" {
			return k
		}
	}
	return -1
}

// longThenShort handles "Long Form (LF)" with the bracket at token i.
func (f *finder) longThenShort(i int, s sentence, endAt map[int]mention) {
	short := f.tokens[i+1].text
	if _, code := f.chapterByCode(short, f.year); code && f.nearChapterWord(i, s) {
		return
	}
	m, ok := endAt[i]
	if ok && m.typ == model.TypeBudgetChapter {
		return // a code in brackets, known or not, makes no other chapter of it
	}
	if !ok || (m.typ != model.TypeBudgetChapter && m.last-m.first < 2 && !strings.Contains(strings.ToLower(f.words(m.first, m.last)), strings.ToLower(short[:1]))) {
		first := f.initials(i, s, short)
		if first < 0 {
			if !ok {
				f.gap("abbreviation", short, i+1)
				return
			}
		} else if !ok || first < m.first {
			t, _, typed := f.typeOfName(first, i, s)
			if !typed {
				if t, typed = f.typeOfLower(first, i); !typed && !f.anyUpper(first, i) {
					t, typed = model.TypePolicy, true // an arrangement that is known by its abbreviation
				}
				if !typed {
					f.gap("abbreviation", short, i+1)
					return
				}
			}
			label := f.words(first, i)
			m = mention{first: first, last: i, typ: t, id: idFor(t, label), label: label, rule: "abbreviation", rank: rankPair}
			ok = true
		}
	} else if first := f.initials(i, s, short); first >= 0 && first < m.first && m.rule == "named-pattern" {
		m.first, m.label = first, f.words(first, i)
	}
	if ok && m.typ != model.TypeRole || m.rule == "lexicon" {
		f.teach(m, short, i+1, i+2)
	}
}

// shortThenLong handles "LF (Long Form)" with brackets at tokens i and end.
func (f *finder) shortThenLong(i, end int, endAt, startAt map[int]mention) {
	short := f.tokens[i-1].text
	if _, code := f.chapterByCode(short, f.year); code {
		return // "hoofdstuk XVII (Buitenlandse Handel)": the name of a chapter
	}
	if long, ok := startAt[i+1]; ok && long.last == end && long.typ != model.TypeRole {
		f.teach(long, short, i-1, i)
		return
	}
	if m, ok := endAt[i]; ok && m.typ != model.TypeBudgetChapter && f.initialsMatch(i+1, end, short) {
		label := f.words(i+1, end)
		f.add(mention{first: i + 1, last: end, typ: m.typ, id: m.id, label: m.label, rule: "abbreviation", rank: rankPair})
		f.alias(m.id, label)
		return
	}
	if !f.initialsMatch(i+1, end, short) {
		return
	}
	t, ok := f.headFirst[f.tokens[i+1].text]
	if !ok {
		t, ok = f.typeOfLower(i+1, end)
	}
	if !ok {
		f.gap("abbreviation", short, i-1)
		return
	}
	label := f.words(i+1, end)
	f.teach(mention{first: i + 1, last: end, typ: t, id: idFor(t, label), label: label, rank: rankPair}, short, i-1, i)
}

// typeOfLower tells a type by the last word of [first,last) whose ending is a head noun.
func (f *finder) typeOfLower(first, last int) (model.EntityType, bool) {
	if t, ok := f.headFirst[f.tokens[first].text]; ok {
		return t, true
	}
	for k := last - 1; k >= first; k-- {
		if t, ok := f.typeOfHead(f.tokens[k].lower); ok {
			return t, true
		}
	}
	return "", false
}

// teach records a pair: the long mention m and the short form at tokens [first,last).
func (f *finder) teach(m mention, short string, first, last int) {
	id, label := m.id, m.label
	rank := rankPair
	if n, values := f.names.Longest(first, last, "", f.word); n == last-first && f.values[values[0]].id != m.id {
		rank = rankRole // the document says what the abbreviation means here
	}
	if m.rule != "lexicon" {
		if n, ok := f.shortInLexicon(first, m.typ); ok {
			id, label = n.id, n.label
		} else {
			id = f.typeSlug(m.typ) + "/" + shorten(slugOf(short))
		}
		f.retarget(m.id, id)
	}
	m.id, m.label, m.rule, m.rank = id, label, "abbreviation", rankPair
	f.add(m)
	f.add(mention{first: first, last: last, typ: m.typ, id: id, label: label, rule: "abbreviation", rank: rank})
	f.alias(id, short)
	f.taught[short] = name{id: id, typ: m.typ, label: label, abbreviation: true, rank: rank}
}

func (f *finder) shortInLexicon(i int, t model.EntityType) (name, bool) {
	n, values := f.names.Longest(i, i+1, "", f.word)
	if n == 1 && f.values[values[0]].typ == t {
		return f.values[values[0]], true
	}
	return name{}, false
}

// retarget gives all mentions of one id another id, once all are found (unify).
func (f *finder) retarget(from, to string) {
	if from == to {
		return
	}
	f.renamed[from] = to
}

func looksAbbreviated(w string) bool {
	n := utf8.RuneCountInString(w)
	if n < 2 || n > 14 {
		return false
	}
	upper := 0
	for _, r := range w {
		if unicode.IsUpper(r) {
			upper++
		}
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return false
		}
	}
	first, _ := utf8.DecodeRuneInString(w)
	return upper >= 2 || (unicode.IsUpper(first) && n <= 6)
}

// initials goes back from token end to the word where a long form of short begins: its
// words' initials, inner parts of compounds allowed, spell the short form. -1: none.
func (f *finder) initials(end int, s sentence, short string) int {
	for i := end - 1; i >= s.first && end-i <= 2*len(short)+4; i-- {
		if f.tokens[i].text == "(" || f.tokens[i].text == ")" || f.tokens[i].text == ":" || f.tokens[i].text == ";" {
			return -1
		}
		if f.tokens[i].word && !f.tokens[i].info.is(classPreposition) && !f.tokens[i].info.is(classDeterminer) && f.initialsMatch(i, end, short) {
			return i
		}
	}
	return -1
}

func (f *finder) anyUpper(i, j int) bool {
	for ; i < j; i++ {
		if f.tokens[i].upper {
			return true
		}
	}
	return false
}

// initialsMatch says whether the words [first,last) spell short: its letters stand in
// order in the words, each as a first letter or inside the word that gave the one before
// it, and the first opens the first word.
func (f *finder) initialsMatch(first, last int, short string) bool {
	letters := []rune(strings.ToLower(short))
	if first >= last || len(letters) == 0 {
		return false
	}
	k := 0
	for i := first; i < last && k < len(letters); i++ {
		tok := f.tokens[i]
		if !tok.word {
			continue
		}
		runes := []rune(tok.lower)
		if runes[0] != letters[k] {
			if i == first {
				return false
			}
			continue
		}
		k++
		// Further letters may come from inside a compound ("VeiligheidsBeleid" -> VB).
		for p := 1; p < len(runes) && k < len(letters) && !f.opensLater(i+1, last, letters[k]); p++ {
			if runes[p] == letters[k] {
				k++
			}
		}
	}
	return k == len(letters)
}

func (f *finder) opensLater(i, last int, letter rune) bool {
	for ; i < last; i++ {
		if r, _ := utf8.DecodeRuneInString(f.tokens[i].lower); f.tokens[i].word && r == letter {
			return true
		}
	}
	return false
}

func (f *finder) gap(kind, detail string, at int) {
	s := f.doc.Map.Raw(f.tokens[at].span)
	f.gaps = append(f.gaps, model.Gap{Stage: "mentions", Kind: kind, Detail: detail, Span: s})
}

func (f *finder) nearChapterWord(i int, s sentence) bool {
	for k := s.first; k < i; k++ {
		if f.tokens[k].info.is(classChapterWord) {
			return true
		}
	}
	return false
}
