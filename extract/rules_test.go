package extract_test

import (
	"strings"
	"testing"

	"rijksgraaf/document"
	"rijksgraaf/extract"
	"rijksgraaf/extract/rules"
	"rijksgraaf/model"
)

// TestRuleExamples runs each rule's own sentences through the whole extractor: those
// under fires must give a relation that the rule found, those under not must give none.
// A sentence that names no section stands in section B of an article.
func TestRuleExamples(t *testing.T) {
	x := extractor(t)
	list, err := rules.Default()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range list {
		t.Run(r.Name, func(t *testing.T) {
			for _, s := range r.Fires {
				if found := firedBy(t, x, r.Name, s); len(found) == 0 {
					t.Errorf("does not fire on %q; relations: %v", s, allRelations(t, x, s))
				}
			}
			for _, s := range r.Not {
				if found := firedBy(t, x, r.Name, s); len(found) > 0 {
					t.Errorf("fires on %q: %v", s, found)
				}
			}
		})
	}
}

func extractor(t testing.TB) *extract.Extractor {
	t.Helper()
	x, err := extract.New()
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// example puts a sentence into a document with an article.
func example(sentence string) string {
	head := "Artikel 2: Voorbeeld\n"
	if !strings.HasPrefix(sentence, "A. ") && !strings.HasPrefix(sentence, "B. ") {
		head += "B. Rol en verantwoordelijkheid\n"
	}
	return head + sentence + "\n\nTweede Kamer, vergaderjaar 2022–2023, 36 360 X, nr. 1\n"
}

func extracted(t testing.TB, x *extract.Extractor, text string) *model.Extraction {
	t.Helper()
	d, err := document.ReadBytes("example.txt", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return x.Extract(d)
}

func firedBy(t testing.TB, x *extract.Extractor, rule, sentence string) []string {
	t.Helper()
	var out []string
	for _, r := range extracted(t, x, example(sentence)).Relations {
		for _, e := range r.Evidence {
			if e.Rule == rule {
				out = append(out, r.Subject+" "+string(r.Predicate)+" "+r.Object)
			}
		}
	}
	return out
}

func allRelations(t testing.TB, x *extract.Extractor, sentence string) []string {
	t.Helper()
	var out []string
	for _, r := range extracted(t, x, example(sentence)).Relations {
		out = append(out, r.Subject+" "+string(r.Predicate)+" "+r.Object+" ("+r.Evidence[0].Rule+")")
	}
	return out
}
