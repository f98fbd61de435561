package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"
)

type apiOptions struct {
	graph       apiGraph
	seconds     float64
	rounds      int
	connections []int
	only        []string
	web, bin    string
	dir, report string
	documents   float64 // a second, during ingest
}

// apiSide is one server that is asked.
type apiSide struct {
	name, url string
	text      func(*apiQuery) string // "" for a question that it is not asked
}

// apiReport is all that was measured.
type apiReport struct {
	Entities, Relations, Evidences int
	// Load is what the machine was doing before and after, as /proc/loadavg has it.
	Load [2]string
	// Loaded is how many seconds each side took to take the graph in.
	Loaded  map[string]float64
	Rows    []apiRow
	Ingests []apiIngest
}

// apiRow is a question at a number of connections, by side.
type apiRow struct {
	Query       string
	Apart       bool // each request was another, else 200 were asked again and again
	Connections int
	Sides       map[string]shot
}

// apiIngest is how a side answers cards with documents coming in, and how many came.
type apiIngest struct {
	Side          string
	Apart         bool
	Alone, Beside shot
	Documents     int
}

func api() *cobra.Command {
	var o apiOptions
	c := &cobra.Command{
		Use:   "api",
		Short: "The GraphQL API beside PostgreSQL with PostGraphile, and beside bare gqlgen",
		Long: `Loads one generated graph into our store and into PostgreSQL 15 behind PostGraphile 5,
and as a limit into maps behind gqlgen alone. Sees to it that all give the same answers,
and then asks each like questions with autocannon, in turns, each server in processes of
its own on 127.0.0.1. Prints a Markdown table on standard output, and what it is doing
on standard error. Takes some ten minutes; needs what web/bench names, and PostgreSQL.`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			got, err := o.run(c.Context(), c.ErrOrStderr())
			if err != nil {
				return err
			}
			if o.report != "" {
				if err := writeReport(o.report, got); err != nil {
					return err
				}
			}
			return got.write(c.OutOrStdout())
		},
	}
	f := c.Flags()
	o.graph.declare(f)
	f.Float64Var(&o.seconds, "for", 3, "how many seconds each question is asked at a time")
	f.IntVar(&o.rounds, "rounds", 3, "how often each is asked, in turns; the middle one counts")
	f.IntSliceVar(&o.connections, "connections", []int{1, 16, 64}, "connections at once")
	f.StringSliceVar(&o.only, "only", nil, "questions to ask (default: all)")
	f.StringVar(&o.web, "web", filepath.Join("web", "bench"), "`folder` with PostGraphile, autocannon and Node")
	f.StringVar(&o.bin, "postgres", "/usr/lib/postgresql/15/bin", "`folder` of PostgreSQL's programs")
	f.StringVar(&o.dir, "dir", "", "`folder` for both stores, which are removed (the system's temporary one)")
	f.StringVar(&o.report, "json", "", "`file` to write all figures to")
	f.Float64Var(&o.documents, "documents", 5, "documents of 300 relations a second that come in while cards are read; 0: none")
	return c
}

