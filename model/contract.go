package model

import (
	"encoding/json"
	"io"
)

type contractRelation struct {
	Subject    string            `json:"subject"`
	Predicate  Predicate         `json:"predicate"`
	Object     string            `json:"object,omitempty"`
	Amount     *Amount           `json:"amount,omitempty"`
	Amounts    []contractSum     `json:"amounts,omitempty"`
	Qualifiers map[string]string `json:"qualifiers,omitempty"`
	Exhaustive *bool             `json:"exhaustive,omitempty"`
	Evidence   []Evidence        `json:"evidence"`
}

// contractSum is one of several amounts of a relation; start and end are where its words
// stand.
type contractSum struct {
	Amount
	Qualifiers map[string]string `json:"qualifiers,omitempty"`
	Span
}

type contract struct {
	Document  Metadata           `json:"document"`
	Text      string             `json:"text"`
	Entities  []*Entity          `json:"entities"`
	Relations []contractRelation `json:"relations"`
	Gaps      []Gap              `json:"gaps,omitempty"`
	Refusals  []Refusal          `json:"refusals,omitempty"`
	Warnings  []string           `json:"warnings,omitempty"`
}

// WriteContract prints an extraction as the one JSON object, on one line, that
// `rijksgraaf extract --format json` promises: document, text, entities, relations, and
// what could not be made sense of. Offsets are Unicode code points of text. Where a
// relation has a qualifier twice, the values are joined by "; ". The error is w's.
func WriteContract(w io.Writer, x *Extraction) error {
	c := contract{
		Document:  x.Document.Metadata,
		Text:      x.Document.Text,
		Entities:  make([]*Entity, 0, len(x.Entities)),
		Relations: make([]contractRelation, 0, len(x.Relations)),
		Gaps:      x.Gaps,
		Refusals:  x.Refusals,
		Warnings:  x.Warnings,
	}
	for _, e := range x.Entities {
		c.Entities = append(c.Entities, contractEntity(e))
	}
	for _, r := range x.Relations {
		c.Relations = append(c.Relations, contractRelation{r.Subject, r.Predicate, r.Object, r.Amount, contractSums(r.Amounts),
			qualifierMap(r.Qualifiers), r.Exhaustive, contractEvidence(r.Evidence)})
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc.Encode(c)
}

// contractEntity is e with lists where it has nil, which JSON would print as null.
func contractEntity(e *Entity) *Entity {
	out := *e
	out.Aliases, out.Mentions = listed(e.Aliases), listed(e.Mentions)
	return &out
}

func contractSums(list []Sum) []contractSum {
	var out []contractSum
	for _, s := range list {
		out = append(out, contractSum{s.Amount, qualifierMap(s.Qualifiers), s.Span})
	}
	return out
}

func contractEvidence(list []Evidence) []Evidence {
	out := make([]Evidence, 0, len(list))
	for _, e := range list {
		e.Section = listed(e.Section)
		out = append(out, e)
	}
	return out
}

func listed[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

func qualifierMap(list []Qualifier) map[string]string {
	if len(list) == 0 {
		return nil
	}
	m := map[string]string{}
	for _, q := range list {
		if v, ok := m[q.Name]; ok {
			m[q.Name] = v + "; " + q.Value
			continue
		}
		m[q.Name] = q.Value
	}
	return m
}
