package answer

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"rijksgraaf/graph"
	"rijksgraaf/internal/ingest"
	"rijksgraaf/model"
	"rijksgraaf/search"
)

// The orders of lists that no index keeps sorted, by their names in the schema.
type (
	// MentionOrder is an order of mentions: PLACE, TEXT or YEAR.
	MentionOrder string
	// SectionOrder is an order of sections: PLACE, TITLE, YEAR or LENGTH.
	SectionOrder string
	// CommitOrder is an order of commits: NUMBER, DOCUMENT, WHO or SIZE.
	CommitOrder string
	// SearchOrder is SCORE, or an order of entities.
	SearchOrder string
	// FindOrder is an order of what find found: SCORE, YEAR or PLACE.
	FindOrder string
	// CandidateOrder is an order of candidates: SCORE, LABEL or MENTIONS.
	CandidateOrder string
	// DecisionOrder is an order of decisions, on relations too: LINE, DATE or WHO.
	DecisionOrder string
	// IngestFileOrder is an order of a job's files: TURN, FILE, RELATIONS or WARNINGS.
	IngestFileOrder string
)

// SearchOrderScore is the order of entities found in which the best comes first.
const SearchOrderScore SearchOrder = "SCORE"

// mentionOrders are the orders of mentions; the year is read from the reader's view.
func (r *Reader) mentionOrders() sorted[model.Mention] {
	return sorted[model.Mention]{own: byPlace, keys: map[string]key[model.Mention]{
		"TEXT": {name: "text", of: func(m model.Mention) string { return folded(m.Text) }},
		"YEAR": {name: "year", number: true, down: true, of: func(m model.Mention) string { return r.yearOf(m.Document) }},
	}}
}

// yearOf is a document's budget year as it is sorted; "" for none.
func (r *Reader) yearOf(document string) string {
	if d := r.read(document); d != nil {
		return printYear(d.BudgetYear)
	}
	return ""
}

func printYear(y int) string {
	if y == 0 {
		return ""
	}
	return strconv.Itoa(y)
}

var sectionOrders = sorted[graph.SectionHit]{own: bySection, keys: map[string]key[graph.SectionHit]{
	"TITLE":  {name: "title", of: func(h graph.SectionHit) string { return folded(h.Section.Title) }},
	"YEAR":   {name: "year", number: true, down: true, of: func(h graph.SectionHit) string { return printYear(h.Document.BudgetYear) }},
	"LENGTH": {name: "length", number: true, down: true, of: func(h graph.SectionHit) string { return strconv.Itoa(h.Section.Span.Len()) }},
}}

var commitOrders = sorted[graph.Commit]{own: byNewest, down: true, keys: map[string]key[graph.Commit]{
	"DOCUMENT": {name: "document", of: func(c graph.Commit) string { return c.Document }},
	"WHO":      {name: "who", of: func(c graph.Commit) string { return c.Who }},
	"SIZE":     {name: "size", number: true, down: true, of: func(c graph.Commit) string { return strconv.Itoa(c.Added + c.Removed) }},
}}

var candidateOrders = sorted[graph.Candidate]{own: byLikelihood, down: true, keys: map[string]key[graph.Candidate]{
	"LABEL": {name: "label", of: func(c graph.Candidate) string { return folded(c.B.Entity.Label) }},
	"MENTIONS": {name: "mentions", number: true, down: true, of: func(c graph.Candidate) string {
		return strconv.Itoa(len(c.A.Entity.Mentions) + len(c.B.Entity.Mentions))
	}},
}}

var decisionOrders = sorted[graph.Verdict]{own: byLine, keys: map[string]key[graph.Verdict]{
	"DATE": {name: "date", down: true, of: func(v graph.Verdict) string { return v.Date }},
	"WHO":  {name: "who", of: func(v graph.Verdict) string { return v.Who }},
}}

var relationDecisionOrders = sorted[graph.RelationVerdict]{own: byRelationLine, keys: map[string]key[graph.RelationVerdict]{
	"DATE": {name: "date", down: true, of: func(v graph.RelationVerdict) string { return v.Date }},
	"WHO":  {name: "who", of: func(v graph.RelationVerdict) string { return v.Who }},
}}

var fileOrders = sorted[placed]{own: byTurn, keys: map[string]key[placed]{
	"FILE": {name: "file", of: func(p placed) string { return p.File }},
	"RELATIONS": {name: "relations", number: true, down: true, of: func(p placed) string {
		return strconv.Itoa((&IngestFile{of: p.FileReport}).Relations())
	}},
	"WARNINGS": {name: "warnings", number: true, down: true, of: func(p placed) string { return strconv.Itoa(len(p.Messages)) }},
}}

// findOrders are the orders of what was found; years are read from the reader's view.
func (r *Reader) findOrders() sorted[search.Hit] {
	return sorted[search.Hit]{own: byFit, down: true, keys: map[string]key[search.Hit]{
		"YEAR": {name: "year", number: true, down: true, of: r.yearOfHit},
		"PLACE": {name: "place", of: func(h search.Hit) string {
			return h.ID + " " + leftPadded(h.Sentence.Start)
		}},
	}}
}

// leftPadded prints a place so that texts sort as the numbers do.
func leftPadded(n int) string {
	const digits = 12
	s := strconv.Itoa(n)
	return strings.Repeat("0", max(0, digits-len(s))) + s
}

// yearOfHit is the budget year of a document, or the latest of those that speak of an entity.
func (r *Reader) yearOfHit(h search.Hit) string {
	if h.Kind != search.KindEntity {
		if d := r.of.Document(h.ID); d != nil {
			return printYear(d.BudgetYear)
		}
		return ""
	}
	latest := 0
	for _, d := range r.of.DocumentsOf(h.ID) {
		latest = max(latest, d.BudgetYear)
	}
	return printYear(latest)
}

