package figures

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"rijksgraaf/model"
)

const fixture = "../testdata/figures/begrotingsstaten.csv"

// chapters is a register as the program's lexicon has it.
func chapters() []ChapterName {
	return []ChapterName{
		{Code: "IXB", Name: "Financiën", Aliases: []string{"Financi?n"}},
		{Code: "VI", Name: "Veiligheid en Justitie", From: 2011, Until: 2017},
		{Code: "VI", Name: "Justitie en Veiligheid", From: 2018},
		{Code: "A", Name: "Infrastructuurfonds", Until: 2021},
		{Code: "A", Name: "Mobiliteitsfonds", From: 2022},
	}
}

func readFixture(t *testing.T) *Source {
	t.Helper()
	s, err := Read(fixture, Options{Name: "begrotingsstaten", Chapters: chapters()})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestRead(t *testing.T) {
	s := readFixture(t)
	if s.ID != "figures/begrotingsstaten" || s.File != "begrotingsstaten.csv" || len(s.SHA256) != 64 {
		t.Errorf("source %s of %s, sha256 %s", s.ID, s.File, s.SHA256)
	}
	if len(s.Rows) != 52 || s.Amounts() != 220 || len(s.Warnings) != 0 {
		t.Errorf("%d rows, %d amounts, warnings %q", len(s.Rows), s.Amounts(), s.Warnings)
	}
	r := s.Rows[2]
	if r.Line != 4 || r.Year != 2017 || r.Kind != Commitments || r.Chapter != "V" || r.Number != "2" || r.Name != "Meer veiligheid, evenwicht en noodhulp" || *r.Amounts[4] != 6400 {
		t.Errorf("the row of line 4 is %+v", r)
	}
	negative := slices.ContainsFunc(s.Rows, func(r Row) bool { return r.Amounts[4] != nil && *r.Amounts[4] == -120 })
	empty := slices.ContainsFunc(s.Rows, func(r Row) bool { return r.Year == 2021 && *r.Amounts[0] == 6300 && r.Amounts[1] == nil })
	if !negative || !empty {
		t.Errorf("negative amounts kept: %v, empty cells kept empty: %v", negative, empty)
	}
}

func TestRepairs(t *testing.T) {
	s := readFixture(t)
	want := []Repair{
		{Read: "Financi?n", Name: "Financiën", Line: 48, Lines: 2, RestsOn: "the register of chapters"},
		{Read: "Kantoor op CuraÃ§ao", Name: "Kantoor op Curaçao", Line: 49, Lines: 1, RestsOn: "its bytes, which are UTF-8 read as Windows-1252"},
	}
	if !slices.Equal(s.Repairs, want) {
		t.Errorf("repairs %+v", s.Repairs)
	}
}

// csvOf gives a file with the columns of the ministry's and some rows.
func csvOf(rows ...string) string {
	return strings.Join(columnNames[:], ",") + "\n" + strings.Join(rows, "\n") + "\n"
}

func parse(text string, chapters ...ChapterName) (*Source, error) {
	return Parse("f.csv", []byte(text), Options{Name: "f", Chapters: chapters})
}

func TestRepairRestsOnEvidence(t *testing.T) {
	for _, c := range []struct {
		name, first, second string
		want                string // the second name as repaired
	}{
		{"from another year, with a plain letter", "Financien", "Financi?n", "Financien"},
		{"a letter with a diacritic goes before a plain one", "Financiën", "Financi?n", "Financiën"},
		{"a replacement character", "Curaçao", "Cura\ufffdao", "Curaçao"},
		{"nothing to go by", "Geheel anders", "Financi?n", "Financi?n"},
		{"a question mark that is one", "Wat nu?", "Hoe dan?", "Hoe dan?"},
		{"a name that is as long, but another", "Financian", "Vinanci?n", "Vinanci?n"},
	} {
		s, err := parse(csvOf("2013,U,IXB,Iets,1,"+c.first+",1,1,1,1,1", "2014,U,IXB,Iets,1,"+c.second+",1,1,1,1,1"))
		if err != nil {
			t.Fatal(err)
		}
		if got := s.Rows[1].Name; got != c.want {
			t.Errorf("%s: %q became %q, not %q", c.name, c.second, got, c.want)
		}
		if c.want == "Financi?n" && !strings.Contains(strings.Join(s.Warnings, " "), "damaged letter") {
			t.Errorf("%s: no warning: %q", c.name, s.Warnings)
		}
	}
	// Two names that fit as well are none.
	s, err := parse(csvOf("2013,U,I,Iets,1,Geïn,1,1,1,1,1", "2013,U,I,Iets,2,Geën,1,1,1,1,1", "2013,U,I,Iets,3,Ge?n,1,1,1,1,1"))
	if err != nil || s.Rows[2].Name != "Ge?n" {
		t.Errorf("an ambiguous name became %v, %v", s, err)
	}
}

func TestBadFiles(t *testing.T) {
	row := "2013,U,V,Buitenlandse Zaken,2,Veiligheid,1,2,3,4,5"
	for _, c := range []struct{ name, text, want string }{
		{"empty", "", "f.csv: the file is empty"},
		{"white", " \n\n", "the file is empty"},
		{"a page", "<!DOCTYPE html>\n<html></html>\n", `line 1: this is no file of budget figures: none of its columns is in the first line, which reads "<!DOCTYPE html>"`},
		{"bytes", "%PDF-1.7\x00\x01", "the file is no text"},
		{"UTF-16", "\xff\xfeB\x00", "UTF-16, not UTF-8"},
		{"Latin-1", csvOf(row, "2013,U,IXB,Financi\xebn,1,Belastingen,1,1,1,1,1"), "line 3: the text is not UTF-8: \"2013,U,IXB,Financi\ufffdn"},
		{"a column is missing", strings.Replace(csvOf(row), "Realisatie", "Saldo", 1), `line 1: the header lacks "Realisatie"`},
		{"two columns are missing", strings.NewReplacer("Artikel nummer", "Nr", "Realisatie", "Saldo").Replace(csvOf(row)), `the header lacks "Artikel nummer", "Realisatie"`},
		{"a column twice", strings.Replace(csvOf(row), "Realisatie", "Artikel", 1), `the columns 6 and 11 are both called "Artikel"`},
		{"no rows", csvOf()[:len(csvOf())-1], "no rows under the header"},
		{"text in a number", csvOf(row, "2014,U,V,Buitenlandse Zaken,2,Veiligheid,1,2,n.v.t.,4,5"), `f.csv, line 3: the cell "n.v.t." under "Stand eerste suppletoire" is no whole number`},
		{"separators", csvOf("2014,U,V,Buitenlandse Zaken,2,Veiligheid,1.000,2,3,4,5"), `the cell "1.000" under "Stand ontwerpbegroting" is no whole number`},
		{"a fraction", csvOf(`2014,U,V,Buitenlandse Zaken,2,Veiligheid,"1,5",2,3,4,5`), `the cell "1,5"`},
		{"too large", csvOf("2014,U,V,Buitenlandse Zaken,2,Veiligheid,1234567890123456,2,3,4,5"), "is no whole number"},
		{"a year", csvOf("veertien,U,V,Buitenlandse Zaken,2,Veiligheid,1,2,3,4,5"), `the cell "veertien" under "Begrotingsjaar" is no year`},
		{"a kind", csvOf("2014,X,V,Buitenlandse Zaken,2,Veiligheid,1,2,3,4,5"), `is no kind`},
		{"a chapter", csvOf("2014,U,5,Buitenlandse Zaken,2,Veiligheid,1,2,3,4,5"), `is no chapter's code`},
		{"a number", csvOf("2014,U,V,Buitenlandse Zaken,twee,Veiligheid,1,2,3,4,5"), `the cell "twee" under "Artikel nummer" is no article's number`},
		{"no name", csvOf("2014,U,V,Buitenlandse Zaken,2,,1,2,3,4,5"), `the cell "" under "Artikel" is no name`},
		{"too few cells", csvOf(row, "2014,U,V,Buitenlandse Zaken,2"), "line 3: the row has not the 11 cells of the header"},
		{"too many cells", csvOf(row, "2014,U,XVI,Volksgezondheid, Welzijn en Sport,2,Zorg,1,2,3,4,5"), "line 3: the row has not the 11 cells"},
		{"a quote", csvOf(row, `2014,U,V,Buitenlandse "Zaken,2,Veiligheid,1,2,3,4,5`), "line 3: the file is no CSV"},
		{"contradicting amounts", csvOf(row, "2013,U,V,Buitenlandse Zaken,2,Veiligheid,1,2,3,4,6"), "line 3: the row contradicts line 2, which is about the expenditure of V/2 in 2013 too: the outturn is 5 there and 6 here"},
		{"contradicting names", csvOf(row, "2013,U,V,Buitenlandse Zaken,2,Armoede,1,2,3,4,5"), `the name is "Veiligheid" there and "Armoede" here`},
		{"two articles of one number", csvOf(row, "2013,V,V,Buitenlandse Zaken,2,Armoede,1,2,3,4,5"), `line 3: V/2 of 2013 is called "Armoede" here and "Veiligheid" in line 2`},
		{"two chapters of one code", csvOf(row, "2013,U,V,Defensie,3,Armoede,1,2,3,4,5"), `V of 2013 is called "Defensie" here and "Buitenlandse Zaken" in line 2`},
	} {
		s, err := parse(c.text)
		if s != nil || model.CodeOf(err) != model.CodeInvalid || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, wanted %q", c.name, err, c.want)
		}
		if err != nil && strings.ContainsAny(err.Error(), "\n\x00") {
			t.Errorf("%s: the error is not one line: %q", c.name, err)
		}
	}
}

