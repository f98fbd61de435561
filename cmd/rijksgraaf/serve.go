package main

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"

	"rijksgraaf/graph"
	"rijksgraaf/resolvers"
	"rijksgraaf/server"
)

// entityPage is where the page shows an entity, before its id.
const entityPage = "/#/entity/"

func (a *app) serve() *cobra.Command {
	var logs, level, licence string
	f, w := newServeFlags(), &writingFlags{}
	c := &cobra.Command{
		Use:   "serve",
		Short: "Serve the graph over GraphQL, with a page to ask questions on",
		Long: `Serves the store, for reading only unless --write is given, until it is stopped by SIGINT or SIGTERM;
requests under way are then finished. / is the page, /graphql answers, /graphiql asks,
/readyz says that all is well, /metrics counts. /id/… is the address of each thing,
/export.nq and others hand out the graph (see export), /.well-known/void describes it.
Reading is open, unless --require-token is given. Those who have a token (see token)
may decide what is one thing (see review); with --write also take in documents,
delete and undo. Every change is logged with the name of its token. SIGHUP reads
the decisions anew. Queries are answered by GET and POST,
subscriptions over WebSocket and as events of the server; docs/graphql.md tells how,
and what the limits hold off.`,
		Example: `  rijksgraaf serve
  rijksgraaf serve --db ./budget --addr 127.0.0.1:9000 --log-format json
  rijksgraaf serve --allow-origin https://example.nl --trusted-documents ./queries
  rijksgraaf serve --tokens tokens.tsv --write`,
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error {
			logger, err := a.logger(c, logs, level)
			if err != nil {
				return err
			}
			o, err := f.options(c)
			if err != nil {
				return err
			}
			if err := w.options(c, &o); err != nil {
				return err
			}
			o.Addr, o.Logger, o.Version, o.Licence, o.App = a.addr, logger, thisBuild().Version, licence, entityPage
			s, err := w.open(a)
			if err != nil {
				return err
			}
			return errors.Join(a.serveStore(c.Context(), s, o, w), s.Close())
		},
	}
	f.declare(c.Flags())
	w.declare(c.Flags())
	c.Flags().StringVar(&licence, "data-licence", "", "`address` of the licence of the data, told in their description (default: nothing is said)")
	c.Flags().StringVar(&logs, "log-format", "text", "text or json")
	c.Flags().StringVar(&level, "log-level", "info", "debug, info, warn or error")
	return c
}

// serveStore serves a store until ctx ends, and the jobs that write to it.
func (a *app) serveStore(ctx context.Context, s *graph.Store, o server.Options, w *writingFlags) error {
	defer reloadOnHangup(s, o.Logger)()
	queue, err := w.jobs(a, s, o.Logger)
	if err != nil {
		return err
	}
	if queue != nil {
		defer func() {
			queue.Close()
			_ = queue.Spool().Remove()
		}()
	}
	o.Jobs = queue
	if o.Demo, err = demoDocuments(); err != nil {
		return err
	}
	o.Search = a.searchIndex(s, func(err error) { o.Logger.Warn("the search index", "error", err) })
	o.Search.Start()
	served := server.New(s, o)
	l, err := served.Listen(ctx)
	if err != nil {
		return err
	}
	return a.announceAndServe(ctx, served, l)
}

// announceAndServe says where the server answers and lets it answer until ctx ends.
func (a *app) announceAndServe(ctx context.Context, s *server.Server, l net.Listener) error {
	at := address(l)
	var err error
	if a.json {
		err = a.printJSON(map[string]string{"address": at, "graphql": at + "/graphql", "graphiql": at + "/graphiql", "page": at + "/"})
	} else {
		a.printf("page     %s/\nGraphQL  %s/graphql\nGraphiQL %s/graphiql\n", at, at, at)
	}
	if err != nil {
		return errors.Join(err, l.Close())
	}
	return s.Serve(ctx, l)
}

// server answers requests about a store on --addr; a nil logger keeps no log.
func (a *app) server(s *graph.Store, logger *slog.Logger, limits resolvers.Limits) *server.Server {
	o := a.serving(logger, limits)
	o.Search = a.searchIndex(s, func(err error) { a.note("%s", err) })
	return server.New(s, o)
}

// serving is how to serve.
func (a *app) serving(logger *slog.Logger, limits resolvers.Limits) server.Options {
	return server.Options{Addr: a.addr, Logger: logger, Limits: limits, Version: thisBuild().Version, App: entityPage}
}

// reloadOnHangup reads the decisions anew at each SIGHUP, until what it gives is called. A
// file that cannot be kept is told of, and the decisions that there were stay.
func reloadOnHangup(s *graph.Store, logger *slog.Logger) (stop func()) {
	hangups := make(chan os.Signal, 1)
	signal.Notify(hangups, syscall.SIGHUP)
	done := make(chan struct{})
	go func() {
		defer close(done)
		for range hangups {
			if err := s.Reload(); err != nil {
				logger.Error("the decisions were not read", "error", err)
				continue
			}
			logger.Info("the decisions were read", "decisions", len(s.View().Decisions())+len(s.View().RelationDecisions()))
		}
	}()
	return func() {
		signal.Stop(hangups)
		close(hangups)
		<-done
	}
}

// address is what to type into a browser for a listener: a wildcard is named localhost.
func address(l net.Listener) string {
	host, port, err := net.SplitHostPort(l.Addr().String())
	if err != nil {
		return "http://" + l.Addr().String()
	}
	if ip := net.ParseIP(host); ip != nil && ip.IsUnspecified() {
		host = "localhost"
	}
	return "http://" + net.JoinHostPort(host, port)
}

// logger writes structured logs to standard error.
func (a *app) logger(c *cobra.Command, format, level string) (*slog.Logger, error) {
	var o slog.HandlerOptions
	var l slog.Level
	if err := l.UnmarshalText([]byte(level)); err != nil {
		return nil, usagef(c, "--log-level %q is unknown: take debug, info, warn or error", level)
	}
	o.Level = l
	switch format {
	case "text":
		return slog.New(slog.NewTextHandler(a.Err, &o)), nil
	case "json":
		return slog.New(slog.NewJSONHandler(a.Err, &o)), nil
	}
	return nil, usagef(c, "--log-format %q is unknown: take text or json", format)
}
