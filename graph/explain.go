package graph

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"rijksgraaf/graph/names"
	"rijksgraaf/model"
	"rijksgraaf/ontology"
)

// Explain tells in plain words why an evidence supports a relation: the sentence and where
// it stands, the words for both ends or where an end was taken over from, what they were
// taken to mean, and the rule. It has several lines and no line break at its end.
func (v *View) Explain(r *model.Relation, e *model.Evidence) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s says, %s: %q\n", e.Document, place(e), strings.Join(strings.Fields(e.Text), " "))
	p, _ := ontology.Predicate(r.Predicate)
	fmt.Fprintf(&b, "From this: %s %s %s (%s).\n", v.name(r.Subject), p.Label.EN, v.objectName(r), r.Predicate)
	b.WriteString(v.explainEnd("subject", r.Subject, e.SubjectSpan, e))
	if r.Object != "" {
		b.WriteString(v.explainEnd("object", r.Object, e.ObjectSpan, e))
	}
	b.WriteString(explainAmounts(r, e))
	if from := inheritedFrom("stage", e.Inherited); from != "" {
		fmt.Fprintf(&b, "The stage is not printed; it was taken over from %s.\n", from)
	}
	fmt.Fprintf(&b, "The rule %q found it%s, with a confidence of %.2f.", e.Rule, v.whereRule(e.Rule), e.Confidence)
	for _, q := range r.Qualifiers {
		if q.Name == "proposedBy" {
			fmt.Fprintf(&b, " That an end of it is a name was proposed by %s, in at least one document.", q.Value)
		}
	}
	return b.String()
}

// explainAmounts tells from which words amounts are read, and for what they hold; of a
// relation with several those that stand in the evidence.
func explainAmounts(r *model.Relation, e *model.Evidence) string {
	var b strings.Builder
	for _, s := range Sums(r) {
		if len(r.Amounts) > 0 && (s.Document != e.Document || !e.Contains(s.Span)) {
			continue
		}
		fmt.Fprintf(&b, "The amount is read from the words %q", s.AsPrinted)
		if s.Scale != "" {
			fmt.Fprintf(&b, ", counted in units of %s", s.Scale)
		}
		if len(r.Amounts) > 0 {
			fmt.Fprintf(&b, ": %s %s", s.Value, s.Unit)
		}
		for i, q := range s.Qualifiers {
			fmt.Fprintf(&b, "%s%s %s", map[bool]string{true: "; ", false: ", "}[i == 0], q.Name, q.Value)
		}
		b.WriteString(".\n")
	}
	return b.String()
}

// place says where an evidence stands.
func place(e *model.Evidence) string {
	var parts []string
	if e.Page > 0 {
		parts = append(parts, fmt.Sprintf("on page %d", e.Page))
	}
	if len(e.Section) > 0 {
		parts = append(parts, "under "+strings.Join(e.Section, " > "))
	} else {
		parts = append(parts, "under no heading")
	}
	return strings.Join(parts, ", ")
}

// name is an entity's label, or the id of one that the view does not hold.
func (v *View) name(id string) string {
	if x := v.Entity(id); x != nil {
		return fmt.Sprintf("%q", x.Label)
	}
	return id
}

func (v *View) objectName(r *model.Relation) string {
	if r.Object == "" && r.Amount != nil {
		return r.Amount.Value + " " + r.Amount.Unit
	}
	return v.name(r.Object)
}

// explainEnd tells by which words an end of a relation is named, and of what.
func (v *View) explainEnd(end, id string, span *model.Span, e *model.Evidence) string {
	x := v.Entity(id)
	if x == nil {
		return fmt.Sprintf("Its %s is %s, which is no entity of this graph.\n", end, id)
	}
	return v.explainWords(end, x, span, e) + v.explainJoined(x.ID, e.Document)
}

