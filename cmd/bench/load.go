package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/spf13/cobra"

	"rijksgraaf/graph"
	"rijksgraaf/internal/budgetgen"
	"rijksgraaf/internal/gcpace"
)

// groupQuads is how many quads are committed at once: twice as many as ingest does, which
// holds documents that are being read besides.
const groupQuads = 100_000

// loading is what a load measured.
type loading struct {
	Quads     int      `json:"quads"`
	Documents int      `json:"documents"`
	Ours      loadRate `json:"ours"`
	Plain     loadRate `json:"plain"`
	// PlainMade is Plain and the time in which its quads were made, as Ours has it.
	PlainMade loadRate `json:"plainMade"`
	// Steps are the same of every tenth part, to see whether it stays linear.
	Steps []loadStep `json:"steps"`
}

// loadRate is how fast one side was, and the size of its file.
type loadRate struct {
	Seconds        float64 `json:"seconds"`
	CPUSeconds     float64 `json:"cpuSeconds"`
	QuadsPerSecond float64 `json:"quadsPerSecond"`
	BytesPerQuad   float64 `json:"bytesPerQuad"`
}

// loadStep is a part of a load, up to a number of quads; times are microseconds a quad.
type loadStep struct {
	Quads                          int
	Ours, OursCPU, Plain, PlainCPU float64
}

func load() *cobra.Command {
	var o loadOptions
	c := &cobra.Command{
		Use:   "load FOLDER",
		Short: "Load quads into our store and into plain Cayley, in turns",
		Long: `Loads what generated documents say into a new store and, as the same quads, into plain
Cayley on the same engine, in turns so that both meet the same machine. Both are
durable: our store commits documents of some 100,000 quads at once, plain Cayley 10,000
quads, the batch that it takes best. Our store makes the quads of what documents say while
it loads; for plain Cayley that is done before, and its time is given without it and
with it (plainMade). Of a load of one commit compare two processes (--side): whoever comes
first has all memory to get from the system. Leaves them in FOLDER/ours and FOLDER/plain.`,
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			got, err := o.run(c.Context(), args[0], c.ErrOrStderr())
			if err != nil {
				return err
			}
			return printJSON(c.OutOrStdout(), got)
		},
	}
	c.Flags().IntVar(&o.quads, "quads", 1_000_000, "quads to load")
	c.Flags().Uint64Var(&o.seed, "seed", 1, "seed of the random numbers")
	c.Flags().StringVar(&o.side, "side", "", "load one `side` only, ours or plain")
	c.Flags().StringVar(&o.profiles, "profiles", "", "`folder`, which is there, to write a profile of the processor to for each tenth part")
	c.Flags().IntVar(&o.batch, "plain-batch", plainBatch, "quads that plain Cayley commits at once")
	return c
}

type loadOptions struct {
	quads int
	seed  uint64
	side  string
	batch int
	// profiles is the folder for a profile of each part; "" for none.
	profiles string
}

func (o loadOptions) run(ctx context.Context, dir string, progress io.Writer) (got loading, err error) {
	both, err := newLoader(ctx, dir, o)
	if err != nil {
		return got, err
	}
	profile := profiles{folder: o.profiles}
	defer func() { err = errors.Join(err, profile.end()) }()
	if err := profile.next(1); err != nil {
		return got, err
	}
	var last loading
	for turn := 0; got.Quads < o.quads; turn++ {
		group, quads := both.next(got.Documents, o.quads-got.Quads)
		if err := both.load(group, turn%2 == 0, &got); err != nil {
			return got, err
		}
		got.Documents += len(group)
		got.Quads += quads
		if got.Quads >= (len(got.Steps)+1)*o.quads/10 {
			step := got.since(last)
			got.Steps = append(got.Steps, step)
			last = got
			_, _ = fmt.Fprintf(progress, "%9d quads: ours %.1f µs a quad (cpu %.1f), plain %.1f (cpu %.1f)\n", step.Quads, step.Ours, step.OursCPU, step.Plain, step.PlainCPU)
			if err := profile.next(len(got.Steps) + 1); err != nil {
				return got, err
			}
		}
	}
	err = both.close()
	got.Ours.finish(got.Quads, filepath.Join(dir, "ours"))
	got.Plain.finish(got.Quads, filepath.Join(dir, "plain"))
	got.PlainMade.Seconds += got.Plain.Seconds
	got.PlainMade.CPUSeconds += got.Plain.CPUSeconds
	got.PlainMade.finish(got.Quads, filepath.Join(dir, "plain"))
	return got, err
}

