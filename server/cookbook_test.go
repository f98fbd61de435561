package server_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rijksgraaf/server"
)

// The beginning and end of the cookbook in docs/graphql.md, and how many lines of an answer
// it shows.
const (
	cookbookFile  = "../docs/graphql.md"
	cookbookBegin = "<!-- cookbook: made by go test ./server -run TestCookbook -update -->\n"
	cookbookEnd   = "<!-- end of the cookbook -->\n"
	answerLines   = 24
)

// The cookbook has every question of testdata/queries with the answer that the documents
// that ship with the project give today.
func TestCookbook(t *testing.T) {
	c := serve(t, ingested(t), server.Options{})
	files, err := filepath.Glob("../testdata/queries/*.graphql")
	if err != nil || len(files) < 20 {
		t.Fatalf("%d questions: %v", len(files), err)
	}
	var b strings.Builder
	for i, f := range files {
		query, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		title, rest, _ := strings.Cut(strings.TrimPrefix(string(query), "# "), "\n")
		fmt.Fprintf(&b, "\n### %d. %s\n\n```graphql\n%s```\n", i+1, title, rest)
		if variables, err := os.ReadFile(strings.TrimSuffix(f, ".graphql") + ".variables.json"); err == nil {
			fmt.Fprintf(&b, "\nwith `%s`\n", bytes.TrimSpace(variables))
		}
		fmt.Fprintf(&b, "\n```json\n%s```\n", shortened(string(c.question(f))))
	}
	doc, err := os.ReadFile(cookbookFile)
	if err != nil {
		t.Fatal(err)
	}
	head, rest, found := strings.Cut(string(doc), cookbookBegin)
	_, tail, ended := strings.Cut(rest, cookbookEnd)
	if !found || !ended {
		t.Fatalf("%s has no place for the cookbook", cookbookFile)
	}
	want := head + cookbookBegin + b.String() + "\n" + cookbookEnd + tail
	if *update {
		if err := os.WriteFile(cookbookFile, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if string(doc) != want {
		t.Errorf("the cookbook of %s is stale (run with -update and read the diff):\n%s", cookbookFile, firstDifference(doc, []byte(want)))
	}
}

// shortened gives the first lines of an answer.
func shortened(answer string) string {
	lines := strings.SplitAfter(answer, "\n")
	if len(lines) <= answerLines+1 {
		return answer
	}
	return strings.Join(lines[:answerLines], "") + fmt.Sprintf("… %d more lines\n", len(lines)-1-answerLines)
}
