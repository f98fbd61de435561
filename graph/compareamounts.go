package graph

import (
	"cmp"
	"slices"
	"strings"

	"rijksgraaf/model"
	"rijksgraaf/ontology"
)

// AmountBasis says why two amounts can be compared.
type AmountBasis string

// The bases.
const (
	// AmountSame: of one year at one stage of the budget.
	AmountSame AmountBasis = "SAME"
	// AmountStage: of one year at two stages, the last that either document states.
	AmountStage AmountBasis = "STAGE"
	// AmountYear: each of its document's own budget year.
	AmountYear AmountBasis = "YEAR"
)

// AmountBases lists every basis.
func AmountBases() []AmountBasis { return []AmountBasis{AmountSame, AmountStage, AmountYear} }

// StatedAmount is an amount as a document states it.
type StatedAmount struct {
	model.Sum
	// Relation states it, with what the document says of it in the place.
	Relation *model.Relation
	// Line is what it is of as the document names it: an article, a line of a table, what is funded.
	Line string
	// Evidence is the row or sentence that it stands in, Cell where its own words stand, nil
	// where that is not known.
	Evidence *model.Evidence
	Cell     *model.Span
}

// Year is the budget year of an amount, or the period where it is of no single year.
func (s *StatedAmount) Year() string {
	return cmp.Or(s.Qualifier(model.QualifierYear), s.Qualifier(model.QualifierPeriod))
}

// AmountChange is what became of an amount: kept where the two are the same as far as the
// one that is printed less exactly tells.
type AmountChange struct {
	Change Change
	// Basis is why the two can be compared; empty where only one document states it.
	Basis AmountBasis
	// From and To are the amounts; nil where the document states none.
	From, To *StatedAmount
	// Difference is To less From, an exact decimal in whole units; empty without both.
	Difference string
}

// stated is the amount as the second document has it, else as the first does.
func (a *AmountChange) stated() *StatedAmount {
	if a.To != nil {
		return a.To
	}
	return a.From
}

// AmountsAside are amounts of years that only one of the documents states in a place.
type AmountsAside struct {
	// Document is the id of the one that states them.
	Document string
	// Years are the years, or periods; "" for amounts of no known year.
	Years []string
	Count int
}

// amountKey is what an amount is of, by the ids that both sides have.
type amountKey struct {
	fact                   factKey
	kind, unit, recurrence string
}

// stageKey is the stage of an amount with the number of a supplementary budget.
type stageKey struct{ stage, supplement string }

func stageOf(a *StatedAmount) stageKey {
	return stageKey{a.Qualifier(model.QualifierStage), a.Qualifier(model.QualifierSupplement)}
}

// rank orders stages in time; a stage that is not told comes first.
func (k stageKey) rank() int {
	if k.stage == "" {
		return 0
	}
	return 10*(1+rank(model.Stages(), k.stage)) + yearOf(k.supplement)
}

// amounts compares the amounts of the place.
func (f *placeFacts) amounts() ([]AmountChange, []AmountsAside) {
	mine, theirs := f.from.amounts(), f.to.amounts()
	f.matchLines(mine, theirs)
	t := &amountTable{f: f, years: [2]map[string]bool{yearsOf(mine), yearsOf(theirs)}, compared: map[*StatedAmount]bool{}, place: map[amountKey]int{}}
	t.by = [2]map[amountKey][]*StatedAmount{f.byKey(f.c.from, mine), f.byKey(f.c.to, theirs)}
	for _, side := range [2]int{1, 0} { // the order of the second document goes before that of the first
		for k, list := range t.by[side] {
			if _, ok := t.place[k]; !ok {
				t.place[k] = list[0].Evidence.Start + (1-side)*f.c.to.saying.text.runes
				t.keys = append(t.keys, k)
			}
		}
	}
	for _, k := range t.keys {
		t.compare(k, t.by[0][k], t.by[1][k])
	}
	t.sort()
	return t.out, t.aside(mine, theirs)
}

