package graph

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"rijksgraaf/graph/decisions"
	"rijksgraaf/graph/names"
	"rijksgraaf/model"
	"rijksgraaf/ontology"
)

// Joined is an id that documents use for an entity that is known by another one.
type Joined struct {
	// ID is the other id.
	ID string
	// Reason tells in words why it is the same thing.
	Reason string
	// Decision is the decision that joined it; nil where its name did.
	Decision *decisions.Decision
}

// identity says which ids are one thing's. It follows from what all documents say, the
// registers and the decisions, and from nothing else: not from the order of ingest.
type identity struct {
	canonical tree[string, string]   // of ids that do not stay: the one that does
	joined    tree[string, []Joined] // of ids that stay: the others, by id
	doubts    []edge                 // names that are the same, of things that must stay apart
	unkept    map[int]string         // of lines of decisions that are not kept: why
}

// edge says that two ids are one thing's, and why.
type edge struct {
	a, b     string
	why      string
	decision *decisions.Decision
}

// structural are the types whose ids are numbers of the budget and of papers: two ids are
// two things, whatever they are called.
var structural = map[model.EntityType]bool{model.TypeDocument: true, model.TypeBudgetChapter: true, model.TypeBudgetArticle: true, model.TypeBudgetLine: true}

// kindred puts types together that one thing may be taken for: a coalition is a body, and
// a law may be spoken of as a policy. Other types are kin to themselves.
var kindred = map[model.EntityType]model.EntityType{model.TypeCoalition: model.TypeOrganisation, model.TypeLegalInstrument: model.TypePolicy}

// kin is the type that stands for a type and those that it may be taken for.
func kin(t model.EntityType) model.EntityType { return cmp.Or(kindred[t], t) }

// resolve gives the id that stays for an id.
func (d *identity) resolve(id string) string {
	if to, ok := d.canonical.Get(id); ok {
		return to
	}
	return id
}

// others lists the ids that were joined to one that stays, by id.
func (d *identity) others(id string) []Joined {
	list, _ := d.joined.Get(id)
	return list
}

// identifier works out an identity.
type identifier struct {
	index     *index
	register  *Register
	decisions []decisions.Decision
	holders   map[string]*holders
	edges     []edge
	numbers   map[string]*names.Name
	canonical map[string]string
	joined    map[string][]Joined
	found     *identity
}

func newIdentifier(d *derived) *identifier {
	return &identifier{index: d.parted, register: d.register, decisions: d.decisions, holders: map[string]*holders{}, numbers: map[string]*names.Name{},
		canonical: map[string]string{}, joined: map[string][]Joined{}, found: &identity{unkept: map[int]string{}}}
}

// identify works out which ids are one thing's.
func identify(d *derived) *identity {
	i := newIdentifier(d)
	i.gatherNames()
	i.work()
	i.found.canonical = newTree[string, string](strings.Compare).edit(changesTo(i.canonical, nil))
	i.found.joined = newTree[string, []Joined](strings.Compare).edit(changesTo(i.joined, nil))
	return i.found
}

// identifyAgain works it out for the ids of a scope, which nothing joins to others, and takes
// the rest from before.
func identifyAgain(d, p *derived, scope map[string]bool) *identity {
	i := newIdentifier(d)
	for id := range scope {
		for _, k := range d.keysOf(id, d.parted) {
			i.hold(k)
		}
	}
	for _, e := range p.identity.doubts {
		if !scope[e.a] {
			i.found.doubts = append(i.found.doubts, e)
		}
	}
	i.work()
	i.found.canonical = p.identity.canonical.edit(changesTo(i.canonical, scope))
	i.found.joined = p.identity.joined.edit(changesTo(i.joined, scope))
	return i.found
}

// changesTo gives the changes that drop some ids and set others, by id.
func changesTo[V any](set map[string]V, drop map[string]bool) []keyEdit[string, V] {
	var out []keyEdit[string, V]
	for id, v := range set {
		out = append(out, keyEdit[string, V]{key: id, value: v})
	}
	for id := range drop {
		if _, ok := set[id]; !ok {
			out = append(out, keyEdit[string, V]{key: id, drop: true})
		}
	}
	slices.SortFunc(out, func(a, b keyEdit[string, V]) int { return cmp.Compare(a.key, b.key) })
	return out
}

