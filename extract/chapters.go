package extract

import (
	"regexp"
	"strings"

	"rijksgraaf/model"
)

// chaptersIn finds budget chapters: names of the register in a sentence that speaks of
// budgets, codes after "hoofdstuk", and funds wherever they stand.
func (f *finder) chaptersIn(s sentence) {
	from := f.afterChapterWord(s)
	for i := s.first; i < s.last; {
		n, rows := 0, []int(nil)
		if from >= 0 && i >= from && !f.partOfOffice(i, s) {
			n, rows = f.chapters.Longest(i, s.last, "", f.word)
		}
		if n == 0 {
			n, rows = f.anywhere.Longest(i, s.last, "", f.word)
		}
		if n == 0 && f.tokens[i].upper && !f.partOfOffice(i, s) {
			if m, r := f.chapters.Longest(i, s.last, "", f.word); m > 0 && f.codeInBrackets(i+m, s, "") == f.chapterFor(r, f.year).Code {
				n, rows = m, r
			}
		}
		if n == 0 && !f.tokens[i].upper && f.tokens[i].word && i+1 < s.last && f.tokens[i+1].text == "(" {
			// "het gemeentefonds (B)"
			capital := strings.ToUpper(f.tokens[i].text[:1]) + f.tokens[i].text[1:]
			if m, r := f.chapters.Longest(i, i+1, capital, f.word); m > 0 && f.codeInBrackets(i+1, s, "") == f.chapterFor(r, f.year).Code {
				f.addChapter(i, i+1, f.chapterFor(r, f.year).Code)
			}
		}
		if n > 0 && !f.gluedToCompound(i, i+n) && (n > 1 || f.tokens[i].upper) {
			f.addChapter(i, i+n, f.codeInBrackets(i+n, s, f.chapterFor(rows, f.year).Code))
			i += n
			continue
		}
		if f.tokens[i].info.is(classChapterWord) && i+1 < s.last {
			f.chapterByCodeAt(i+1, s)
		}
		i++
	}
}

// codeInBrackets gives the code that stands in brackets after a chapter's name, which
// decides between chapters of one name; else the code that the register gave.
func (f *finder) codeInBrackets(i int, s sentence, code string) string {
	if i+2 < s.last && f.tokens[i].text == "(" && f.tokens[i+2].text == ")" {
		if _, ok := f.knowledge.chapterByCode(f.tokens[i+1].text, f.year); ok {
			return f.tokens[i+1].text
		}
	}
	return code
}

// inferChapter takes, for a document whose footer and headings name no chapter, the one
// that its opening sentences say the article is of: "dit artikel van het Deltafonds". A
// budget that they only refer to is none.
func (f *finder) inferChapter() {
	const opening = 6
	seen := 0
	for _, s := range f.sentences {
		if !f.inProse(s) {
			continue
		}
		if seen++; seen > opening || f.chapter != "" {
			break
		}
		f.found = nil
		f.chaptersIn(s)
		for _, m := range f.found {
			if (f.ofArticle(m.first, s) || f.saysWhose(m.first, s)) && f.chapter == "" {
				f.chapter = m.id
			}
		}
	}
	f.found, f.chapterMentions = nil, nil
}

// ofArticle says whether "artikel van" stands before the name at token i, with nothing
// but articles and "de begroting van" between.
func (f *finder) ofArticle(i int, s sentence) bool {
	of := false
	for k := i - 1; k >= s.first && k > i-6; k-- {
		w := f.tokens[k].lower
		switch {
		case strings.HasSuffix(w, "artikel"):
			return of
		case w == "van" || w == "uit" || w == "binnen":
			of = true
		case !f.tokens[k].info.is(classDeterminer | classChapterWord):
			return false
		}
	}
	return false
}

// saysWhose says whether the sentence says of the article that it belongs to the chapter
// named at token i: "Het artikel behoort tot begrotingshoofdstuk ...".
func (f *finder) saysWhose(i int, s sentence) bool {
	article, belongs := false, false
	for k := s.first; k < i; k++ {
		w := f.tokens[k].lower
		article = article || strings.HasSuffix(w, "artikel")
		belongs = belongs || w == "behoort" || w == "hoort" || w == "valt" || w == "deel" || w == "onderdeel"
	}
	return article && belongs && i > s.first+2 && f.tokens[i-1].info.is(classChapterWord|classDeterminer|classPreposition)
}

