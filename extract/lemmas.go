package extract

import (
	"strings"

	"rijksgraaf/extract/lexicon"
	"rijksgraaf/extract/rules"
)

// lemma is a verb as frames ask for it: its forms, one word or two.
type lemma struct {
	// whole are the forms of one word; participle is one of them.
	whole      set
	participle string
	// apart leads from the finite part of a separable form to its particle.
	apart map[string]string
	// particle and base are the parts of a separable infinitive ("uit", "voeren"); empty
	// for a verb that has none.
	particle, base string
}

// addLemmas fills what frames and clauses ask of verbs.
func (k *knowledge) addLemmas() {
	k.lemmas, k.particles, k.separable = map[string]*lemma{}, set{}, set{}
	for _, v := range k.lex.Verbs {
		l := newLemma(v)
		k.lemmas[v.Infinitive] = l
		if l.particle != "" {
			k.particles[l.particle] = true
		}
		for finite, particle := range l.apart {
			k.separable[finite+" "+particle] = true
		}
	}
}

func newLemma(v lexicon.Verb) *lemma {
	l := &lemma{whole: set{v.Infinitive: true}, participle: v.Participle, apart: map[string]string{}}
	if v.Participle != "" {
		l.whole[v.Participle] = true
	}
	for _, f := range append(append([]string{}, v.Present...), v.Past...) {
		finite, particle, separable := strings.Cut(f, " ")
		if !separable {
			l.whole[f] = true
			continue
		}
		l.apart[finite] = particle
		l.whole[particle+finite] = true
		l.particle = particle
		l.base = strings.TrimPrefix(v.Infinitive, particle)
	}
	return l
}

// lemmaOf gives the lemma that frames mean by a word: the verb, or a word that has no other
// form than itself.
func (k *knowledge) lemmaOf(w string) *lemma {
	if l, ok := k.lemmas[w]; ok {
		return l
	}
	return &lemma{whole: set{w: true}}
}

// headsOf gives, for each word that a frame needs, the lemmas that will do.
func (k *knowledge) headsOf(f *rules.Frame) [][]*lemma {
	out := make([][]*lemma, len(f.Heads))
	for i, alternatives := range f.Heads {
		for _, w := range alternatives {
			out[i] = append(out[i], k.lemmaOf(w))
		}
	}
	return out
}

// forms gives every word by which a lemma may be recognised in a sentence.
func (l *lemma) forms() set {
	out := set{}
	for w := range l.whole {
		out[w] = true
	}
	for w := range l.apart {
		out[w] = true
	}
	if l.base != "" {
		out[l.base] = true
	}
	return out
}
