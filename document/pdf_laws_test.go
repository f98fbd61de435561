package document_test

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"rijksgraaf/document"
	"rijksgraaf/internal/testpdf"
	"rijksgraaf/model"
)

// scattered are words that mean something to the reader of pages.
var scattered = []string{"de", "minister", "interna-", "tionale", "veiligheid.", "Nederland", "1", "2", "12", "1.204", "2021", "2022", "-", "–", "p.m.",
	"Artikel 2: Veiligheid", "A. Algemene doelstelling", "Tabel 1", "\\(x EUR 1.000\\)", "Stimuleren", "Pagina 3", "1.1", "a\\)", "door:", "voor:",
	"Tweede Kamer, vergaderjaar 2022-2023, 36 360 V, nr. 1", "Bron: CBS", "Inhoud", strings.Repeat("lange regel ", 8)}

// randomPage draws words at random places, in random sizes and directions; some in rows.
func randomPage(t *rapid.T) string {
	var b strings.Builder
	y := 800
	for range rapid.IntRange(0, 40).Draw(t, "words") {
		x := rapid.IntRange(-20, 600).Draw(t, "x")
		if y -= rapid.SampledFrom([]int{0, 0, 0, 4, 9, 12, 12, 30}).Draw(t, "down"); y < 0 {
			y = 800
		}
		size := rapid.SampledFrom([]int{0, 5, 8, 10, 10, 10, 14, 40}).Draw(t, "size")
		turn := rapid.SampledFrom([]string{"1 0 0 1", "1 0 0 1", "1 0 0 1", "0 1 -1 0", "-1 0 0 -1", "0.7 0.7 -0.7 0.7"}).Draw(t, "turn")
		word := rapid.SampledFrom(scattered).Draw(t, "word")
		fmt.Fprintf(&b, "BT /F1 %d Tf %s %d %d Tm (%s) Tj ET\n", size, turn, x, y, word)
	}
	return b.String()
}

// Whatever stands on its pages, a PDF is read or refused, keeps the laws, and reads the
// same again.
func TestLawsOfRandomPDFs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var pages []string
		for range rapid.IntRange(1, 4).Draw(t, "pages") {
			pages = append(pages, randomPage(t))
		}
		data := testpdf.Pages(pages)
		d, err := document.ReadBytes("random.pdf", data)
		if err != nil {
			if model.CodeOf(err) != model.CodeInvalid {
				t.Fatalf("%v", err)
			}
			return
		}
		laws(t, d)
		tableLaw(t, d)
		again, err := document.ReadBytes("random.pdf", data)
		if err != nil || again.Text != d.Text || outline(again) != outline(d) {
			t.Fatalf("%v, %q, then %q", err, d.Text, again.Text)
		}
		if d.Pages != len(pages) {
			t.Fatalf("%d pages of %d", d.Pages, len(pages))
		}
	})
}