// amounts lists the amounts that a document states in the place, in the order of the text.
// What the table says of the article in its own line is the article's, and not the line's too.
func (s *spoken) amounts() []*StatedAmount {
	var out []*StatedAmount
	own := map[model.Span]bool{}
	for _, r := range s.relations {
		for i := range Sums(r) {
			if a := s.amount(r, &Sums(r)[i]); a != nil {
				out = append(out, a)
				if t, _ := ontology.TypeOfID(r.Subject); t == model.TypeBudgetArticle && a.Cell != nil {
					own[*a.Cell] = true
				}
			}
		}
	}
	out = slices.DeleteFunc(out, func(a *StatedAmount) bool {
		t, _ := ontology.TypeOfID(a.Relation.Subject)
		return t == model.TypeBudgetLine && a.Cell != nil && a.Relation.Object == "" && own[*a.Cell]
	})
	slices.SortStableFunc(out, func(a, b *StatedAmount) int {
		return cmp.Or(cmp.Compare(a.Evidence.Start, b.Evidence.Start), cmp.Compare(cellStart(a), cellStart(b)))
	})
	return out
}

func cellStart(a *StatedAmount) int {
	if a.Cell == nil {
		return a.Evidence.Start
	}
	return a.Cell.Start
}

// amount gives a sum of a relation with its words; nil where these stand in another place.
func (s *spoken) amount(r *model.Relation, sum *model.Sum) *StatedAmount {
	a := &StatedAmount{Sum: *sum, Relation: r, Evidence: &r.Evidence[0], Line: s.line(r)}
	if len(r.Amounts) == 0 {
		a.Cell = a.Evidence.ObjectSpan
		return a
	}
	if s.side.of(r, sum.Span.Start) != s.place {
		return nil
	}
	a.Cell = &sum.Span
	for i := range r.Evidence {
		if r.Evidence[i].Contains(sum.Span) {
			a.Evidence = &r.Evidence[i]
		}
	}
	return a
}

// line names what an amount is of.
func (s *spoken) line(r *model.Relation) string {
	name := func(id string) string {
		if e := s.entity(id); e != nil {
			return e.Label
		}
		return id
	}
	if t, _ := ontology.TypeOfID(r.Subject); r.Object != "" && t != model.TypeBudgetLine {
		return name(r.Subject) + " > " + name(r.Object)
	}
	return name(r.Subject)
}

func yearsOf(list []*StatedAmount) map[string]bool {
	out := map[string]bool{}
	for _, a := range list {
		out[a.Year()] = true
	}
	return out
}

// byKey groups amounts by what they are of.
func (f *placeFacts) byKey(s *side, list []*StatedAmount) map[amountKey][]*StatedAmount {
	out := map[amountKey][]*StatedAmount{}
	for _, a := range list {
		k := amountKey{factKey{f.id(s, a.Relation.Subject), a.Relation.Predicate, ""}, a.Qualifier(model.QualifierKind), a.Unit, a.Qualifier(model.QualifierRecurrence)}
		if a.Relation.Object != "" {
			k.fact.object = f.id(s, a.Relation.Object)
		}
		out[k] = append(out[k], a)
	}
	return out
}

// matchLines notes which budget lines are one under a name spelled otherwise: under one line
// or article, the uppermost first.
func (f *placeFacts) matchLines(mine, theirs []*StatedAmount) {
	depth := func(id string) int { return strings.Count(id, "/") }
	lines := func(s *spoken, list []*StatedAmount) (out []*model.Entity) {
		for _, a := range list {
			if e := s.entity(a.Relation.Subject); e != nil && e.Type == model.TypeBudgetLine && !slices.Contains(out, e) {
				out = append(out, e)
			}
		}
		return out
	}
	from, to := lines(f.from, mine), lines(f.to, theirs)
	has := func(s *side, list []*model.Entity, id string) bool {
		return slices.ContainsFunc(list, func(e *model.Entity) bool { return f.id(s, e.ID) == id })
	}
	deepest := 0
	for _, e := range from {
		deepest = max(deepest, depth(e.ID))
	}
	for d := range deepest + 1 {
		under := map[string][2][]*model.Entity{}
		for i, list := range [2][]*model.Entity{from, to} {
			s, other, rest := f.c.from, f.c.to, to
			if i == 1 {
				s, other, rest = f.c.to, f.c.from, from
			}
			for _, e := range list {
				id := f.id(s, e.ID)
				if depth(id) == d && !has(other, rest, id) {
					up := under[id[:strings.LastIndexByte(id, '/')]]
					up[i] = append(up[i], e)
					under[id[:strings.LastIndexByte(id, '/')]] = up
				}
			}
		}
		for _, up := range under {
			for _, p := range f.pairs(up[0], up[1]) {
				f.reworded[f.c.id(f.c.from, p.from.ID)] = f.c.id(f.c.to, p.to.ID)
			}
		}
	}
}