func TestBadPaths(t *testing.T) {
	dir := t.TempDir()
	if _, err := Read(filepath.Join(dir, "none.csv"), Options{Name: "x"}); model.CodeOf(err) != model.CodeNotFound {
		t.Error("a missing file:", err)
	}
	if _, err := Read(dir, Options{Name: "x"}); model.CodeOf(err) != model.CodeInvalid || !strings.Contains(err.Error(), "is a folder") {
		t.Error("a folder:", err)
	}
}

func TestQuirksThatAreNoFault(t *testing.T) {
	row := "2013,U,V,Buitenlandse Zaken,2,Veiligheid,1,2,3,4,5"
	plain, err := parse(csvOf(row))
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"byte order mark": "\ufeff" + csvOf(row),
		"CRLF":            strings.ReplaceAll(csvOf(row), "\n", "\r\n"),
		"semicolons":      strings.ReplaceAll(csvOf(row), ",", ";"),
		"letter case":     strings.Replace(csvOf(row), "Naam Begroting", " naam  BEGROTING ", 1),
		"leading zero":    strings.Replace(csvOf(row), ",2,Veil", ",02,Veil", 1),
		"spaces":          strings.Replace(csvOf(row), "Buitenlandse Zaken", " Buitenlandse  Zaken ", 1),
		"words for kinds": strings.Replace(csvOf(row), "2013,U,", "2013,uitgaven,", 1),
	} {
		s, err := parse(text)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if a, b := s.Rows[0], plain.Rows[0]; a.Chapter != b.Chapter || a.ChapterName != b.ChapterName || a.Number != b.Number || a.Kind != b.Kind || *a.Amounts[4] != 5 {
			t.Errorf("%s: read as %+v", name, a)
		}
	}
	// A row that stands twice, a column more, a spelling: each a warning.
	s, err := parse(strings.Join(columnNames[:], ",") + ",Noot\n" + row + ",x\n" + row + ",y\n" +
		"2013,V,V,Buitenlandse zaken,2,VEILIGHEID,1,2,3,4,5,z\n")
	if err != nil || len(s.Rows) != 2 || len(s.Warnings) != 4 {
		t.Fatalf("%v, %v", s, err)
	}
	if s.Rows[1].Name != "Veiligheid" || s.Rows[1].ChapterName != "Buitenlandse Zaken" {
		t.Errorf("the first spelling does not stand: %+v", s.Rows[1])
	}
}

