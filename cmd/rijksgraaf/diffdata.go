package main

import (
	"encoding/csv"
	"fmt"
	"strconv"
	"strings"

	"rijksgraaf/graph"
	"rijksgraaf/model"
)

// diffReport is what `diff --format json` prints.
type diffReport struct {
	From diffDocument `json:"from"`
	To   diffDocument `json:"to"`
	// Differs is false where the documents say the same as far as was asked.
	Differs bool        `json:"differs"`
	Places  []diffPlace `json:"places"`
}

type diffDocument struct {
	ID         string `json:"id"`
	Title      string `json:"title"`
	Kind       string `json:"kind,omitempty"`
	BudgetYear int    `json:"budgetYear,omitempty"`
}

// diffPlace is what two documents say in one article, or outside any.
type diffPlace struct {
	From      *diffArticle   `json:"from"`
	To        *diffArticle   `json:"to"`
	Basis     string         `json:"basis,omitempty"`
	RestsOn   string         `json:"restsOn,omitempty"`
	Counts    []diffCount    `json:"counts"`
	Entities  []diffEntity   `json:"entities"`
	Chapters  []diffChapter  `json:"chapters"`
	Relations []diffRelation `json:"relations"`
	Amounts   []diffAmount   `json:"amounts"`
	Aside     []diffAside    `json:"aside,omitempty"`
}

type diffArticle struct {
	Article string `json:"article,omitempty"`
	Number  string `json:"number,omitempty"`
	Title   string `json:"title,omitempty"`
}

type diffCount struct {
	Topic    string `json:"topic"`
	Gone     int    `json:"gone"`
	New      int    `json:"new"`
	Reworded int    `json:"reworded"`
	Changed  int    `json:"changed"`
	Kept     int    `json:"kept"`
}

// diffWords are words of a document and where they stand.
type diffWords struct {
	Text     string     `json:"text"`
	Document string     `json:"document"`
	Page     int        `json:"page,omitempty"`
	Section  []string   `json:"section"`
	Span     model.Span `json:"span"`
}

type diffEntity struct {
	Change    string      `json:"change"`
	Topic     string      `json:"topic"`
	Type      string      `json:"type"`
	From      *diffNamed  `json:"from,omitempty"`
	To        *diffNamed  `json:"to,omitempty"`
	Elsewhere []string    `json:"elsewhere,omitempty"`
	implied   []diffState // the facts that came and went with it
}

type diffNamed struct {
	ID    string     `json:"id"`
	Label string     `json:"label"`
	Words *diffWords `json:"words,omitempty"`
}

type diffChapter struct {
	Change  string     `json:"change"`
	Chapter string     `json:"chapter"`
	Name    string     `json:"name,omitempty"`
	From    []diffLean `json:"from,omitempty"`
	To      []diffLean `json:"to,omitempty"`
}

// diffLean is a statement by which a chapter is leaned on.
type diffLean struct {
	Kind  string    `json:"kind"`
	Words diffWords `json:"words"`
}

type diffRelation struct {
	Change     string          `json:"change"`
	From       *diffState      `json:"from,omitempty"`
	To         *diffState      `json:"to,omitempty"`
	Qualifiers []diffQualifier `json:"qualifiers,omitempty"`
	Exhaustive bool            `json:"exhaustiveDiffers,omitempty"`
	Implied    bool            `json:"implied,omitempty"`
	Elsewhere  []string        `json:"elsewhere,omitempty"`
}

type diffQualifier struct {
	Name string   `json:"name"`
	From []string `json:"from"`
	To   []string `json:"to"`
}

// diffState is a fact as one document states it.
type diffState struct {
	ID         string      `json:"id"`
	Subject    diffEnd     `json:"subject"`
	Predicate  string      `json:"predicate"`
	Object     diffEnd     `json:"object"`
	Exhaustive *bool       `json:"exhaustive,omitempty"`
	Words      []diffWords `json:"words"`
}

type diffEnd struct {
	ID    string `json:"id"`
	Label string `json:"label,omitempty"`
}

type diffAmount struct {
	Change     string      `json:"change"`
	Basis      string      `json:"basis,omitempty"`
	From       *diffStated `json:"from,omitempty"`
	To         *diffStated `json:"to,omitempty"`
	Difference string      `json:"difference,omitempty"`
}

// diffStated is an amount as one document states it.
type diffStated struct {
	Line       string       `json:"line"`
	Label      string       `json:"label"`
	Kind       string       `json:"kind,omitempty"`
	Year       string       `json:"year,omitempty"`
	Stage      string       `json:"stage,omitempty"`
	Supplement string       `json:"supplement,omitempty"`
	Amount     model.Amount `json:"amount"`
	Relation   string       `json:"relation"`
	Words      diffWords    `json:"words"`
	// Cell is where the amount's own words stand.
	Cell *model.Span `json:"cell,omitempty"`
}

type diffAside struct {
	Document string   `json:"document"`
	Years    []string `json:"years"`
	Count    int      `json:"count"`
}

