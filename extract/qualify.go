package extract

import (
	"strings"

	"rijksgraaf/model"
)

// period gives the time that a match speaks of: a date, a month, a season or a year;
// "" for none.
func (m *matcher) period(first, last int) string {
	for i := first; i < last; i++ {
		w := m.tokens[i].lower
		if !isYear(w) {
			continue
		}
		back := func(n int) string {
			if i-n < first {
				return ""
			}
			return m.tokens[i-n].lower
		}
		if month, ok := m.valued["month"][back(1)]; ok {
			if d := back(2); isDigits(d) && len(d) <= 2 {
				return w + "-" + month + "-" + strings.Repeat("0", 2-len(d)) + d
			}
			return w + "-" + month
		}
		for n := 1; n <= 2; n++ {
			if season, ok := m.valued["season"][back(n)]; ok {
				return w + "-" + season
			}
		}
		if b := back(1); b == "in" || b == "sinds" || b == "vanaf" || b == "tot" {
			return w
		}
	}
	return ""
}

// qualifiers tells period, negation and modality of a match.
func (m *matcher) qualifiers(first, last int) []model.Qualifier {
	var out []model.Qualifier
	for i := first; i < last; i++ {
		w := m.tokens[i].lower
		if m.is(classModality, w) {
			out = append(out, model.Qualifier{Name: "modality", Value: w})
			break
		}
	}
	for i := first; i < last; i++ {
		w := m.tokens[i].lower
		two := w
		if i+1 < m.s.last {
			two = w + " " + m.tokens[i+1].lower
		}
		if m.is(classNegation, two) && two != w || m.is(classNegation, w) && w != "zonder" {
			if m.is(classNegation, two) {
				w = two
			}
			out = append(out, model.Qualifier{Name: "negation", Value: w})
			break
		}
	}
	if m.rule.Period {
		if p := m.period(first, last); p != "" {
			out = append(out, model.Qualifier{Name: "period", Value: p})
		}
	}
	return out
}

// exhaustive is false where the words before the objects, or at the end of a lead-in,
// say that the list goes on.
func (m *matcher) exhaustive(first, last int) *bool {
	for i := first; i < last; i++ {
		w := m.tokens[i].lower
		two := w
		if i+1 < m.s.last {
			two += " " + m.tokens[i+1].lower
		}
		if m.is(classOpen, w) || m.is(classOpen, two) {
			no := false
			return &no
		}
	}
	return nil
}