// partOfOffice says whether the name at token i follows "Minister van" or "ministerie
// van": then it names the ministry and not its budget.
func (f *finder) partOfOffice(i int, s sentence) bool {
	for k := i - 1; k >= s.first && k >= i-3; k-- {
		w := f.tokens[k].lower
		if f.is(classMinister, w) || f.is(classSecretary, w) || w == "ministerie" || w == "ministeries" {
			return true
		}
		if w != "van" && w != "voor" && w != "de" && w != "het" {
			return false
		}
	}
	return false
}

// afterChapterWord gives the token after the first word of the sentence that speaks of
// budgets; -1 when none does.
func (f *finder) afterChapterWord(s sentence) int {
	for k := s.first; k < s.last; k++ {
		if f.tokens[k].info.is(classChapterWord) {
			return k + 1
		}
	}
	return -1
}

func (f *finder) chapterByCodeAt(i int, s sentence) {
	for k := i; k < s.last && k < i+8; k++ {
		w := f.tokens[k].text
		if _, ok := f.knowledge.chapterByCode(w, f.year); ok && f.tokens[k].upper {
			f.addChapter(k, k+1, w)
			continue
		}
		if w != "," && w != "en" && w != "(" && w != ")" {
			return
		}
	}
}

func (f *finder) addChapter(first, last int, code string) {
	row, _ := f.knowledge.chapterByCode(code, f.year)
	f.add(mention{first: first, last: last, typ: model.TypeBudgetChapter, id: "budget-chapter/" + code, label: row.Name, rule: "chapter", rank: rankChapter})
	f.chapterMentions = append(f.chapterMentions, f.found[len(f.found)-1])
}

// articleID gives the id of an article of a chapter; without a chapter the document's
// own id stands in its place, so that articles of unknown chapters stay apart.
func articleID(chapter, document, number string) string {
	if code, ok := strings.CutPrefix(chapter, "budget-chapter/"); ok {
		return "budget-article/" + code + "/" + number
	}
	return "budget-article/" + strings.TrimPrefix(document, "document/") + "/" + number
}

// articlesIn finds budget articles named in running text: "artikel 4", "artikelen 3 en
// 5", with the chapter where it is said. Articles of laws are left out.
func (f *finder) articlesIn(s sentence) {
	f.noteChapters(s.first)
	for i := s.first; i+1 < s.last; i++ {
		w := f.tokens[i].lower
		switch w {
		case "artikel", "artikelen", "beleidsartikel", "begrotingsartikel", "artikelonderdeel", "beleidsartikelen":
		default:
			continue
		}
		if f.articleOfLaw(i, s) {
			continue
		}
		for k := i + 1; k < s.last && k < i+8; k++ {
			switch {
			case articleNumber.MatchString(f.tokens[k].text):
				f.addArticle(i, k, s)
			case f.tokens[k].text == "," || f.tokens[k].lower == "en":
			default:
				k = s.last
			}
		}
	}
}

// articleTitle gives the end of the title that follows an article's number in running
// text: a word with a capital and what goes on in the manner of a title; the token itself
// when there is none.
func (f *finder) articleTitle(i int, s sentence) int {
	if i >= s.last || !f.tokens[i].word || !f.tokens[i].upper {
		return i
	}
	end := f.compoundEnd(i, s)
	for end < s.last {
		next := end
		if tok := f.tokens[end]; tok.text == "," || tok.lower == "en" || tok.info.is(classConnector) && tok.lower != "van" || tok.lower == "door" {
			next++
		}
		if next >= s.last || !f.tokens[next].word || !f.tokens[next].upper && !f.titleNoun(next, end, s) {
			break
		}
		end = f.compoundEnd(next, s)
	}
	return end
}

