package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/spf13/cobra"

	"rijksgraaf/graph"
	"rijksgraaf/internal/budgetgen"
	"rijksgraaf/internal/gcpace"
)

// concurrency is what readers met without and with ingest beside them.
type concurrency struct {
	Readers int        `json:"readers"`
	Quads   int        `json:"quads"`
	Alone   percentile `json:"alone"`
	Beside  percentile `json:"besideIngest"`
	// Ratio is p99 beside ingest by p99 alone.
	Ratio float64 `json:"ratio"`
	// Written is how many quads were committed meanwhile.
	Written int `json:"written"`
}

// percentile is of the times of reads, in milliseconds.
type percentile struct {
	P50   float64 `json:"p50"`
	P99   float64 `json:"p99"`
	Reads int     `json:"reads"`
}

type readersOptions struct {
	readers, quads, rounds int
	seconds                time.Duration
	seed                   uint64
	dir                    string
	json                   bool
}

func readers() *cobra.Command {
	var o readersOptions
	c := &cobra.Command{
		Use:   "readers",
		Short: "How long 64 readers wait without and with bulk ingest beside them",
		Long: `Fills a store, and lets readers read entities with all their relations and evidence, one
after the other without a pause, in turns alone and beside a writer that commits
documents as fast as it can. A read takes from its call until the reader can go on,
so waiting for a processor counts.`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			got, err := o.run(c.Context())
			switch {
			case err != nil:
				return err
			case o.json:
				return printJSON(c.OutOrStdout(), got)
			}
			return got.write(c.OutOrStdout())
		},
	}
	c.Flags().IntVar(&o.readers, "readers", 64, "readers at once")
	c.Flags().IntVar(&o.quads, "quads", 200_000, "quads in the store before")
	c.Flags().IntVar(&o.rounds, "rounds", 3, "turns of each")
	c.Flags().DurationVar(&o.seconds, "for", 5*time.Second, "how long a turn takes")
	c.Flags().Uint64Var(&o.seed, "seed", 1, "seed of the random numbers")
	c.Flags().StringVar(&o.dir, "dir", "", "`folder` for the store, which is removed (the system's temporary one)")
	c.Flags().BoolVar(&o.json, "json", false, "print JSON")
	return c
}

func (o readersOptions) run(ctx context.Context) (got concurrency, err error) {
	dir, err := os.MkdirTemp(o.dir, "rijksgraaf-bench-")
	if err != nil {
		return got, err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	s, err := graph.Open(filepath.Join(dir, "store"), graph.Options{Size: gcpace.Store, Serving: true})
	if err != nil {
		return got, err
	}
	defer func() { _ = s.Close() }()
	w := &bulkWriter{s: s, seed: o.seed}
	for w.quads < o.quads {
		if err := w.group(ctx); err != nil {
			return got, err
		}
	}
	got.Readers, got.Quads = o.readers, w.quads
	ids, err := sampled(dir, &ourStore{s})
	if err != nil {
		return got, err
	}
	var alone, beside []time.Duration
	for range o.rounds {
		runtime.GC()
		alone = append(alone, o.turn(s, ids)...)
		stop := w.start(ctx)
		beside = append(beside, o.turn(s, ids)...)
		if err := stop(); err != nil {
			return got, err
		}
	}
	got.Written = w.quads - got.Quads
	got.Alone, got.Beside = percentiles(alone), percentiles(beside)
	got.Ratio = got.Beside.P99 / got.Alone.P99
	return got, nil
}

// turn lets all readers read for a while, and gives how long each read took.
func (o readersOptions) turn(s *graph.Store, ids []string) []time.Duration {
	took := make([][]time.Duration, o.readers)
	var all sync.WaitGroup
	end := time.Now().Add(o.seconds)
	for r := range took {
		all.Go(func() {
			for start := time.Now(); start.Before(end); {
				card(s.View(), ids[(r+len(took[r]))%len(ids)])
				runtime.Gosched() // as a reader does that answers somebody
				now := time.Now()
				took[r] = append(took[r], now.Sub(start))
				start = now
			}
		})
	}
	all.Wait()
	return slices.Concat(took...)
}

func percentiles(took []time.Duration) percentile {
	return percentile{quantile(took, .5), quantile(took, .99), len(took)}
}

// bulkWriter commits documents, one group after the other.
type bulkWriter struct {
	s         *graph.Store
	seed      uint64
	documents int
	quads     int
}

// group commits the next documents.
func (w *bulkWriter) group(ctx context.Context) error {
	var list []*graph.ChangeSet
	for quads := 0; quads < groupQuads; w.documents++ {
		cs := graph.Changes(w.s.View(), budgetgen.Extraction(w.documents, w.seed))
		list = append(list, cs)
		quads += cs.Added()
	}
	results, err := w.s.ApplyAll(ctx, list)
	for _, r := range results {
		w.quads += r.Added
	}
	return err
}

// start writes until it is stopped.
func (w *bulkWriter) start(ctx context.Context) (stop func() error) {
	var ended atomic.Bool
	result := make(chan error, 1)
	go func() {
		for !ended.Load() {
			if err := w.group(ctx); err != nil {
				result <- err
				return
			}
		}
		result <- nil
	}()
	return func() error {
		ended.Store(true)
		return <-result
	}
}

// write prints a Markdown table.
func (c concurrency) write(w io.Writer) error {
	_, err := fmt.Fprintf(w, "| %d readers, %d quads | p50, ms | p99, ms | reads |\n|---|---|---|---|\n| alone | %s | %s | %d |\n| beside ingest of %d quads | %s | %s | %d |\n| p99 beside ingest by p99 alone | | %.2f | |\n",
		c.Readers, c.Quads, milliseconds(c.Alone.P50), milliseconds(c.Alone.P99), c.Alone.Reads,
		c.Written, milliseconds(c.Beside.P50), milliseconds(c.Beside.P99), c.Beside.Reads, c.Ratio)
	return err
}
