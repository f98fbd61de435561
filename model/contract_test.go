package model_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"rijksgraaf/model"
)

func written(t *testing.T, x *model.Extraction) string {
	t.Helper()
	var b bytes.Buffer
	if err := model.WriteContract(&b, x); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// pretty writes a line of JSON over many lines, the order of names kept.
func pretty(t *testing.T, line string) string {
	t.Helper()
	var b bytes.Buffer
	if err := json.Indent(&b, []byte(line), "", " "); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// Everything that the contract has, in its order and with its names.
func TestContract(t *testing.T) {
	no := false
	x := &model.Extraction{
		Document: model.Document{
			Metadata: model.Metadata{ID: "document/kst-36360-V-1", Title: "Kamerstuk", Kind: "annual-report", Dossier: "36 360", Chapter: "budget-chapter/V", Number: "1",
				ParliamentaryYear: "2022–2023", BudgetYear: 2022, SHA256: "ab", Pages: 2, Encoding: "UTF-8"},
			Text:     "De <GBVS> & meer",
			Sections: []*model.Section{{Kind: "article", Title: "not printed"}},
		},
		Entities: []*model.Entity{
			{ID: "policy/gbvs", Type: model.TypePolicy, Label: "Strategie", Aliases: []string{"GBVS"}, SameAs: []string{"https://a.example/1"},
				Mentions: []model.Mention{{Span: model.Span{Start: 4, End: 8}, Text: "GBVS", Page: 1}}},
			{ID: "budget-chapter/V", Type: model.TypeBudgetChapter, Label: "Buitenlandse Zaken", Aliases: []string{}, Mentions: []model.Mention{}},
		},
		Relations: []*model.Relation{{
			Subject: "policy/gbvs", Predicate: model.PresentedTo, Object: "organisation/tweede-kamer",
			Qualifiers: []model.Qualifier{{Name: "period", Value: "2018"}, {Name: "period", Value: "2019"}, {Name: "modality", Value: "may"}},
			Exhaustive: &no,
			Evidence: []model.Evidence{{Span: model.Span{Start: 0, End: 16}, Text: "De <GBVS> & meer", Page: 1, Section: []string{"Artikel 2", "B. Rol"},
				SubjectSpan: &model.Span{Start: 4, End: 8}, Rule: "presented-to", Confidence: 0.95, Inherited: "object: lead-in"}},
		}, {
			Subject: "budget-article/V/2", Predicate: model.Allocates, Amount: &model.Amount{Value: "1200", Unit: "EUR", AsPrinted: "€ 1.200"},
			Evidence: []model.Evidence{{Text: "x", Section: []string{}, Rule: "amount", Confidence: 1}},
		}},
		Gaps:     []model.Gap{{Stage: "structure", Kind: "heading", Detail: "Kop", Span: model.Span{Start: 1, End: 2}}},
		Refusals: []model.Refusal{{What: "a", Reason: "b"}},
		Warnings: []string{"let op"},
	}
	line := written(t, x)
	if strings.Count(line, "\n") != 1 || !strings.HasSuffix(line, "}\n") {
		t.Errorf("not one line: %q", line)
	}
	const want = `{
 "document": {
  "id": "document/kst-36360-V-1",
  "title": "Kamerstuk",
  "kind": "annual-report",
  "dossier": "36 360",
  "chapter": "budget-chapter/V",
  "number": "1",
  "parliamentaryYear": "2022–2023",
  "budgetYear": 2022,
  "sha256": "ab",
  "pages": 2,
  "encoding": "UTF-8"
 },
 "text": "De <GBVS> & meer",
 "entities": [
  {
   "id": "policy/gbvs",
   "type": "Policy",
   "label": "Strategie",
   "aliases": [
    "GBVS"
   ],
   "sameAs": [
    "https://a.example/1"
   ],
   "mentions": [
    {
     "start": 4,
     "end": 8,
     "text": "GBVS",
     "page": 1
    }
   ]
  },
  {
   "id": "budget-chapter/V",
   "type": "BudgetChapter",
   "label": "Buitenlandse Zaken",
   "aliases": [],
   "mentions": []
  }
 ],
 "relations": [
  {
   "subject": "policy/gbvs",
   "predicate": "presentedTo",
   "object": "organisation/tweede-kamer",
   "qualifiers": {
    "modality": "may",
    "period": "2018; 2019"
   },
   "exhaustive": false,
   "evidence": [
    {
     "start": 0,
     "end": 16,
     "text": "De <GBVS> & meer",
     "page": 1,
     "section": [
      "Artikel 2",
      "B. Rol"
     ],
     "subjectSpan": {
      "start": 4,
      "end": 8
     },
     "rule": "presented-to",
     "confidence": 0.95,
     "inherited": "object: lead-in"
    }
   ]
  },
  {
   "subject": "budget-article/V/2",
   "predicate": "allocates",
   "amount": {
    "value": "1200",
    "unit": "EUR",
    "asPrinted": "€ 1.200"
   },
   "evidence": [
    {
     "start": 0,
     "end": 0,
     "text": "x",
     "section": [],
     "rule": "amount",
     "confidence": 1
    }
   ]
  }
 ],
 "gaps": [
  {
   "stage": "structure",
   "kind": "heading",
   "detail": "Kop",
   "span": {
    "start": 1,
    "end": 2
   }
  }
 ],
 "refusals": [
  {
   "what": "a",
   "reason": "b"
  }
 ],
 "warnings": [
  "let op"
 ]
}
`
	if got := pretty(t, line); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if again := written(t, x); again != line {
		t.Error("written twice, two texts")
	}
}

// An extraction that found nothing has lists, not null, and no names without a value.
func TestContractOfNothing(t *testing.T) {
	got := written(t, &model.Extraction{Document: model.Document{Metadata: model.Metadata{ID: "document/a", Title: "a", SHA256: "00", Pages: 1}, Text: "x"}})
	if want := `{"document":{"id":"document/a","title":"a","sha256":"00","pages":1},"text":"x","entities":[],"relations":[]}` + "\n"; got != want {
		t.Errorf("got  %swant %s", got, want)
	}
	got = written(t, &model.Extraction{
		Entities:  []*model.Entity{{ID: "policy/a", Type: model.TypePolicy, Label: "a"}},
		Relations: []*model.Relation{{Subject: "policy/a", Predicate: model.PartOf, Object: "policy/b", Evidence: []model.Evidence{{Rule: "r"}}}, {Subject: "policy/a", Predicate: model.PartOf, Object: "policy/c"}},
	})
	if strings.Contains(got, "null") {
		t.Errorf("a list without members is null: %s", got)
	}
}

// Text comes back as it was, whatever it holds.
func TestContractText(t *testing.T) {
	text := "a\"b\\c\td\r\ne\u2028f <&> \u00ad € 𝔸 '\f"
	line := written(t, &model.Extraction{Document: model.Document{Text: text}})
	var got struct{ Text string }
	if err := json.Unmarshal([]byte(line), &got); err != nil || got.Text != text {
		t.Errorf("%v: %q", err, got.Text)
	}
	if !strings.Contains(line, "<&>") {
		t.Errorf("escaped for HTML: %s", line)
	}
	if strings.Count(line, "\n") != 1 {
		t.Errorf("more than one line: %q", line)
	}
}

type full struct{}

var errFull = errors.New("disk is full")

func (full) Write([]byte) (int, error) { return 0, errFull }

func TestContractError(t *testing.T) {
	if err := model.WriteContract(full{}, &model.Extraction{}); !errors.Is(err, errFull) {
		t.Errorf("got %v", err)
	}
}
