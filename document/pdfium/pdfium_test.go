package pdfium

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"rijksgraaf/internal/testpdf"
)

// pagesOf reads all pages; where a page has no words, why.
func pagesOf(t *testing.T, data []byte, limit time.Duration) []string {
	t.Helper()
	f, err := Open(data)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	out := make([]string, f.Pages)
	var mu sync.Mutex
	err = f.Each(limit, func(n int, p *Page, err error) {
		mu.Lock()
		defer mu.Unlock()
		if out[n] != "" {
			t.Errorf("page %d is read twice", n)
		}
		switch {
		case errors.Is(err, ErrTime):
			out[n] = "time"
		case err != nil:
			out[n] = err.Error()
		default:
			out[n] = words(p)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func words(p *Page) string {
	var b strings.Builder
	for _, w := range p.Words {
		if w.Apart && b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(w.Text)
	}
	if b.Len() == 0 {
		return fmt.Sprintf("%d pictures", p.Images)
	}
	return b.String()
}

func line(x, y int, s string) string {
	return fmt.Sprintf("BT /F1 10 Tf %d %d Td (%s) Tj ET\n", x, y, s)
}

func TestPages(t *testing.T) {
	got := pagesOf(t, testpdf.Pages([]string{line(70, 700, "een"), "", line(70, 700, "drie")}), time.Minute)
	if want := []string{"een", "0 pictures", "drie"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// Words have their places from the upper left corner, and their size.
func TestPlaces(t *testing.T) {
	f, err := Open(testpdf.Pages([]string{line(70, 700, "AB CD")}))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	err = f.Each(time.Minute, func(n int, p *Page, err error) {
		if err != nil || len(p.Words) != 2 || p.Width != 595 || p.Height != 842 {
			t.Fatalf("%+v, %v", p, err)
		}
		a, b := p.Words[0], p.Words[1]
		s := p.Styles[a.Style]
		if s.Size != 10 || s.Baseline != 142 || s.Bold || !s.Upright {
			t.Errorf("style %+v", s)
		}
		if a.Text != "AB" || b.Text != "CD" || !b.Apart || a.X0 < 70 || a.X0 > 71 || b.X0 < a.X1 || a.X1 < 80 || a.X1 > 84 || a.Y1 < 141 || a.Y1 > 143 || a.Y0 < 134 || a.Y0 > 136 {
			t.Errorf("places %+v and %+v", a, b)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
}

// A page that hangs is given up; those before and after it are read.
func TestHanging(t *testing.T) {
	for _, pages := range []int{1, 3, 40} { // in a run of its own, and amid the pages of one
		hangs := pages / 3
		got := pagesOf(t, testpdf.Hanging(pages, hangs), 500*time.Millisecond)
		for n, said := range got {
			want := fmt.Sprintf("De inhoud van blad %d.", n)
			if n == hangs {
				want = "time"
			}
			if said != want {
				t.Errorf("page %d of %d: %q, want %q", n, pages, said, want)
			}
		}
	}
	got := pagesOf(t, testpdf.Pages([]string{line(70, 700, "daarna")}), time.Minute)
	if !slices.Equal(got, []string{"daarna"}) {
		t.Errorf("after a page that hung: %q", got)
	}
}

func TestRefused(t *testing.T) {
	whole := testpdf.Pages([]string{line(70, 700, "een")})
	for name, c := range map[string]struct {
		data []byte
		want error
	}{
		"encrypted": {testpdf.Encrypted(), ErrEncrypted},
		"no PDF":    {[]byte("%PDF-1.4\nniets"), ErrDamaged},
		"nothing":   {nil, ErrDamaged},
		"cut off":   {whole[:len(whole)/3], ErrDamaged},
	} {
		if _, err := Open(c.data); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

// Bookmarks come in their order, with level and page.
func TestBookmarks(t *testing.T) {
	p := testpdf.New(testpdf.Layout{})
	p.Heading("Artikel 2: Veiligheid", 1)
	p.Heading("A. Algemene doelstelling", 2)
	for range 80 {
		p.Prose("Een regel.")
	}
	p.Heading("Artikel 3: Coördinatie", 1)
	f, err := Open(p.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	want := []Bookmark{{"Artikel 2: Veiligheid", 1, 0}, {"A. Algemene doelstelling", 2, 0}, {"Artikel 3: Coördinatie", 1, f.Pages - 1}}
	if !slices.Equal(f.Bookmarks, want) || f.Pages < 2 {
		t.Errorf("%d pages, %+v, want %+v", f.Pages, f.Bookmarks, want)
	}
}

// Files that are read at once do not come into each other's way.
func TestManyFiles(t *testing.T) {
	var group sync.WaitGroup
	for n := range 12 {
		group.Add(1)
		go func() {
			defer group.Done()
			var contents []string
			var want []string
			for i := range 5 {
				s := fmt.Sprintf("%d van %d", i, n)
				contents = append(contents, line(70, 700, s))
				want = append(want, s)
			}
			if got := pagesOf(t, testpdf.Pages(contents), time.Minute); !slices.Equal(got, want) {
				t.Errorf("%q, want %q", got, want)
			}
		}()
	}
	group.Wait()
}

// All pages are dealt, each once, in runs that grow shorter towards the end.
func TestDeal(t *testing.T) {
	for _, pages := range []int{0, 1, 2, 5, 78, 1000} {
		d := &dealer{pages: pages, workers: 2}
		next, before := 0, maxRun
		for r := d.deal(); r.pages > 0; r = d.deal() {
			if r.first != next || r.pages > before {
				t.Errorf("%d pages: %+v after page %d and a run of %d", pages, r, next, before)
			}
			next, before = r.first+r.pages, r.pages
		}
		if next != pages {
			t.Errorf("%d of %d pages were dealt", next, pages)
		}
	}
}

// What a worker writes, the program reads; what is cut off is an error.
func TestWire(t *testing.T) {
	p := &Page{Width: 595, Height: 842, Images: 2,
		Words:  []Word{{Text: "één", X0: 1, Y0: 2, X1: 3, Y1: 4, Style: 1, Apart: true}, {Text: "2"}},
		Styles: []Style{{Size: 10, Baseline: 20, Bold: true, Upright: true}, {Size: 8, Italic: true}}}
	b := encodePage(p)
	got, err := decodePage(b)
	if err != nil || fmt.Sprint(got) != fmt.Sprint(p) {
		t.Errorf("%v, %v, want %v", got, err, p)
	}
	marks := []Bookmark{{"Één", 1, 0}, {"", 2, -1}}
	o := encodeOpen(3, marks)
	if n, m, err := decodeOpen(o); n != 3 || err != nil || !slices.Equal(m, marks) {
		t.Errorf("%d, %v, %v", n, m, err)
	}
	for i := range b {
		if _, err := decodePage(b[:i]); err == nil {
			t.Errorf("%d bytes of a page are read", i)
		}
	}
	for _, atOnce := range []bool{true, false} {
		want := run{7, 2, atOnce}
		if r, err := decodeRun(encodeRun(want)); err != nil || r != want {
			t.Errorf("%v, %v", r, err)
		}
	}
	if _, err := decodeRun(encodeRun(run{7, 2, false})[:7]); err == nil {
		t.Error("a question that is cut off is read")
	}
	for i := range o {
		if _, m, err := decodeOpen(o[:i]); err == nil && len(m) == len(marks) {
			t.Errorf("%d bytes of an answer are read", i)
		}
	}
}

// A page that is turned has its places as a reader sees it, and text along its side is not
// upright.
func TestTurnedPage(t *testing.T) {
	data := testpdf.Pages([]string{"BT /F1 10 Tf 0 1 -1 0 200 100 Tm (rechtop) Tj ET BT /F1 10 Tf 70 700 Td (opzij) Tj ET"})
	for turned, want := range map[string]struct {
		x, y    float32
		upright string
	}{
		"/Rotate 90": {100, 200, "rechtop"},
		"/Rotate 0":  {70, 142, "opzij"},
	} {
		f, err := Open(bytes.Replace(data, []byte("/MediaBox"), []byte(turned+" /MediaBox"), 1))
		if err != nil {
			t.Fatal(err)
		}
		err = f.Each(time.Minute, func(_ int, p *Page, err error) {
			if err != nil || len(p.Words) != 2 {
				t.Fatalf("%+v, %v", p, err)
			}
			for _, w := range p.Words {
				s := p.Styles[w.Style]
				if s.Upright != (w.Text == want.upright) {
					t.Errorf("%s: %q upright: %t", turned, w.Text, s.Upright)
				}
				if s.Upright && (w.X0 < want.x || w.X0 > want.x+2 || s.Baseline != want.y) {
					t.Errorf("%s: %q stands at %g, %g", turned, w.Text, w.X0, s.Baseline)
				}
			}
		})
		if err != nil {
			t.Fatal(err)
		}
		f.Close()
	}
}
