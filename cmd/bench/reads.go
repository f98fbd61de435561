package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"rijksgraaf/graph"
	"rijksgraaf/internal/gcpace"
	"rijksgraaf/model"
)

// The reads that are timed, in the order of the table.
var readNames = []string{"entity card", "neighbours", "relations by predicate", "type counts", "names by prefix", "two hops"}

// What the reads ask.
const (
	cardRelations = 50 // about how many relations the entities have that are read
	pageSize      = 20
	hopLimit      = 500 // entities that two hops give at most
	readPredicate = model.Implements
	samples       = 200
	readsFor      = 4 * time.Second
	readsAtMost   = 2000
	readsAtLeast  = 5
)

// reading is what reading one side measured.
type reading struct {
	StartSeconds float64 `json:"startSeconds"`
	// Started is what the process held after the start, Memory after the reads.
	Started memory               `json:"started"`
	Memory  memory               `json:"memory"`
	Reads   map[string]quantiles `json:"reads"`
}

// quantiles are of times in milliseconds.
type quantiles struct {
	P50    float64 `json:"p50"`
	P99    float64 `json:"p99"`
	Number int     `json:"number"`
	// Found is how many things the first read found: both sides must agree.
	Found int `json:"found"`
}

// reader is a side that can be read. Each method gives how many things it found.
type reader interface {
	card(id string) int
	neighbours(id string) int
	relations(p model.Predicate) int
	typeCounts() int
	names(prefix string) int
	twoHops(id string) int
	close() error
}

func reads() *cobra.Command {
	var plain bool
	c := &cobra.Command{
		Use:   "reads FOLDER",
		Short: "Open what load left behind, and time six reads",
		Long:  "Opens the store that load left in a folder, or plain Cayley's, in this process, and times the start\nand six reads.",
		Args:  cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			got, err := timeReads(args[0], plain)
			if err == nil {
				err = printJSON(c.OutOrStdout(), got)
			}
			return err
		},
	}
	c.Flags().BoolVar(&plain, "plain", false, "read plain Cayley")
	return c
}

func timeReads(dir string, plain bool) (got reading, err error) {
	var r reader
	start := time.Now()
	if plain {
		r, err = openPlain(filepath.Join(dir, "plain"))
	} else {
		r, err = openOurs(filepath.Join(dir, "ours"))
	}
	if err != nil {
		return got, err
	}
	got.StartSeconds = time.Since(start).Seconds()
	got.Started = memoryNow()
	ids, err := sampled(dir, r)
	if err != nil {
		return got, err
	}
	at := func(i int) string { return ids[i%len(ids)] }
	got.Reads = map[string]quantiles{}
	for i, read := range []func(i int) int{
		func(i int) int { return r.card(at(i)) },
		func(i int) int { return r.neighbours(at(i)) },
		func(int) int { return r.relations(readPredicate) },
		func(int) int { return r.typeCounts() },
		func(i int) int { return r.names(fmt.Sprintf("Organisation nummer %d", i%300)) },
		func(i int) int { return r.twoHops(at(i)) },
	} {
		got.Reads[readNames[i]] = timed(read)
	}
	got.Memory = memoryNow()
	return got, r.close()
}

// timed calls a read again and again. The first call only warms up.
func timed(read func(i int) int) (q quantiles) {
	read(0)
	runtime.GC()
	var took []time.Duration
	for begin := time.Now(); len(took) < readsAtLeast || time.Since(begin) < readsFor && len(took) < readsAtMost; {
		start := time.Now()
		read(len(took))
		took = append(took, time.Since(start))
	}
	q.Found = read(0)
	q.Number = len(took)
	q.P50, q.P99 = quantile(took, .5), quantile(took, .99)
	return q
}

// quantile gives the time in milliseconds that a part of all times does not reach.
func quantile(took []time.Duration, part float64) float64 {
	slices.Sort(took)
	i := min(int(part*float64(len(took))), len(took)-1)
	return float64(took[i].Nanoseconds()) / 1e6
}

// sampled gives the entities that both sides are asked of: those whose number of
// relations comes nearest to what the goal speaks of. Our side finds them and leaves them for the other.
func sampled(dir string, r reader) (ids []string, err error) {
	path := filepath.Join(dir, "samples.json")
	ours, ok := r.(*ourStore)
	if !ok {
		data, err := os.ReadFile(path)
		if err != nil {
			return nil, fmt.Errorf("read our store first: %w", err)
		}
		return ids, json.Unmarshal(data, &ids)
	}
	v := ours.s.View()
	var near []string
	off := map[string]int{} // how far the number of relations is off
	for _, t := range []model.EntityType{model.TypeOrganisation, model.TypePolicy, model.TypeLegalInstrument, model.TypeBudgetArticle, model.TypeThreat} {
		for _, e := range v.Entities(graph.EntityFilter{Types: []model.EntityType{t}}, graph.EntityOrderID) {
			n := len(v.RelationsOf(e.ID, graph.DirectionBoth, graph.RelationFilter{})) - cardRelations
			off[e.ID] = max(n, -n)
			near = append(near, e.ID)
		}
	}
	slices.SortStableFunc(near, func(a, b string) int { return off[a] - off[b] })
	near = near[:min(len(near), samples)]
	data, err := json.Marshal(near)
	if err != nil {
		return nil, err
	}
	return near, os.WriteFile(path, data, 0o644)
}

// ourStore reads our store.
type ourStore struct{ s *graph.Store }

func openOurs(dir string) (*ourStore, error) {
	s, err := graph.Open(dir, graph.Options{ReadOnly: true, Size: gcpace.Store})
	if err != nil {
		return nil, err
	}
	return &ourStore{s}, nil
}

func (o *ourStore) close() error { return o.s.Close() }

// card reads an entity with all its relations and their evidence.
func (o *ourStore) card(id string) int { return card(o.s.View(), id) }

func card(v *graph.View, id string) (evidence int) {
	e := v.Entity(id)
	for _, r := range v.RelationsOf(e.ID, graph.DirectionBoth, graph.RelationFilter{}) {
		evidence += len(r.Evidence)
	}
	return evidence
}

func (o *ourStore) neighbours(id string) int {
	v := o.s.View()
	others := map[string]bool{}
	for _, r := range v.RelationsOf(id, graph.DirectionBoth, graph.RelationFilter{}) {
		for _, other := range []string{r.Subject, r.Object} {
			if other != "" && other != id {
				others[other] = true
			}
		}
	}
	return len(others)
}

// relations reads a page of the relations of a predicate, and counts all.
func (o *ourStore) relations(p model.Predicate) int {
	_, total := o.s.View().RelationPage(graph.RelationFilter{Predicates: []model.Predicate{p}}, 0, pageSize)
	return total
}

func (o *ourStore) typeCounts() (entities int) {
	for _, c := range o.s.View().Statistics().EntitiesByType {
		entities += c.Count
	}
	return entities
}

func (o *ourStore) names(prefix string) int {
	return len(o.s.View().Search(prefix, nil))
}

func (o *ourStore) twoHops(id string) int {
	return len(o.s.View().Neighbourhood(id, 2, nil, nil, hopLimit).Nodes)
}