// diffOf makes the report of a comparison between documents of two views, or of one.
func diffOf(before, after *graph.View, c *graph.Comparison) *diffReport {
	out := &diffReport{From: diffDocumentOf(c.From), To: diffDocumentOf(c.To), Differs: c.Differs(), Places: []diffPlace{}}
	for i := range c.Places {
		out.Places = append(out.Places, diffPlaceOf(before, after, &c.Places[i]))
	}
	return out
}

func diffDocumentOf(d *model.Document) diffDocument {
	return diffDocument{d.ID, d.Title, d.Kind, d.BudgetYear}
}

func changeWord[T ~string](c T) string {
	return strings.ToLower(strings.ReplaceAll(string(c), "_", "-"))
}

func diffPlaceOf(before, after *graph.View, p *graph.PlaceComparison) diffPlace {
	out := diffPlace{From: diffArticleOf(p.From), To: diffArticleOf(p.To), Basis: changeWord(p.Basis), RestsOn: p.RestsOn,
		Counts: []diffCount{}, Entities: []diffEntity{}, Chapters: []diffChapter{}, Relations: []diffRelation{}, Amounts: []diffAmount{}}
	for _, c := range p.Counts {
		out.Counts = append(out.Counts, diffCount{topicWord(c.Topic), c.Gone, c.New, c.Reworded, c.Changed, c.Kept})
	}
	for i := range p.Relations {
		r := &p.Relations[i]
		x := diffRelation{Change: changeWord(r.Change), From: diffStateOf(before, r.From), To: diffStateOf(after, r.To), Exhaustive: r.Exhaustive, Implied: r.Implied, Elsewhere: r.Elsewhere}
		for _, q := range r.Qualifiers {
			x.Qualifiers = append(x.Qualifiers, diffQualifier(q))
		}
		out.Relations = append(out.Relations, x)
	}
	for i := range p.Entities {
		e := &p.Entities[i]
		x := diffEntity{Change: changeWord(e.Change), Topic: topicWord(e.Topic), Type: string(e.Entity().Type), From: diffNamedOf(e.From, e.FromWords), To: diffNamedOf(e.To, e.ToWords), Elsewhere: e.Elsewhere}
		x.implied = impliedBy(&x, out.Relations)
		out.Entities = append(out.Entities, x)
	}
	for _, c := range p.Chapters {
		x := diffChapter{Change: changeWord(c.Change), Chapter: c.Chapter, From: diffLeans(c.From), To: diffLeans(c.To)}
		if e := after.Entity(c.Chapter); e != nil {
			x.Name = e.Label
		}
		out.Chapters = append(out.Chapters, x)
	}
	for i := range p.Amounts {
		m := &p.Amounts[i]
		out.Amounts = append(out.Amounts, diffAmount{changeWord(m.Change), changeWord(m.Basis), diffStatedOf(m.From), diffStatedOf(m.To), m.Difference})
	}
	for _, s := range p.Aside {
		out.Aside = append(out.Aside, diffAside(s))
	}
	return out
}

// impliedBy gives the facts that are gone or new with an entity.
func impliedBy(e *diffEntity, relations []diffRelation) []diffState {
	var out []diffState
	for _, r := range relations {
		side, named := r.From, e.From
		if e.Change == "new" {
			side, named = r.To, e.To
		}
		if r.Implied && r.Change == e.Change && side != nil && named != nil && (side.Subject.ID == named.ID || side.Object.ID == named.ID) {
			out = append(out, *side)
		}
	}
	return out
}

func diffArticleOf(p *graph.Place) *diffArticle {
	if p == nil {
		return nil
	}
	return &diffArticle{p.Article, p.Number, p.Title}
}

func diffNamedOf(e *model.Entity, w *graph.Words) *diffNamed {
	if e == nil {
		return nil
	}
	out := &diffNamed{ID: e.ID, Label: e.Label}
	if w != nil {
		out.Words = &diffWords{w.Text, w.Document, w.Page, append([]string{}, w.Section...), w.Span}
	}
	return out
}

func diffEvidence(e *model.Evidence) diffWords {
	return diffWords{e.Text, e.Document, e.Page, append([]string{}, e.Section...), e.Span}
}

func diffLeans(list []graph.ChapterLink) []diffLean {
	var out []diffLean
	for _, l := range list {
		out = append(out, diffLean{kindWord(l.Kind), diffEvidence(l.Evidence)})
	}
	return out
}

func diffStateOf(v *graph.View, r *model.Relation) *diffState {
	if r == nil {
		return nil
	}
	end := func(id string) diffEnd {
		if e := v.Entity(id); e != nil {
			return diffEnd{id, e.Label}
		}
		return diffEnd{ID: id}
	}
	out := &diffState{ID: r.ID(), Subject: end(r.Subject), Predicate: string(r.Predicate), Object: end(r.Object), Exhaustive: r.Exhaustive}
	for i := range r.Evidence {
		out.Words = append(out.Words, diffEvidence(&r.Evidence[i]))
	}
	return out
}

