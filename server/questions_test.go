package server_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rijksgraaf/document"
	"rijksgraaf/extract"
	"rijksgraaf/graph"
	"rijksgraaf/server"
)

var update = flag.Bool("update", false, "write the expected answers of testdata/queries anew")

// ingested gives a store, opened with at most one set of options, with the documents that
// ship with the project.
func ingested(t testing.TB, o ...graph.Options) *graph.Store {
	t.Helper()
	files, err := filepath.Glob("../testdata/documents/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no documents: %v", err)
	}
	x, err := extract.New()
	if err != nil {
		t.Fatal(err)
	}
	s := newStoreWith(t, append(o, graph.Options{})[0])
	for _, f := range files {
		d, err := document.Read(f)
		if err != nil {
			t.Fatal(err)
		}
		put(t, s, x.Extract(d))
	}
	return s
}

// The questions of testdata/queries, from documents to answers over HTTP.
func TestQuestions(t *testing.T) {
	c := serve(t, ingested(t), server.Options{})
	files, err := filepath.Glob("../testdata/queries/*.graphql")
	if err != nil || len(files) < 5 {
		t.Fatalf("%d questions: %v", len(files), err)
	}
	for _, f := range files {
		name := strings.TrimSuffix(filepath.Base(f), ".graphql")
		t.Run(name, func(t *testing.T) {
			c := client{t, c.url}
			got := c.question(f)
			want := strings.TrimSuffix(f, ".graphql") + ".json"
			if *update {
				if err := os.WriteFile(want, got, 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			expected, err := os.ReadFile(want)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got, expected) {
				t.Errorf("the answer differs from %s (run with -update and read the diff):\n%s", want, firstDifference(got, expected))
			}
		})
	}
}

// question asks what stands in the file and gives the answer's data, indented.
func (c client) question(file string) []byte {
	c.t.Helper()
	query, err := os.ReadFile(file)
	if err != nil {
		c.t.Fatal(err)
	}
	variables := map[string]any{}
	text, err := os.ReadFile(strings.TrimSuffix(file, ".graphql") + ".variables.json")
	if err == nil {
		err = json.Unmarshal(text, &variables)
	}
	if err != nil && !os.IsNotExist(err) {
		c.t.Fatal(err)
	}
	var data json.RawMessage
	c.get(&data, string(query), variables)
	var b bytes.Buffer
	if err := json.Indent(&b, data, "", "  "); err != nil {
		c.t.Fatal(err)
	}
	b.WriteByte('\n')
	return b.Bytes()
}

// firstDifference shows the first line that differs, with what stands around it.
func firstDifference(got, want []byte) string {
	a, b := strings.Split(string(got), "\n"), strings.Split(string(want), "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return strings.Join(a[max(0, i-3):i], "\n") + "\ngot    " + a[i] + "\nwanted " + b[i]
		}
	}
	return "one is longer than the other"
}
