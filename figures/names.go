package figures

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// fold gives a name without what does not tell it apart: letter case, diacritics,
// punctuation, spaces, and "&" for "en". Two names that fold alike are the same name.
func fold(name string) string {
	var b strings.Builder
	for _, w := range tokens(name) {
		b.WriteString(strings.TrimSuffix(w, "."))
	}
	return b.String()
}

// plain is a name in small letters without diacritics, "&" written out.
func plain(name string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(strings.ReplaceAll(name, "&", " en ")) {
		if !unicode.Is(unicode.Mn, r) {
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}

// tokens cuts a name into words of plain letters and digits. A hyphen joins what stands on
// both its sides; a full stop after a word stays, for it may be cut short ("fin.").
func tokens(name string) []string {
	var out []string
	var word strings.Builder
	end := func() {
		if word.Len() > 0 {
			out = append(out, word.String())
			word.Reset()
		}
	}
	for _, r := range plain(name) {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			word.WriteRune(r)
		case r == '-' || r == '\'' || r == '’':
			// "sociaal-economische" and "sociaaleconomische" are one word.
		case r == '.' && word.Len() > 0:
			word.WriteRune(r)
			end()
		default:
			end()
		}
	}
	end()
	return out
}

// contentWords are the words that tell a name apart: short forms written out, function
// words left out, each once.
func (r *Register) contentWords(name string) []string {
	var out []string
	for _, w := range tokens(r.writtenOut(name)) {
		if utf8.RuneCountInString(w) < 2 || strings.HasSuffix(w, ".") && utf8.RuneCountInString(w) < 4 || r.function[w] || slices.Contains(out, w) {
			continue
		}
		out = append(out, w)
	}
	return out
}

// writtenOut replaces the short forms that the register knows.
func (r *Register) writtenOut(name string) string {
	name = " " + strings.Join(strings.Fields(strings.ToLower(name)), " ") + " "
	for _, s := range r.short {
		name = strings.ReplaceAll(name, " "+s.short+" ", " "+s.long+" ")
	}
	return name
}

// The bounds of alike: a word of at least wholeWord letters that begins another one is
// the same word inflected or compounded further ("apparaat", "apparaatsuitgaven"); else
// stemLetters and six tenths of the longer word must be shared ("innovatie",
// "innovatief", but not "waterkwaliteit", "waterkwantiteit").
const (
	wholeWord   = 8
	stemLetters = 5
	cutShort    = 3
)

// alike says whether two words are the same word in different form.
func alike(a, b string) bool {
	if a == b {
		return true
	}
	a, aCut := strings.CutSuffix(a, ".")
	b, bCut := strings.CutSuffix(b, ".")
	if len(a) > len(b) {
		a, b, aCut, bCut = b, a, bCut, aCut
	}
	shared := 0
	for shared < len(a) && a[shared] == b[shared] {
		shared++
	}
	whole := shared == len(a)
	switch {
	case whole && (aCut || bCut && len(a) == len(b)):
		return len(a) >= cutShort
	case whole && len(a) >= wholeWord:
		return true
	}
	return shared >= stemLetters && 10*shared >= 6*len(b)
}

// likeness tells how much two names have in common.
type likeness struct {
	shared          []string // words of the one that the other has too
	shorter, longer int      // content words of the name with fewer and of that with more
}

func (s *Standing) likeness(o *Standing) likeness {
	l := likeness{shorter: min(len(s.words), len(o.words)), longer: max(len(s.words), len(o.words))}
	rest := slices.Clone(o.words)
	for _, w := range s.words {
		i := slices.IndexFunc(rest, func(x string) bool { return x == w })
		if i < 0 {
			i = slices.IndexFunc(rest, func(x string) bool { return alike(w, x) })
		}
		if i >= 0 {
			l.shared = append(l.shared, w)
			rest = slices.Delete(rest, i, i+1)
		}
	}
	return l
}

// half says whether the names share at least half of the words of the longer one: enough
// where the number is the same too.
func (l likeness) half() bool { return len(l.shared) > 0 && 2*len(l.shared) >= l.longer }

// within says whether the shorter name, of two words or more, stands whole in the longer
// one: what it takes where the number is another.
func (l likeness) within() bool { return l.shorter >= 2 && len(l.shared) == l.shorter }

// score orders likenesses: the share of the longer name's words, in thousandths.
func (l likeness) score() int {
	if l.longer == 0 {
		return 0
	}
	return 1000 * len(l.shared) / l.longer
}
