package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"rijksgraaf/document"
	"rijksgraaf/extract/lexicon"
	"rijksgraaf/model"
	"rijksgraaf/ontology"
)

// name is what a phrase of the lexicon refers to.
type name struct {
	id    string
	typ   model.EntityType
	label string
	// abbreviation says that the phrase is a short form.
	abbreviation bool
	// rank is that of its mentions, for a name that a document taught.
	rank int
}

// knowledge is the lexicon in the form that the stages ask it in; built once, read only.
type knowledge struct {
	lex *lexicon.Lexicon

	names    lexicon.Trie // -> values
	values   []name
	labels   map[string]string // id -> label
	aliases  map[string][]string
	sameAs   *lexicon.Identifiers // addresses of things in registers of others
	domains  lexicon.Trie         // lower-case -> values
	threats  lexicon.Trie         // lower-case terms -> values
	chapters lexicon.Trie         // -> chapterRows
	rows     []lexicon.Chapter
	anywhere lexicon.Trie // names of funds, which are chapters wherever they stand

	portfolios lexicon.Trie // what follows "Minister van" -> ministryRows
	ministries []lexicon.Ministry

	threatTails, threatHeads set
	headTails                map[string]model.EntityType // endings in small letters
	headFirst                map[string]model.EntityType
	verbs                    map[string]map[string]bool // class -> forms
	participles              set
	finite                   set // finite forms of verbs, auxiliaries among them
	infinitives              set
	nominals                 set
	lemmas                   map[string]*lemma // by infinitive
	particles, separable     set               // "uit"; "voert uit"

	numbered set // words of names that end in a digit

	classes map[string]set
	flags   map[string]classSet // the same by word
	// articleOpeners are the first words of the class articleWord, articleWordTrie its phrases.
	articleOpeners                  set
	countryAdjectives, firstPersons map[string]string // to the id of the country
	articleWordTrie                 lexicon.Trie
	ending                          map[string][]string // class -> endings and beginnings with *
	valued                          map[string]map[string]string
}

type set map[string]bool

func newKnowledge(l *lexicon.Lexicon) (*knowledge, error) {
	sameAs, err := l.Identifiers()
	if err != nil {
		return nil, err
	}
	k := &knowledge{lex: l, labels: map[string]string{}, aliases: map[string][]string{}, sameAs: sameAs, numbered: set{}}
	k.grammar()
	k.addEntries()
	k.addMinistries()
	k.addChapters()
	k.addPatterns()
	k.addVerbs()
	k.addLemmas()
	return k, nil
}

// addName puts a phrase into a trie.
func (k *knowledge) addName(t *lexicon.Trie, phrase string, n name) {
	if last := phrase[len(phrase)-1]; '0' <= last && last <= '9' {
		words := lexicon.Words(phrase)
		k.numbered[words[len(words)-1]] = true
	}
	t.Add(phrase, len(k.values))
	k.values = append(k.values, n)
}

func (k *knowledge) addEntries() {
	for _, e := range k.lex.Entries {
		k.labels[e.ID] = e.Label
		for _, phrase := range append([]string{e.Label}, e.Aliases...) {
			n := name{id: e.ID, typ: e.Type, label: e.Label, abbreviation: isAbbreviation(phrase)}
			switch {
			case strings.HasSuffix(phrase, ")") && strings.Contains(phrase, " ("):
				// A name with its abbreviation in brackets is two mentions.
			case e.Type == model.TypePolicyDomain:
				k.addName(&k.domains, strings.ToLower(phrase), n)
			case e.Type == model.TypeBudgetLine && !n.abbreviation && len(strings.Fields(phrase)) < 3:
				// "Uitgaven" names a line only in a table.
			default:
				k.addName(&k.names, phrase, n)
			}
		}
		for _, a := range e.Aliases {
			if !strings.HasSuffix(a, ")") {
				k.aliases[e.ID] = append(k.aliases[e.ID], a)
			}
		}
	}
}

