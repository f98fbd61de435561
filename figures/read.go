package figures

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"unicode/utf8"

	"rijksgraaf/model"
)

// maxFile is the largest file that is read, in bytes; the ministry's is 0.4 MB.
const maxFile = 64 << 20

// Options says how a file is read.
type Options struct {
	// Name is the last part of the source's id: small letters, digits and hyphens.
	Name string
	// Chapters is the register of chapters, in which damaged names are looked up.
	Chapters []ChapterName
}

// Read reads a file of figures in the form of the Ministry of Finance's
// begrotingsstaten.csv. It gives a whole source or an error that names file, line and
// column: CodeNotFound for a file that is not there, CodeLimit for one that is too large,
// CodeInvalid for everything that is wrong within.
func Read(path string, o Options) (*Source, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, unreadable(path, err)
	}
	defer func() { _ = f.Close() }()
	if info, err := f.Stat(); err == nil && info.IsDir() {
		return nil, &model.Error{Code: model.CodeInvalid, Op: op, Message: path + " is a folder", Hint: "name the CSV file in it"}
	}
	text, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	if err != nil {
		return nil, unreadable(path, err)
	}
	return Parse(path, text, o)
}

const op = "import figures"

func unreadable(path string, err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return &model.Error{Code: model.CodeNotFound, Op: op, Message: path + " does not exist", Hint: "check the path"}
	}
	return &model.Error{Code: model.CodeInvalid, Op: op, Message: "cannot read " + path, Err: err}
}

// Parse is Read for the bytes of a file; path only names it.
func Parse(path string, text []byte, o Options) (*Source, error) {
	if len(text) > maxFile {
		return nil, &model.Error{Code: model.CodeLimit, Op: op, Message: fmt.Sprintf("%s is larger than %d MiB", path, maxFile>>20)}
	}
	p := &parser{path: path, seen: map[rowKey]int{}, names: map[placeKey]namedAt{}}
	sum := sha256.Sum256(text)
	p.source = &Source{ID: "figures/" + o.Name, File: filepath.Base(path), SHA256: hex.EncodeToString(sum[:])}
	if err := p.checkEncoding(text); err != nil {
		return nil, err
	}
	if err := p.parse(bytes.TrimPrefix(text, []byte("\ufeff"))); err != nil {
		return nil, err
	}
	repairNames(p.source, o.Chapters)
	register, err := NewRegister(o.Chapters)
	if err == nil {
		err = p.checkNames(register)
	}
	if err != nil {
		return nil, err
	}
	return p.source, nil
}

// parser reads one file.
type parser struct {
	path    string
	source  *Source
	columns [columnCount]int // where in a row each column stands
	seen    map[rowKey]int   // the index of the row with the key
	names   map[placeKey]namedAt
}

// rowKey is what no two rows may share.
type rowKey struct {
	chapter, number string
	year            int
	kind            Kind
}

// fail is an error about a line of the file; 0 for the file as a whole.
func (p *parser) fail(line int, hint, format string, args ...any) error {
	at := p.path
	if line > 0 {
		at = fmt.Sprintf("%s, line %d", p.path, line)
	}
	return &model.Error{Code: model.CodeInvalid, Op: op, Message: at + ": " + fmt.Sprintf(format, args...), Hint: hint}
}

func (p *parser) checkEncoding(text []byte) error {
	const hint = "save it as UTF-8, or convert it: iconv -f WINDOWS-1252 -t UTF-8"
	switch {
	case len(bytes.TrimSpace(text)) == 0:
		return p.fail(0, "download it again", "the file is empty")
	case bytes.HasPrefix(text, []byte{0xff, 0xfe}) || bytes.HasPrefix(text, []byte{0xfe, 0xff}):
		return p.fail(0, "save it as UTF-8, or convert it: iconv -f UTF-16 -t UTF-8", "the file is UTF-16, not UTF-8")
	case bytes.IndexByte(text, 0) >= 0:
		return p.fail(0, "name the CSV file", "the file is no text")
	}
	for i, line := range bytes.Split(text, []byte("\n")) {
		if !utf8.Valid(line) {
			return p.fail(i+1, hint, "the text is not UTF-8: %q", clip(strings.ToValidUTF8(string(line), "\ufffd")))
		}
	}
	return nil
}

// clip shortens a text for a message.
func clip(s string) string {
	if r := []rune(s); len(r) > 60 {
		return string(r[:60]) + "…"
	}
	return s
}

