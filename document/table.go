package document

import "rijksgraaf/model"

// Table is a table of a document. Every span is in code points of the text as read, so
// that each cell can be cited.
type Table struct {
	// Title is the words above the table that name it, with their span; empty without any.
	Title     string
	TitleSpan model.Span
	// Span covers the table's rows.
	Span model.Span
	Rows []TableRow
	// Block is the index in Document.Blocks of the table's first row; -1 where it has none.
	// It leads to the article, section and path that the table stands in.
	Block int
}

// TableRow is one line of a table.
type TableRow struct {
	Span model.Span
	// Cells stand in the order of their columns; a column without words has no cell.
	Cells []Cell
	// Header says that the file marks the row as a heading of columns.
	Header bool
	// Indent is how far the row's first words stand in from the table's edge, in steps: 0
	// for the edge. Bold says that they are set heavier than most. Both are 0 and false where
	// the file does not tell.
	Indent int
	Bold   bool
}

// Cell is the words of one row in one column.
type Cell struct {
	Span model.Span
	// Text is the words over Span, white space folded into single spaces.
	Text string
	// Column is the first column that the cell stands in, from 0; Columns how many it
	// covers, at least 1.
	Column, Columns int
}

// placeTables finds for each table the block of its first row and, where the format gave
// no title, the words above it that name it: headings of tables, headings without a form
// of their own, and a line that says nothing but the unit.
func (d *Document) placeTables() {
	b := 0
	for _, t := range d.Tables {
		for b < len(d.Blocks) && (d.Blocks[b].Kind != Row || d.Map.Raw(d.Blocks[b].Span).End <= t.Span.Start) {
			b++
		}
		t.Block = -1
		if b < len(d.Blocks) && d.Map.Raw(d.Blocks[b].Span).Start < t.Span.End {
			t.Block = b
		}
		if t.Title == "" && t.Block > 0 {
			d.findTitle(t)
		}
	}
}

// findTitle takes up to three blocks right above a table's first row as its title.
func (d *Document) findTitle(t *Table) {
	first := t.Block
	for first > 0 && t.Block-first < 3 && d.Blocks[first-1].HeadingKind == "table" {
		first--
	}
	if first == t.Block && d.Blocks[first-1].HeadingKind == "heading" {
		first--
	}
	if first == t.Block {
		return
	}
	t.TitleSpan = model.Span{Start: d.Map.Raw(d.Blocks[first].Span).Start, End: d.Map.Raw(d.Blocks[t.Block-1].Span).End}
	t.Title = foldSpace(d.Raw(t.TitleSpan))
}
