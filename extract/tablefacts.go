package extract

import (
	"strings"
	"unicode/utf8"

	"rijksgraaf/model"
	"rijksgraaf/ontology"
)

// Names of the rules that tables are read by, and how sure they are.
const (
	ruleRow      = "table-row"
	ruleAmount   = "table-amount"
	ruleTotal    = "table-total"
	ruleReceiver = "table-receiver"

	tableConfidence    = 0.95
	inferredConfidence = 0.85
)

// addTables makes entities and relations of the rows of the tables.
func (g *gatherer) addTables(tables []*tableReader) {
	for _, t := range tables {
		if t.articleSpan != nil {
			g.named(t.subject, t.subjectType, "Artikel "+t.article, *t.articleSpan)
		}
		for _, row := range t.rows {
			if row.states() {
				g.addRow(t, row)
			}
		}
	}
}

// states says whether a row, or one under it, states an amount: headings over nothing
// are no lines, nor are those that only name the kind of what stands under them.
func (r *tableRow) states() bool {
	if r.hasFigures() || r.isKind {
		return r.hasFigures()
	}
	for _, c := range r.children {
		if c.states() {
			return true
		}
	}
	return false
}

// named adds a mention of an entity, which is made where it is not there yet.
func (g *gatherer) named(id string, typ model.EntityType, label string, span model.Span) *model.Entity {
	e := g.entity(mention{typ: typ, id: id, label: label})
	e.Mentions = append(e.Mentions, g.mention(span))
	return e
}

// addRow adds the entity of a row, that it is part of what stands above it, its amounts
// and who receives them. A row of a kind of amount, or a total, is also what the article
// has of it in all.
func (g *gatherer) addRow(t *tableReader, row *tableRow) {
	if row.total != "" {
		g.subject(t, row.total, row.totalType)
		g.addAmounts(t, row, row.total, ruleTotal)
	}
	if row.id == "" {
		return
	}
	g.named(row.id, row.typ, row.words.name, row.words.span)
	g.addPartOf(t, row)
	g.addAmounts(t, row, row.id, ruleAmount)
	if _, instrument := t.instrument(row.words.name); row.typ == model.TypeBudgetLine && !row.isKind && !instrument {
		g.addReceiver(t, row)
	}
}

// subject makes sure that what a table is about is an entity.
func (g *gatherer) subject(t *tableReader, id string, typ model.EntityType) {
	label := id
	switch typ {
	case model.TypeBudgetArticle:
		label = "Artikel " + t.article
	case model.TypeBudgetChapter:
		if row, ok := g.chapterByCode(strings.TrimPrefix(id, "budget-chapter/"), g.year); ok {
			label = row.Name
		}
	}
	g.entity(mention{typ: typ, id: id, label: label})
}

// addPartOf says that a row's entity is part of the line above it in the tree, or of what
// the table is about; a sub-article is part of its article wherever it stands.
func (g *gatherer) addPartOf(t *tableReader, row *tableRow) {
	id, typ := t.subject, t.subjectType
	var words *model.Span
	if above := row.lineAbove(); above != nil {
		id, typ, words = above.id, above.typ, &above.words.span
	}
	if row.typ == model.TypeBudgetArticle {
		id, typ, words = g.articleAbove(t, row)
	}
	if id == "" || id == row.id || !ontology.Allowed(row.typ, model.PartOf, typ) {
		return
	}
	inherited := ""
	if words == nil {
		inherited = "object: table"
		g.subject(t, id, typ)
	}
	label := row.words.span
	g.relation(t, row, &model.Relation{Subject: row.id, Predicate: model.PartOf, Object: id},
		model.Evidence{SubjectSpan: &label, ObjectSpan: words, Rule: ruleRow, Confidence: tableConfidence, Inherited: inherited})
}

// articleAbove gives what an article's row is part of: the article whose number stands
// before the point, or the chapter.
func (g *gatherer) articleAbove(t *tableReader, row *tableRow) (string, model.EntityType, *model.Span) {
	dot := strings.LastIndexByte(row.words.number, '.')
	if dot < 0 {
		return t.chapter, model.TypeBudgetChapter, nil
	}
	number := row.words.number[:dot]
	id := articleID(t.chapter, t.doc.ID, number)
	if above := row.lineAbove(); above != nil && above.id == id {
		return id, model.TypeBudgetArticle, &above.words.span
	}
	if number == t.article {
		return id, model.TypeBudgetArticle, t.articleSpan
	}
	if g.entities[id] != nil {
		return id, model.TypeBudgetArticle, nil
	}
	return "", "", nil
}

