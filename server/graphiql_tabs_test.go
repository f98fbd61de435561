package server_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"

	"rijksgraaf/server"
)

// The questions that GraphiQL opens with are answered, as the page sends them.
func TestGraphiQLQuestionsAreAnswered(t *testing.T) {
	text, err := os.ReadFile("graphiql/dist/questions.js")
	if err != nil {
		t.Skip("GraphiQL is not built: run make web")
	}
	_, list, _ := strings.Cut(string(text), "const questions = ")
	var tabs []struct{ Query, Variables string }
	if err := json.Unmarshal([]byte(strings.TrimSuffix(strings.TrimSpace(list), ";")), &tabs); err != nil || len(tabs) < 5 {
		t.Fatalf("%d questions: %v", len(tabs), err)
	}
	c := serve(t, ingested(t), server.Options{})
	for _, tab := range tabs {
		variables := map[string]any{}
		if tab.Variables != "" {
			if err := json.Unmarshal([]byte(tab.Variables), &variables); err != nil {
				t.Errorf("%v in %s", err, tab.Variables)
			}
		}
		if !regexp.MustCompile(`(?m)^query [A-Z]\w+`).MatchString(tab.Query) {
			t.Errorf("the tab would have no name: %s", tab.Query)
		}
		var data map[string]any
		c.get(&data, tab.Query, variables)
	}
}

// In a browser, under the policy that the page is sent with.
func TestGraphiQLTabsInABrowser(t *testing.T) {
	if _, err := os.Stat("graphiql/dist/questions.js"); err != nil {
		t.Skip("GraphiQL is not built: run make web")
	}
	if _, err := exec.LookPath("chromium"); err != nil {
		t.Skip("there is no chromium")
	}
	c := serve(t, newStore(t, paperV(t)), server.Options{})
	named := regexp.MustCompile(`graphiql-tab-button">([^<]*)<`)
	for address, want := range map[string][]string{
		"/graphiql/": {"Threats", "Chapters"},
		"/graphiql/?query=query%20Mine%20%7B__typename%7D": {"Mine", "Threats", "Chapters"},
	} {
		profile, err := os.MkdirTemp("", "chromium")
		if err != nil {
			t.Fatal(err)
		}
		defer os.RemoveAll(profile) // which may be written to for a moment more
		out, err := command(t, "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir="+profile,
			"--virtual-time-budget=10000", "--dump-dom", c.url+address).Output()
		if err != nil {
			t.Fatalf("%v: %s", err, stderrOf(err))
		}
		var tabs []string
		for _, m := range named.FindAllSubmatch(out, -1) {
			tabs = append(tabs, string(m[1]))
		}
		if len(tabs) < 5 || !slices.Equal(tabs[:len(want)], want) {
			t.Errorf("%s: the tabs are %q", address, tabs)
		}
	}
}