func diffStatedOf(s *graph.StatedAmount) *diffStated {
	if s == nil {
		return nil
	}
	return &diffStated{Line: s.Relation.Subject, Label: s.Line, Kind: s.Qualifier(model.QualifierKind), Year: s.Year(), Stage: s.Qualifier(model.QualifierStage),
		Supplement: s.Qualifier(model.QualifierSupplement), Amount: s.Amount, Relation: s.Relation.ID(), Words: diffEvidence(s.Evidence), Cell: s.Cell}
}

// printDiffRows prints a table, one row a change.
func (a *app) printDiffRows(r *diffReport) error {
	rows := [][]string{{"fromArticle", "toArticle", "basis", "topic", "change", "what", "compared", "fromValue", "toValue", "difference", "unit",
		"fromText", "fromDocument", "fromPage", "fromSection", "fromStart", "fromEnd", "toText", "toDocument", "toPage", "toSection", "toStart", "toEnd"}}
	for i := range r.Places {
		rows = append(rows, r.Places[i].rows()...)
	}
	return csv.NewWriter(a.out).WriteAll(rows)
}

func (p *diffPlace) rows() [][]string {
	var out [][]string
	row := func(topic, change, what string, amount [5]string, from, to *diffWords) {
		cells := append([]string{articleCode(p.From), articleCode(p.To), p.Basis, topic, change, what}, amount[:]...)
		out = append(out, append(append(cells, wordCells(from)...), wordCells(to)...))
	}
	if p.From == nil {
		row("article", "new", p.To.Title, [5]string{}, nil, nil)
	} else if p.To == nil {
		row("article", "gone", p.From.Title, [5]string{}, nil, nil)
	}
	for _, e := range p.Entities {
		row(e.Topic, e.Change, e.what(), [5]string{}, e.From.words(), e.To.words())
	}
	for _, c := range p.Chapters {
		row("chapters", c.Change, code(c.Chapter), [5]string{}, firstLean(c.From), firstLean(c.To))
	}
	for _, s := range p.Relations {
		row("relations", s.Change, s.what(), [5]string{}, s.From.first(), s.To.first())
	}
	for _, m := range p.Amounts {
		cells := [5]string{m.Basis, "", "", m.Difference, ""}
		var from, to *diffWords
		if m.From != nil {
			cells[1], cells[4], from = m.From.Amount.Value, m.From.Amount.Unit, &m.From.Words
		}
		if m.To != nil {
			cells[2], cells[4], to = m.To.Amount.Value, m.To.Amount.Unit, &m.To.Words
		}
		row("amounts", m.Change, m.what(), cells, from, to)
	}
	return out
}

func articleCode(p *diffArticle) string {
	if p == nil {
		return ""
	}
	return code(p.Article)
}

func wordCells(w *diffWords) []string {
	if w == nil {
		return make([]string, 6)
	}
	page := ""
	if w.Page > 0 {
		page = strconv.Itoa(w.Page)
	}
	return []string{strings.Join(strings.Fields(w.Text), " "), w.Document, page, strings.Join(w.Section, " > "), strconv.Itoa(w.Span.Start), strconv.Itoa(w.Span.End)}
}

func firstLean(list []diffLean) *diffWords {
	if len(list) == 0 {
		return nil
	}
	return &list[0].Words
}

func (n *diffNamed) words() *diffWords {
	if n == nil {
		return nil
	}
	return n.Words
}

func (s *diffState) first() *diffWords {
	if s == nil || len(s.Words) == 0 {
		return nil
	}
	return &s.Words[0]
}

// what names what a change is of: as the second document has it, else as the first does.
func (e *diffEntity) what() string {
	if e.To != nil {
		return e.To.Label
	}
	return e.From.Label
}

func (r *diffRelation) what() string {
	if r.To != nil {
		return r.To.what()
	}
	return r.From.what()
}

func (s *diffState) what() string {
	return fmt.Sprintf("%s %s %s", s.Subject.name(), s.Predicate, s.Object.name())
}

// name is a chapter's or article's code, the label of anything else.
func (e *diffEnd) name() string {
	if short := code(e.ID); short != e.ID {
		return short
	}
	if e.Label != "" {
		return e.Label
	}
	return e.ID
}

func (m *diffAmount) what() string {
	x, y := m.From, m.To
	if x == nil {
		x = m.To
	}
	if y == nil {
		y = m.From
	}
	return strings.Join(strings.Fields(fmt.Sprintf("%s %s %s", y.Label, y.Kind, diffTime(x, y))), " ")
}

// diffTime names the years and stages that are compared: "2024 draft", "2022 draft -> outturn".
func diffTime(x, y *diffStated) string {
	from, to := x.time(), y.time()
	switch {
	case from == to:
		return from
	case x.Year == y.Year:
		return from + " -> " + y.stage()
	}
	return from + " -> " + to
}

func (s *diffStated) time() string { return strings.TrimSpace(s.Year + " " + s.stage()) }

func (s *diffStated) stage() string {
	if s.Stage == "" {
		return "(stage not told)"
	}
	return strings.TrimSpace(s.Stage + " " + s.Supplement)
}