func TestStoredForm(t *testing.T) {
	s := readFixture(t)
	data, err := Encode(s)
	if err != nil {
		t.Fatal(err)
	}
	back, err := Decode(data)
	if err != nil {
		t.Fatal(err)
	}
	again, err := Encode(back)
	if err != nil || string(again) != string(data) {
		t.Error("what was stored does not come back as it was", err)
	}
	for name, bad := range map[string]string{
		"cut":     string(data[:len(data)/2]),
		"changed": strings.Replace(string(data), "6990", "6991", 1),
		"newer":   strings.Replace(string(data), `"format":1`, `"format":2`, 1),
		"nothing": "",
		"other":   "{}\n{}\n",
	} {
		if _, err := Decode([]byte(bad)); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// FuzzParse looks for input that makes the reader panic, or give a source that cannot be
// stored and read again.
func FuzzParse(f *testing.F) {
	text, err := os.ReadFile(fixture)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(text))
	f.Add(csvOf("2013,U,V,Buitenlandse Zaken,2,Veiligheid,-1,,3,4,5"))
	f.Fuzz(func(t *testing.T, text string) {
		s, err := parse(text, chapters()...)
		if err != nil {
			if model.CodeOf(err) != model.CodeInvalid {
				t.Fatal(err)
			}
			return
		}
		data, err := Encode(s)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := Decode(data); err != nil {
			t.Fatal(err)
		}
		r, err := NewRegister(chapters())
		if err != nil {
			t.Fatal(err)
		}
		NewBook([]*Source{s}, r)
	})
}
