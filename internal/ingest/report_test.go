package ingest_test

import (
	"bytes"
	"context"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"rijksgraaf/graph"
	"rijksgraaf/internal/ingest"
	"rijksgraaf/model"
)

// TestReport: whatever stands in names and reasons, the tables keep their columns.
func TestReport(t *testing.T) {
	run, _ := record(graph.Memory, func(path string) ([]byte, error) {
		if path == "b|d.txt" {
			return nil, &model.Error{Code: model.CodeInvalid, Message: "b|d.txt is *bad*\nin line 2"}
		}
		return bytesOf(path, "GBVS"), nil
	})
	r := ingest.Report{Program: "p", Command: "c", Started: time.Unix(0, 0).UTC(), Seconds: 2, Settings: []ingest.Setting{{Name: "store", Value: "a|b"}}}
	run.Report = func(o ingest.Outcome) {
		o.Warnings = []string{"<b> is odd"}
		r.Files = append(r.Files, ingest.NewFileReport(o))
	}
	var err error
	if r.Summary, err = run.Do(context.Background(), named("a_1", "b|d.txt", "c")); err != nil {
		t.Fatal(err)
	}
	r.PagesPerSecond = r.Summary.PagesPerSecond(2 * time.Second)
	var b bytes.Buffer
	if err := r.WriteMarkdown(&b); err != nil {
		t.Fatal(err)
	}
	columns := 0
	for line := range strings.Lines(b.String()) {
		bars := strings.Count(strings.ReplaceAll(line, `\|`, ""), "|")
		if columns != 0 && bars != 0 && bars != columns {
			t.Errorf("a row has %d bars, its table %d: %s", bars, columns, line)
		}
		columns = bars
	}
	for _, want := range []string{
		"# Ingest of 1970-01-01T00:00:00Z\n", "| store | a\\|b |\n", "| documents | 2 | 2 added, 0 changed, 0 unchanged |\n", "| pages/s | 2.0 | of documents that were read |\n",
		"## Failures\n\n| file | reason |\n|---|---|\n| b\\|d.txt | b\\|d.txt is \\*bad\\* in line 2 |\n",
		"| c | \\<b> is odd |\n", "| a\\_1 | document/a\\_1 | added | 2 | 1 | 0 | 0 | 0 | 0 | 0 |\n", "| b\\|d.txt |  | failed |  |  |  |  |  |  |  |\n",
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("the report lacks %q:\n%s", want, b.String())
		}
	}
	checkJSON(t, &r)
}

func checkJSON(t *testing.T, r *ingest.Report) {
	t.Helper()
	var b bytes.Buffer
	if err := r.WriteJSON(&b); err != nil {
		t.Fatal(err)
	}
	var read ingest.Report
	if err := json.Unmarshal(b.Bytes(), &read); err != nil {
		t.Fatal(err)
	}
	if read.PagesPerSecond != 2 || read.Summary.Failed != 1 || len(read.Files) != 3 || read.Files[1].Code != model.CodeInvalid || read.Files[1].Counts != nil ||
		read.Files[0].Counts.Pages != 2 || !slices.Equal(read.Files[2].Messages, []string{"<b> is odd"}) {
		t.Errorf("the report reads back as %+v", read)
	}
}

// TestRate: what was passed over took no time, and does not count.
func TestRate(t *testing.T) {
	var s ingest.Summary
	s.Add(ingest.Outcome{Status: ingest.Unchanged, Skipped: true, Counts: ingest.Counts{Documents: 1, Pages: 100}})
	s.Add(ingest.Outcome{Status: ingest.Added, Counts: ingest.Counts{Documents: 1, Pages: 6}})
	s.Add(ingest.Outcome{Status: ingest.Failed})
	if documents, pages := s.Read(); documents != 1 || pages != 6 || s.PagesPerSecond(3*time.Second) != 2 || s.PagesPerSecond(0) != 0 || s.Files() != 3 {
		t.Errorf("got %d documents, %d pages, %v pages/s of %d files", documents, pages, s.PagesPerSecond(3*time.Second), s.Files())
	}
	if note := s.Rows(time.Second)[0].Note; note != "1 added, 0 changed, 1 unchanged of which 1 not read anew" {
		t.Errorf("the table says %q", note)
	}
}
