package extract

import (
	"strings"

	"rijksgraaf/document"
	"rijksgraaf/extract/lexicon"
	"rijksgraaf/model"
)

// under says whether a row stands under one above it: it is set in deeper, or stands as
// deep and has a higher rank, unless what the table tells beside makes it stand next to
// that one.
func (t *tableReader) under(r, above *tableRow) bool {
	if r.indent != above.indent {
		return r.indent > above.indent
	}
	return r.rank > above.rank && !t.beside(r, above)
}

// beside says whether a row without a mark of its own, set in as deep as the instrument
// above it, stands next to that and not under it: the table sets rows under another in,
// the row opens as another instrument does, or it is too large to be a part.
func (t *tableReader) beside(r, above *tableRow) bool {
	instrument, ok := t.instrument(above.words.name)
	if !ok || r.rank != rankRowPlain {
		return false
	}
	other, opens := t.opensAsInstrument(r.words.name)
	return t.deeper || r.indent > 0 || opens && other != instrument || t.exceeds(r, above)
}

// setsDeeper says whether a row without a mark of its own stands right below an instrument
// and deeper than that, so that indents tell what stands under one.
func (t *tableReader) setsDeeper() bool {
	var above *document.TableRow
	for i := range t.body {
		row := &t.body[i]
		words, ok := t.readLabel(*row)
		if !ok {
			continue
		}
		if above != nil && row.Indent > above.Indent && !words.dash && !words.part {
			return true
		}
		if above = nil; t.isInstrument(words) {
			above = row
		}
	}
	return false
}

func (t *tableReader) isInstrument(words label) bool {
	_, ok := t.instrument(words.name)
	return ok
}

// opensAsInstrument gives the slug of the kind of instrument whose words a name opens
// with, before what it is for: "Bijdragen aan internationale organisaties voor vrede".
func (t *tableReader) opensAsInstrument(name string) (string, bool) {
	hit, ok := t.lex.FindTableWord("instrument", name)
	if !ok || hit.Start != 0 {
		return "", false
	}
	rest := strings.TrimSpace(lexicon.TableText(name)[hit.End:])
	purpose, ok := t.lex.FindTableWord("purpose", rest)
	return hit.Value, ok && purpose.Start == 0 && purpose.End < len(rest)
}

// exceeds says whether a row's amounts are larger than those of another in every column
// that both fill, but for differences: it is no part of that.
func (t *tableReader) exceeds(r, whole *tableRow) bool {
	larger := false
	for _, f := range r.amounts() {
		total, ok := whole.at(f.column)
		if !ok || total.kind != figureAmount || t.columns[f.column].stage == string(model.StageDifference) {
			continue
		}
		if sum := number(total.value); sum.Sign() < 0 || number(f.value).Cmp(sum) <= 0 {
			return false
		}
		larger = true
	}
	return larger
}
