package server_test

import (
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"rijksgraaf/server"
)

// A small front end of others' tools: types made of our schema by GraphQL Code Generator,
// compiled by TypeScript, and run with Apollo Client, its cache and its pagination. The
// program holds lines that must not compile, so that types which allow everything fail.
func TestTypedClient(t *testing.T) {
	c := serve(t, ingested(t), server.Options{Persisted: 10})
	build := scriptIn(t, "../test/apps", "build.mjs", c.url+"/graphql", "built/typed")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("the program does not build: %v\n%s", err, out)
	}
	out, err := scriptIn(t, "../test/apps", "built/typed/js/threats.js", c.url+"/graphql").Output()
	if err != nil {
		t.Fatalf("%v: %s", err, stderrOf(err))
	}
	var got struct {
		Pages, Total, Edges, Different, Again int
		Cached                                bool
		Chapter, Refused                      string
		Types, Extends, Methods               []string
	}
	if err := json.Unmarshal(out, &got); err != nil {
		t.Fatalf("%v in %s", err, out)
	}
	if got.Total < 15 || got.Edges != got.Total || got.Different != got.Total || got.Pages != (got.Total+6)/7 {
		t.Errorf("pages of seven do not add up to the list: %s", out)
	}
	if got.Again != 0 || !got.Cached {
		t.Errorf("the cache does not know what was asked: %s", out)
	}
	if got.Chapter != "V" || len(got.Extends) != 5 || strings.Join(got.Types, " ") != "THREAT" || got.Refused != "LIMIT" {
		t.Errorf("the program read something else: %s", out)
	}
	if strings.Join(got.Methods, " ") != "GET POST" { // hashes by GET, what is not known by POST
		t.Errorf("queries were not sent by their hash: %v", got.Methods)
	}
}

// localhost is where the examples of the documentation expect a server.
const localhost = "http://127.0.0.1:8080"

// examples gives the blocks of one language in the part of docs/graphql.md on clients.
func examples(t *testing.T, language string) []string {
	t.Helper()
	text, err := os.ReadFile("../docs/graphql.md")
	if err != nil {
		t.Fatal(err)
	}
	_, part, ok := strings.Cut(string(text), "\n## Clients\n")
	if !ok {
		t.Fatal("docs/graphql.md tells nothing of clients")
	}
	part, _, _ = strings.Cut(part, "\n## ")
	var out []string
	for _, m := range regexp.MustCompile("(?s)```"+language+"\n(.*?)```").FindAllStringSubmatch(part, -1) {
		out = append(out, m[1])
	}
	return out
}

// command runs a program, or skips the test where the machine has none of that name.
func command(t *testing.T, name string, arguments ...string) *exec.Cmd {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		t.Skip("there is no " + name)
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	t.Cleanup(cancel)
	return exec.CommandContext(ctx, path, arguments...)
}

func TestCurlExamples(t *testing.T) {
	command(t, "curl")
	c := serve(t, ingested(t), server.Options{})
	wants := []string{`{"entity":{"id":"budget-chapter/V","label":"Buitenlandse Zaken"}}`, `"statistics":{"documents":5,`}
	blocks := examples(t, "sh")
	if len(blocks) != len(wants) {
		t.Fatalf("%d examples, wanted %d", len(blocks), len(wants))
	}
	for i, want := range wants {
		out, err := command(t, "sh", "-c", strings.ReplaceAll(blocks[i], localhost, c.url)).CombinedOutput()
		if err != nil || !strings.Contains(string(out), want) {
			t.Errorf("%s%v: %s", blocks[i], err, out)
		}
	}
	refused := strings.ReplaceAll(strings.ReplaceAll(blocks[1], localhost, c.url), "statistics", "nothing")
	if out, err := command(t, "sh", "-c", refused).CombinedOutput(); err == nil || !strings.Contains(string(out), "nothing") {
		t.Errorf("a refused question gives no exit status: %s", out)
	}
}

func TestPythonExample(t *testing.T) {
	command(t, "python3")
	c := serve(t, ingested(t), server.Options{})
	blocks := examples(t, "python")
	if len(blocks) != 1 {
		t.Fatalf("%d examples", len(blocks))
	}
	file := filepath.Join(t.TempDir(), "threats.py")
	if err := os.WriteFile(file, []byte(blocks[0]), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := command(t, "python3", file, c.url+"/graphql").CombinedOutput()
	var want struct {
		Entities struct{ Nodes []struct{ ID, Label string } }
	}
	c.get(&want, `{ entities(filter: {types: [THREAT]}, first: 1000) { nodes { id label } } }`, nil)
	var lines strings.Builder
	for _, n := range want.Entities.Nodes {
		lines.WriteString(n.ID + "\t" + n.Label + "\n")
	}
	if err != nil || len(want.Entities.Nodes) < 11 || string(out) != lines.String() {
		t.Errorf("%v: %s\nwanted %s", err, out, lines.String())
	}
	broken := strings.Replace(blocks[0], "totalCount", "nothing", 1)
	if err := os.WriteFile(file, []byte(broken), 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := command(t, "python3", file, c.url+"/graphql").CombinedOutput(); err == nil || !strings.Contains(string(out), "nothing") || strings.Contains(string(out), "Traceback") {
		t.Errorf("a refused question is not told: %v, %s", err, out)
	}
}