func (d *identifier) work() {
	d.joinByName()
	d.joinByDecision()
	d.settle()
}

// joinByName joins things of one type that have the same label, and then those of which
// one is labelled as another, and no third, is called too.
func (d *identifier) joinByName() {
	byLabel := unions{}
	var keys []string
	for k, h := range d.holders {
		if h.withRegister(d.register.named(k)); len(h.labels) > 0 && len(h.labels)+len(h.others) > 1 {
			keys = append(keys, k)
		}
	}
	slices.Sort(keys)
	for _, k := range keys {
		h := d.holders[k]
		for _, id := range h.labels[1:] {
			byLabel.join(h.labels[0], id)
			d.edges = append(d.edges, edge{a: h.labels[0], b: id, why: fmt.Sprintf("both are labelled %q", h.name)})
		}
	}
	for _, k := range keys {
		d.joinOther(d.holders[k], byLabel)
	}
}

// joinOther joins those labelled by a name to the one thing that has it as another name.
func (d *identifier) joinOther(h *holders, byLabel unions) {
	if !names.Strong(h.name) || len(h.others) == 0 {
		return
	}
	label := h.labels[0]
	other := ""
	for _, id := range h.others {
		switch root := byLabel.root(id); {
		case root == byLabel.root(label):
		case other == "":
			other = id
		case root != byLabel.root(other):
			return // the name is that of two things: it says nothing
		}
	}
	if other == "" || !names.Short(h.name) && !slices.Equal(d.name(label).Numbers, d.name(other).Numbers) {
		return
	}
	d.edges = append(d.edges, edge{a: label, b: other, why: fmt.Sprintf("%q is the label of %s and a name of %s", h.name, label, other)})
}

// name gives the label of an id, taken apart.
func (d *identifier) name(id string) *names.Name {
	n := d.numbers[id]
	if n == nil {
		n = names.Parse(cmp.Or(d.label(id), slugOf(id)))
		d.numbers[id] = n
	}
	return n
}

// label is what documents call an id, else what the registers do.
func (d *identifier) label(id string) string {
	if r, ok := d.index.entities.Get(id); ok {
		return r.label()
	}
	return d.register.label(id)
}

// joinByDecision joins what people called the same.
func (d *identifier) joinByDecision() {
	for i := range d.decisions {
		s := &d.decisions[i]
		if s.Verb != decisions.Same {
			continue
		}
		if a, b := d.name(s.A), d.name(s.B); len(a.Numbers) > 0 && len(b.Numbers) > 0 && !names.Contain(a.Numbers, b.Numbers) {
			d.found.unkept[s.Line] = fmt.Sprintf("it is not kept: %q and %q differ in number", a.Text, b.Text)
			continue
		}
		d.edges = append(d.edges, edge{a: s.A, b: s.B, why: "somebody decided so", decision: s})
	}
}

// settle makes groups of what hangs together. Names hold nothing together in which
// anything speaks against its being one thing: neither by themselves nor, as far as
// registers and people say so, with what decisions add to it.
func (d *identifier) settle() {
	var named, decided []edge
	for _, e := range d.edges {
		if e.decision != nil {
			decided = append(decided, e)
		} else {
			named = append(named, e)
		}
	}
	kept := slices.Clone(decided)
	for _, list := range components(named) {
		if members := endsOf(list); d.unlike(members) || d.forbidden(members) {
			d.found.doubts = append(d.found.doubts, list...)
		} else {
			kept = append(kept, list...)
		}
	}
	for _, list := range components(kept) {
		if !d.forbidden(endsOf(list)) {
			d.put(list)
			continue
		}
		var people []edge
		for _, e := range list {
			if e.decision != nil {
				people = append(people, e)
			} else {
				d.found.doubts = append(d.found.doubts, e)
			}
		}
		for _, part := range components(people) {
			d.put(part)
		}
	}
	slices.SortFunc(d.found.doubts, func(x, y edge) int {
		return cmp.Or(cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b), cmp.Compare(x.why, y.why))
	})
}

// unlike says whether some ids that names join count differently, or are related by a
// document as two things.
func (d *identifier) unlike(members []string) bool {
	var inLabel, inID counted
	for _, id := range members {
		if !inLabel.agrees(d.name(id).Numbers) || !inID.agrees(names.SlugNumbers(slugOf(id))) || related(d.index, id, members) {
			return true
		}
	}
	return false
}