// titleNoun says whether the word in small letters at token i goes on with a title that
// token end follows: a noun that no verb or clause could be, and that no comma parts from it.
func (f *finder) titleNoun(i, end int, s sentence) bool {
	tok := f.tokens[i]
	if f.tokens[end].text == "," || tok.info.function() || tok.info.is(classLawEnd|classLeadingAdverb) || tok.info.participle || f.isParticle(i, s) || isDigits(tok.text) {
		return false
	}
	return !tok.info.finite && !tok.info.infinitive || tok.info.nominal
}

// noteChapters keeps the last chapter named before a token, for "die begroting".
func (f *finder) noteChapters(before int) {
	for f.noted < len(f.chapterMentions) && f.chapterMentions[f.noted].first < before {
		f.lastChapter = f.chapterMentions[f.noted].id
		f.noted++
	}
}

var articleNumber = regexp.MustCompile(`^\d{1,3}(\.\d{1,2})*$`)

// addArticle adds the article whose number is token k; i is the word before the numbers.
func (f *finder) addArticle(i, k int, s sentence) {
	first := k
	if k == i+1 {
		first = i
	}
	chapter := f.chapter
	if c := f.chapterBefore(i, s); c != "" {
		chapter = c
	}
	for j := k + 1; j+1 < s.last && j < k+10 && f.tokens[j].text != "," && f.tokens[j].text != ";"; j++ {
		switch w := f.tokens[j].lower; {
		case w == "en" && f.tokens[j+1].info.is(classPreposition|classDeterminer):
			j = s.last // another member: "artikel 4 en met de begroting van Defensie"
		case f.is(classChapterWord, w):
			if c := f.chapterNear(j+1, s); c != "" {
				chapter = c
			} else if d := f.tokens[j-1].lower; (d == "die" || d == "dat") && f.lastChapter != "" {
				chapter = f.lastChapter
			}
		case w == "van":
			if n, rows := f.chapters.Longest(j+1, s.last, "", f.word); n > 0 {
				chapter = "budget-chapter/" + f.chapterFor(rows, f.year).Code
			}
		}
	}
	last := f.articleTitle(k+1, s)
	id := articleID(chapter, f.doc.ID, f.tokens[k].text)
	label := "Artikel " + f.tokens[k].text
	f.add(mention{first: first, last: last, typ: model.TypeBudgetArticle, id: id, label: label, rule: "article", rank: rankChapter})
}

// chapterBefore gives the chapter that stands right before token i: "het Deltafonds (J),
// artikel 7", "de begroting van Defensie, onder artikel 1"; "" without one.
func (f *finder) chapterBefore(i int, s sentence) string {
	k := i - 1
	for ; k > s.first && k > i-6; k-- {
		w := f.tokens[k].lower
		_, code := f.knowledge.chapterByCode(f.tokens[k].text, f.year)
		if w != "," && w != "(" && w != ")" && w != "onder" && w != "op" && w != "bij" && w != "hoofdstuk" && !(code && f.tokens[k].upper) {
			break
		}
	}
	for n := len(f.chapterMentions) - 1; n >= 0 && f.chapterMentions[n].last > k; n-- {
		if f.chapterMentions[n].first <= k {
			return f.chapterMentions[n].id
		}
	}
	return ""
}

func (f *finder) chapterNear(i int, s sentence) string {
	for k := i; k < s.last && k < i+4; k++ {
		if n, rows := f.chapters.Longest(k, s.last, "", f.word); n > 0 {
			return "budget-chapter/" + f.chapterFor(rows, f.year).Code
		}
		if _, ok := f.knowledge.chapterByCode(f.tokens[k].text, f.year); ok && f.tokens[k].upper {
			return "budget-chapter/" + f.tokens[k].text
		}
	}
	return ""
}

// articleOfLaw says whether an article belongs to a law: one is named within the next
// few words, or "lid" follows.
func (f *finder) articleOfLaw(i int, s sentence) bool {
	if i+3 < s.last && f.tokens[i+2].upper && f.tokens[i+2].word && f.headFirst[f.tokens[i+2].text] != model.TypeLegalInstrument && !strings.HasSuffix(f.tokens[i+2].lower, "wet") {
		return false // a title follows the number: "artikel 2 Bijstand, Participatiewet"
	}
	for k := i + 1; k < s.last && k < i+9; k++ {
		w := f.tokens[k].lower
		if w == "lid" || w == "onderdeel" || w == "aanhef" || w == "grondwet" || strings.HasSuffix(w, "wet") || strings.HasSuffix(w, "verdrag") || w == "vweu" || w == "veu" {
			return true
		}
		if f.headFirst[f.tokens[k].text] == model.TypeLegalInstrument {
			return true
		}
	}
	return false
}

