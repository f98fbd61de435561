// Package model holds the domain's words as Go types: what an extraction says of one
// document (entities with their mentions, relations with their evidence) and what the
// graph answers (documents, subgraphs, paths, statistics).
//
// It knows neither storage nor transport. The GraphQL server binds to these types, the
// command line prints them, the graph stores them; there are no twins elsewhere.
//
// Every offset is in Unicode code points of the document's text as read, the end
// exclusive, unless a comment says otherwise.
package model

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// DefaultBase is the address under which entities are named when no other is set; an
// entity's IRI is the base, "/id/" and the entity's id.
const DefaultBase = "https://rijksgraaf.example"

// IRI returns the whole IRI of an id such as "policy/gbvs" under a base address. A base
// of "" means DefaultBase; a trailing slash on the base is ignored.
func IRI(base, id string) string {
	if base == "" {
		base = DefaultBase
	}
	return strings.TrimRight(base, "/") + "/id/" + id
}

// Span is a stretch of a document's text, in Unicode code points, End exclusive.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Len is the number of code points that the span covers.
func (s Span) Len() int { return s.End - s.Start }

// Contains says whether the whole of t lies within s.
func (s Span) Contains(t Span) bool { return s.Start <= t.Start && t.End <= s.End }

// Overlaps says whether s and t share at least one code point.
func (s Span) Overlaps(t Span) bool { return s.Start < t.End && t.Start < s.End }

// Mention is words in a document's text that refer to an entity.
type Mention struct {
	Span
	// Text is exactly the document's text over Span.
	Text string `json:"text"`
	// Page is the page's number, from 1; 0 where the document has no pages.
	Page int `json:"page,omitempty"`
	// Document is the id of the document that the words stand in. It is empty inside an
	// Extraction, which is about one document, and always set in what the graph answers.
	Document string `json:"document,omitempty"`
}

// Entity is a thing that documents speak of.
type Entity struct {
	// ID is the tail of the IRI: the type in kebab case, a slash and a slug.
	ID    string     `json:"id"`
	Type  EntityType `json:"type"`
	Label string     `json:"label"`
	// Aliases are other names, without the label, sorted, never nil in printed JSON.
	Aliases []string `json:"aliases"`
	// SameAs are IRIs of the same thing, sorted: outside this graph, and those of other ids
	// that documents use for it.
	SameAs []string `json:"sameAs,omitempty"`
	// Mentions stand in the order of document, start, end.
	Mentions []Mention `json:"mentions"`
}

// Qualifier narrows a relation: the period it holds for, negation, modality; proposedBy
// names another engine that proposed the name at one of its ends.
type Qualifier struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// Amount is a sum of money. Value is a decimal string in whole Unit, never a float.
type Amount struct {
	// Value is the exact decimal, scale applied: "1200000000" for "€ 1,2 miljard".
	Value string `json:"value"`
	// Unit is an ISO 4217 code.
	Unit string `json:"unit"`
	// Scale is the power of ten that was printed: "1000" for "x € 1.000"; "1" by default.
	Scale string `json:"scale,omitempty"`
	// AsPrinted is the words in the document.
	AsPrinted string `json:"asPrinted"`
}

// Sum is an amount of money among those that a relation between two entities states, with
// what narrows it and the words it rests on.
type Sum struct {
	Amount
	// Qualifiers are the year, period, stage, kind and so on of this sum, sorted by name,
	// then value.
	Qualifiers []Qualifier
	// Document is the id of the document that says it; empty inside an Extraction.
	Document string
	// Span is where the amount's words stand.
	Span Span
}

// Names of the qualifiers that an amount has.
const (
	// QualifierYear is the budget year, "2022".
	QualifierYear = "year"
	// QualifierPeriod is a time that is no single budget year: "2021-2025", "2024-" for all
	// years from 2024 on.
	QualifierPeriod = "period"
	// QualifierStage is the stage of the budget that states the amount: a Stage.
	QualifierStage = "stage"
	// QualifierSupplement is the number of the supplementary budget: "1", "2".
	QualifierSupplement = "supplement"
	// QualifierKind is what the amount is of: an AmountKind.
	QualifierKind = "kind"
	// QualifierRecurrence says that the amount comes back: "yearly", "structural", "once".
	QualifierRecurrence = "recurrence"
	// QualifierApprox says that the words give no exact amount: "about", "over", "under".
	QualifierApprox = "approx"
)

// Stage is a stage of the budget.
type Stage string

// The stages of the budget.
const (
	// StageDraft is the budget as proposed.
	StageDraft Stage = "draft"
	// StageAdopted is the budget as parliament adopted it.
	StageAdopted Stage = "adopted"
	// StageSupplementary is what a supplementary budget makes of it.
	StageSupplementary Stage = "supplementary"
	// StageOutturn is what came of it.
	StageOutturn Stage = "outturn"
	// StageDifference is the difference between two stages, or a change.
	StageDifference Stage = "difference"
)

