package extract_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"testing"

	"rijksgraaf/document"
	"rijksgraaf/extract"
)

// varied makes a text of at least size bytes out of the sentences of the gold texts:
// articles with the usual sections, their sentences drawn with a fixed seed and their
// numbers and years changed, so that no two articles are the same.
func varied(b testing.TB, size int) []byte {
	b.Helper()
	files, err := filepath.Glob("../testdata/gold/*.txt")
	if err != nil || len(files) == 0 {
		b.Fatal("no gold texts", err)
	}
	var sentences, items []string
	for _, f := range files {
		raw, err := os.ReadFile(f)
		if err != nil {
			b.Fatal(err)
		}
		for _, l := range strings.Split(string(raw), "\n") {
			if l = strings.TrimSpace(l); strings.HasPrefix(l, "–") || strings.HasPrefix(l, "- ") {
				items = append(items, l)
			}
		}
		for _, s := range strings.SplitAfter(strings.ReplaceAll(string(raw), "\n", " "), ". ") {
			if len(s) > 40 && len(s) < 400 {
				sentences = append(sentences, strings.TrimSpace(s))
			}
		}
	}
	r := rand.New(rand.NewPCG(1, 2))
	var t strings.Builder
	for n := 1; t.Len() < size; n++ {
		fmt.Fprintf(&t, "Artikel %d: Beleid voor het jaar %d\nA. Algemene doelstelling\n", n, 2000+n%30)
		draw(&t, r, sentences, 4)
		t.WriteString("B. Rol en verantwoordelijkheid\n")
		draw(&t, r, sentences, 10)
		t.WriteString("De Minister van Defensie is verantwoordelijk voor:\n")
		for range 5 {
			t.WriteString(items[r.IntN(len(items))] + "\n")
		}
		t.WriteString("C. Beleidsconclusies\n")
		draw(&t, r, sentences, 5)
	}
	return []byte(t.String())
}

func draw(t *strings.Builder, r *rand.Rand, sentences []string, n int) {
	for range n {
		t.WriteString(sentences[r.IntN(len(sentences))] + fmt.Sprintf(" Dit gold in %d.\n", 2000+r.IntN(30)))
	}
}

// BenchmarkExtract reads and extracts texts of 1 MB and 10 MB on one core; it reports
// MB/s and, as ratio, the time a byte at 10 MB by that at 1 MB. It checks that relations
// were found and that every mention re-reads.
func BenchmarkExtract(b *testing.B) {
	x, err := extract.New()
	if err != nil {
		b.Fatal(err)
	}
	// As the program does; see cmd/rijksgraaf/main.go.
	defer debug.SetGCPercent(debug.SetGCPercent(400))
	perByte := map[string]float64{}
	for _, size := range []int{1 << 20, 10 << 20} {
		name := fmt.Sprintf("%dMB", size>>20)
		text := varied(b, size)
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				d, err := document.ReadBytes("bench.txt", text)
				if err != nil {
					b.Fatal(err)
				}
				if got := x.Extract(d); len(got.Relations) < size/10000 {
					b.Fatalf("%d relations", len(got.Relations))
				}
			}
			perByte[name] = float64(b.Elapsed().Nanoseconds()) / float64(b.N) / float64(len(text))
			if one := perByte["1MB"]; name != "1MB" && one > 0 {
				b.ReportMetric(perByte[name]/one, "x-time-a-byte-at-1MB")
			}
		})
	}
}
