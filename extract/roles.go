package extract

import (
	"strings"

	"rijksgraaf/model"
)

// roles finds ministers and state secretaries: "Minister van X", "Minister voor X", with
// the ministry inside, and the bare "Minister" that refers to the last one named.
func (f *finder) roles(s sentence) {
	for i := s.first; i < s.last; i++ {
		w := f.tokens[i].text
		kind := ""
		switch {
		case f.is(classMinister, w):
			kind = "minister"
		case f.is(classSecretary, w):
			kind = "staatssecretaris"
		case f.is(classOffice, w) && i > s.first && !f.gluedToCompound(i, i+1):
			i = f.office(i, s) - 1
			continue
		case !f.tokens[i].upper && f.is(classOffice, strings.ToUpper(w[:1])+w[1:]) && f.officeOf(i, s) > i+1:
			i = f.office(i, s) - 1
			continue
		default:
			continue
		}
		if f.gluedToCompound(i, i+1) || i > s.first && f.tokens[i-1].text == "-" {
			continue
		}
		if next := f.rolesFrom(i, s, kind); next > i {
			i = next - 1
			continue
		}
		if h, ok := f.bareRole(kind, i, s); ok {
			f.add(mention{first: i, last: i + 1, typ: model.TypeRole, id: h.id, label: h.label, rule: "bare-role", rank: rankRole})
		}
	}
}

// bareRole gives whom "de Minister" at token i means: the holder named before, else the
// minister of the document's own chapter. With a small letter it needs its article.
func (f *finder) bareRole(kind string, i int, s sentence) (mention, bool) {
	if n := f.tokens[i].lower; n != "minister" && n != "staatssecretaris" {
		return mention{}, false // a plural means no one office
	}
	determined := i > s.first && f.tokens[i-1].info.is(classDeterminer)
	if !determined && !(f.tokens[i].upper && (i == s.first || f.tokens[i-1].info.is(classPreposition))) {
		return mention{}, false
	}
	if h := f.holder[kind]; h != nil {
		return *h, true
	}
	slug, ok := strings.CutPrefix(f.ownMinister, "role/minister-")
	if !ok || kind != "minister" {
		return mention{}, false
	}
	for _, m := range f.ministries {
		if m.Slug == slug {
			return mention{id: f.ownMinister, label: "Minister van " + m.Portfolio}, true
		}
	}
	return mention{}, false
}

// rolesFrom reads one office, or several that share the word ("de Ministers van Defensie
// en van Buitenlandse Zaken"), from token i; it gives the token after the last.
func (f *finder) rolesFrom(i int, s sentence, kind string) int {
	end := i
	first := i
	plural := f.is(classOfficePlural, f.tokens[i].lower)
	direct := false // the office's preposition is shared: "Ministers van Defensie en Financiën"
	for j := i + 1; j+1 < s.last; {
		w := f.tokens[j].lower
		if direct {
			w = "van"
		}
		if w != "van" && w != "voor" {
			break
		}
		n, rows := f.portfolios.Longest(j+1, s.last, "", f.word)
		if n == 0 {
			if end == i && w == "voor" {
				return f.portfolioByCapitals(i, j, s, kind)
			}
			break
		}
		m := f.ministryFor(rows, f.year)
		id, label := "role/"+kind+"-"+m.Slug, strings.ToUpper(kind[:1])+kind[1:]+" "+w+" "+m.Portfolio
		f.addRole(kind, first, j+1+n, id, label)
		f.add(mention{first: j + 1, last: j + 1 + n, typ: model.TypeMinistry, id: "ministry/" + m.Slug, label: m.Label, rule: "role", rank: rankRole, inner: true})
		end = j + 1 + n
		next := f.nextOffice(end, s)
		if next < 0 {
			break
		}
		first = next
		direct = plural && f.tokens[next].lower != "van" && f.tokens[next].lower != "voor"
		if j = next; direct {
			j--
		}
	}
	return end
}

// nextOffice gives the token after the joiner that follows a member of a list, brackets
// with its abbreviation passed over; -1 without one.
func (f *finder) nextOffice(end int, s sentence) int {
	if end+2 < s.last && f.tokens[end].text == "(" && f.tokens[end+2].text == ")" {
		end += 3
	}
	next := end
	for next < s.last && (f.tokens[next].lower == "en" || f.tokens[next].text == ",") {
		next++
	}
	if next == end || next+1 >= s.last {
		return -1
	}
	return next
}