// addMinistries makes a ministry, its minister and its state secretary out of each row.
func (k *knowledge) addMinistries() {
	for _, m := range k.lex.Ministries {
		id := "ministry/" + m.Slug
		if _, ok := k.labels[id]; !ok {
			k.labels[id] = m.Label
		}
		k.portfolios.Add(m.Portfolio, len(k.ministries))
		for _, a := range m.Abbreviations {
			k.portfolios.Add(a, len(k.ministries))
		}
		k.ministries = append(k.ministries, m)
		n := name{id: id, typ: model.TypeMinistry, label: m.Label}
		k.addName(&k.names, m.Label, n)
		k.addName(&k.names, "m"+m.Label[1:], n)
		for _, a := range m.Aliases {
			k.addName(&k.names, a, n)
		}
		for _, a := range m.Abbreviations {
			k.addName(&k.names, "Ministerie van "+a, n)
			k.addName(&k.names, "ministerie van "+a, n)
		}
		n.abbreviation = true
		for _, a := range m.Abbreviations {
			if utf8.RuneCountInString(a) > 1 {
				k.addName(&k.names, a, n)
			}
		}
	}
}

func (k *knowledge) addChapters() {
	for _, c := range k.lex.Chapters {
		for _, phrase := range append([]string{c.Name}, c.Aliases...) {
			k.chapters.Add(phrase, len(k.rows))
			if strings.HasSuffix(phrase, "fonds") && !strings.Contains(phrase, " en ") {
				k.anywhere.Add(phrase, len(k.rows))
			}
		}
		k.rows = append(k.rows, c)
	}
	k.addShortChapters()
}

// addShortChapters lets the abbreviation of a ministry stand for its chapter, in words
// about budgets: "de begroting van EZK". A ministry with several chapters has the one of
// its own name.
func (k *knowledge) addShortChapters() {
	for _, m := range k.lex.Ministries {
		for i, c := range k.rows {
			if c.Ministry != m.Slug || c.Name != m.Portfolio {
				continue
			}
			for _, a := range m.Abbreviations {
				if utf8.RuneCountInString(a) > 1 {
					k.chapters.Add(a, i)
				}
			}
		}
	}
}

func (k *knowledge) addPatterns() {
	k.threatTails, k.threatHeads, k.headFirst, k.headTails = set{}, set{}, map[string]model.EntityType{}, map[string]model.EntityType{}
	for _, p := range k.lex.Threats {
		switch p.Kind {
		case "term":
			k.addName(&k.threats, p.Words, name{typ: model.TypeThreat, label: p.Words})
		case "tail":
			k.threatTails[p.Words] = true
		case "head":
			k.threatHeads[p.Words] = true
		}
	}
	for _, p := range k.lex.Heads {
		if p.Kind == "first" {
			k.headFirst[p.Words] = p.Type
		} else {
			k.headTails[strings.ToLower(p.Words)] = p.Type
		}
	}
}

func (k *knowledge) addVerbs() {
	k.verbs = map[string]map[string]bool{}
	k.participles, k.finite, k.infinitives, k.nominals = set{}, set{}, set{}, set{}
	for _, v := range k.lex.Verbs {
		forms := k.verbs[v.Class]
		if forms == nil {
			forms = map[string]bool{}
			k.verbs[v.Class] = forms
		}
		k.infinitives[v.Infinitive] = true
		forms[v.Infinitive] = true
		if v.Participle != "" {
			forms[v.Participle], k.participles[v.Participle] = true, true
		}
		for _, f := range append(append([]string{}, v.Present...), v.Past...) {
			first, rest, separable := strings.Cut(f, " ")
			k.finite[first] = true
			if !separable {
				forms[f] = true
			} else {
				forms[rest+first] = true // in a subordinate clause
				k.finite[rest+first] = true
			}
		}
		for _, n := range v.Nominals {
			forms[n], k.nominals[n] = true, true
		}
	}
	for f := range k.classes["auxiliary"] {
		k.finite[f] = true
	}
}

// grammar reads the closed classes: plain forms, forms with a value, endings.
func (k *knowledge) grammar() {
	k.flags = map[string]classSet{}
	k.classes, k.ending, k.valued = map[string]set{}, map[string][]string{}, map[string]map[string]string{}
	for i, class := range classNames {
		k.classes[class], k.valued[class] = set{}, map[string]string{}
		for _, f := range k.lex.Grammar(class) {
			form, value, ok := strings.Cut(f, "=")
			switch {
			case ok:
				k.valued[class][form] = value
			case strings.HasPrefix(form, "*"):
				k.ending[class] = append(k.ending[class], form[1:])
				continue
			}
			k.classes[class][form] = true
			k.flags[form] |= 1 << i
		}
	}
	k.countryAdjectives, k.firstPersons = k.valued["countryAdjective"], k.valued["firstPerson"]
	k.articleOpeners = set{}
	for form := range k.classes["articleWord"] {
		k.articleWordTrie.Add(form, 0)
		first, _, _ := strings.Cut(form, " ")
		k.articleOpeners[first] = true
	}
}

