package main

import (
	"net/url"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"rijksgraaf/resolvers"
	"rijksgraaf/server"
)

// serveFlags are the settings of `serve` that say what a client may ask, and how.
type serveFlags struct {
	limits             resolvers.Limits
	body               int64
	batch              int
	persisted, streams int
	kept               int
	keepAlive          time.Duration
	origins            []string
	trusted            string
}

func newServeFlags() *serveFlags {
	return &serveFlags{limits: resolvers.DefaultLimits(), body: server.DefaultBodyLimit, persisted: server.DefaultPersisted,
		kept: server.DefaultKept, streams: server.DefaultStreams, keepAlive: server.DefaultKeepAlive}
}

func (f *serveFlags) declare(flags *pflag.FlagSet) {
	l := &f.limits
	flags.IntVar(&l.Depth, "max-depth", l.Depth, "fields that may stand within each other in a query")
	flags.IntVar(&l.Cost, "max-cost", l.Cost, "values that an answer may have, reckoned beforehand")
	flags.DurationVar(&l.Time, "max-time", l.Time, "`time` that a query may take")
	flags.IntVar(&l.Aliases, "max-aliases", l.Aliases, "fields of a query that may be given another name")
	flags.IntVar(&l.RootFields, "max-root-fields", l.RootFields, "fields that may stand at the top of a query")
	flags.IntVar(&l.Directives, "max-directives", l.Directives, "directives that a query may carry")
	flags.IntVar(&l.Repeats, "max-repeats", l.Repeats, "fields that may be asked for again in one place, and fragments that may be spread")
	flags.IntVar(&l.List, "max-list", l.List, "items that a page may have, and a list among the variables")
	flags.IntVar(&l.Tokens, "max-tokens", l.Tokens, "words and signs that the text of a query may have")
	flags.IntVar(&l.Text, "max-text", l.Text, "bytes of documents' text that an answer may have")
	flags.Int64Var(&f.body, "max-body", f.body, "bytes that a request may have")
	flags.BoolVar(&l.NoIntrospection, "no-introspection", false, "keep the schema to those who have it: no introspection, no names suggested in errors")
	flags.IntVar(&f.batch, "max-batch", 0, "requests that may come in one body; 0 takes no batches")
	flags.IntVar(&f.persisted, "max-persisted", f.persisted, "queries that are kept by their hash, so that clients need not send them again; 0 keeps none")
	flags.IntVar(&f.kept, "max-kept", f.kept, "bytes of answers that are kept until the graph changes, to be given again to who asks the same; 0 keeps none")
	flags.StringVar(&f.trusted, "trusted-documents", "", "answer no queries but those of a folder of *.graphql or a JSON `file` of ids and queries")
	flags.IntVar(&f.streams, "max-subscribers", f.streams, "clients that may follow subscriptions; 0 takes none")
	flags.DurationVar(&f.keepAlive, "keep-alive", f.keepAlive, "`time` after which a silent subscription is sent a sign of life")
	flags.StringSliceVar(&f.origins, "allow-origin", nil, "`origin` of pages that may ask, such as https://example.nl, or * for all; without, only the server's own")
}

// options puts the settings together. Errors: CodeUsage for a value that makes no sense,
// and those of the file of trusted documents.
func (f *serveFlags) options(c *cobra.Command) (server.Options, error) {
	l := f.limits
	for _, n := range []int{l.Depth, l.Cost, int(l.Time), l.Aliases, l.RootFields, l.Directives, l.Repeats, l.List, l.Tokens, l.Text, int(f.body), int(f.keepAlive)} {
		if n < 1 {
			return server.Options{}, usagef(c, "a limit must be more than 0")
		}
	}
	if f.batch < 0 || f.persisted < 0 || f.kept < 0 || f.streams < 0 {
		return server.Options{}, usagef(c, "--max-batch, --max-persisted, --max-kept and --max-subscribers must not be negative")
	}
	for _, o := range f.origins {
		if u, err := url.Parse(o); o != "*" && (err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") || u.Path != "" || u.RawQuery != "") {
			return server.Options{}, usagef(c, "--allow-origin %q is not an origin such as https://example.nl", o)
		}
	}
	o := server.Options{Limits: l, BodyLimit: f.body, Batch: f.batch, Persisted: lessThanNone(f.persisted), Kept: lessThanNone(f.kept), Streams: lessThanNone(f.streams),
		KeepAlive: f.keepAlive, Origins: f.origins}
	if f.trusted != "" {
		t, err := server.ReadTrusted(f.trusted)
		if err != nil {
			return o, err
		}
		o.Trusted = t
	}
	return o, nil
}

// lessThanNone gives what Options take for a setting of 0, which there means the default.
func lessThanNone(n int) int {
	if n == 0 {
		return -1
	}
	return n
}
