package graph

import (
	"slices"
	"strings"

	"rijksgraaf/graph/names"
)

// holders are the ids that bear a name within a type, as label and as another name only.
type holders struct {
	name           string // as one of them writes it
	labels, others []string
}

// gatherNames notes who bears which name, of names that several bear, be it by the registers.
func (d *identifier) gatherNames() {
	var run []nameAt
	flush := func() {
		if len(run) > 1 {
			d.holdAll(run)
		}
		run = run[:0]
	}
	for at := range d.index.names.All() {
		if len(run) > 0 && run[0].name != at.name {
			flush()
		}
		run = append(run, at)
	}
	flush()
	for k := range d.register.allNames() {
		d.hold(k)
	}
}

// hold notes who bears a name, by its key.
func (d *identifier) hold(key string) {
	if d.holders[key] == nil {
		if h := d.index.holders(key); h != nil {
			d.holders[key] = h
		}
	}
}

// holdAll notes who bears the names of a run of the index, which are folded alike.
func (d *identifier) holdAll(run []nameAt) {
	for _, at := range run {
		r, ok := d.index.entities.Get(at.id)
		if !ok || structural[r.kind] {
			continue
		}
		for i := range r.names {
			if name := r.names[i].name; foldedName(name) == at.name {
				k := nameKey(r.kind, name)
				h := d.holders[k]
				if h == nil {
					h = &holders{name: name}
					d.holders[k] = h
				}
				h.add(at.id, r.names[i].labels > 0)
			}
		}
	}
}

// run gives the entities that have a name which is folded like that of a key.
func (x *index) run(key string) []nameAt {
	_, name, _ := strings.Cut(key, "\x00")
	name = names.Fold(name)
	var out []nameAt
	for at := range x.names.From(nameAt{name: name}) {
		if at.name != name {
			break
		}
		out = append(out, at)
	}
	return out
}

// holders gives who bears a name, by its key; nil for nobody.
func (x *index) holders(key string) *holders {
	d := identifier{index: x, holders: map[string]*holders{}}
	d.holdAll(x.run(key))
	return d.holders[key]
}

// bearers lists the ids that bear a name, by its key.
func (x *index) bearers(key string) []string {
	if h := x.holders(key); h != nil {
		return slices.Concat(h.labels, h.others)
	}
	return nil
}

func (h *holders) add(id string, label bool) {
	into := &h.others
	if label {
		into = &h.labels
	}
	if n := len(*into); n == 0 || (*into)[n-1] != id { // two spellings may have one key
		*into = append(*into, id)
	}
}

// withRegister adds who bears the name according to the registers.
func (h *holders) withRegister(list []registeredName) {
	if len(list) == 0 && len(h.labels)+len(h.others) < 2 {
		return
	}
	for _, n := range list {
		if !slices.Contains(h.labels, n.id) && (n.label || !slices.Contains(h.others, n.id)) {
			h.add(n.id, n.label)
		}
	}
	h.others = slices.DeleteFunc(h.others, func(id string) bool { return slices.Contains(h.labels, id) })
	slices.Sort(h.labels)
	slices.Sort(h.others)
}
