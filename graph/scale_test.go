package graph

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"

	"rijksgraaf/model"
)

// scaleEnv is how many quads the benchmarks of size have, several with commas between.
const scaleEnv = "RIJKSGRAAF_BENCH_QUADS"

// scales gives the sizes that were asked for; one that is soon done when none was.
func scales(b *testing.B) []int {
	b.Helper()
	var out []int
	for s := range strings.SplitSeq(cmp.Or(os.Getenv(scaleEnv), "100000"), ",") {
		n, err := strconv.Atoi(s)
		if err != nil {
			b.Fatalf("%s: %v", scaleEnv, err)
		}
		out = append(out, n)
	}
	return out
}

// resident gives the memory of the process in MB: its own, and what of files is mapped into
// it, which the system takes back when it needs it. Nothing where nobody says.
func resident() (own, mapped float64) {
	data, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0, 0
	}
	for line := range strings.Lines(string(data)) {
		name, rest, _ := strings.Cut(line, ":")
		kb, _ := strconv.ParseFloat(strings.TrimSuffix(strings.TrimSpace(rest), " kB"), 64)
		switch name {
		case "RssAnon":
			own = kb * 1024 / 1e6
		case "RssFile":
			mapped = kb * 1024 / 1e6
		}
	}
	return own, mapped
}

// reportResident reports the memory of the process.
func reportResident(b *testing.B) {
	own, mapped := resident()
	b.ReportMetric(own, "MB-own")
	b.ReportMetric(mapped, "MB-mapped")
}

// mostOwn follows the process's own memory until the function that it gives is called, which
// tells the most that there was, in MB.
func mostOwn() func() float64 {
	enough, most := make(chan struct{}), make(chan float64)
	go func() {
		largest := 0.0
		for tick := time.NewTicker(10 * time.Millisecond); ; {
			select {
			case <-enough:
				tick.Stop()
				most <- largest
				return
			case <-tick.C:
				own, _ := resident()
				largest = max(largest, own)
			}
		}
	}()
	return func() float64 { close(enough); return <-most }
}

// BenchmarkView makes views of several sizes, without a store under them, and reports the
// bytes a quad that are alive in each, what the first read takes, what a commit costs of making
// the next view and the first read of that, and an entity with 50 relations and their evidence.
func BenchmarkView(b *testing.B) {
	for _, size := range scales(b) {
		b.Run(fmt.Sprintf("%d-quads", size), func(b *testing.B) {
			for b.Loop() {
				var before, now runtime.MemStats
				debug.FreeOSMemory()
				runtime.ReadMemStats(&before)
				v := scaled(b, size)
				start := time.Now()
				v.Statistics()
				b.ReportMetric(time.Since(start).Seconds()*1000, "first-read-ms")
				runtime.GC()
				runtime.ReadMemStats(&now)
				b.ReportMetric(float64(now.HeapAlloc-before.HeapAlloc)/float64(v.said.total.quads), "B/quad")
				measureCommits(b, v)
				measureCard(b, v)
			}
			b.ReportMetric(0, "ns/op")
		})
	}
}

// measureCommits changes documents and adds others, and reports the median time that a view
// of each and the first read of it take.
func measureCommits(b *testing.B, v *View) {
	var made, read []time.Duration
	for i := range 100 {
		s := newSaying(budgeted(1 + i*7))
		if i%2 == 0 {
			s = newSaying(budgeted(1_000_000 + i))
		} else {
			s.document.Title += " (changed)"
		}
		start := time.Now()
		n := v.with(s.document.ID, s)
		made = append(made, time.Since(start))
		start = time.Now()
		n.Statistics()
		read = append(read, time.Since(start))
		v = n
	}
	b.ReportMetric(float64(quantile(made, 50).Microseconds())/1000, "view-of-commit-ms")
	b.ReportMetric(float64(quantile(read, 50).Microseconds())/1000, "read-after-commit-ms")
}

// measureCard reports the median time of reading an entity with 50 relations.
func measureCard(b *testing.B, v *View) {
	var list []time.Duration
	for range 200 {
		n := v.copied().follows(v)
		n.recent = nil // keeps no answers
		n.Statistics()
		start := time.Now()
		if userReads[0].ours(n) != 50 {
			b.Fatal("it has other relations")
		}
		list = append(list, time.Since(start))
	}
	b.ReportMetric(float64(quantile(list, 50).Nanoseconds())/1000, "card-p50-µs")
}

