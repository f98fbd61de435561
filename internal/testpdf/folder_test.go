package testpdf_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"rijksgraaf/internal/testpdf"
)

var update = flag.Bool("update", false, "write the files of testdata/pdf anew")

// TestFolder keeps testdata/pdf equal to what this package makes, so that the files that
// scripts and people read are those that tests know.
func TestFolder(t *testing.T) {
	for name, want := range testpdf.Folder() {
		path := filepath.Join("../../testdata/pdf", name)
		if *update {
			if err := os.WriteFile(path, want, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		got, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s is another: go test ./internal/testpdf -update", path)
		}
	}
}