// is says whether a word in small letters is of one of some classes.
func (k *knowledge) is(classes classSet, lower string) bool { return k.flags[lower]&classes != 0 }

// endsLike says whether a word has one of the endings of a class and is longer than it.
func (k *knowledge) endsLike(class, lower string) bool {
	for _, e := range k.ending[class] {
		if len(lower) > len(e)+1 && strings.HasSuffix(lower, e) {
			return true
		}
	}
	return false
}

// isAdjective guesses by its form whether a word in small letters is an adjective.
func (k *knowledge) isAdjective(lower string) bool {
	if len(lower) < 4 || k.is(classNotAdjective, lower) || k.is(classDeterminer, lower) || k.is(classPreposition, lower) ||
		k.is(classPronoun, lower) || k.is(classRelative, lower) || k.is(classAuxiliary, lower) || k.nominals[lower] {
		return false
	}
	if k.finite[lower] && !k.participles[strings.TrimSuffix(lower, "e")] {
		return false
	}
	for e := range k.classes["adjectiveEnding"] {
		if strings.HasSuffix(lower, e) {
			return true
		}
	}
	return false
}

// longestEnding is the longest ending, in bytes, that a word is looked up by.
const longestEnding = 40

// typeOfHead gives the type that a word's ending names, the longest ending first.
func (k *knowledge) typeOfHead(lower string) (model.EntityType, bool) {
	for i := max(0, len(lower)-longestEnding); i+2 <= len(lower); i++ {
		if t, ok := k.headTails[lower[i:]]; ok {
			return t, true
		}
	}
	return "", false
}

// ministryFor chooses, among rows of ministries.tsv, the one that held in a year; the
// last one when none did or the year is unknown.
func (k *knowledge) ministryFor(rows []int, year int) lexicon.Ministry {
	for _, i := range rows {
		m := k.ministries[i]
		if year != 0 && (m.From == 0 || m.From <= year) && (m.Until == 0 || year <= m.Until) {
			return m
		}
	}
	return k.ministries[rows[len(rows)-1]]
}

// chapterFor chooses among rows of chapters.tsv as ministryFor does.
func (k *knowledge) chapterFor(rows []int, year int) lexicon.Chapter {
	for _, i := range rows {
		c := k.rows[i]
		if year != 0 && (c.From == 0 || c.From <= year) && (c.Until == 0 || year <= c.Until) {
			return c
		}
	}
	return k.rows[rows[len(rows)-1]]
}

// chapterByCode gives the row of a chapter in a year, and whether the register has it.
func (k *knowledge) chapterByCode(code string, year int) (lexicon.Chapter, bool) {
	var rows []int
	for i, c := range k.rows {
		if c.Code == code {
			rows = append(rows, i)
		}
	}
	if len(rows) == 0 {
		return lexicon.Chapter{}, false
	}
	return k.chapterFor(rows, year), true
}

func isAbbreviation(phrase string) bool {
	if strings.Contains(phrase, " ") {
		return false
	}
	upper, n := 0, 0
	for _, r := range phrase {
		n++
		if unicode.IsUpper(r) {
			upper++
		}
	}
	return upper >= 2 && n <= 12
}

// idFor makes the id of an open name: the type and the name's words as a slug.
func idFor(t model.EntityType, label string) string {
	return ontology.Slug(t) + "/" + shorten(document.Slug(label))
}

// shorten keeps a slug within 80 characters, at a hyphen, with a mark of the rest.
func shorten(slug string) string {
	const limit = 80
	if len(slug) <= limit {
		return slug
	}
	head := slug[:limit-9]
	if i := strings.LastIndexByte(head, '-'); i > 20 {
		head = head[:i]
	}
	return head + "-" + model.RelationID(slug, "", "")[len("relation/"):][:8]
}
