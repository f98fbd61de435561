package main

import (
	"errors"
	"os"
	"slices"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"

	"rijksgraaf/graph"
	"rijksgraaf/graph/bboltkv"
)

// plainBatch is how many quads plain Cayley gets in a transaction: more load slower.
const plainBatch = 10_000

// plainCayley is Cayley as it comes, with the quads that our store holds.
type plainCayley struct{ qs cayley.QuadStore }

// plainOptions turn off Cayley's bloom filters, which slow it down here.
var plainOptions = cayley.Options{"no_bloom": true}

// createPlain makes a new store.
func createPlain(dir string) (*plainCayley, error) {
	if _, err := os.Stat(dir); err == nil {
		return nil, errors.New(dir + " is there already; name a folder that is not")
	}
	if err := cayley.InitQuadStore(bboltkv.Name, dir, plainOptions); err != nil {
		return nil, err
	}
	return openPlain(dir)
}

func openPlain(dir string) (*plainCayley, error) {
	qs, err := cayley.NewQuadStore(bboltkv.Name, dir, plainOptions)
	if err != nil {
		return nil, err
	}
	return &plainCayley{qs}, nil
}

// deltas makes what Cayley is to be given, lists of a size, one a transaction.
func (p *plainCayley) deltas(group []*graph.ChangeSet, size int) (out [][]cayley.Delta) {
	var all []quad.Quad
	for _, cs := range group {
		add, _ := cs.Quads()
		all = append(all, add...)
	}
	for batch := range slices.Chunk(all, size) {
		list := make([]cayley.Delta, len(batch))
		for i, q := range batch {
			list[i] = cayley.Delta{Quad: q, Action: cayley.Add}
		}
		out = append(out, list)
	}
	return out
}

func (p *plainCayley) load(list [][]cayley.Delta) error {
	for _, batch := range list {
		if err := p.qs.ApplyDeltas(batch, cayley.IgnoreOpts{IgnoreDup: true}); err != nil {
			return err
		}
	}
	return nil
}

func (p *plainCayley) close() error { return p.qs.Close() }