var kamerstuk = regexp.MustCompile(`(?:Kamerstukken|Kamerstuk|Kamerstuknummer|TK|EK)\s+(?:(?:I{1,2}|EK|TK)[, ]\s*)?(?:\(?\d{4}[-–/]\d{2,4}\)?[,;]?\s+)?(\d{2})\s?(\d{3})(?:[- ]([IVXL]+[AB]?|[A-M]))?(?:,?\s+nrs?\.?\s*(\d+|[A-Z]{1,2}))?`)

var euInstrument = regexp.MustCompile(`(?:Uitvoeringsverordening|(?:Gedelegeerde )?Verordening|Richtlijn|Besluit|Kaderrichtlijn)\s+(?:(?:\((?:EU|EG|EEG|Euratom)\)\s*(?:nr\.\s*)?)?\d{1,4}/\d{2,4}(?:/(?:EU|EG|EEG|GBVB))?)`)

// unionLawsIn finds instruments of the European Union by their number: Verordening (EU)
// 2021/1147, Richtlijn 2014/65/EU.
func (f *finder) unionLawsIn(s sentence) {
	for k := s.first; k < s.last; k++ {
		if f.headFirst[f.tokens[k].text] != model.TypeLegalInstrument && f.tokens[k].text != "Richtlijn" && f.tokens[k].text != "Verordening" {
			continue
		}
		from := k
		if k > s.first && f.tokens[k-1].text == "Gedelegeerde" {
			from--
		}
		words := f.words(from, min(k+12, s.last))
		if m := euInstrument.FindStringIndex(words); m != nil && m[0] == 0 {
			label := words[:m[1]]
			start := f.tokens[from].span.Start
			f.addSpan(start, start+len([]rune(label)), s, mention{typ: model.TypeLegalInstrument, id: idFor(model.TypeLegalInstrument, label), label: label, rule: "citation", rank: rankChapter})
		}
	}
}

// citationsIn finds papers of parliament named in the text: Kamerstukken II 2017-2018,
// 34 919, nr. 1.
func (f *finder) citationsIn(s sentence) {
	has := false
	for k := s.first; k < s.last; k++ {
		if t := f.tokens[k].text; strings.HasPrefix(t, "Kamerstuk") || t == "TK" || t == "EK" {
			has = true
		}
	}
	if !has {
		return
	}
	words := f.words(s.first, s.last)
	base := f.tokens[s.first].span.Start
	for _, m := range kamerstuk.FindAllStringSubmatchIndex(words, -1) {
		group := func(i int) string {
			if m[2*i] < 0 {
				return ""
			}
			return words[m[2*i]:m[2*i+1]]
		}
		id := "document/kst-" + group(1) + group(2)
		label := "Kamerstuk " + group(1) + " " + group(2)
		if c := group(3); c != "" {
			id, label = id+"-"+c, label+" "+c
		}
		if n := group(4); n != "" {
			id, label = id+"-"+n, label+", nr. "+n
		}
		start := base + len([]rune(words[:m[0]]))
		end := base + len([]rune(words[:m[1]]))
		f.addSpan(start, end, s, mention{typ: model.TypeDocument, id: id, label: label, rule: "citation", rank: rankChapter})
	}
}

// addSpan adds a mention by its span in the clean text.
func (f *finder) addSpan(start, end int, s sentence, m mention) {
	m.first = -1
	for k := s.first; k < s.last; k++ {
		if f.tokens[k].span.Start >= start && m.first < 0 {
			m.first = k
		}
		if f.tokens[k].span.End <= end {
			m.last = k + 1
		}
	}
	if m.first >= 0 && m.last > m.first {
		f.add(m)
	}
}
