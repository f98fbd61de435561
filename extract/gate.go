package extract

import (
	"slices"
	"sort"

	"rijksgraaf/extract/rules"
)

// pass says in which round over the sentences a rule is tried.
type pass int

// The passes: lists give items their types, phrases make entities, then all the rest.
const (
	listPass pass = iota
	phrasePass
	mentionPass
)

// gatedPattern is a pattern of a rule with what a sentence must hold for it to fit.
type gatedPattern struct {
	rule    *rules.Rule
	pattern rules.Pattern
	frame   *rules.Frame // in place of the pattern
	// heads are, for each word that the frame needs, the lemmas that will do.
	heads [][]*lemma
	pass  pass
	// needs are, for each obligatory mention, the types that it may have.
	needs []rules.TypeSet
}

// gate sorts the patterns by the words that must stand in a sentence for them to fit.
func (x *Extractor) gate() {
	x.byTrigger = map[string][]int{}
	for _, r := range x.rules {
		for _, p := range r.Compiled {
			x.gateOne(gatedPattern{rule: r, pattern: p, pass: passOf(r), needs: needs(p)}, x.triggers(p))
		}
		for i := range r.CompiledFrames {
			f := &r.CompiledFrames[i]
			g := gatedPattern{rule: r, frame: f, heads: x.know.headsOf(f), pass: mentionPass, needs: frameNeeds(*f)}
			if madeBy(*f) {
				g.pass = phrasePass
			}
			x.gateOne(g, x.frameTriggers(*f))
		}
	}
}

// gateOne puts a pattern or frame behind its trigger words; nil for none.
func (x *Extractor) gateOne(g gatedPattern, words map[string]bool) {
	at := len(x.patterns)
	x.patterns = append(x.patterns, g)
	if words == nil {
		x.always = append(x.always, at)
	}
	for w := range words {
		x.byTrigger[w] = append(x.byTrigger[w], at)
	}
}

func passOf(r *rules.Rule) pass {
	out := mentionPass
	for _, p := range r.Compiled {
		for _, a := range p.Atoms {
			switch a.Kind {
			case rules.List:
				return listPass
			case rules.Phrase, rules.NounPhrase:
				out = phrasePass
			}
		}
	}
	return out
}

func needs(p rules.Pattern) []rules.TypeSet {
	var out []rules.TypeSet
	for _, a := range p.Atoms {
		if a.Kind == rules.Slot && !a.Optional {
			out = append(out, a.Set)
		}
	}
	return out
}

// triggers gives the words of a pattern's most telling obligatory atom; nil when it has
// none that is a closed list of words.
func (x *Extractor) triggers(p rules.Pattern) map[string]bool {
	var best map[string]bool
	for _, a := range p.Atoms {
		var words map[string]bool
		switch {
		case a.Optional:
		case a.Kind == rules.Word && len(a.Begins) == 0 && len(a.Ends) == 0:
			words = a.Words
		case a.Kind == rules.Verb:
			words = x.know.verbs[a.Class]
		}
		if len(words) == 0 || x.common(words) {
			continue
		}
		if best == nil || len(words) < len(best) {
			best = words
		}
	}
	return best
}

// common says whether a list of words holds one so frequent that it gates nothing.
func (x *Extractor) common(words map[string]bool) bool {
	for w := range words {
		if x.know.is(classPreposition, w) || x.know.is(classDeterminer, w) || x.know.is(classConjunction, w) || x.know.is(classAuxiliary, w) || w == "," || w == ":" {
			return true
		}
	}
	return false
}

// candidates gives, for each sentence of prose, the patterns that its words may fire, in
// the rules' order.
func (r *relater) candidates() [][]int {
	out := make([][]int, len(r.sentences))
	stamp := make([]int, len(r.x.patterns))
	for si, s := range r.sentences {
		if !r.inProse(s) {
			continue
		}
		list := append([]int{}, r.x.always...)
		for k := s.first; k < s.last; k++ {
			for _, i := range r.x.byTrigger[r.tokens[k].lower] {
				if stamp[i] != si+1 {
					stamp[i] = si + 1
					list = append(list, i)
				}
			}
		}
		sort.Ints(list)
		out[si] = list
	}
	return out
}

// typesIn gives the types of the mentions of a sentence.
func (x *index) typesIn(s sentence) rules.TypeSet {
	var set rules.TypeSet
	for i := x.from(s.first); i < len(x.list) && x.list[i].first < s.last; i++ {
		set |= x.sets[i]
	}
	return set
}

// hasAll says whether a sentence with these types of mention can fill the pattern.
func (p *gatedPattern) hasAll(present rules.TypeSet) bool {
	for _, n := range p.needs {
		if n&present == 0 {
			return false
		}
	}
	return true
}

// frameNeeds are, for each obligatory mention of a frame, the types that it may have.
func frameNeeds(f rules.Frame) []rules.TypeSet {
	var out []rules.TypeSet
	for _, e := range f.Ends {
		if !e.Phrase && !e.Optional {
			out = append(out, e.Set)
		}
	}
	return out
}

// frameTriggers gives the words of which a sentence must hold one for a frame to fit.
func (x *Extractor) frameTriggers(f rules.Frame) map[string]bool {
	var best map[string]bool
	for _, alternatives := range f.Heads {
		words := map[string]bool{}
		for _, a := range alternatives {
			for w := range x.know.lemmaOf(a).forms() {
				words[w] = true
			}
		}
		if x.common(words) {
			continue
		}
		if best == nil || len(words) < len(best) {
			best = words
		}
	}
	return best
}

// madeBy says whether a frame makes entities out of phrases.
func madeBy(f rules.Frame) bool {
	return slices.ContainsFunc(f.Ends, func(e rules.FrameEnd) bool { return e.Phrase })
}
