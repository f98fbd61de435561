package sources_test

import (
	"testing"
	"testing/fstest"

	"rijksgraaf/internal/sources"
)

func TestWithin(t *testing.T) {
	list, err := sources.Within(fstest.MapFS{"b/een.txt": {Data: []byte("een")}, "a/twee.pdf": {Data: []byte("twee")}, "a/README.md": {Data: []byte("x")}})
	if err != nil || len(list) != 2 || list[0].Path != "twee.pdf" || list[1].Path != "een.txt" {
		t.Fatal(list, err)
	}
	if data, err := list[1].Read(t.Context()); err != nil || string(data) != "een" {
		t.Errorf("%q %v", data, err)
	}
}