// amountTable compares amounts by what they are of.
type amountTable struct {
	f        *placeFacts
	by       [2]map[amountKey][]*StatedAmount // of From and of To
	years    [2]map[string]bool
	keys     []amountKey
	place    map[amountKey]int // where a line first stands
	compared map[*StatedAmount]bool
	out      []AmountChange
	rows     []amountKey // of out
}

// compare compares what both documents state of one thing.
func (t *amountTable) compare(k amountKey, from, to []*StatedAmount) {
	before := len(t.out)
	for _, year := range sharedYears(from, to) {
		t.year(inYear(from, year), inYear(to, year))
	}
	t.ownYears(from, to)
	for side, list := range [2][]*StatedAmount{from, to} {
		for _, a := range list {
			if !t.compared[a] && t.years[1-side][a.Year()] {
				t.alone(side, a)
			}
		}
	}
	if len(t.out) == before && (len(from) == 0 || len(to) == 0) {
		t.atAll(from, to)
	}
	for range t.out[before:] {
		t.rows = append(t.rows, k)
	}
}

// alone notes an amount that one document states of a year that both speak of.
func (t *amountTable) alone(side int, a *StatedAmount) {
	t.compared[a] = true
	if side == 0 {
		t.out = append(t.out, AmountChange{Change: ChangeGone, From: a})
	} else {
		t.out = append(t.out, AmountChange{Change: ChangeNew, To: a})
	}
}

// atAll notes something that one document alone states amounts of, though of no year that
// both speak of: by its own year's, else by the last.
func (t *amountTable) atAll(from, to []*StatedAmount) {
	for side, list := range [2][]*StatedAmount{from, to} {
		if own := t.own(side, list); len(own) > 0 {
			t.alone(side, own[len(own)-1])
		} else if len(list) > 0 {
			t.alone(side, slices.MaxFunc(list, func(a, b *StatedAmount) int { return cmp.Compare(a.Year(), b.Year()) }))
		}
	}
}

// year compares amounts of one year: those of one stage with each other, and the last
// stage that either states, where it is not the same.
func (t *amountTable) year(from, to []*StatedAmount) {
	for _, a := range from {
		for _, b := range to {
			if stageOf(a) == stageOf(b) && !t.compared[a] && !t.compared[b] && t.same(a, b) {
				t.note(AmountSame, a, b)
			}
		}
	}
	for _, a := range from {
		if t.compared[a] {
			continue
		}
		left := func(o *StatedAmount) bool { return stageOf(o) == stageOf(a) && !t.compared[o] }
		if b := single(to, left); b != nil && single(from, left) != nil {
			t.note(AmountSame, a, b)
		}
	}
	if a, b := lastStage(from), lastStage(to); a != nil && b != nil && stageOf(a) != stageOf(b) {
		t.note(AmountStage, a, b)
	}
}

// single gives the one amount that fits; nil where none or several do.
func single(list []*StatedAmount, fits func(*StatedAmount) bool) *StatedAmount {
	var found *StatedAmount
	for _, a := range list {
		if fits(a) {
			if found != nil {
				return nil
			}
			found = a
		}
	}
	return found
}

// lastStage gives the amount of the last stage; nil where several have it. A difference
// between stages is none.
func lastStage(list []*StatedAmount) *StatedAmount {
	last, found := stageKey{}, false
	for _, a := range list {
		if k := stageOf(a); k.stage != string(model.StageDifference) && (!found || k.rank() > last.rank()) {
			last, found = k, true
		}
	}
	return single(list, func(a *StatedAmount) bool { return found && stageOf(a) == last })
}

func (t *amountTable) same(a, b *StatedAmount) bool {
	_, same, err := model.DifferenceAsPrinted(&a.Amount, &b.Amount)
	return err == nil && same
}

