package rules

import (
	"fmt"
	"strings"

	"rijksgraaf/model"
	"rijksgraaf/ontology"
)

// Frame is a compiled frame: what one clause says, in whatever order and voice. It is a
// row of parts, parted by spaces, each of which the clause must hold:
//
//	toezien             a form of this verb of verbs.tsv, its particle apart or not; any other word is itself
//	(a|b)               one of these verbs or words
//	S:A|B               the clause's subject is a mention of one of these types; in the passive the one after "door"
//	O:A|B               its direct object; in the passive its subject
//	obj/S:A|B           the relation's subject is the clause's direct object; subj/O:A|B its object the clause's subject
//	op/O:A|B            a mention after this preposition; (op|in)/O:A|B after one of these
//	voor/O:phrase(T)    words of a noun or infinitive phrase after the preposition, which become an entity of type T
//	O:phrase(T)         such a phrase right after the verb
//	op/O:np(T|U)        short noun phrases after the preposition, those that are mentions included
//	S?:A|B              taken from where the rule's subject says when the clause has none
//
// A mention "van" which is what the preposition governs counts as governed itself where
// the word between is transparent ("op de naleving van de wet").
type Frame struct {
	Text string
	// Heads are, for each word that the frame needs, the verbs or words that will do.
	Heads [][]string
	// Ends are the parts that mentions fill: at most one S and one O.
	Ends []FrameEnd
}

// FrameEnd is a part of a frame that mentions fill.
type FrameEnd struct {
	// Role is "S" or "O".
	Role     string
	Optional bool
	// Subject and Object say that the mention is the clause's own subject or direct object;
	// Prepositions are those of which one governs it otherwise.
	Subject, Object bool
	Prepositions    []string
	// Phrase says that words are made into an entity of the first type; NounPhrase that short
	// noun phrases are, of the type that their noun tells.
	Phrase, NounPhrase bool
	Types              []model.EntityType
	Set                TypeSet
}

// compileFrame reads a frame.
func compileFrame(text string) (Frame, error) {
	f := Frame{Text: text}
	roles := map[string]bool{}
	for _, field := range strings.Fields(text) {
		prepositions, end, governed := strings.Cut(field, "/")
		if !governed {
			prepositions, end = "", field
		}
		if !strings.HasPrefix(end, "S:") && !strings.HasPrefix(end, "O:") && !strings.HasPrefix(end, "S?:") {
			if governed {
				return f, fmt.Errorf("%q: S: or O: stands after the preposition", field)
			}
			f.Heads = append(f.Heads, alternatives(field))
			continue
		}
		e, err := frameEnd(end)
		if err != nil {
			return f, err
		}
		switch {
		case prepositions == "subj", !governed && e.Role == "S":
			e.Subject = true
		case prepositions == "obj", !governed && !e.Phrase:
			e.Object = true
		case governed:
			e.Prepositions = alternatives(prepositions)
		}
		if roles[e.Role] {
			return f, fmt.Errorf("%s stands twice", e.Role)
		}
		roles[e.Role] = true
		f.Ends = append(f.Ends, e)
	}
	if len(f.Heads) == 0 {
		return f, fmt.Errorf("needs at least one verb or word")
	}
	return f, nil
}

func alternatives(field string) []string {
	return strings.Split(strings.TrimSuffix(strings.TrimPrefix(field, "("), ")"), "|")
}

func frameEnd(field string) (FrameEnd, error) {
	e := FrameEnd{Role: field[:1]}
	mark, list, _ := strings.Cut(field, ":")
	e.Optional = strings.HasSuffix(mark, "?")
	if inner, ok := strings.CutPrefix(list, "phrase("); ok && strings.HasSuffix(inner, ")") {
		e.Phrase, list = true, strings.TrimSuffix(inner, ")")
	}
	if inner, ok := strings.CutPrefix(list, "np("); ok && strings.HasSuffix(inner, ")") {
		e.NounPhrase, list = true, strings.TrimSuffix(inner, ")")
	}
	for _, t := range strings.Split(list, "|") {
		if _, ok := ontology.Type(model.EntityType(t)); !ok {
			return e, fmt.Errorf("there is no type %q", t)
		}
		e.Types = append(e.Types, model.EntityType(t))
	}
	e.Set = SetOf(e.Types...)
	return e, nil
}

// End gives the frame's part with a role; nil for none.
func (f *Frame) End(role string) *FrameEnd {
	for i := range f.Ends {
		if f.Ends[i].Role == role {
			return &f.Ends[i]
		}
	}
	return nil
}

// frameEnds checks that a frame has both ends, or the rule says where to take them from.
func (r *Rule) frameEnds(f Frame) error {
	s, o := f.End("S"), f.End("O")
	if (s == nil || s.Optional) && len(r.Subject) == 0 {
		return fmt.Errorf("no S, and the rule has no subject to take")
	}
	if o == nil && len(r.Object) == 0 {
		return fmt.Errorf("no O, and the rule has no object to take")
	}
	return nil
}
