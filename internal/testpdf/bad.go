package testpdf

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"strings"

	"codeberg.org/go-pdf/fpdf"
)

// Encrypted gives a PDF that opens with a password only.
func Encrypted() []byte {
	p := New(Layout{})
	p.pdf.SetProtection(0, "geheim", "baas")
	p.Prose("Dit is geheim.")
	return p.Bytes()
}

// Scanned gives a PDF of pages that are a picture each, and, where text is set, of one more
// page with it.
func Scanned(pages int, text string) []byte {
	pdf := blank()
	picture := image.NewGray(image.Rect(0, 0, 40, 60))
	for i := range picture.Pix {
		picture.Pix[i] = 0xff
	}
	for x := 5; x < 35; x++ {
		picture.Set(x, 20, color.Gray{})
	}
	var b bytes.Buffer
	if err := png.Encode(&b, picture); err != nil {
		panic(err)
	}
	options := fpdf.ImageOptions{ImageType: "PNG"}
	pdf.RegisterImageOptionsReader("scan", options, &b)
	for range pages {
		pdf.AddPage()
		pdf.ImageOptions("scan", 0, 0, width, height, false, options, 0, "")
	}
	if text != "" {
		pdf.AddPage()
		pdf.SetFont("Times", "", body)
		pdf.Text(left, top, text)
	}
	var out bytes.Buffer
	if err := pdf.Output(&out); err != nil {
		panic(err)
	}
	return out.Bytes()
}

// Pages gives a PDF that is written by hand: a page for each content, which draws with the
// font F1, and forms that any page may draw, X0, X1 and on.
func Pages(contents []string, forms ...string) []byte {
	var b bytes.Buffer
	var at []int
	object := func(format string, args ...any) {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n", len(at))
		fmt.Fprintf(&b, format, args...)
		b.WriteString("\nendobj\n")
	}
	b.WriteString("%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
	object("<< /Type /Catalog /Pages 2 0 R >>")
	firstForm := 5
	firstPage := firstForm + len(forms)
	var kids strings.Builder
	for i := range contents {
		fmt.Fprintf(&kids, "%d 0 R ", firstPage+2*i)
	}
	object("<< /Type /Pages /Count %d /Kids [%s] >>", len(contents), kids.String())
	object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
	var names strings.Builder
	for i := range forms {
		fmt.Fprintf(&names, "/X%d %d 0 R ", i, firstForm+i)
	}
	object("<< /Font << /F1 3 0 R >> /XObject << %s>> >>", names.String())
	for _, f := range forms {
		object("<< /Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources 4 0 R /Length %d >>\nstream\n%s\nendstream", len(f), f)
	}
	for i, c := range contents {
		object("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources 4 0 R /Contents %d 0 R >>", firstPage+2*i+1)
		object("<< /Length %d >>\nstream\n%s\nendstream", len(c), c)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, o := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, start)
	return b.Bytes()
}

// Hanging gives a PDF in which the page with number hangs, from 0, would take years: each
// form draws the next one ten times. The others say their number.
func Hanging(pages, hangs int) []byte {
	const depth = 18
	forms := make([]string, depth)
	for i := range forms {
		forms[i] = "BT /F1 10 Tf 70 700 Td (nog eens) Tj ET"
		if i+1 < depth {
			forms[i] = strings.Repeat(fmt.Sprintf("/X%d Do ", i+1), 10)
		}
	}
	contents := make([]string, pages)
	for i := range contents {
		contents[i] = fmt.Sprintf("BT /F1 10 Tf 70 700 Td (De inhoud van blad %d.) Tj ET", i)
	}
	contents[hangs] = "/X0 Do"
	return Pages(contents, forms...)
}
