package extract_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"rijksgraaf/model"
)

// facts are what an extraction says, wherever it stands: the entities with their types and
// labels, the relations with their ends.
func facts(x *model.Extraction) []string {
	var out []string
	for _, e := range x.Entities {
		if e.Type != model.TypeDocument {
			out = append(out, fmt.Sprintf("%s %s %q", e.Type, e.ID, e.Label))
		}
	}
	for _, r := range x.Relations {
		if !strings.HasPrefix(r.Subject, "document/") && !strings.HasPrefix(r.Object, "document/") {
			out = append(out, fmt.Sprintf("%s %s %s %v", r.Subject, r.Predicate, r.Object, r.Qualifiers))
		}
	}
	slices.Sort(out)
	return out
}

// TestSameInEveryFormat: one text as a text file, as a page and as an official publication
// gives the same entities and relations.
func TestSameInEveryFormat(t *testing.T) {
	x := extractor(t)
	forms, err := filepath.Glob("../testdata/*ml/*-artikel-*.*ml")
	if err != nil || len(forms) < 6 {
		t.Fatalf("%d marked-up texts, %v", len(forms), err)
	}
	for _, file := range forms {
		t.Run(filepath.Base(file), func(t *testing.T) {
			name := strings.TrimSuffix(filepath.Base(file), filepath.Ext(file))
			want := facts(x.Extract(read(t, filepath.Join("../testdata/gold", name+".txt"))))
			found := x.Extract(read(t, file))
			checkExtraction(t, found)
			got := facts(found)
			for _, f := range want {
				if !slices.Contains(got, f) {
					t.Errorf("lacks %s", f)
				}
			}
			for _, f := range got {
				if !slices.Contains(want, f) {
					t.Errorf("has %s too", f)
				}
			}
		})
	}
}
