// Command rijksgraaf makes a graph with citations out of documents of the Dutch state
// budget and answers questions about it.
//
// Each command is one file here and wires rooms together; what a test would want to know
// lives in the rooms.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"rijksgraaf/internal/gcpace"
	"rijksgraaf/internal/progress"
)

//go:generate go test . -run TestManual -update

func main() {
	gcpace.Start()
	os.Exit(process())
}

// process runs the command line of this process and gives its exit status. The first
// SIGINT or SIGTERM ends the context, so that work stops in good order; the second ends
// the process at once.
func process() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop)
	return run(ctx, system{In: os.Stdin, Out: os.Stdout, Err: os.Stderr, LookupEnv: os.LookupEnv, Environ: os.Environ,
		Program: os.Args[0], Columns: progress.Columns}, os.Args[1:])
}