// BenchmarkIndexFile writes and reads index files of several sizes.
func BenchmarkIndexFile(b *testing.B) {
	for _, size := range scales(b) {
		b.Run(fmt.Sprintf("%d-quads", size), func(b *testing.B) {
			v := scaled(b, size)
			dir := b.TempDir()
			state := indexState{commit: 1}
			var all []written
			for id, d := range v.said.documents.All() {
				all = append(all, written{id, d})
			}
			quads := float64(v.said.total.quads)
			v = nil
			for b.Loop() {
				start := time.Now()
				if err := writeAside(filepath.Join(dir, IndexFile), func(w io.Writer) error { return writeSegment(w, all, state) }); err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(time.Since(start).Seconds(), "s/write")
				all = nil
				debug.FreeOSMemory()
				start = time.Now()
				list, _, ok := readIndex(dir, state)
				if !ok {
					b.Fatal("it cannot be read")
				}
				v = newView(newVocabulary("")).withRecords(list)
				v.Statistics()
				b.ReportMetric(time.Since(start).Seconds(), "s/read")
				reportResident(b)
				all = list
			}
			info, err := os.Stat(filepath.Join(dir, IndexFile))
			if err != nil {
				b.Fatal(err)
			}
			b.ReportMetric(float64(info.Size())/quads, "B/quad")
			b.ReportMetric(0, "ns/op")
		})
	}
}

// scaleDirEnv is a folder in which the stores of the benchmarks are kept from one run to the
// next; without it they are made anew.
const scaleDirEnv = "RIJKSGRAAF_BENCH_DIR"

// scaledStore makes a store of about so many quads, and gives its folder.
func scaledStore(b *testing.B, quads int) string {
	b.Helper()
	dir := filepath.Join(cmp.Or(os.Getenv(scaleDirEnv), b.TempDir()), strconv.Itoa(quads))
	if exists(filepath.Join(dir, formatFile)) {
		return dir
	}
	s, err := Open(dir, Options{})
	if err != nil {
		b.Fatal(err)
	}
	put(b, s, fiftyRelations())
	for doc := 1; s.View().said.total.quads < quads; {
		var list []*ChangeSet
		for range 20 {
			list = append(list, Changes(s.View(), budgeted(doc)))
			doc++
		}
		if _, err := s.ApplyAll(b.Context(), list); err != nil {
			b.Fatal(err)
		}
	}
	if err := s.Close(); err != nil {
		b.Fatal(err)
	}
	return dir
}

// BenchmarkOpenLarge opens stores of several sizes, from the index file and from Cayley, and
// reports how long it takes up to the first answer, the memory that is resident then, and the
// most of its own that the process had meanwhile.
func BenchmarkOpenLarge(b *testing.B) {
	for _, size := range scales(b) {
		dir := scaledStore(b, size)
		for _, way := range []string{"index", "cayley"} {
			b.Run(fmt.Sprintf("%s-%d", way, size), func(b *testing.B) {
				kept := filepath.Join(dir, IndexFile)
				if way == "cayley" {
					if err := os.Rename(kept, kept+".aside"); err != nil {
						b.Fatal(err)
					}
					defer func() { _ = os.Rename(kept+".aside", kept) }()
				}
				quads, most := 0, 0.0
				for b.Loop() {
					debug.FreeOSMemory()
					watched := mostOwn()
					s, err := Open(dir, Options{ReadOnly: true})
					if err != nil {
						b.Fatal(err)
					}
					quads, most = s.View().Statistics().Quads, max(most, watched())
					reportResident(b)
					if (s.persisted.segments > 0) != (way == "index") {
						b.Fatalf("the index file has %d segments", s.persisted.segments)
					}
					_ = s.Close()
				}
				b.ReportMetric(float64(quads)*float64(b.N)/b.Elapsed().Seconds(), "quads/s")
				b.ReportMetric(b.Elapsed().Seconds()/float64(b.N), "s/open")
				b.ReportMetric(most, "MB-own-most")
				b.ReportMetric(0, "ns/op")
			})
		}
	}
}

// userRead is one of the reads that users wait for, by us and by plain Cayley; plain is nil
// where Cayley would look at everything.
type userRead struct {
	name  string
	ours  func(v *View) int
	plain func(c *plainReader) int
}

// userReads are the six reads, each of which gives how much it found; some by another index.
var userReads = []userRead{
	{"card", func(v *View) int {
		e, n := v.Entity("ministry/fifty"), 0
		for _, r := range v.RelationsOf(e.ID, DirectionBoth, RelationFilter{}) {
			n += len(r.Evidence)
		}
		return n
	}, func(c *plainReader) int { return c.card("ministry/fifty") }},
	{"neighbours", func(v *View) int { return len(v.Neighbourhood("ministry/fifty", 1, nil, nil, 0).Nodes) - 1 },
		func(c *plainReader) int {
			list := c.neighbours("ministry/fifty")
			for _, id := range list {
				c.about(quad.Subject, c.voc.id(id)) // their names
			}
			return len(list)
		}},
	{"page-of-subject", func(v *View) int {
		_, total := v.RelationPage(RelationFilter{Subject: "ministry/fifty"}, 10, 25)
		return total
	}, nil},
	{"page-of-object", func(v *View) int {
		_, total := v.RelationPage(RelationFilter{Object: "organisation/o7"}, 10, 25)
		return total
	}, nil},
	{"page-of-predicate", func(v *View) int {
		page, _ := v.RelationPage(RelationFilter{Predicates: []model.Predicate{model.Funds}}, 200, 25)
		return len(page)
	}, nil},
	{"counts", func(v *View) int { return len(v.Statistics().EntitiesByType) }, nil},
	{"prefix", func(v *View) int { return len(v.ByPrefix("stichting programma b", nil, 10)) }, nil},
	{"two-hops", func(v *View) int { return len(v.Neighbourhood("organisation/o77", 2, nil, nil, 0).Nodes) },
		func(c *plainReader) int {
			seen := map[string]bool{}
			for _, n := range c.neighbours("organisation/o77") {
				for _, m := range c.neighbours(n) {
					seen[m] = true
				}
			}
			return len(seen)
		}},
}