// Taken says by whom, when and why something was decided. Every field that is set must fit;
// the zero value fits all.
type Taken struct {
	// Who are names of those who decided, one of which it must be.
	Who []string
	// Text must stand in the note; letter case and diacritics do not count.
	Text string
	// Since and Until bound the day (2006-01-02), each inclusive; nil is open.
	Since, Until *string
	// Effective says whether it must have an effect, or must not; nil asks nothing.
	Effective *bool
}

// fits says whether a decision was taken so; a warning says why it has no effect.
func (t *Taken) fits(who, date, note, warning string) bool {
	return (len(t.Who) == 0 || slices.Contains(t.Who, who)) && strings.Contains(folded(note), folded(t.Text)) &&
		(t.Since == nil || date >= *t.Since) && (t.Until == nil || date <= *t.Until) &&
		(t.Effective == nil || *t.Effective == (warning == ""))
}

// check says what is no day.
func (t *Taken) check() error {
	for _, day := range []*string{t.Since, t.Until} {
		if day == nil {
			continue
		}
		if _, err := time.Parse(time.DateOnly, *day); err != nil {
			return invalid(fmt.Sprintf("%q is no day such as 2026-05-19", *day))
		}
	}
	return nil
}

// DecisionFilter narrows a list of decisions. Every field that is set must fit; within a
// field one of the values is enough. The zero filter lets everything through.
type DecisionFilter struct {
	// Verdicts are what was decided.
	Verdicts []Verdict
	// IDs are ids, one of which the decision must be about, as the decisions file has it.
	IDs []string
	Taken
	// And: all of these must fit; Or: one of them, if there are any; Not: it must not.
	And, Or []DecisionFilter
	Not     *DecisionFilter
}

// Held gives the filters that it holds.
func (f *DecisionFilter) Held() (and, or []DecisionFilter, not *DecisionFilter) {
	return f.And, f.Or, f.Not
}

// lets says whether the filter lets a decision through.
func (f *DecisionFilter) lets(v graph.Verdict) bool {
	said := (&Decision{v}).Verdict()
	return graph.LetsThrough(f, func(f *DecisionFilter) bool {
		return (len(f.Verdicts) == 0 || slices.Contains(f.Verdicts, said)) &&
			(len(f.IDs) == 0 || slices.Contains(f.IDs, v.A) || slices.Contains(f.IDs, v.B)) && f.fits(v.Who, v.Date, v.Note, v.Warning)
	})
}

// RelationDecisionFilter is DecisionFilter for decisions on relations.
type RelationDecisionFilter struct {
	// Verdicts are what was decided.
	Verdicts []RelationVerdict
	// IDs are ids of relations, and of entities that a relation must be from or lead to.
	IDs []string
	// Predicates are those of the relation.
	Predicates []model.Predicate
	Taken
	// And: all of these must fit; Or: one of them, if there are any; Not: it must not.
	And, Or []RelationDecisionFilter
	Not     *RelationDecisionFilter
}

// Held gives the filters that it holds.
func (f *RelationDecisionFilter) Held() (and, or []RelationDecisionFilter, not *RelationDecisionFilter) {
	return f.And, f.Or, f.Not
}

// lets says whether the filter lets a decision through.
func (f *RelationDecisionFilter) lets(v graph.RelationVerdict) bool {
	said := (&RelationDecision{of: v}).Verdict()
	return graph.LetsThrough(f, func(f *RelationDecisionFilter) bool {
		return (len(f.Verdicts) == 0 || slices.Contains(f.Verdicts, said)) &&
			(len(f.IDs) == 0 || slices.ContainsFunc([]string{v.ID, v.Subject, v.Object}, func(id string) bool { return slices.Contains(f.IDs, id) })) &&
			(len(f.Predicates) == 0 || slices.Contains(f.Predicates, v.Predicate)) && f.fits(v.Who, v.Date, v.Note, v.Warning)
	})
}

// IngestFileFilter narrows a list of a job's files. Every field that is set must fit; within
// a field one of the values is enough. The zero filter lets everything through.
type IngestFileFilter struct {
	// Statuses are what became of the file.
	Statuses []IngestStatus
	// Text must stand in the name; letter case and diacritics do not count.
	Text string
	// Documents are ids of the document in it.
	Documents []string
	// Skipped says whether an unchanged document must not even have been read; nil asks nothing.
	Skipped *bool
	// Codes are codes of the error.
	Codes []string
	// And: all of these must fit; Or: one of them, if there are any; Not: it must not.
	And, Or []IngestFileFilter
	Not     *IngestFileFilter
}

// Held gives the filters that it holds.
func (f *IngestFileFilter) Held() (and, or []IngestFileFilter, not *IngestFileFilter) {
	return f.And, f.Or, f.Not
}

// lets says whether the filter lets a file through.
func (f *IngestFileFilter) lets(x *ingest.FileReport) bool {
	return graph.LetsThrough(f, func(f *IngestFileFilter) bool {
		return (len(f.Statuses) == 0 || slices.Contains(f.Statuses, (&IngestFile{of: x}).Status())) &&
			strings.Contains(folded(x.File), folded(f.Text)) && (len(f.Documents) == 0 || slices.Contains(f.Documents, x.Document)) &&
			(f.Skipped == nil || *f.Skipped == x.Skipped) && (len(f.Codes) == 0 || slices.Contains(f.Codes, string(x.Code)))
	})
}