// relation adds a relation that rests on a row.
func (g *gatherer) relation(t *tableReader, row *tableRow, r *model.Relation, ev model.Evidence) *model.Relation {
	key := r.Subject + "\n" + string(r.Predicate) + "\n" + r.Object + "\n" + r.ValueKey()
	have, ok := g.relations[key]
	if !ok {
		have = r
		g.relations[key] = r
	}
	ev.Span, ev.Text, ev.Page, ev.Section = row.span, g.quote(row.span), g.doc.Page(row.span.Start), t.path
	if ev.Section == nil {
		ev.Section = []string{}
	}
	for _, old := range have.Evidence {
		if old.Span == ev.Span {
			return have
		}
	}
	have.Evidence = append(have.Evidence, ev)
	return have
}

// addAmounts adds what a row states of a subject in each column.
func (g *gatherer) addAmounts(t *tableReader, row *tableRow, subject, rule string) {
	for _, f := range row.amounts() {
		c := t.columns[f.column]
		r := &model.Relation{Subject: subject, Predicate: model.Allocates, Amount: t.amount(f), Qualifiers: t.qualifiers(row, c)}
		label, cell := row.words.span, f.cell.Span
		ev := model.Evidence{SubjectSpan: &label, ObjectSpan: &cell, Rule: rule, Confidence: tableConfidence}
		if c.inferred {
			ev.Confidence, ev.Inherited = inferredConfidence, "stage: document"
		}
		if rule == ruleTotal {
			ev.SubjectSpan = nil
			ev.Inherited = strings.TrimPrefix(ev.Inherited+", subject: table", ", ")
		}
		g.relation(t, row, r, ev)
	}
}

// amount gives a figure as a sum of money.
func (t *tableReader) amount(f tableFigure) *model.Amount {
	a := &model.Amount{Value: scaled(f.value, t.unit.scale), Unit: t.unit.currency, AsPrinted: t.doc.Raw(f.cell.Span)}
	if t.unit.scale > 0 {
		a.Scale = powerOfTen(t.unit.scale)
	}
	return a
}

// qualifiers tell year, stage and kind of a row's amount in a column.
func (t *tableReader) qualifiers(row *tableRow, c column) []model.Qualifier {
	kind := c.kind
	if kind == "" {
		kind = row.kind
	}
	var out []model.Qualifier
	for _, q := range []model.Qualifier{{Name: model.QualifierKind, Value: kind}, {Name: model.QualifierPeriod, Value: c.period},
		{Name: model.QualifierRecurrence, Value: c.recurrent}, {Name: model.QualifierStage, Value: c.stage},
		{Name: model.QualifierSupplement, Value: c.supplement}, {Name: model.QualifierYear, Value: c.year}} {
		if q.Value != "" {
			out = append(out, q)
		}
	}
	return out
}

// addReceiver says of a line that names a body that it pays that body, with the line's
// expenditure.
func (g *gatherer) addReceiver(t *tableReader, row *tableRow) {
	if row.kind != string(model.KindExpenditure) || row.words.span.Len() != utf8.RuneCountInString(row.words.name) {
		return
	}
	body, skip, ok := t.receiver(row.words.name)
	if !ok {
		return
	}
	span := row.words.span
	span.Start += utf8.RuneCountInString(row.words.name[:skip])
	g.named(body.id, body.typ, body.label, span)
	label := row.words.span
	r := g.relation(t, row, &model.Relation{Subject: row.id, Predicate: model.Funds, Object: body.id},
		model.Evidence{SubjectSpan: &label, ObjectSpan: &span, Rule: ruleReceiver, Confidence: tableConfidence})
	for _, f := range row.amounts() {
		c := t.columns[f.column]
		if c.stage == string(model.StageDifference) {
			continue
		}
		r.Amounts = append(r.Amounts, model.Sum{Amount: *t.amount(f), Qualifiers: t.qualifiers(row, c), Span: f.cell.Span})
	}
	if r.Amount == nil && len(r.Amounts) > 0 {
		r.Amount = &r.Amounts[0].Amount
	}
}
