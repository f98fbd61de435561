package lexicon

import (
	"fmt"
	"strings"

	"rijksgraaf/model"
)

// row is one line of a TSV file, its cells by column name.
type row struct {
	file    string
	line    int
	columns []string
	cells   []string
}

// get gives the cell of a column that the table was parsed with.
func (r row) get(column string) string {
	for i, c := range r.columns {
		if c == column {
			return r.cells[i]
		}
	}
	return ""
}

// list gives the alternatives in a cell, parted by "|"; nil for an empty cell.
func (r row) list(column string) []string {
	cell := r.get(column)
	if cell == "" {
		return nil
	}
	return strings.Split(cell, "|")
}

// fail is an error that names file, line and the column (from 1) of a cell.
func (r row) fail(column, format string, args ...any) error {
	at := 0
	for i, c := range r.columns {
		if c == column {
			at = i + 1
		}
	}
	return &model.Error{Code: model.CodeInvalid, Op: "lexicon",
		Message: fmt.Sprintf("%s:%d:%d (%s): %s", r.file, r.line, at, column, fmt.Sprintf(format, args...)),
		Hint:    "mend the cell; CONTRIBUTING.md tells the columns"}
}

// parseTable reads a tab-separated file: lines that begin with # are comments, the first
// other line names the columns and must name exactly those wanted, and every row has as
// many cells. Cells of columns in required may not be empty.
func parseTable(file, text string, wanted, required []string) ([]row, error) {
	var rows []row
	var columns []string
	for i, line := range strings.Split(text, "\n") {
		line = strings.TrimSuffix(line, "\r")
		if strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#") {
			continue
		}
		cells := strings.Split(line, "\t")
		r := row{file: file, line: i + 1, columns: columns, cells: cells}
		if columns == nil {
			if strings.Join(cells, "\t") != strings.Join(wanted, "\t") {
				r.columns = wanted
				return nil, r.fail(wanted[0], "the header must be %q", strings.Join(wanted, " TAB "))
			}
			columns = cells
			continue
		}
		if len(cells) != len(columns) {
			return nil, r.fail(columns[min(len(cells), len(columns))-1], "%d cells; the header has %d", len(cells), len(columns))
		}
		if err := checkCells(r, required); err != nil {
			return nil, err
		}
		rows = append(rows, r)
	}
	if columns == nil {
		return nil, &model.Error{Code: model.CodeInvalid, Op: "lexicon", Message: file + ": no header line"}
	}
	return rows, nil
}

func checkCells(r row, required []string) error {
	for i, cell := range r.cells {
		if cell != strings.TrimSpace(cell) {
			return r.fail(r.columns[i], "space at an end of the cell")
		}
		if !strings.Contains(cell, "|") {
			continue
		}
		for alternative := range strings.SplitSeq(cell, "|") {
			if strings.TrimSpace(alternative) == "" {
				return r.fail(r.columns[i], "an empty alternative")
			}
		}
	}
	for _, c := range required {
		if r.get(c) == "" {
			return r.fail(c, "is empty")
		}
	}
	return nil
}