func (p *parser) parse(text []byte) error {
	r := csv.NewReader(bytes.NewReader(text))
	r.Comma = separator(text)
	r.ReuseRecord = true
	head, err := r.Read()
	if err != nil {
		return p.csvError(err, 0)
	}
	if err := p.header(head); err != nil {
		return err
	}
	width := len(head)
	for {
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return p.csvError(err, width)
		}
		line, _ := r.FieldPos(0)
		if err := p.row(line, cells); err != nil {
			return err
		}
	}
	if len(p.source.Rows) == 0 {
		return p.fail(0, "download it again", "there are no rows under the header")
	}
	return nil
}

// separator is what parts the cells of the first line: a comma, or the semicolon that a
// Dutch spreadsheet writes.
func separator(text []byte) rune {
	first, _, _ := bytes.Cut(text, []byte("\n"))
	if bytes.Count(first, []byte(";")) > bytes.Count(first, []byte(",")) {
		return ';'
	}
	return ','
}

// csvError says what is wrong with the form of a line.
func (p *parser) csvError(err error, width int) error {
	var bad *csv.ParseError
	if !errors.As(err, &bad) {
		return p.fail(0, "", "the file is no CSV: %s", err)
	}
	if errors.Is(bad.Err, csv.ErrFieldCount) {
		return p.fail(bad.StartLine, "is a cell with a comma in it not between quotes?", "the row has not the %d cells of the header", width)
	}
	return p.fail(bad.Line, "mend the quotes, or save the file again as CSV", "the file is no CSV: %s", bad.Err)
}

// The columns of the file, in its order.
const (
	colYear = iota
	colKind
	colChapter
	colChapterName
	colNumber
	colName
	colStages
	columnCount = colStages + stageCount
)

// columnNames are the headings of the ministry's file. It writes a space after "Naam
// Begroting": spaces and letter case of headings do not count.
var columnNames = [columnCount]string{
	"Begrotingsjaar", "Uitgaven Ontvangsten Verplichtingen", "Begrotingsnummer", "Naam Begroting", "Artikel nummer", "Artikel",
	"Stand ontwerpbegroting", "Stand vastgestelde begroting", "Stand eerste suppletoire", "Stand tweede suppletoire", "Realisatie",
}

// header finds the columns. Columns that it does not know are passed over, with a warning.
func (p *parser) header(cells []string) error {
	at := map[string]int{}
	for i, c := range cells {
		key := heading(c)
		if first, twice := at[key]; twice && key != "" {
			return p.fail(1, "leave one of them away", "the columns %d and %d are both called %q", first+1, i+1, strings.TrimSpace(c))
		}
		at[key] = i
	}
	var missing []string
	for i, name := range columnNames {
		column, ok := at[heading(name)]
		if !ok {
			missing = append(missing, strconv.Quote(name))
		}
		p.columns[i] = column
		delete(at, heading(name))
	}
	switch {
	case len(missing) == columnCount:
		return p.fail(1, "the columns must be those of the Ministry of Finance's begrotingsstaten.csv", "this is no file of budget figures: none of its columns is in the first line, which reads %q", clip(strings.Join(cells, ",")))
	case len(missing) > 0:
		return p.fail(1, "the columns must be those of the Ministry of Finance's begrotingsstaten.csv", "the header lacks %s", strings.Join(missing, ", "))
	}
	for i, c := range cells {
		if column, unknown := at[heading(c)]; unknown && column == i && heading(c) != "" {
			p.warn("the column %q is not known and was passed over", strings.TrimSpace(c))
		}
	}
	return nil
}

func heading(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }

func (p *parser) warn(format string, args ...any) {
	p.source.Warnings = append(p.source.Warnings, fmt.Sprintf(format, args...))
}

// row reads one line and adds it, unless it stands there already.
func (p *parser) row(line int, cells []string) error {
	r := Row{Line: line}
	cell := func(column int) string { return strings.Join(strings.Fields(cells[p.columns[column]]), " ") }
	bad := func(column int, wanted, hint string) error {
		return p.fail(line, hint, "the cell %q under %q is no %s", clip(cell(column)), columnNames[column], wanted)
	}
	var err error
	if r.Year, err = strconv.Atoi(cell(colYear)); err != nil || r.Year < 1800 || r.Year > 2999 {
		return bad(colYear, "year", "write a year such as 2013")
	}
	var ok bool
	if r.Kind, ok = kindOf(cell(colKind)); !ok {
		return bad(colKind, "kind", "write U (expenditure), V (commitments) or O (receipts)")
	}
	if r.Chapter = strings.ToUpper(cell(colChapter)); !isChapter(r.Chapter) {
		return bad(colChapter, "chapter's code", "write a code such as V, IXB or A")
	}
	if r.Number = strings.TrimLeft(cell(colNumber), "0"); !isNumber(r.Number) {
		return bad(colNumber, "article's number", "write a number such as 2")
	}
	if r.ChapterName = cell(colChapterName); fold(r.ChapterName) == "" {
		return bad(colChapterName, "name", "fill it in")
	}
	if r.Name = cell(colName); fold(r.Name) == "" {
		return bad(colName, "name", "fill it in")
	}
	for i := range r.Amounts {
		if r.Amounts[i], ok = amountOf(cell(colStages + i)); !ok {
			return bad(colStages+i, "whole number", "write whole thousands of euros without separators, such as -1200; leave the cell empty where there is no amount")
		}
	}
	return p.add(r)
}

