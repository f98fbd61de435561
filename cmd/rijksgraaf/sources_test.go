package main

import (
	"archive/zip"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestFromTheWeb: an address is read like a file, by its content, and takes its part in a
// run with files; one that leads nowhere is one error.
func TestFromTheWeb(t *testing.T) {
	site := httptest.NewServer(http.FileServer(http.Dir("../../testdata")))
	defer site.Close()
	page := site.URL + "/html/VI-artikel-36.html"
	got := invoke(t, nil, "extract", "--format", "summary", "--allow-private", page)
	if got.status != statusOK || got.errors != "" || !strings.HasPrefix(got.out, page+": document/kst-35925-VI-2 ") {
		t.Errorf("%+v", got)
	}
	db := filepath.Join(t.TempDir(), "graph")
	got = invoke(t, nil, "ingest", "--db", db, "--allow-private", page, site.URL+"/gone.html", "../../testdata/documents/X-artikel-1.txt")
	if got.status != statusFailed || strings.Count(got.errors, "\n") != 1 || !strings.Contains(got.errors, "/gone.html does not exist: the server says 404") ||
		!strings.Contains(got.out, "2 added, 0 changed, 0 unchanged\n") {
		t.Errorf("%+v", got)
	}
	if got = invoke(t, nil, "extract", page); got.status != statusFailed || !strings.Contains(got.errors, "no public address") {
		t.Errorf("without --allow-private: %+v", got)
	}
}

// TestFromAZip: the documents of a zip are named by it and their place in it.
func TestFromAZip(t *testing.T) {
	file := filepath.Join(t.TempDir(), "year.zip")
	f, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	w := zip.NewWriter(f)
	for _, name := range []string{"html/VI-artikel-36.html", "xml/V-artikel-2.xml", "documents/X-artikel-1.txt"} {
		data, err := os.ReadFile(filepath.Join("../../testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		part, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := part.Write(data); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := w.Create("../out.txt"); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	got := invoke(t, nil, "ingest", "--db", filepath.Join(t.TempDir(), "graph"), file)
	for _, want := range []string{
		file + "!html/VI-artikel-36.html: document/kst-35925-VI-2 added",
		file + "!xml/V-artikel-2.xml: document/kst-36360-V-1 added",
		file + "!documents/X-artikel-1.txt: document/x-artikel-1 added",
		"3 added, 0 changed, 0 unchanged\n",
	} {
		if !strings.Contains(got.out, want) {
			t.Errorf("no %q in %q", want, got.out)
		}
	}
	if got.status != statusFailed || strings.Count(got.errors, "\n") != 1 || !strings.Contains(got.errors, "has a path that leads out of the zip") {
		t.Errorf("%d, %q", got.status, got.errors)
	}
	if got := invoke(t, nil, "extract", "--format", "summary", file); strings.Count(got.out, ": document/") != 3 {
		t.Errorf("%+v", got)
	}
}
