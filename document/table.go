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
	// Text is the words over Span without references to notes, white space folded into single
	// spaces.
	Text string
	// Column is the first column that the cell stands in, from 0; Columns how many it
	// covers, at least 1.
	Column, Columns int
}

// placeTables finds the block of each table's first row. Tables stand in the order of the
// text, and so do rows.
func (d *Document) placeTables() {
	var rows []int
	for i, b := range d.Blocks {
		if b.Kind == Row {
			rows = append(rows, i)
		}
	}
	for _, t := range d.Tables {
		for len(rows) > 0 && d.Map.Raw(d.Blocks[rows[0]].Span).End <= t.Span.Start {
			rows = rows[1:]
		}
		t.Block = -1
		if len(rows) > 0 && t.Span.Overlaps(d.Map.Raw(d.Blocks[rows[0]].Span)) {
			t.Block = rows[0]
		}
	}
}