// Stages lists the stages in the order of the budget's year.
func Stages() []Stage {
	return []Stage{StageDraft, StageAdopted, StageSupplementary, StageOutturn, StageDifference}
}

// AmountKind is what a budget's amount is of. Amounts of two kinds are never added up.
type AmountKind string

// The kinds of amount.
const (
	// KindCommitments is what was entered into.
	KindCommitments AmountKind = "commitments"
	// KindExpenditure is what is spent.
	KindExpenditure AmountKind = "expenditure"
	// KindReceipts is what comes in.
	KindReceipts AmountKind = "receipts"
)

// AmountKinds lists the kinds in the order of a budget's columns.
func AmountKinds() []AmountKind {
	return []AmountKind{KindCommitments, KindExpenditure, KindReceipts}
}

// Evidence is what one document says in support of a relation.
type Evidence struct {
	// Document is the document's id; empty inside an Extraction, as with Mention.
	Document string `json:"document,omitempty"`
	// Span is the sentence (or list item, or heading) that the relation rests on.
	Span
	// Text is exactly the document's text over Span.
	Text string `json:"text"`
	// Page is the page's number, from 1; 0 where there are none.
	Page int `json:"page,omitempty"`
	// Section is the path of headings above the sentence, outermost first.
	Section []string `json:"section"`
	// SubjectSpan and ObjectSpan are the mentions of both ends. That of an inherited end
	// lies outside Span (the article's heading, the lead-in), and is nil where the end has
	// no words of its own (the chapter that an article belongs to).
	SubjectSpan *Span `json:"subjectSpan,omitempty"`
	ObjectSpan  *Span `json:"objectSpan,omitempty"`
	// Rule is the name of the rule that found the relation.
	Rule string `json:"rule"`
	// Confidence is in [0,1].
	Confidence float64 `json:"confidence"`
	// Inherited tells what did not stand in the sentence itself and where it was taken
	// from, such as "subject: lead-in"; empty when nothing was.
	Inherited string `json:"inherited,omitempty"`
}

// Relation is a fact: subject, predicate, object, attested by evidence. Its identity is
// (Subject, Predicate, Object) or, for a relation to a value, (Subject, Predicate,
// ValueKey): what a budget line allocates in two years are two facts. ID names it.
type Relation struct {
	Subject   string    `json:"subject"`
	Predicate Predicate `json:"predicate"`
	// Object is an entity's id; empty for a relation whose object is a value (Amount).
	Object string  `json:"object,omitempty"`
	Amount *Amount `json:"amount,omitempty"`
	// Amounts are all sums that a relation between two entities states, of several years
	// say, in the order of the text; Amount is the first of them. A relation to a value has
	// none: its Amount is what it says.
	Amounts []Sum `json:"-"`
	// Qualifiers are sorted by name, then value, without duplicates.
	Qualifiers []Qualifier `json:"-"`
	// Exhaustive is false where the words said that the list goes on ("zoals", "onder
	// andere"), true where they said that it is complete, nil where they said nothing.
	Exhaustive *bool `json:"exhaustive,omitempty"`
	// Evidence stands in the order of document, start, end, rule.
	Evidence []Evidence `json:"evidence"`
}

// ID is the relation's id: RelationID of its three parts, or ValueID of a relation to a
// value.
func (r *Relation) ID() string {
	if key := r.ValueKey(); key != "" {
		return ValueID(r.Subject, r.Predicate, key)
	}
	return RelationID(r.Subject, r.Predicate, r.Object)
}

// valueQualifiers are what tells two values of one subject apart.
var valueQualifiers = []string{QualifierYear, QualifierPeriod, QualifierStage, QualifierSupplement, QualifierKind, QualifierRecurrence}

// ValueKey is the identity of a value among those of its subject and predicate: year,
// period, stage, supplement, kind and recurrence as far as they are known, unit and
// value, parted by "|". Two documents that state one value for one year share it; two
// that state different ones do not. It is "" for a relation that has an object.
func (r *Relation) ValueKey() string {
	if r.Object != "" || r.Amount == nil {
		return ""
	}
	var b strings.Builder
	for _, name := range valueQualifiers {
		for _, q := range r.Qualifiers {
			if q.Name == name {
				b.WriteString(q.Value)
			}
		}
		b.WriteByte('|')
	}
	return b.String() + r.Amount.Unit + "|" + r.Amount.Value
}

