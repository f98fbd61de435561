package extract

import (
	"strings"

	"rijksgraaf/model"
)

// lexiconNames finds the names of the register, the longest at each place, inside one
// sentence. A name glued by a hyphen to a longer compound is left to the compound.
func (f *finder) lexiconNames(s sentence) {
	for i := s.first; i < s.last; {
		n, values := f.names.Longest(i, s.last, "", f.word)
		if f.tokens[i].upper && i == s.first {
			if m, v := f.names.Longest(i, s.last, lowerFirst(f.tokens[i].text), f.word); m > n {
				n, values = m, v
			}
		}
		if n == 0 {
			i++
			continue
		}
		v := f.choose(values)
		if f.gluedToCompound(i, i+n) {
			if n == 1 && v.abbreviation && f.startsCompound(i) {
				f.add(mention{first: i, last: i + n, typ: v.typ, id: v.id, label: v.label, rule: "lexicon", rank: rankLexicon, inner: true})
			}
			i++
			continue
		}
		last := i + n
		if v.typ == model.TypePolicy || v.typ == model.TypeLegalInstrument {
			v, last = f.yeared(v, i, last, s)
		}
		f.add(mention{first: i, last: last, typ: v.typ, id: v.id, label: v.label, rule: "lexicon", rank: rankLexicon})
		if v.typ == model.TypeCoalition || v.typ == model.TypePolicy {
			f.innerNames(i, i+n)
		}
		f.elliptic(i, n, s)
		i += n
	}
}

// yeared tells editions of a paper apart: a year after a name of the register that it does
// not hold makes another entity, which the bare name then means in what follows.
func (f *finder) yeared(v name, first, last int, s sentence) (name, int) {
	if v.abbreviation && first > s.first && f.tokens[first-1].upper && f.tokens[first-1].word && !f.tokens[first-1].info.function() {
		return v, last // part of a longer name: "Uitvoeringsbesluit WHW 2008"
	}
	if last < s.last && isRoman(f.tokens[last].text) && !f.tokens[last].glued {
		number := f.tokens[last].text // "Sportakkoord II" is not the first
		return name{id: v.id + "-" + strings.ToLower(number), typ: v.typ, label: f.words(first, last+1)}, last + 1
	}
	end := f.withYears(last, s)
	if _, known := f.editions[v.id]; known && last+1 < s.last && f.tokens[last].lower == "uit" && isYear(f.tokens[last+1].text) {
		end = last + 2 // "de Luchtvaartnota uit 2009", after that of 2020
		return name{id: v.id + "-" + f.tokens[last+1].text, typ: v.typ, label: f.words(first, end)}, end
	}
	if end == last {
		if edition, ok := f.editions[v.id]; ok {
			return edition, last
		}
		return v, last
	}
	base := v.id
	v.label = f.words(first, end)
	v.id += "-" + slugOf(f.words(last, end))
	f.editions[base] = v
	return v, end
}

// elliptic finds a name that lends its last words from the next one: "Tweede" in "Tweede
// en Eerste Kamer", where both Tweede Kamer and Eerste Kamer are names of one type.
func (f *finder) elliptic(i, n int, s sentence) {
	if n < 2 || i-2 < s.first || f.tokens[i-1].lower != "en" && f.tokens[i-1].lower != "of" || !f.tokens[i-2].upper {
		return
	}
	row := []int{i - 2}
	for k := i + 1; k < i+n; k++ {
		row = append(row, k)
	}
	m, values := f.names.Longest(0, len(row), "", func(k int) string { return f.tokens[row[k]].text })
	if m != len(row) {
		return
	}
	v := f.values[values[0]]
	f.add(mention{first: i - 2, last: i - 1, typ: v.typ, id: v.id, label: v.label, rule: "ellipsis", rank: rankLexicon})
}

// innerNames keeps the law or body that stands as an abbreviation inside a longer name.
func (f *finder) innerNames(first, last int) {
	for i := first + 1; i < last; i++ {
		n, values := f.names.Longest(i, last, "", f.word)
		if n != 1 || !isAbbreviation(f.tokens[i].text) {
			continue
		}
		if v := f.choose(values); v.typ == model.TypeLegalInstrument || v.typ == model.TypeOrganisation {
			f.add(mention{first: i, last: i + n, typ: v.typ, id: v.id, label: v.label, rule: "lexicon", rank: rankLexicon, inner: true})
		}
	}
}

// choose takes the first value; ministries by the document's year.
func (f *finder) choose(values []int) name {
	v := f.values[values[0]]
	if v.typ != model.TypeMinistry || len(values) == 1 {
		return v
	}
	for _, i := range values {
		for _, m := range f.ministries {
			if "ministry/"+m.Slug == f.values[i].id && (m.From == 0 || m.From <= f.year) && (m.Until == 0 || f.year <= m.Until) {
				return f.values[i]
			}
		}
	}
	return v
}

// gluedToCompound says whether tokens [i,j) are part of a longer word, joined to it by a
// hyphen on either side.
func (f *finder) gluedToCompound(i, j int) bool {
	if i > 1 && f.tokens[i-1].text == "-" && f.tokens[i-1].glued && f.tokens[i].glued && f.tokens[i-2].word {
		return true
	}
	return j < len(f.tokens) && f.tokens[j].text == "-" && f.tokens[j].glued && j+1 < len(f.tokens) && f.tokens[j+1].glued && f.tokens[j+1].word
}

// taughtNames finds again the abbreviations and names that the document introduced.
func (f *finder) taughtNames(s sentence) {
	for i := s.first; i < s.last; i++ {
		n, ok := f.taught[f.tokens[i].text]
		if ok && !f.gluedToCompound(i, i+1) {
			f.add(mention{first: i, last: i + 1, typ: n.typ, id: n.id, label: n.label, rule: "abbreviation", rank: n.rank})
		}
	}
}