// forbidden says whether the registers know several of some ids, or a person decided that
// two of them are different.
func (d *identifier) forbidden(members []string) bool {
	known := 0
	for _, id := range members {
		if d.register.Knows(id) {
			known++
		}
	}
	return known > 1 || slices.ContainsFunc(d.decisions, func(s decisions.Decision) bool {
		return s.Verb == decisions.Different && among(members, s.A) && among(members, s.B)
	})
}

// counted is the numbers that names have; those without any agree with all.
type counted []string

// agrees says whether a name has the numbers of those before it.
func (c *counted) agrees(numbers []string) bool {
	if len(numbers) == 0 {
		return true
	}
	if len(*c) == 0 {
		*c = numbers
	}
	return slices.Equal(*c, numbers)
}

func among(sorted []string, id string) bool { _, ok := slices.BinarySearch(sorted, id); return ok }

// related says whether a document relates an entity, as subject, to another of some ids,
// sorted.
func related(x *index, id string, others []string) bool {
	return slices.ContainsFunc(others, func(other string) bool { return x.relates(id, other) })
}

// put notes a group: the id that stays, and why each of the others is joined to it.
func (d *identifier) put(list []edge) {
	stays := d.staying(list)
	reached := map[string]bool{stays: true}
	var joined []Joined
	for frontier := []string{stays}; len(frontier) > 0; {
		at := frontier[0]
		frontier = frontier[1:]
		for _, e := range list {
			other := e.b
			if other == at {
				other = e.a
			} else if e.a != at {
				continue
			}
			if !reached[other] {
				reached[other] = true
				frontier = append(frontier, other)
				joined = append(joined, Joined{ID: other, Reason: e.reason(), Decision: e.decision})
				d.canonical[other] = stays
			}
		}
	}
	slices.SortFunc(joined, func(a, b Joined) int { return cmp.Compare(a.ID, b.ID) })
	d.joined[stays] = joined
}

func (e edge) reason() string {
	if e.decision == nil {
		return e.why
	}
	why := fmt.Sprintf("%s decided on %s that %s is %s", e.decision.Who, e.decision.Date, e.decision.A, e.decision.B)
	if e.decision.Note != "" {
		why += ": " + e.decision.Note
	}
	return why
}

// staying chooses the id of a group: the one that the registers know; else the one that
// decisions put others into; else the shortest, which is the abbreviation where one is
// known; else the first in the alphabet.
func (d *identifier) staying(list []edge) string {
	from, into := map[string]bool{}, map[string]bool{}
	for _, e := range list {
		if e.decision != nil {
			from[e.decision.A], into[e.decision.B] = true, true
		}
	}
	rank := func(id string) int {
		switch {
		case d.register.Knows(id):
			return 0
		case into[id] && !from[id]:
			return 1
		case from[id]:
			return 3
		}
		return 2
	}
	return slices.MinFunc(endsOf(list), func(a, b string) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(len(a), len(b)), cmp.Compare(a, b))
	})
}

// unions are sets that grow together; an id that is in none is by itself.
type unions map[string]string

func (u unions) root(id string) string {
	for u[id] != "" {
		id = u[id]
	}
	return id
}

func (u unions) join(a, b string) {
	if a, b = u.root(a), u.root(b); a != b {
		u[max(a, b)] = min(a, b)
	}
}

// endsOf gives the ids at the ends of edges, sorted.
func endsOf(list []edge) []string {
	var out []string
	for _, e := range list {
		out = append(out, e.a, e.b)
	}
	return sortedSet(out)
}

// components parts edges into those that hang together, by their first id.
func components(edges []edge) [][]edge {
	u := unions{}
	for _, e := range edges {
		u.join(e.a, e.b)
	}
	by := map[string][]edge{}
	for _, e := range edges {
		root := u.root(e.a)
		by[root] = append(by[root], e)
	}
	var out [][]edge
	for _, root := range slices.Sorted(maps.Keys(by)) {
		out = append(out, by[root])
	}
	return out
}

// slugOf is an id without its type.
func slugOf(id string) string {
	kind, _ := ontology.TypeOfID(id)
	return id[min(len(id), len(ontology.Slug(kind))+1):]
}
