package main

import (
	"context"
	"errors"
	"path"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"rijksgraaf/internal/ingest"
	"rijksgraaf/internal/remote"
	"rijksgraaf/internal/sources"
	"rijksgraaf/model"
)

// checkServer checks the flags that are about a server, and completes its address. Its error
// is of usage.
func (o *ingestOptions) checkServer(c *cobra.Command) (err error) {
	if o.address == "" {
		if o.token != "" {
			return usagef(c, "--token-file is for a server: name it with --server")
		}
		return nil
	}
	for _, flag := range []string{"workers", "frog", "db"} {
		if f := c.Flag(flag); f != nil && f.Changed {
			return usagef(c, "--%s is the server's own setting: leave it out with --server", flag)
		}
	}
	o.address, err = serverAddress(c, "server", o.address)
	return err
}

// named adds, to the error of a store that another process holds, the way there is then.
func named(err error) error {
	var e *model.Error
	if !errors.As(err, &e) || e.Code != model.CodeLocked {
		return err
	}
	locked := *e
	locked.Hint = "stop that process, or send the documents to it where it is a server that writes: rijksgraaf ingest --server ADDRESS --token-file FILE"
	return &locked
}

// target is where the documents go, for a report.
func (p *ingestPrinter) target(dir string) ingest.Setting {
	if p.address != "" {
		return ingest.Setting{Name: "server", Value: p.address}
	}
	return ingest.Setting{Name: "store", Value: dir}
}

// sendIngest sends the documents to a server, some at a time, and tells how it goes as for a
// store of our own.
func (a *app) sendIngest(ctx context.Context, found []sources.Source, o ingestOptions) error {
	client, err := a.withToken(o.token)
	if err != nil {
		return err
	}
	return a.tellIngest(ctx, found, o, func(p *ingestPrinter, list []sources.Source) (sum ingest.Summary, err error) {
		s := sender{server: remote.Server{Address: o.address, Client: client}, options: o, report: func(o ingest.Outcome) {
			sum.Add(o)
			p.outcome(o)
		}}
		err = s.all(ctx, list)
		p.summary(sum)
		return sum, err
	})
}

// sender sends documents to a server, as many in a request as it may have.
type sender struct {
	server  remote.Server
	options ingestOptions
	report  func(ingest.Outcome)

	// waiting are the next to be sent or reported, in order; size is how many bytes they have.
	waiting []parcel
	size    int
}

// parcel is a document to send, or why it could not be read.
type parcel struct {
	path, name string
	data       []byte
	err        error
}

// all sends documents. Each is reported in its turn.
func (s *sender) all(ctx context.Context, list []sources.Source) error {
	for _, x := range list {
		if ctx.Err() != nil {
			return &model.Error{Code: model.CodeUnavailable, Op: "ingest", Message: "stopped", Hint: "what was stored before stays; give the same command again to go on"}
		}
		p := parcel{path: x.Path, name: plainName(x.Path), err: x.Err}
		if p.err == nil {
			p.data, p.err = loadSource(ctx, x)
		}
		if s.full(p) {
			if err := s.send(ctx); err != nil {
				return err
			}
		}
		s.waiting, s.size = append(s.waiting, p), s.size+len(p.data)
	}
	return s.send(ctx)
}

// full says whether what waits must be sent before one more can wait with it.
func (s *sender) full(p parcel) bool {
	if len(s.waiting) == 0 {
		return false
	}
	same := false
	for _, w := range s.waiting {
		same = same || w.err == nil && p.err == nil && w.name == p.name
	}
	return same || len(s.waiting) >= remote.MaxFiles || s.size+len(p.data) > remote.MaxBytes
}

// send sends what waits.
func (s *sender) send(ctx context.Context) error {
	r := remote.Request{Given: s.options.how.given, DryRun: s.options.dryRun, Force: s.options.force}
	for _, w := range s.waiting {
		if w.err == nil {
			r.Files = append(r.Files, remote.File{Name: w.name, Data: w.data})
		}
	}
	var err error
	if len(r.Files) > 0 {
		err = s.server.Ingest(ctx, r, s.arrived)
	}
	if err == nil {
		s.unread()
	}
	s.waiting, s.size = nil, 0
	return err
}

// arrived reports a document under the name that it has here, after those before it that
// could not be read. What was reported before is not reported again.
func (s *sender) arrived(o ingest.Outcome) {
	s.unread()
	if len(s.waiting) == 0 || s.waiting[0].name != o.File {
		return
	}
	o.File = s.waiting[0].path
	s.waiting = s.waiting[1:]
	s.report(o)
}

// unread reports those at the front that could not be read.
func (s *sender) unread() {
	for len(s.waiting) > 0 && s.waiting[0].err != nil {
		w := s.waiting[0]
		s.waiting = s.waiting[1:]
		s.report(ingest.Outcome{File: w.path, Status: ingest.Failed, Err: w.err})
	}
}

// plainName is the name of a document without its folders, zip or host.
func plainName(p string) string {
	if _, inside, ok := strings.Cut(p, "!"); ok {
		p = inside
	}
	if before, _, ok := strings.Cut(p, "?"); ok && strings.Contains(p, "://") {
		p = before
	}
	return path.Base(filepath.ToSlash(p))
}
