package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rijksgraaf/model"
)

// frogSays serves a Frog that takes one word for an organisation, and gives its address. A
// sentence that holds "Stuk" makes it close the connection.
func frogSays(t *testing.T, organisation string) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	talk := func(conn net.Conn) {
		defer func() { _ = conn.Close() }()
		for in := bufio.NewScanner(conn); in.Scan(); {
			if in.Text() == "EOT" {
				continue
			}
			if strings.Contains(in.Text(), "Stuk") {
				return
			}
			for i, w := range strings.Fields(strings.ReplaceAll(in.Text(), ".", " .")) {
				tag := "O"
				if w == organisation {
					tag = "B-ORG"
				}
				fmt.Fprintf(conn, "%d\t%s\t%s\t\tN()\t1.0\t%s\t\t\t\t\n", i+1, w, w, tag)
			}
			fmt.Fprint(conn, "\nREADY\n\n")
		}
	}
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			go talk(conn)
		}
	}()
	return l.Addr().String()
}

// command runs a command line and gives its exit status and what it wrote.
func command(arguments ...string) (status int, out, errs string) {
	var o, e bytes.Buffer
	status = run(context.Background(), system{Out: &o, Err: &e, LookupEnv: func(string) (string, bool) { return "", false }}, arguments)
	return status, o.String(), e.String()
}

// TestFrogProposes: what Frog proposes is in what extract, ingest and eval find; a
// document over which it breaks off fails alone.
func TestFrogProposes(t *testing.T) {
	dir := t.TempDir()
	good, bad := filepath.Join(dir, "a-good.txt"), filepath.Join(dir, "b-bad.txt")
	const text = "Artikel 1: Proef\nA. Algemene doelstelling\nDe Minister van Defensie verstrekt subsidie aan Zonneveld.\n"
	for file, text := range map[string]string{good: text, bad: text + "Stuk.\n"} {
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	addr := frogSays(t, "Zonneveld")
	if status, out, errs := command("extract", "--frog", addr, good); status != 0 || errs != "" || !strings.Contains(out, `"object":"organisation/zonneveld","qualifiers":{"proposedBy":"frog"}`) {
		t.Errorf("extract: %d\n%s%s", status, out, errs)
	}
	if _, out, _ := command("extract", good); strings.Contains(out, "zonneveld\"") {
		t.Errorf("extract without Frog: %s", out)
	}
	db := filepath.Join(dir, "graph")
	status, out, errs := command("ingest", "--db", db, "--frog", addr, good, bad)
	if status != 1 || !strings.Contains(errs, "closed the connection in the middle of an answer") || !strings.Contains(out, "1 added, 0 changed, 0 unchanged\n") {
		t.Errorf("ingest: %d\n%s%s", status, out, errs)
	}
	if _, out, _ := command("query", "--db", db, `{ relations(filter: {object: "organisation/zonneveld"}) { nodes { qualifiers { name value } } } }`); !strings.Contains(out, "proposedBy") {
		t.Errorf("query: %s", out)
	}
	gold := filepath.Join(dir, "gold.json")
	data, err := json.Marshal(map[string]any{"entities": []any{map[string]any{"ref": "Organisation/z", "types": []model.EntityType{model.TypeOrganisation}, "label": "Zonneveld",
		"core": true, "mentions": []any{map[string]any{"start": 90, "end": 99, "core": true}}}}})
	if err == nil {
		err = os.WriteFile(gold, data, 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
	with, without := recall(t, "eval", "--json", "--frog", addr, "--gold", gold, good), recall(t, "eval", "--json", "--gold", gold, good)
	if with != 1 || without != 0 {
		t.Errorf("recall of entities: %v with Frog, %v without", with, without)
	}
}

// recall runs eval and gives the recall of entities in its first line.
func recall(t *testing.T, arguments ...string) float64 {
	t.Helper()
	_, out, errs := command(arguments...)
	var got struct{ Entities struct{ Recall float64 } }
	first, _, _ := strings.Cut(out, "\n")
	if err := json.Unmarshal([]byte(first), &got); err != nil {
		t.Fatalf("%v: %s%s", err, out, errs)
	}
	return got.Entities.Recall
}
