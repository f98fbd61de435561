// Command bench measures what needs a whole process, or more than a benchmark of go test
// gives: bulk ingest, load and reads by the number of quads, readers during ingest. It also
// makes the text that it measures with. docs/performance.md holds what it printed.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"runtime/pprof"

	"github.com/spf13/cobra"

	"rijksgraaf/internal/gcpace"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	gcpace.Start() // as rijksgraaf does
	if err := command().ExecuteContext(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// startProfile begins a profile and gives what ends it; nothing for no file.
func startProfile(path string) (stop func() error, err error) {
	if path == "" {
		return func() error { return nil }, nil
	}
	f, err := os.Create(path)
	if err != nil {
		return nil, err
	}
	if err := pprof.StartCPUProfile(f); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return func() error { pprof.StopCPUProfile(); return f.Close() }, nil
}

func command() *cobra.Command {
	root := &cobra.Command{
		Use: "bench", Short: "Measure rijksgraaf",
		Long:         "Measures rijksgraaf in whole processes. Run it with nothing else on the machine.",
		SilenceUsage: true, SilenceErrors: true,
	}
	var profile string
	root.PersistentFlags().StringVar(&profile, "cpuprofile", "", "`file` to write a profile of this process to")
	var stop func() error
	root.PersistentPreRunE = func(*cobra.Command, []string) (err error) {
		stop, err = startProfile(profile)
		return err
	}
	root.PersistentPostRunE = func(*cobra.Command, []string) error { return stop() }
	root.AddCommand(generate(), load(), reads(), table(), bulkIngest(), readers())
	return root
}
