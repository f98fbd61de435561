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
	"strings"

	"github.com/spf13/cobra"
)

// measured is a row of the table: one number of quads, both sides.
type measured struct {
	Load  loading `json:"load"`
	Ours  reading `json:"ours"`
	Plain reading `json:"plain"`
}

func table() *cobra.Command {
	var large bool
	var seed uint64
	var sizes []int
	var dir, report string
	c := &cobra.Command{
		Use:   "table",
		Short: "The table of docs/performance.md: load, size, memory, start and reads by the number of quads",
		Long: `Fills a store of 10,000, of 100,000 and of 1,000,000 quads, and plain Cayley beside it,
and times six reads of both, each in a process of its own; so are loads of one commit. Prints a Markdown table on
standard output, and what it is doing on standard error. With --large there is a
row of 10,000,000 quads as well: it takes some 20 GB of disk and half an hour.`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if large {
				sizes = append(sizes, 10_000_000)
			}
			rows, err := measureAll(c.Context(), dir, sizes, seed, c.ErrOrStderr())
			if err != nil {
				return err
			}
			if report != "" {
				if err := writeReport(report, rows); err != nil {
					return err
				}
			}
			return writeTable(c.OutOrStdout(), rows)
		},
	}
	c.Flags().BoolVar(&large, "large", false, "10,000,000 quads as well")
	c.Flags().IntSliceVar(&sizes, "sizes", []int{10_000, 100_000, 1_000_000}, "numbers of quads")
	c.Flags().Uint64Var(&seed, "seed", 1, "seed of the random numbers")
	c.Flags().StringVar(&dir, "dir", "", "`folder` for the stores, which are removed (the system's temporary one)")
	c.Flags().StringVar(&report, "json", "", "`file` to write all figures to")
	return c
}

func measureAll(ctx context.Context, dir string, sizes []int, seed uint64, progress io.Writer) (rows []measured, err error) {
	for _, n := range sizes {
		_, _ = fmt.Fprintf(progress, "%d quads\n", n)
		row, err := measure(ctx, dir, n, seed, progress)
		if err != nil {
			return nil, err
		}
		rows = append(rows, row)
	}
	return rows, nil
}

func measure(ctx context.Context, dir string, quads int, seed uint64, progress io.Writer) (m measured, err error) {
	if dir, err = os.MkdirTemp(dir, "rijksgraaf-bench-"); err != nil {
		return m, err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	if m.Load, err = loadBoth(ctx, dir, quads, seed, progress); err != nil {
		return m, err
	}
	if err := inChild(ctx, progress, &m.Ours, "reads", dir); err != nil {
		return m, err
	}
	if err := inChild(ctx, progress, &m.Plain, "reads", "--plain", dir); err != nil {
		return m, err
	}
	for _, name := range readNames {
		if ours, plain := m.Ours.Reads[name].Found, m.Plain.Reads[name].Found; ours != plain {
			_, _ = fmt.Fprintf(progress, "%s: our store found %d, plain Cayley %d\n", name, ours, plain)
		}
	}
	return m, nil
}

// loadBoth loads both sides: in turns, or each in a process of its own where there would be one
// turn only, for whoever comes first in a process has all its memory to get from the system.
func loadBoth(ctx context.Context, dir string, quads int, seed uint64, progress io.Writer) (got loading, err error) {
	args := []string{"load", "--quads", strconv.Itoa(quads), "--seed", strconv.FormatUint(seed, 10), dir}
	if quads > groupQuads {
		return got, inChild(ctx, progress, &got, args...)
	}
	var plain loading
	if err := inChild(ctx, progress, &got, append(args, "--side", "ours")...); err != nil {
		return got, err
	}
	err = inChild(ctx, progress, &plain, append(args, "--side", "plain")...)
	got.Plain, got.PlainMade = plain.Plain, plain.PlainMade
	return got, err
}

// inChild runs this program anew and reads the JSON that it prints.
func inChild(ctx context.Context, progress io.Writer, into any, args ...string) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	cmd := exec.CommandContext(ctx, self, args...)
	cmd.Stderr = progress
	out, err := cmd.Output()
	if err != nil {
		return fmt.Errorf("%s: %w", strings.Join(args, " "), err)
	}
	return json.Unmarshal(out, into)
}

func writeReport(path string, v any) error {
	f, err := os.Create(filepath.Clean(path))
	if err != nil {
		return err
	}
	if err := printJSON(f, v); err != nil {
		_ = f.Close()
		return err
	}
	return f.Close()
}

// writeTable writes the rows as a Markdown table, ours and plain Cayley's below each other.
func writeTable(w io.Writer, rows []measured) error {
	var b strings.Builder
	fmt.Fprintf(&b, "| quads | side | load, quads/s (and made) | bytes a quad | memory, MB (mapped) | start, s | %s |\n|%s\n",
		strings.Join(readNames, " | "), strings.Repeat("---|", 6+len(readNames)))
	for _, m := range rows {
		for _, side := range []struct {
			name, rate string
			load       loadRate
			read       reading
		}{
			{"ours", fmt.Sprintf("%.0f", m.Load.Ours.QuadsPerSecond), m.Load.Ours, m.Ours},
			{"plain", fmt.Sprintf("%.0f (%.0f)", m.Load.Plain.QuadsPerSecond, m.Load.PlainMade.QuadsPerSecond), m.Load.Plain, m.Plain},
		} {
			fmt.Fprintf(&b, "| %d | %s | %s | %.0f | %d (%d) | %.2f |", m.Load.Quads, side.name, side.rate, side.load.BytesPerQuad,
				side.read.Memory.Own>>20, side.read.Memory.Mapped>>20, side.read.StartSeconds)
			for _, name := range readNames {
				q := side.read.Reads[name]
				fmt.Fprintf(&b, " %s / %s |", milliseconds(q.P50), milliseconds(q.P99))
			}
			b.WriteByte('\n')
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// milliseconds writes a time with two significant figures.
func milliseconds(ms float64) string {
	switch {
	case ms < 0.01:
		return fmt.Sprintf("%.4f", ms)
	case ms < 1:
		return fmt.Sprintf("%.3f", ms)
	case ms < 100:
		return fmt.Sprintf("%.1f", ms)
	}
	return fmt.Sprintf("%.0f", ms)
}