// ministriesOf finds the ministries that share the word: "de ministeries van Defensie,
// Financiën en Justitie en Veiligheid".
func (f *finder) ministriesOf(s sentence) {
	for i := s.first; i+2 < s.last; i++ {
		if !f.is(classMinistries, f.tokens[i].lower) || f.tokens[i+1].lower != "van" {
			continue
		}
		for j := i + 2; j >= 0 && j < s.last; {
			if f.tokens[j].lower == "van" {
				j++
			}
			n, rows := f.portfolios.Longest(j, s.last, "", f.word)
			if n == 0 {
				break
			}
			m := f.ministryFor(rows, f.year)
			f.add(mention{first: j, last: j + n, typ: model.TypeMinistry, id: "ministry/" + m.Slug, label: m.Label, rule: "ministries", rank: rankRole})
			j = f.nextOffice(j+n, s)
		}
	}
}

// office adds an office that no register holds, with the body that it is of: "de
// Voorzitter van de Tweede Kamer". It gives the token after it.
func (f *finder) office(i int, s sentence) int {
	end := f.officeOf(i, s)
	label := f.words(i, end)
	f.namesAfterVan(i, end)
	f.add(mention{first: i, last: end, typ: model.TypeRole, id: idFor(model.TypeRole, label), label: label, rule: "office", rank: rankName})
	return end
}

// officeOf gives the end of an office at token i with the body that it is of; the token
// after the office's word when no known body follows.
func (f *finder) officeOf(i int, s sentence) int {
	end := i + 1
	if end+1 >= s.last || f.tokens[end].lower != "van" && f.tokens[end].lower != "der" {
		return end
	}
	j := end + 1
	for j < s.last && f.tokens[j].info.is(classDeterminer) {
		j++
	}
	if n, _ := f.names.Longest(j, s.last, "", f.word); n > 0 && f.tokens[j].upper {
		return j + n
	}
	return end
}

// addRole adds an office of a kind, and keeps it as what the bare word means from here on:
// the chapter's own minister once named, else the last that stood where a subject does.
func (f *finder) addRole(kind string, first, last int, id, label string) {
	f.labels2(id, label)
	f.add(mention{first: first, last: last, typ: model.TypeRole, id: id, label: label, rule: "role", rank: rankRole})
	m := f.found[len(f.found)-1]
	if h := f.holder[kind]; h == nil || h.id != f.ownMinister && (id == f.ownMinister || f.subjectPlace(first)) {
		f.holder[kind] = &m
	}
}

// subjectPlace says whether the words at token i stand where a subject does: no
// preposition governs them and no "en" joins them to something before.
func (f *finder) subjectPlace(i int) bool {
	for i > 0 && f.tokens[i-1].info.is(classDeterminer) {
		i--
	}
	return i == 0 || !f.tokens[i-1].info.is(classPreposition) && f.tokens[i-1].lower != "en"
}

// labels2 gives the canonical label of an id that the lexicon may know better.
func (f *finder) labels2(id, label string) string {
	if l, ok := f.labels[id]; ok {
		return l
	}
	return label
}

// portfolioByCapitals reads an office whose portfolio no register holds: "Minister voor
// Natuur en Stikstof".
func (f *finder) portfolioByCapitals(i, j int, s sentence, kind string) int {
	if !f.tokens[j+1].upper {
		return i
	}
	end := f.compoundEnd(j+1, s)
	for end+1 < s.last {
		next := end
		if f.tokens[end].lower == "en" || f.tokens[end].text == "," {
			next = end + 1
		}
		if !f.tokens[next].upper || !f.tokens[next].word || f.is(classMinister, f.tokens[next].text) || f.is(classSecretary, f.tokens[next].text) {
			break
		}
		end = f.compoundEnd(next, s)
	}
	label := f.words(i, end)
	if n, values := f.names.Longest(i, s.last, "", f.word); n > 0 && f.values[values[0]].typ == model.TypeRole {
		v := f.values[values[0]]
		f.addRole(kind, i, i+n, v.id, v.label)
		return i + n
	}
	f.addRole(kind, i, end, "role/"+kind+"-"+shorten(slugOf(f.words(j+1, end))), label)
	return end
}
