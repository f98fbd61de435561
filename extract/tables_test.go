package extract_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"rijksgraaf/document"
	"rijksgraaf/model"
)

const tableFolder = "../testdata/tables"

// tableTruth is a budget table of our own and all that is to be read out of it.
type tableTruth struct {
	Before   string       `yaml:"before"`
	Title    string       `yaml:"title"`
	Head     [][]headCell `yaml:"head"`
	Columns  []columnSays `yaml:"columns"`
	Rows     []rowTruth   `yaml:"rows"`
	Warnings []string     `yaml:"warnings"`
}

type headCell struct {
	Text string `yaml:"text"`
	Span int    `yaml:"span"`
}

type columnSays struct {
	Year       string `yaml:"year"`
	Stage      string `yaml:"stage"`
	Supplement string `yaml:"supplement"`
	Kind       string `yaml:"kind"`
	Recurrence string `yaml:"recurrence"`
}

type rowTruth struct {
	Label  string   `yaml:"label"`
	Number string   `yaml:"number"` // in a column of its own
	Indent int      `yaml:"indent"`
	Bold   bool     `yaml:"bold"`
	Is     string   `yaml:"is"`
	Parent string   `yaml:"parent"`
	Of     string   `yaml:"of"` // what the row is the total of
	Kind   string   `yaml:"kind"`
	Pays   string   `yaml:"pays"`
	Cells  []string `yaml:"cells"`
	Values []string `yaml:"values"`
}

func tableTruths(t testing.TB) map[string]*tableTruth {
	t.Helper()
	files, err := filepath.Glob(tableFolder + "/*.yaml")
	if err != nil || len(files) < 10 {
		t.Fatalf("%d tables, %v", len(files), err)
	}
	out := map[string]*tableTruth{}
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var truth tableTruth
		if err := yaml.UnmarshalWithOptions(raw, &truth, yaml.Strict()); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		out[strings.TrimSuffix(filepath.Base(file), ".yaml")] = &truth
	}
	return out
}

// statements are what a table says, a line each: amounts, what is part of what, who pays
// whom.
func (truth *tableTruth) statements() []string {
	out := map[string]bool{}
	for _, r := range truth.Rows {
		for i, value := range r.Values {
			if value == "" {
				continue
			}
			q := truth.Columns[i]
			if q.Kind == "" {
				q.Kind = r.Kind
			}
			says := fmt.Sprintf("%s EUR year=%s stage=%s supplement=%s kind=%s recurrence=%s", value, q.Year, q.Stage, q.Supplement, q.Kind, q.Recurrence)
			for _, subject := range []string{r.Is, r.Of} {
				if subject != "" {
					out[subject+" allocates "+says] = true
				}
			}
			if r.Pays != "" && q.Stage != "difference" {
				out[r.Is+" funds "+r.Pays+" "+says] = true
			}
		}
		if r.Parent != "" {
			out[r.Is+" partOf "+r.Parent] = true
		}
	}
	return sorted(out)
}

// saidByTables gives the same statements of an extraction, those that tables made.
func saidByTables(x *model.Extraction) []string {
	out := map[string]bool{}
	says := func(a model.Amount, list []model.Qualifier) string {
		q := map[string]string{}
		for _, one := range list {
			q[one.Name] += one.Value
		}
		return fmt.Sprintf("%s %s year=%s stage=%s supplement=%s kind=%s recurrence=%s", a.Value, a.Unit, q["year"], q["stage"], q["supplement"], q["kind"], q["recurrence"])
	}
	for _, r := range x.Relations {
		if !slices.ContainsFunc(r.Evidence, func(e model.Evidence) bool { return strings.HasPrefix(e.Rule, "table-") }) {
			continue
		}
		head := r.Subject + " " + string(r.Predicate) + " "
		switch {
		case r.Object == "":
			out[head+says(*r.Amount, r.Qualifiers)] = true
		case r.Predicate == model.PartOf:
			out[head+r.Object] = true
		default:
			for _, s := range r.Amounts {
				out[head+r.Object+" "+says(s.Amount, s.Qualifiers)] = true
			}
		}
	}
	return sorted(out)
}

func sorted(in map[string]bool) []string {
	var out []string
	for s := range in {
		out = append(out, s)
	}
	slices.Sort(out)
	return out
}

// TestTableTruth reads ten tables of our own in every format that they are there in and
// that the program reads, and compares every cell with the truth: value, year, stage,
// kind, line and parent. All formats must say the same.
func TestTableTruth(t *testing.T) {
	x := extractor(t)
	for name, truth := range tableTruths(t) {
		for _, form := range []string{"txt", "html", "xml", "pdf"} {
			t.Run(name+"."+form, func(t *testing.T) {
				d := readTable(t, filepath.Join(tableFolder, name+"."+form))
				got := x.Extract(d)
				checkExtraction(t, got)
				compareLines(t, truth.statements(), saidByTables(got))
				for _, want := range truth.Warnings {
					if !slices.ContainsFunc(got.Warnings, func(w string) bool { return strings.HasPrefix(w, want) }) {
						t.Errorf("no warning begins %q: %q", want, got.Warnings)
					}
				}
				if len(truth.Warnings) == 0 {
					for _, w := range got.Warnings {
						if strings.HasPrefix(w, "table ") {
							t.Errorf("warns %q", w)
						}
					}
				}
			})
		}
	}
}

// readTable reads a file, or skips where there is none or its format is not read.
func readTable(t *testing.T, file string) *document.Document {
	t.Helper()
	if _, err := os.Stat(file); err != nil {
		t.Skipf("%s is not there", file)
	}
	d, err := document.Read(file)
	var refused *model.Error
	if errors.As(err, &refused) && filepath.Ext(file) != ".txt" {
		t.Skipf("its format is not read: %v", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	if filepath.Ext(file) != ".txt" && strings.Contains(d.Text, "<table") || strings.HasPrefix(d.Text, "%PDF") {
		t.Skip("its format is not read: it was taken for plain text")
	}
	return d
}

// compareLines says what is missing and what is too much.
func compareLines(t *testing.T, want, got []string) {
	t.Helper()
	for _, w := range want {
		if !slices.Contains(got, w) {
			t.Errorf("missing: %s", w)
		}
	}
	for _, g := range got {
		if !slices.Contains(want, g) {
			t.Errorf("too much: %s", g)
		}
	}
}

// Every file of a table is what its truth gives; -update writes them.
func TestTableForms(t *testing.T) {
	for name, truth := range tableTruths(t) {
		for form, write := range map[string]func(*tableTruth) string{"txt": asText, "html": asHTML, "xml": asXML, "pdf": asPDF} {
			file := filepath.Join(tableFolder, name+"."+form)
			if *update {
				if err := os.WriteFile(file, []byte(write(truth)), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if have, err := os.ReadFile(file); err != nil || string(have) != write(truth) {
				t.Errorf("%s is not what its truth gives (%v): go test ./extract -update writes it", file, err)
			}
		}
	}
}