// explainJoined tells which other ids a document itself has for an entity, and why they
// are the same; "" when it has none.
func (v *View) explainJoined(id, document string) string {
	var b strings.Builder
	for _, j := range v.Joined(id) {
		if v.said.document(document).speaksOf(j.ID) {
			fmt.Fprintf(&b, "By itself this document knows that as %s, which is the same: %s.\n", j.ID, j.Reason)
		}
	}
	return b.String()
}

// explainWords tells by which words an entity is named.
func (v *View) explainWords(end string, x *model.Entity, span *model.Span, e *model.Evidence) string {
	what := fmt.Sprintf("%s, the %s labelled %q", x.ID, x.Type, x.Label)
	words := v.wordsFor(x, span, e)
	from := inheritedFrom(end, e.Inherited)
	switch {
	case words == "" && from == "":
		return fmt.Sprintf("Its %s is %s; no words of the sentence are marked as naming it.\n", end, what)
	case words == "":
		return fmt.Sprintf("Its %s is not named there; it was taken over from %s: %s.\n", end, from, what)
	case from == "":
		return fmt.Sprintf("Its %s is named by %q, which %s %s.\n", end, words, likeness(x, words), what)
	}
	return fmt.Sprintf("Its %s is not named there; it was taken over from %s: %q, which %s %s.\n", end, from, words, likeness(x, words), what)
}

// wordsFor gives the words over the span of an end: those of the entity's mention there,
// else those of the sentence; "" when there are none.
func (v *View) wordsFor(x *model.Entity, span *model.Span, e *model.Evidence) string {
	if span == nil {
		return ""
	}
	for _, m := range x.Mentions {
		if m.Document == e.Document && m.Span == *span {
			return strings.Join(strings.Fields(m.Text), " ")
		}
	}
	if e.Contains(*span) && e.Len() == utf8.RuneCountInString(e.Text) {
		return strings.Join(strings.Fields(string([]rune(e.Text)[span.Start-e.Start:span.End-e.Start])), " ")
	}
	return fmt.Sprintf("the words at %d to %d", span.Start, span.End)
}

// likeness says how words belong to an entity: they are one of its names, or are taken for it.
func likeness(x *model.Entity, words string) string {
	if names.Fold(words) == names.Fold(x.Label) {
		return "is the label of"
	}
	for _, a := range x.Aliases {
		if names.Fold(words) == names.Fold(a) {
			return "is a name of"
		}
	}
	return "was taken to mean"
}

// whereRule says where a rule stands; "" when the view was given to know no rules.
func (v *View) whereRule(rule string) string {
	var known map[string]string
	if rules := v.knowledge().Rules; rules != nil {
		known = rules()
	}
	switch {
	case known[rule] != "":
		return " (it stands in " + known[rule] + ", with sentences that fire it)"
	case len(known) > 0:
		return " (it is part of the program and stands in no file of rules)"
	}
	return ""
}

// sources are the places that an end of a relation can be taken over from, as
// Evidence.Inherited names them.
var sources = map[string]string{
	"article":   "the article that the sentence stands in",
	"chapter":   "the budget chapter of the document",
	"document":  "what the document says of itself",
	"lead-in":   "the sentence that opens the list",
	"list-item": "the list item that the sentence stands in",
	"item":      "the list item that it stands in, or the phrase before it",
	"actor":     "the one whose duties this part of the text sums up",
	"agent":     "the office or body named just before, else from whoever acts in this part of the text",
	"topic":     "the policy or law named just before",
	"nederland": "the text being the Dutch state's own",
	"state":     "the state, which joins what its minister joins",
	"examples":  "the examples in the sentence before it",
	"table":     "what the table is about",
}

// inheritedFrom reads, out of "subject: actor, object: item", where an end was taken over
// from; "" when it was not.
func inheritedFrom(end, inherited string) string {
	for part := range strings.SplitSeq(inherited, ", ") {
		if from, ok := strings.CutPrefix(part, end+": "); ok {
			if text, known := sources[from]; known {
				return text + " (" + from + ")"
			}
			return from
		}
	}
	return ""
}