func (t *amountTable) note(basis AmountBasis, a, b *StatedAmount) {
	difference, same, err := model.DifferenceAsPrinted(&a.Amount, &b.Amount)
	if err != nil { // the key has the unit, and the graph takes no other value than a decimal
		return
	}
	t.compared[a], t.compared[b] = true, true
	change := ChangeChanged
	if same {
		change = ChangeKept
	}
	t.out = append(t.out, AmountChange{Change: change, Basis: basis, From: a, To: b, Difference: difference})
}

// ownYears compares what each document states of its own budget year, where these are two.
func (t *amountTable) ownYears(from, to []*StatedAmount) {
	if t.f.c.from.saying.document.BudgetYear == t.f.c.to.saying.document.BudgetYear {
		return
	}
	mine, theirs := t.own(0, from), t.own(1, to)
	common := func(list, other []*StatedAmount) []*StatedAmount {
		return slices.DeleteFunc(slices.Clone(list), func(a *StatedAmount) bool {
			return !slices.ContainsFunc(other, func(b *StatedAmount) bool { return stageOf(a) == stageOf(b) })
		})
	}
	if a, b := common(mine, theirs), common(theirs, mine); len(a) > 0 {
		mine, theirs = a, b
	}
	if a, b := lastStage(mine), lastStage(theirs); a != nil && b != nil {
		t.note(AmountYear, a, b)
	}
}

// own gives the amounts of a document's own budget year.
func (t *amountTable) own(side int, list []*StatedAmount) []*StatedAmount {
	year := [2]*saying{t.f.c.from.saying, t.f.c.to.saying}[side].document.BudgetYear
	return slices.DeleteFunc(slices.Clone(list), func(a *StatedAmount) bool {
		return year == 0 || yearOf(a.Qualifier(model.QualifierYear)) != year
	})
}

func inYear(list []*StatedAmount, year string) []*StatedAmount {
	return slices.DeleteFunc(slices.Clone(list), func(a *StatedAmount) bool { return a.Year() != year })
}

func sharedYears(from, to []*StatedAmount) []string {
	var out []string
	other := yearsOf(to)
	for year := range yearsOf(from) {
		if other[year] {
			out = append(out, year)
		}
	}
	slices.Sort(out)
	return out
}

// sort puts the changes in the order of the lines, of a line by year, basis and stage, last
// what compares two years.
func (t *amountTable) sort() {
	type row struct {
		AmountChange
		key amountKey
	}
	list := make([]row, len(t.out))
	for i := range t.out {
		list[i] = row{t.out[i], t.rows[i]}
	}
	order := func(k amountKey) int { return rank(model.AmountKinds(), k.kind) }
	slices.SortStableFunc(list, func(a, b row) int {
		return cmp.Or(cmp.Compare(t.place[a.key], t.place[b.key]), compareFacts(a.key.fact, b.key.fact), cmp.Compare(order(a.key), order(b.key)),
			cmp.Compare(a.key.unit+a.key.recurrence, b.key.unit+b.key.recurrence),
			compareBool(a.Basis == AmountYear, b.Basis == AmountYear), cmp.Compare(a.stated().Year(), b.stated().Year()),
			cmp.Compare(rank(AmountBases(), string(a.Basis)), rank(AmountBases(), string(b.Basis))), cmp.Compare(stageOf(a.stated()).rank(), stageOf(b.stated()).rank()),
			cmp.Compare(a.Change.order(), b.Change.order()), compareDecimals(a.stated().Value, b.stated().Value), cmp.Compare(cellStart(a.stated()), cellStart(b.stated())))
	})
	for i := range list {
		t.out[i] = list[i].AmountChange
	}
}

// compareBool puts false first.
func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

func compareFacts(a, b factKey) int {
	return cmp.Or(cmp.Compare(a.subject, b.subject), cmp.Compare(a.predicate, b.predicate), cmp.Compare(a.object, b.object))
}

// aside counts the amounts that nothing was compared with.
func (t *amountTable) aside(mine, theirs []*StatedAmount) []AmountsAside {
	var out []AmountsAside
	for side, list := range [2][]*StatedAmount{mine, theirs} {
		x := AmountsAside{Document: [2]*saying{t.f.c.from.saying, t.f.c.to.saying}[side].document.ID}
		for _, a := range list {
			if !t.compared[a] {
				x.Count++
				x.Years = append(x.Years, a.Year())
			}
		}
		if x.Years = sortedSet(x.Years); x.Count > 0 {
			out = append(out, x)
		}
	}
	return out
}
