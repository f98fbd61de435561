package document_test

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	pdf "github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/webassembly"

	"rijksgraaf/document"
	"rijksgraaf/internal/testpdf"
)

// pdfFiles are the PDFs that benchmarks read: one of our own, and those of the folder that
// RIJKSGRAAF_PDFS names.
func pdfFiles(tb testing.TB) map[string][]byte {
	tb.Helper()
	out := map[string][]byte{"made": testpdf.Long(200)}
	paths, err := filepath.Glob(filepath.Join(os.Getenv("RIJKSGRAAF_PDFS"), "*.pdf"))
	if err != nil {
		tb.Fatal(err)
	}
	for _, p := range paths {
		if out[filepath.Base(p)], err = os.ReadFile(p); err != nil {
			tb.Fatal(err)
		}
	}
	return out
}

// BenchmarkPDF reads documents out of PDFs and, in turn with that, takes out nothing but
// the text of their pages with go-pdfium's own call, in as many instances at once as there
// are processors. It gives the pages a second of both, what share ours are of the bare ones,
// and the same by the time of processors, which does not depend on who else uses them: of
// each file, and of all of them one after another.
func BenchmarkPDF(b *testing.B) {
	pool, err := webassembly.Init(webassembly.Config{MaxIdle: 4, MaxTotal: 4})
	if err != nil {
		b.Fatal(err)
	}
	defer pool.Close()
	files := pdfFiles(b)
	names := slices.Sorted(maps.Keys(files))
	for _, name := range names {
		b.Run(name, func(b *testing.B) { besideBare(b, pool, files[name]) })
	}
	b.Run("all", func(b *testing.B) {
		var all [][]byte
		for _, name := range names {
			all = append(all, files[name])
		}
		besideBare(b, pool, all...)
	})
}

// besideBare reads files, each in turn with taking out its bare text.
func besideBare(b *testing.B, pool pdf.Pool, files ...[]byte) {
	pages := 0
	var ours, theirs, oursCPU, theirsCPU time.Duration
	read := func(data []byte) {
		d, err := document.ReadBytes("pages.pdf", data)
		if err != nil {
			b.Fatal(err)
		}
		pages += d.Pages
	}
	// Workers start before the clock does, as the pool of the other side does.
	read(files[0])
	bare(b, pool, files[0])
	pages = 0
	for b.Loop() {
		for _, data := range files {
			start, used := time.Now(), processorTime()
			read(data)
			ours += time.Since(start)
			oursCPU += processorTime() - used
			start, used = time.Now(), processorTime()
			bare(b, pool, data)
			theirs += time.Since(start)
			theirsCPU += processorTime() - used
		}
	}
	b.ReportMetric(float64(pages)/ours.Seconds(), "pages/s")
	b.ReportMetric(float64(pages)/theirs.Seconds(), "bare-pages/s")
	b.ReportMetric(theirs.Seconds()/ours.Seconds(), "of-bare")
	if oursCPU > 0 {
		b.ReportMetric(theirsCPU.Seconds()/oursCPU.Seconds(), "of-bare-cpu")
	}
}

// bare takes out the text of all pages.
func bare(b *testing.B, pool pdf.Pool, data []byte) {
	var group sync.WaitGroup
	workers := min(4, runtime.GOMAXPROCS(0))
	for w := range workers {
		p, err := pool.GetInstance(time.Minute)
		if err != nil {
			b.Fatal(err)
		}
		doc, err := p.OpenDocument(&requests.OpenDocument{File: &data})
		if err != nil {
			b.Fatal(err)
		}
		count, err := p.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: doc.Document})
		if err != nil {
			b.Fatal(err)
		}
		group.Add(1)
		go func() {
			defer group.Done()
			defer p.Close()
			for i := w; i < count.PageCount; i += workers {
				page := requests.Page{ByIndex: &requests.PageByIndex{Document: doc.Document, Index: i}}
				if _, err := p.GetPageText(&requests.GetPageText{Page: page}); err != nil {
					b.Error(err)
				}
			}
		}()
	}
	group.Wait()
}

// processorTime is what this process and the workers have used of the processors; 0 where
// the system does not tell.
func processorTime() time.Duration {
	stats, err := filepath.Glob("/proc/[0-9]*/stat")
	if err != nil {
		return 0
	}
	var ticks int
	for _, s := range stats {
		text, err := os.ReadFile(s)
		if err != nil {
			continue // it ended
		}
		_, rest, _ := strings.Cut(string(text), ") ")
		f := strings.Fields(rest)
		if len(f) < 13 || f[1] != strconv.Itoa(os.Getpid()) && s != fmt.Sprintf("/proc/%d/stat", os.Getpid()) {
			continue
		}
		user, _ := strconv.Atoi(f[11])
		system, _ := strconv.Atoi(f[12])
		ticks += user + system
	}
	return time.Duration(ticks) * 10 * time.Millisecond
}