// profiles writes a profile of the processor for each part, into a folder; "" for nowhere.
type profiles struct {
	folder string
	stop   func() error // ends the one under way; nil for none
}

// next begins the profile of a part, and ends that of the one before.
func (p *profiles) next(part int) error {
	if p.folder == "" {
		return nil
	}
	err := p.end()
	if err == nil {
		p.stop, err = startProfile(filepath.Join(p.folder, fmt.Sprintf("%02d.pprof", part)))
	}
	return err
}

func (p *profiles) end() (err error) {
	if p.stop != nil {
		err, p.stop = p.stop(), nil
	}
	return err
}

// since gives the part that was loaded after an earlier state.
func (l loading) since(before loading) loadStep {
	n := float64(l.Quads-before.Quads) / 1e6
	return loadStep{l.Quads, (l.Ours.Seconds - before.Ours.Seconds) / n, (l.Ours.CPUSeconds - before.Ours.CPUSeconds) / n,
		(l.Plain.Seconds - before.Plain.Seconds) / n, (l.Plain.CPUSeconds - before.Plain.CPUSeconds) / n}
}

func (r *loadRate) finish(quads int, dir string) {
	if r.Seconds > 0 {
		r.QuadsPerSecond = float64(quads) / r.Seconds
		r.BytesPerQuad = float64(folderSize(dir)) / float64(quads)
	}
}

// loader loads both sides, or one.
type loader struct {
	ctx   context.Context
	ours  *graph.Store
	plain *plainCayley
	empty *graph.View
	loadOptions
}

func newLoader(ctx context.Context, dir string, o loadOptions) (*loader, error) {
	l := &loader{ctx: ctx, loadOptions: o}
	none, err := graph.Open(graph.Memory, graph.Options{})
	if err != nil {
		return nil, err
	}
	l.empty = none.View()
	if err := none.Close(); err != nil {
		return nil, err
	}
	if o.side != "plain" {
		if l.ours, err = graph.Open(filepath.Join(dir, "ours"), graph.Options{Size: gcpace.Store}); err != nil {
			return nil, err
		}
	}
	if o.side != "ours" {
		l.plain, err = createPlain(filepath.Join(dir, "plain"))
	}
	return l, err
}

// next makes the change sets of the next documents.
func (l *loader) next(first, most int) (list []*graph.ChangeSet, quads int) {
	for i := first; quads < min(groupQuads, most); i++ {
		cs := graph.Changes(l.empty, budgetgen.Extraction(i, l.seed))
		list = append(list, cs)
		quads += cs.Added()
	}
	return list, quads
}

func (l *loader) load(group []*graph.ChangeSet, oursFirst bool, got *loading) error {
	ours := func() error {
		if l.ours == nil {
			return nil
		}
		return got.Ours.time(func() error {
			_, err := l.ours.ApplyAll(l.ctx, group)
			return err
		})
	}
	plain := func() error {
		if l.plain == nil {
			return nil
		}
		var list [][]cayley.Delta
		_ = got.PlainMade.time(func() error { // which gives no error
			list = l.plain.deltas(group, l.batch)
			return nil
		})
		return got.Plain.time(func() error { return l.plain.load(list) })
	}
	if !oursFirst {
		ours, plain = plain, ours
	}
	if err := ours(); err != nil {
		return err
	}
	return plain()
}

// time adds how long f takes.
func (r *loadRate) time(f func() error) error {
	start, cpu := time.Now(), cpuTime()
	err := f()
	r.Seconds += time.Since(start).Seconds()
	r.CPUSeconds += (cpuTime() - cpu).Seconds()
	return err
}

func (l *loader) close() (err error) {
	if l.plain != nil {
		err = l.plain.close()
	}
	if l.ours != nil {
		err = errors.Join(err, l.ours.Close())
	}
	return err
}

func printJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	return e.Encode(v)
}

// folderSize is how many bytes the files of a folder take on disk.
func folderSize(dir string) (n int64) {
	_ = filepath.WalkDir(dir, func(_ string, d os.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() {
			if info, err := d.Info(); err == nil {
				n += onDisk(info)
			}
		}
		return nil
	})
	return n
}
