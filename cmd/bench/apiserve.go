package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"path/filepath"
	"runtime/pprof"
	"strings"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"rijksgraaf/cmd/bench/bare"
	"rijksgraaf/cmd/bench/bare/data"
	"rijksgraaf/graph"
	"rijksgraaf/internal/gcpace"
	"rijksgraaf/server"
)

// apiServe is what api starts for the sides that are Go: a process of its own for each.
func apiServe() *cobra.Command {
	var g apiGraph
	c := &cobra.Command{
		Use: "api-serve SIDE FOLDER", Short: "Serve one side of what api measures", Hidden: true,
		Long: `Serves the graph of api, from the store in FOLDER for side ours, out of maps for side
bare, and says where on standard output. A line "write N" on standard input has ours
take in N documents a second, "still" ends that, "profile" writes ours.prof of the next
ten seconds to FOLDER; the end of the input ends the process.`,
		Args: cobra.ExactArgs(2),
		RunE: func(c *cobra.Command, args []string) error {
			switch args[0] {
			case "ours":
				return serveOurs(c.Context(), args[1], g, c.InOrStdin(), c.OutOrStdout(), c.ErrOrStderr())
			case "bare":
				return serveBare(c.Context(), g, c.InOrStdin(), c.OutOrStdout())
			}
			return fmt.Errorf("there is no side %q: take ours or bare", args[0])
		},
	}
	g.declare(c.Flags())
	return c
}

// serveOurs serves the store as `rijksgraaf serve --log-level warn` does: the other sides log
// no requests either.
func serveOurs(ctx context.Context, dir string, g apiGraph, in io.Reader, out, logs io.Writer) error {
	s, err := graph.Open(filepath.Join(dir, "ours"), graph.Options{Size: gcpace.Store, Serving: true})
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }()
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	served := server.New(s, server.Options{Addr: "127.0.0.1:0", Logger: slog.New(slog.NewTextHandler(logs, &slog.HandlerOptions{Level: slog.LevelWarn}))})
	l, err := served.Listen(ctx)
	if err != nil {
		return err
	}
	w := &apiWriter{s: s, g: g, next: g.documents(), out: out}
	go func() {
		w.obey(ctx, in, filepath.Join(dir, "ours.prof"))
		stop()
	}()
	announce(out, l)
	err = served.Serve(ctx, l)
	w.still()
	return err
}

func announce(out io.Writer, l net.Listener) {
	_, _ = fmt.Fprintf(out, "http://%s/graphql\n", l.Addr())
}

// serveBare serves the graph out of maps until in ends.
func serveBare(ctx context.Context, g apiGraph, in io.Reader, out io.Writer) error {
	maps := data.New()
	for i := range g.documents() {
		maps.Add(apiDocument(i, g.seed), constant)
	}
	maps.Finish()
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	h := &http.Server{Handler: bare.Handler(maps), ReadHeaderTimeout: 5 * time.Second}
	go func() {
		_, _ = io.Copy(io.Discard, in)
		_ = h.Close()
	}()
	announce(out, l)
	if err := h.Serve(l); err != http.ErrServerClosed {
		return err
	}
	return nil
}

// apiWriter takes documents into a store that is being served.
type apiWriter struct {
	s     *graph.Store
	g     apiGraph
	next  int // document, of those that are not in yet
	began int // next, when it last began
	out   io.Writer

	stop    context.CancelFunc // nil while it is still
	running sync.WaitGroup
}

// obey does what the lines of in say, until it ends.
func (w *apiWriter) obey(ctx context.Context, in io.Reader, profile string) {
	for line := range linesOf(in) {
		word, rest, _ := strings.Cut(line, " ")
		switch word {
		case "write":
			var perSecond float64
			if _, err := fmt.Sscan(rest, &perSecond); err == nil && perSecond > 0 {
				w.start(ctx, time.Duration(float64(time.Second)/perSecond))
			}
		case "still":
			w.still()
			_, _ = fmt.Fprintln(w.out, w.next-w.began)
		case "profile":
			if stop, err := startProfile(profile); err == nil {
				time.AfterFunc(10*time.Second, func() { _ = stop() })
			}
		}
	}
	pprof.StopCPUProfile()
}

// start takes in a document at every beat; those that are late follow at once.
func (w *apiWriter) start(ctx context.Context, beat time.Duration) {
	w.still()
	w.began = w.next
	ctx, w.stop = context.WithCancel(ctx)
	w.running.Go(func() {
		for due := time.Now(); ; due = due.Add(beat) {
			select {
			case <-ctx.Done():
				return
			case <-time.After(time.Until(due)):
			}
			cs := graph.Changes(w.s.View(), apiDocument(w.next, w.g.seed))
			if _, err := w.s.Apply(ctx, cs); err != nil {
				return
			}
			w.next++
		}
	})
}

func (w *apiWriter) still() {
	if w.stop != nil {
		w.stop()
		w.running.Wait()
		w.stop = nil
	}
}