// ValueID names a relation to a value by subject, predicate and ValueKey, as RelationID
// does: the key stands on a line of its own after an empty object.
func ValueID(subject string, predicate Predicate, key string) string {
	return hashed(subject + "\n" + string(predicate) + "\n\n" + key)
}

// Qualifier gives the first value of a qualifier by its name; "" where there is none.
func (r *Relation) Qualifier(name string) string { return valueOf(r.Qualifiers, name) }

// Qualifier gives the first value of a qualifier by its name; "" where there is none.
func (s *Sum) Qualifier(name string) string { return valueOf(s.Qualifiers, name) }

func valueOf(list []Qualifier, name string) string {
	for _, q := range list {
		if q.Name == name {
			return q.Value
		}
	}
	return ""
}

// Confidence is the highest confidence among the relation's evidences; 0 without any.
func (r *Relation) Confidence() float64 {
	var c float64
	for _, e := range r.Evidence {
		c = max(c, e.Confidence)
	}
	return c
}

// RelationID names a relation by its three parts: "relation/" and the first 16 hex
// digits of the SHA-256 of subject, predicate and object joined by newlines.
func RelationID(subject string, predicate Predicate, object string) string {
	return hashed(subject + "\n" + string(predicate) + "\n" + object)
}

func hashed(parts string) string {
	sum := sha256.Sum256([]byte(parts))
	return "relation/" + hex.EncodeToString(sum[:8])
}

// Section is a part of a document's structure: a chapter, an article, a lettered
// section, a role heading, a list or an item of one.
type Section struct {
	// Kind is "article", "section" (a lettered one), "table", "heading", "role", "lead-in" or
	// "item".
	Kind string `json:"kind"`
	// Number is "2", "2.1", "A"; empty where the heading has none.
	Number string `json:"number,omitempty"`
	// Title is the heading's words, line breaks and repairs applied.
	Title string `json:"title"`
	// Heading is the span of the heading, Span of the whole section with its parts.
	Heading  Span       `json:"heading"`
	Span     Span       `json:"span"`
	Page     int        `json:"page,omitempty"`
	Children []*Section `json:"children,omitempty"`
}

// Metadata is what is known of a document as a publication.
type Metadata struct {
	// ID is the tail of the document's IRI, such as "document/kst-36360-V-1".
	ID    string `json:"id"`
	Title string `json:"title"`
	// Kind is "budget", "first-supplementary-budget", "second-supplementary-budget",
	// "supplementary-budget" (another, or unknown which), "annual-report", "final-act",
	// "letter", "other" or "" when it is not known.
	Kind string `json:"kind,omitempty"`
	// Dossier is the number as printed, "36 360".
	Dossier string `json:"dossier,omitempty"`
	// Chapter is the id of the budget chapter, "budget-chapter/V"; empty when unknown.
	Chapter string `json:"chapter,omitempty"`
	// Number is the paper's number within its dossier, "1".
	Number string `json:"number,omitempty"`
	// ParliamentaryYear is as printed, "2022–2023".
	ParliamentaryYear string `json:"parliamentaryYear,omitempty"`
	// BudgetYear is the year that the document is about; 0 when unknown.
	BudgetYear int `json:"budgetYear,omitempty"`
	// SHA256 is of the bytes of the file, in hex.
	SHA256 string `json:"sha256"`
	// Pages is the number of pages, at least 1.
	Pages int `json:"pages"`
	// Encoding is what the text was read as: "UTF-8", "UTF-16LE", "Windows-1252", ...
	Encoding string `json:"encoding,omitempty"`
}

// Document is a publication as the graph holds it: metadata, text as read, structure.
type Document struct {
	Metadata
	// Text is the text that every offset points into.
	Text string `json:"-"`
	// Sections is the tree of the document's structure.
	Sections []*Section `json:"sections"`
}

// Gap is something that a stage could not make sense of, kept so that it can be counted
// and become the next rule.
type Gap struct {
	// Stage is the stage's name, Kind what sort of gap ("no-article", "heading",
	// "untyped-list", "abbreviation"), Detail the words or reason.
	Stage  string `json:"stage"`
	Kind   string `json:"kind"`
	Detail string `json:"detail"`
	Span   Span   `json:"span"`
}

// Refusal is an entity or relation that the ontology did not allow, with the reason.
type Refusal struct {
	What   string `json:"what"`
	Reason string `json:"reason"`
}

// Extraction is all that was found in one document; a pure function of the document,
// the ontology and the lexicon. Entities stand in the order of first mention, then id;
// relations in that of first evidence, then subject, predicate, object.
type Extraction struct {
	Document  Document
	Entities  []*Entity
	Relations []*Relation
	Gaps      []Gap
	Refusals  []Refusal
	// Warnings are for a person: "no budget article was found".
	Warnings []string
}
