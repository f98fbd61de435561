package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"rijksgraaf/graph"
)

// ingesting is what a whole run of ingest measured.
type ingesting struct {
	Documents int `json:"documents"`
	Pages     int `json:"pages"`
	Bytes     int `json:"bytes"`
	Quads     int `json:"quads"`
	Commits   int `json:"commits"`
	// Seconds is from the start of the process to its end, CPUSeconds on all cores.
	Seconds        float64 `json:"seconds"`
	CPUSeconds     float64 `json:"cpuSeconds"`
	PagesPerSecond float64 `json:"pagesPerSecond"`
	QuadsPerSecond float64 `json:"quadsPerSecond"`
	// Peak is what the process held when its own memory was largest.
	Peak      memory `json:"peak"`
	StoreSize int64  `json:"storeSize"`
}

type ingestOptions struct {
	pages        int
	seed         uint64
	program, dir string
	json         bool
}

func bulkIngest() *cobra.Command {
	var o ingestOptions
	c := &cobra.Command{
		Use:   "ingest",
		Short: "Generated pages from text to durable, by the program as it is",
		Long: `Generates documents, ingests them with one run of rijksgraaf into a new store, and tells
how long that process took and how much memory it held. Build the program first.`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			got, err := o.run(c.Context(), c.ErrOrStderr())
			switch {
			case err != nil:
				return err
			case o.json:
				return printJSON(c.OutOrStdout(), got)
			}
			return got.write(c.OutOrStdout())
		},
	}
	c.Flags().IntVar(&o.pages, "pages", 6000, "pages over all documents")
	c.Flags().Uint64Var(&o.seed, "seed", 1, "seed of the random numbers")
	c.Flags().StringVar(&o.program, "program", "bin/rijksgraaf", "the program to measure")
	c.Flags().StringVar(&o.dir, "dir", "", "`folder` for the documents and the store, which are removed (the system's temporary one)")
	c.Flags().BoolVar(&o.json, "json", false, "print JSON")
	return c
}

func (o ingestOptions) run(ctx context.Context, progress io.Writer) (got ingesting, err error) {
	dir, err := os.MkdirTemp(o.dir, "rijksgraaf-bench-")
	if err != nil {
		return got, err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	documents, db := filepath.Join(dir, "documents"), filepath.Join(dir, "store")
	w, err := writeDocuments(documents, o.pages, o.seed)
	if err != nil {
		return got, err
	}
	got.Bytes = w.bytes
	report := filepath.Join(dir, "report.json")
	cmd := exec.CommandContext(ctx, o.program, "ingest", "--db", db, "--report", report, documents)
	cmd.Stderr = progress
	start := time.Now()
	if err := cmd.Start(); err != nil {
		return got, fmt.Errorf("build the program first (make build), or name it with --program: %w", err)
	}
	stop, most := make(chan struct{}), make(chan memory, 1)
	go func() { most <- peak(cmd.Process.Pid, stop) }()
	err = cmd.Wait()
	got.Seconds = time.Since(start).Seconds()
	close(stop)
	got.Peak = <-most
	if err != nil {
		return got, fmt.Errorf("%s ingest: %w", o.program, err)
	}
	got.CPUSeconds = (cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Seconds()
	return got, got.look(report, db)
}

// look reads what the run left behind.
func (g *ingesting) look(report, db string) error {
	data, err := os.ReadFile(report)
	if err != nil {
		return err
	}
	var r struct {
		Summary struct{ Documents, Pages int }
	}
	if err := json.Unmarshal(data, &r); err != nil {
		return err
	}
	s, err := graph.Open(db, graph.Options{ReadOnly: true})
	if err != nil {
		return err
	}
	g.Documents, g.Pages = r.Summary.Documents, r.Summary.Pages
	g.Quads, g.Commits = s.View().Statistics().Quads, s.View().Commit()
	g.PagesPerSecond, g.QuadsPerSecond = float64(g.Pages)/g.Seconds, float64(g.Quads)/g.Seconds
	g.StoreSize = folderSize(db)
	return s.Close()
}

// write prints a Markdown table.
func (g ingesting) write(w io.Writer) error {
	text := "| what | figure |\n|---|---|\n"
	for _, row := range [][2]string{
		{"documents, pages, text", fmt.Sprintf("%d, %d, %.1f MB", g.Documents, g.Pages, float64(g.Bytes)/1e6)},
		{"quads", strconv.Itoa(g.Quads)},
		{"from text to durable, the whole process", fmt.Sprintf("%.1f s", g.Seconds)},
		{"processor time", fmt.Sprintf("%.1f s", g.CPUSeconds)},
		{"rate", fmt.Sprintf("%.0f pages/s, %.0f quads/s", g.PagesPerSecond, g.QuadsPerSecond)},
		{"memory at its peak, of its own; mapped then", fmt.Sprintf("%d MB; %d MB", g.Peak.Own>>20, g.Peak.Mapped>>20)},
		{"store on disk", fmt.Sprintf("%d MB, %.0f bytes a quad", g.StoreSize>>20, float64(g.StoreSize)/float64(max(g.Quads, 1)))},
	} {
		text += "| " + row[0] + " | " + row[1] + " |\n"
	}
	_, err := io.WriteString(w, text)
	return err
}