func (o *apiOptions) run(ctx context.Context, progress io.Writer) (got apiReport, err error) {
	dir, err := os.MkdirTemp(o.dir, "rijksgraaf-bench-")
	if err != nil {
		return got, err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	got = apiReport{Loaded: map[string]float64{}}
	got.Load[0] = machineLoad()
	p, err := newPeer(o.bin, o.web, dir)
	if err != nil {
		return got, err
	}
	defer p.close()
	if err := o.load(ctx, p, dir, got.Loaded, progress); err != nil {
		return got, err
	}
	ours, sides, stop, err := o.serve(ctx, p, dir)
	if err != nil {
		return got, err
	}
	defer stop()
	s := &shooter{p.node, o.web, o.graph.sample(), map[string]int{}}
	got.Entities, got.Relations, got.Evidences = s.sample.entities, s.sample.relations, s.sample.evidences
	for q := range o.asked() {
		if err := s.agree(ctx, q, sides); err != nil {
			return got, fmt.Errorf("%w\n%s", err, p.graphile.said)
		}
	}
	_, _ = fmt.Fprintln(progress, "all sides answer the same")
	if got.Rows, err = o.measure(ctx, s, sides, progress); err != nil {
		return got, err
	}
	if o.documents > 0 {
		got.Ingests, err = o.besideIngest(ctx, s, sides, ours, p)
	}
	got.Load[1] = machineLoad()
	return got, err
}

// load fills both stores.
func (o *apiOptions) load(ctx context.Context, p *peer, dir string, loaded map[string]float64, progress io.Writer) error {
	if err := p.open(ctx); err != nil {
		return err
	}
	took, err := p.load(ctx, o.graph)
	if err != nil {
		return err
	}
	loaded["peer"] = took.Seconds()
	if took, err = o.graph.loadOurs(ctx, dir); err != nil {
		return err
	}
	loaded["ours"] = took.Seconds()
	_, err = fmt.Fprintf(progress, "loaded: PostgreSQL %.0f s, ours %.0f s\n", loaded["peer"], loaded["ours"])
	return err
}

// serve starts the three servers.
func (o *apiOptions) serve(ctx context.Context, p *peer, dir string) (ours *running, sides []*apiSide, stop func(), err error) {
	var started []*running
	stop = func() {
		for _, r := range started {
			r.stop()
		}
	}
	self, err := os.Executable()
	if err != nil {
		return nil, nil, nil, err
	}
	at := map[string]string{}
	for _, side := range []string{"ours", "bare"} {
		cmd := exec.Command(self, "api-serve", side, dir, "--relations", fmt.Sprint(o.graph.relations), "--seed", fmt.Sprint(o.graph.seed))
		if side == "ours" {
			log, err := os.Create(filepath.Join(dir, "ours.log"))
			if err != nil {
				return nil, nil, nil, err
			}
			defer func() { _ = log.Close() }()
			cmd.Stderr = log
		}
		r, err := start(ctx, cmd)
		if err == nil {
			started = append(started, r)
			at[side], err = r.line(ctx)
		}
		if err != nil {
			stop()
			return nil, nil, nil, err
		}
	}
	if at["peer"], err = p.serve(ctx); err != nil {
		stop()
		return nil, nil, nil, err
	}
	sides = []*apiSide{
		{"ours", at["ours"], func(q *apiQuery) string { return q.ours }},
		{"peer", at["peer"], func(q *apiQuery) string { return q.peer }},
		{"bare", at["bare"], func(q *apiQuery) string {
			if q.limit == 0 {
				return ""
			}
			return q.ours
		}},
	}
	return started[0], sides, stop, nil
}

// asked walks over the questions that were wanted.
func (o *apiOptions) asked() func(func(*apiQuery) bool) {
	return func(yield func(*apiQuery) bool) {
		for i := range apiQueries {
			if len(o.only) > 0 && !slices.Contains(o.only, apiQueries[i].name) {
				continue
			}
			if !yield(&apiQueries[i]) {
				return
			}
		}
	}
}

// measure asks every side every question, warmed up, in turns.
func (o *apiOptions) measure(ctx context.Context, s *shooter, sides []*apiSide, progress io.Writer) (rows []apiRow, err error) {
	for q := range o.asked() {
		for _, side := range sides {
			if side.text(q) != "" {
				if _, err := s.shoot(ctx, side, q, false, 16, 2); err != nil {
					return nil, err
				}
			}
		}
		for _, apart := range q.ways() {
			for _, n := range o.connections {
				row, err := o.row(ctx, s, sides, q, apart, n)
				if err != nil {
					return nil, err
				}
				_, _ = fmt.Fprintln(progress, row.line())
				rows = append(rows, row)
			}
		}
	}
	return rows, nil
}

// row asks every side one question, as often as there are rounds and in turns, so that all
// meet the same machine; of each side the round with the middle rate counts.
func (o *apiOptions) row(ctx context.Context, s *shooter, sides []*apiSide, q *apiQuery, apart bool, connections int) (apiRow, error) {
	all := map[string][]shot{}
	for range max(1, o.rounds) {
		for _, side := range sides {
			if side.text(q) == "" {
				continue
			}
			got, err := s.shoot(ctx, side, q, apart, connections, o.seconds)
			if err != nil {
				return apiRow{}, err
			}
			all[side.name] = append(all[side.name], got)
		}
	}
	row := apiRow{q.name, apart, connections, map[string]shot{}}
	for side, list := range all {
		slices.SortFunc(list, func(a, b shot) int { return cmp.Compare(a.PerSecond, b.PerSecond) })
		row.Sides[side] = list[len(list)/2]
	}
	return row, nil
}

// besideIngest asks ours and the peer for cards, alone and with documents coming in.
func (o *apiOptions) besideIngest(ctx context.Context, s *shooter, sides []*apiSide, ours *running, p *peer) (list []apiIngest, err error) {
	q := &apiQueries[slices.IndexFunc(apiQueries, func(q apiQuery) bool { return q.name == "card" })]
	for _, apart := range q.ways() {
		for _, side := range sides[:2] {
			x, err := o.cardsBeside(ctx, s, side, q, apart, func() (func() (int, error), error) { return o.ingest(ctx, side.name, ours, p) })
			if err != nil {
				return nil, err
			}
			list = append(list, x)
		}
	}
	return list, nil
}

// cardsBeside asks a side for cards before and after begin, which has documents come in.
func (o *apiOptions) cardsBeside(ctx context.Context, s *shooter, side *apiSide, q *apiQuery, apart bool, begin func() (stop func() (int, error), err error)) (x apiIngest, err error) {
	x = apiIngest{Side: side.name, Apart: apart}
	ask := func() (shot, error) { return s.shoot(ctx, side, q, apart, 16, 3*o.seconds) }
	if x.Alone, err = ask(); err != nil {
		return x, err
	}
	stop, err := begin()
	if err != nil {
		return x, err
	}
	var stopped error
	x.Beside, err = ask()
	x.Documents, stopped = stop()
	return x, cmp.Or(err, stopped)
}

// ingest has documents come into a side until it is stopped, which gives how many did.
func (o *apiOptions) ingest(ctx context.Context, side string, ours *running, p *peer) (stop func() (int, error), err error) {
	if side == "peer" {
		return p.write(ctx, o.graph, time.Duration(float64(time.Second)/o.documents)), nil
	}
	return func() (n int, err error) {
		if err := ours.tell("still"); err != nil {
			return 0, err
		}
		line, err := ours.line(ctx)
		if err == nil {
			_, err = fmt.Sscan(line, &n)
		}
		return n, err
	}, ours.tell(fmt.Sprint("write ", o.documents))
}

// machineLoad is how many processes wanted a processor in the last minute; "" where the
// system does not tell.
func machineLoad() string {
	b, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return ""
	}
	first, _, _ := strings.Cut(string(b), " ")
	return first
}