// plainCopy gives the quads of a store in a file of plain Cayley, with its own indexes.
func plainCopy(b *testing.B, s *Store) cayley.QuadStore {
	b.Helper()
	qs := plainCayley(b)
	var batch []cayley.Delta
	flush := func() error {
		err := qs.ApplyDeltas(batch, cayley.IgnoreOpts{})
		batch = batch[:0]
		return err
	}
	err := s.back.each(func(q quad.Quad) error {
		if batch = append(batch, cayley.Delta{Quad: q, Action: cayley.Add}); len(batch) < 10_000 {
			return nil
		}
		return flush()
	})
	if err = errors.Join(err, flush()); err != nil {
		b.Fatal(err)
	}
	return qs
}

// plainReader reads with Cayley alone.
type plainReader struct {
	b   *testing.B
	qs  cayley.QuadStore
	voc *vocabulary
}

// about gives the quads that have a node on a side.
func (c *plainReader) about(d quad.Direction, v quad.Value) []quad.Quad {
	ref := c.qs.ValueOf(v)
	if ref == nil {
		return nil
	}
	it := c.qs.QuadIterator(d, ref)
	defer func() { _ = it.Close() }()
	var out []quad.Quad
	for it.Next(context.Background()) {
		out = append(out, c.qs.Quad(it.Result()))
	}
	return out
}

// card reads an entity's names and mentions, its relations and their evidence.
func (c *plainReader) card(id string) int {
	node := c.voc.id(id)
	found := 0
	c.about(quad.Subject, node)
	for _, d := range []quad.IRI{rdfSubject, rdfObject} {
		for _, q := range c.about(quad.Object, node) {
			if q.Predicate != d {
				continue
			}
			for _, of := range c.about(quad.Subject, q.Subject) {
				if of.Predicate == c.voc.attestation {
					found++
				}
			}
		}
	}
	return found
}

// neighbours gives the entities that an entity is related to.
func (c *plainReader) neighbours(id string) []string {
	var out []string
	for _, side := range [2]quad.Direction{quad.Subject, quad.Object} {
		for _, q := range c.about(side, c.voc.id(id)) {
			other := q.Object
			if side == quad.Object {
				other = q.Subject
			}
			name, ok := c.voc.defOf(q.Predicate)
			if node, known := c.voc.idOf(other); ok && known && isPredicate(name) {
				out = append(out, node)
			}
		}
	}
	return out
}

// BenchmarkReads measures the reads that users wait for at several sizes, each by itself
// after a hundred others, so that nothing is kept of the answer: the median and the slowest of
// a hundred, and the same of plain Cayley with the same quads, where it can be asked.
func BenchmarkReads(b *testing.B) {
	for _, size := range scales(b) {
		s, err := Open(scaledStore(b, size), Options{ReadOnly: true})
		if err != nil {
			b.Fatal(err)
		}
		s.View().Statistics()
		qs := plainCopy(b, s)
		for _, r := range userReads {
			b.Run(fmt.Sprintf("%s-%d", r.name, size), func(b *testing.B) {
				c := &plainReader{b, qs, s.voc}
				var ours, plain []time.Duration
				found := 0
				for b.Loop() {
					for range 100 {
						v := s.View().copied().follows(s.View())
						v.recent = nil // keeps no answers
						v.Statistics()
						start := time.Now()
						found = r.ours(v)
						ours = append(ours, time.Since(start))
					}
					for i := 0; i < 20 && r.plain != nil; i++ {
						start := time.Now()
						if n := r.plain(c); n == 0 {
							b.Fatal("Cayley found nothing")
						}
						plain = append(plain, time.Since(start))
					}
				}
				if found == 0 {
					b.Fatal("nothing found")
				}
				report(b, "", ours)
				if r.plain != nil {
					report(b, "cayley-", plain)
					b.ReportMetric(float64(quantile(plain, 50))/float64(quantile(ours, 50)), "times")
				}
				b.ReportMetric(0, "ns/op")
			})
		}
		_ = s.Close()
	}
}

func report(b *testing.B, prefix string, list []time.Duration) {
	b.ReportMetric(float64(quantile(list, 50).Nanoseconds())/1000, prefix+"p50-µs")
	b.ReportMetric(float64(quantile(list, 99).Nanoseconds())/1000, prefix+"p99-µs")
}

// quantile sorts times and gives the one below which so many in a hundred lie.
func quantile(list []time.Duration, of int) time.Duration {
	slices.Sort(list)
	return list[min(len(list)*of/100, len(list)-1)]
}
