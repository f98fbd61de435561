package extract

import (
	"fmt"
	"math/big"
	"strings"

	"rijksgraaf/model"
)

// addUp looks, for each row and column, whether the rows right under it add up to it, as
// far as rounding lets them, and says where they do not. Nothing is repaired.
func (t *tableReader) addUp() {
	t.decimals = t.countDecimals()
	for _, row := range t.rows {
		parts, some := row.parts()
		if row.isWhole {
			parts = t.above(row)
		}
		var wrong []string
		for _, f := range row.amounts() {
			if w := t.compare(row, f, parts, some); w != "" {
				wrong = append(wrong, w)
			}
		}
		if len(wrong) > 0 {
			message := fmt.Sprintf("%s: row %s: what stands under it does not add up to it: %s", t.name, quoted(row.words.text), strings.Join(wrong, "; "))
			t.gaps = append(t.gaps, model.Gap{Stage: "tables", Kind: "sum", Detail: message, Span: row.span})
			t.warnings = append(t.warnings, message)
		}
	}
}

// parts are the rows that should add up to a row: those right under it, groups that are
// no line replaced by theirs. some says that they are said to be only some ("waarvan").
func (r *tableRow) parts() (parts []*tableRow, some bool) {
	for _, c := range r.children {
		if c.isTotal {
			continue
		}
		if c.isGroup {
			below, part := c.parts()
			parts, some = append(parts, below...), some || part || c.words.part
			continue
		}
		parts = append(parts, c)
		some = some || c.words.part
	}
	return parts, some
}

// above gives the outermost lines between a total of the table and the one before it.
func (t *tableReader) above(total *tableRow) []*tableRow {
	var out []*tableRow
	for _, row := range t.rows {
		switch {
		case row == total:
			return out
		case row.isWhole:
			out = nil
		case !row.isGroup && !row.isKind && !row.isTotal && row.lineAbove() == nil:
			out = append(out, row)
		}
	}
	return out
}

// compare adds up one column of the parts of a row and says in words how the sum differs
// by more than half a unit for each part; "" where it does not. A dash counts as nothing;
// where a part's amount is unknown the sum says nothing.
func (t *tableReader) compare(row *tableRow, total tableFigure, parts []*tableRow, some bool) string {
	sum, n := new(big.Rat), 0
	for _, p := range parts {
		if p.kind != row.kind {
			return ""
		}
		switch f, ok := p.at(total.column); {
		case ok && f.kind == figureAmount:
			sum.Add(sum, number(f.value))
			n++
		case ok && f.kind == figureNil:
		default:
			return ""
		}
	}
	if n == 0 {
		return ""
	}
	difference := new(big.Rat).Sub(sum, number(total.value))
	if some && sum.Sign() >= 0 && difference.Sign() <= 0 || difference.Abs(difference).Cmp(t.rounding(n)) <= 0 {
		return ""
	}
	return fmt.Sprintf("%s: %s, printed is %s", t.columnName(total.column), printed(sum), total.cell.Text)
}

// rounding is how far a sum of n parts may be off: half of the last digit printed for each.
func (t *tableReader) rounding(n int) *big.Rat {
	unit := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(t.decimals)), nil)
	return new(big.Rat).SetFrac(big.NewInt(int64(n)), unit.Mul(unit, big.NewInt(2)))
}

// countDecimals gives how many digits the table prints after the comma at most.
func (t *tableReader) countDecimals() int {
	most := 0
	for _, row := range t.rows {
		for _, f := range row.amounts() {
			if _, fraction, ok := strings.Cut(f.cell.Text, ","); ok {
				most = max(most, len(strings.TrimFunc(fraction, func(r rune) bool { return r < '0' || r > '9' })))
			}
		}
	}
	return most
}

// at gives a row's figure in a column.
func (r *tableRow) at(column int) (tableFigure, bool) {
	for _, f := range r.cells {
		if f.column == column {
			return f, true
		}
	}
	return tableFigure{}, false
}

// printed writes a sum as Dutch prints numbers.
func printed(sum *big.Rat) string {
	digits := sum.FloatString(3)
	negative := digits[0] == '-'
	if negative {
		digits = digits[1:]
	}
	whole, fraction := digits[:len(digits)-4], digits[len(digits)-3:]
	out := ""
	for len(whole) > 3 {
		out = "." + whole[len(whole)-3:] + out
		whole = whole[:len(whole)-3]
	}
	out = whole + out
	for len(fraction) > 0 && fraction[len(fraction)-1] == '0' {
		fraction = fraction[:len(fraction)-1]
	}
	if fraction != "" {
		out += "," + fraction
	}
	if negative {
		return "-" + out
	}
	return out
}
