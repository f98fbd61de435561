// Command bench measures what needs a whole process, or more than a benchmark of go test
// gives: bulk ingest, load and reads by the number of quads, readers during ingest. It also
// makes the text that it measures with. docs/performance.md holds what it printed.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"

	"github.com/spf13/cobra"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := command().ExecuteContext(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func command() *cobra.Command {
	root := &cobra.Command{
		Use: "bench", Short: "Measure rijksgraaf",
		Long:         "Measures rijksgraaf in whole processes. Run it with nothing else on the machine.",
		SilenceUsage: true, SilenceErrors: true,
	}
	root.AddCommand(generate())
	return root
}
