package document_test

import (
	"os"
	"strings"
	"testing"

	"rijksgraaf/document"
)

// many gives a file whose part between two marks stands in it 200 times.
func many(b *testing.B, file, from, until string) []byte {
	b.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		b.Fatal(err)
	}
	head, rest, ok := strings.Cut(string(data), from)
	part, tail, ended := strings.Cut(rest, until)
	if !ok || !ended {
		b.Fatalf("%s has no %s…%s", file, from, until)
	}
	return []byte(head + from + strings.Repeat(part, 200) + until + tail)
}

func benchmarkRead(b *testing.B, name string, data []byte) {
	if _, err := document.ReadBytes(name, data); err != nil { // the vocabulary is loaded
		b.Fatal(err)
	}
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := document.ReadBytes(name, data); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkReadHTML reads a page of 0.9 MB.
func BenchmarkReadHTML(b *testing.B) {
	benchmarkRead(b, "a.html", many(b, "../testdata/html/X-artikel-1.html", "<article>", "</article>"))
}

// BenchmarkReadXML reads a publication of 1 MB.
func BenchmarkReadXML(b *testing.B) {
	benchmarkRead(b, "a.xml", many(b, "../testdata/xml/X-artikel-1.xml", "<tekst>", "</tekst>"))
}