func kindOf(s string) (Kind, bool) {
	switch strings.ToUpper(s) {
	case "U", "UITGAVEN":
		return Expenditure, true
	case "V", "VERPLICHTINGEN":
		return Commitments, true
	case "O", "ONTVANGSTEN":
		return Receipts, true
	}
	return "", false
}

// maxDigits keeps an amount, times 1000, within 64 bits.
const maxDigits = 15

// amountOf reads a whole number; nil for an empty cell.
func amountOf(s string) (*int64, bool) {
	if s == "" {
		return nil, true
	}
	digits := strings.TrimPrefix(s, "-")
	if len(digits) == 0 || len(digits) > maxDigits || strings.Trim(digits, "0123456789") != "" {
		return nil, false
	}
	n, err := strconv.ParseInt(s, 10, 64)
	return &n, err == nil
}

// add keeps a row. A second row of the same article, year and kind must say the same.
func (p *parser) add(r Row) error {
	key := rowKey{r.Chapter, r.Number, r.Year, r.Kind}
	i, twice := p.seen[key]
	if !twice {
		p.seen[key] = len(p.source.Rows)
		p.source.Rows = append(p.source.Rows, r)
		return nil
	}
	first := &p.source.Rows[i]
	if what := first.differs(&r); what != "" {
		return p.fail(r.Line, "leave the wrong one of the two away", "the row contradicts line %d, which is about the %s of %s/%s in %d too: %s", first.Line, r.Kind, r.Chapter, r.Number, r.Year, what)
	}
	p.warn("line %d says the same as line %d and was left away", r.Line, first.Line)
	return nil
}

// differs tells in words what another row of the same article, year and kind says
// otherwise; "" when nothing.
func (r *Row) differs(o *Row) string {
	if fold(r.Name) != fold(o.Name) {
		return fmt.Sprintf("the name is %q there and %q here", r.Name, o.Name)
	}
	for i, stage := range Stages() {
		if a, b := amountText(r.Amounts[i]), amountText(o.Amounts[i]); a != b {
			return fmt.Sprintf("the %s is %s there and %s here", stage, a, b)
		}
	}
	return ""
}

func amountText(a *int64) string {
	if a == nil {
		return "empty"
	}
	return strconv.FormatInt(*a, 10)
}

// placeKey is an article, or with number "" a chapter, in a year.
type placeKey struct {
	chapter, number string
	year            int
}

type namedAt struct {
	name string
	line int
}

// checkNames makes sure that a number means one article, and a code one chapter, within a
// year. A name that is only spelled otherwise gives way to the first, with a warning.
func (p *parser) checkNames(register *Register) error {
	for i := range p.source.Rows {
		r := &p.source.Rows[i]
		for _, n := range []struct {
			key  placeKey
			name *string
		}{{placeKey{r.Chapter, "", r.Year}, &r.ChapterName}, {placeKey{r.Chapter, r.Number, r.Year}, &r.Name}} {
			first, ok := p.names[n.key]
			if !ok {
				p.names[n.key] = namedAt{*n.name, r.Line}
				continue
			}
			if first.name == *n.name {
				continue
			}
			what := strings.TrimSuffix(n.key.chapter+"/"+n.key.number, "/")
			if !register.similar(first.name, *n.name) {
				return p.fail(r.Line, "mend the number or the name", "%s of %d is called %q here and %q in line %d", what, r.Year, *n.name, first.name, first.line)
			}
			p.warn("line %d calls %s of %d %q; the name of line %d, %q, stands", r.Line, what, r.Year, *n.name, first.line, first.name)
			*n.name = first.name
		}
	}
	return nil
}

// similar says whether two names of one number are spellings of one name.
func (r *Register) similar(a, b string) bool {
	if fold(a) == fold(b) {
		return true
	}
	x, y := &Standing{words: r.contentWords(a)}, &Standing{words: r.contentWords(b)}
	return x.likeness(y).half()
}
