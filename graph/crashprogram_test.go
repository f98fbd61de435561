package graph

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"

	"rijksgraaf/graph/decisions"
	"rijksgraaf/model"
)

// The random program that is killed: which operation comes n-th, and what it does, hangs on
// the seed and on n alone, so that the parent knows what its child was doing.

// crashDocuments, crashSources and crashPairs are how many documents, sources of figures
// and pairs to decide on the program works with.
const (
	crashDocuments = 6
	crashSources   = 3
	crashPairs     = 6
)

// crashBase is the document that the first operation stores and none deletes.
const crashBase = "document/kst-base"

// crashState is what a store should hold after some operations.
type crashState struct {
	// documents are the contents by document, figures the operations by source.
	documents map[string]content
	figures   map[string]int
	decided   map[int]bool
	// commits are the documents after each commit.
	commits []map[string]content
}

// content is what an operation stored, of a group its i-th part.
type content struct{ operation, part int }

func newCrashState() *crashState {
	return &crashState{documents: map[string]content{}, figures: map[string]int{}, decided: map[int]bool{}}
}

// after gives the state after one more operation.
func (s *crashState) after(op crashOp) *crashState {
	n := &crashState{documents: s.documents, figures: maps.Clone(s.figures), decided: maps.Clone(s.decided), commits: slices.Clone(s.commits)}
	op.kind.effect(n, op)
	return n
}

func (s *crashState) equal(o *crashState) bool {
	return len(s.commits) == len(o.commits) && maps.Equal(s.figures, o.figures) && maps.Equal(s.decided, o.decided)
}

// put is a commit that a content makes; the contents of no two operations are the same.
func (s *crashState) put(document string, c content) {
	s.documents = maps.Clone(s.documents)
	s.documents[document] = c
	s.commits = append(s.commits, s.documents)
}

// delete is a commit where there is something to delete.
func (s *crashState) delete(document string) {
	if _, ok := s.documents[document]; ok {
		s.documents = maps.Clone(s.documents)
		delete(s.documents, document)
		s.commits = append(s.commits, s.documents)
	}
}

// crashKind is a kind of operation. To have the program do something else as well, add one
// to crashKinds.
type crashKind struct {
	name   string
	weight int
	run    func(context.Context, *crashChild, crashOp) error
	effect func(*crashState, crashOp)
}

// crashKinds lists the kinds. It is a function, for kinds refer to what refers to them.
func crashKinds() []crashKind {
	return []crashKind{
		{"put", 8, runPut, func(s *crashState, op crashOp) { s.put(op.document(0), content{op.n, 0}) }},
		{"delete", 3, runDelete, func(s *crashState, op crashOp) { s.delete(op.document(0)) }},
		{"group commit", 3, runGroup, effectGroup},
		{"import figures", 2, runImport, func(s *crashState, op crashOp) { s.figures[op.source()] = op.n }},
		{"delete figures", 1, runDropFigures, func(s *crashState, op crashOp) { delete(s.figures, op.source()) }},
		{"decide", 2, runDecide, func(s *crashState, op crashOp) { s.decided[op.pair()] = true }},
		{"undo", 1, runUndo, func(s *crashState, op crashOp) { delete(s.decided, op.pair()) }},
		{"compact", 2, runCompact, func(*crashState, crashOp) {}},
		{"restart", 1, runRestart, func(*crashState, crashOp) {}},
	}
}

// crashOp is the n-th operation of a program.
type crashOp struct {
	seed uint64
	n    int
	kind crashKind
}

func crashOperation(seed uint64, n int) crashOp {
	op := crashOp{seed: seed, n: n}
	kinds := crashKinds()
	if n == 0 { // the base
		op.kind = kinds[0]
		return op
	}
	total := 0
	for _, k := range kinds {
		total += k.weight
	}
	pick := op.number(0, total)
	for _, k := range kinds {
		if pick -= k.weight; pick < 0 {
			op.kind = k
			break
		}
	}
	return op
}

// number gives the i-th random number of the operation, below a bound.
func (op crashOp) number(i, bound int) int {
	return rand.New(rand.NewPCG(op.seed, uint64(op.n)<<8|uint64(i))).IntN(bound)
}

// document is the id of the document that a part of the operation is about.
func (op crashOp) document(part int) string {
	if op.n == 0 {
		return crashBase
	}
	return fmt.Sprintf("document/kst-%d", op.number(10*part+1, crashDocuments))
}

func (op crashOp) source() string {
	return "figures/source-" + string(rune('a'+op.number(1, crashSources)))
}

func (op crashOp) pair() int { return op.number(1, crashPairs) }

// parts is how many documents a group has; removes says whether a part of it deletes.
func (op crashOp) parts() int            { return 2 + op.number(9, 5) }
func (op crashOp) removes(part int) bool { return op.number(10*part+5, 4) == 0 }

// extraction is what a part of the operation has its document say. A few texts come back,
// so that replacing changes little or all, and one in twelve is large.
func (op crashOp) extraction(part int) *model.Extraction {
	size := 3 + op.number(10*part+2, 12)
	if op.number(10*part+3, 12) == 0 {
		size = 100
	}
	if op.n == 0 {
		size = 3 * 2 * crashPairs
	}
	x := generated(op.number(10*part+4, 8), size)
	x.Document.ID, x.Document.Title = op.document(part), fmt.Sprintf("versie %d.%d", op.n, part)
	return x
}

func effectGroup(s *crashState, op crashOp) {
	for part := range op.parts() {
		if op.removes(part) {
			s.delete(op.document(part))
		} else {
			s.put(op.document(part), content{op.n, part})
		}
	}
}

func runGroup(ctx context.Context, c *crashChild, op crashOp) error {
	var list []*ChangeSet
	for part := range op.parts() {
		if op.removes(part) {
			list = append(list, Removal(c.s.View(), op.document(part)))
		} else {
			list = append(list, Changes(c.s.View(), op.extraction(part)))
		}
	}
	_, err := c.s.ApplyAll(ctx, list)
	return err
}

// crashPair names the two entities of a pair; the base has them.
func crashPair(i int) (a, b string) {
	return fmt.Sprintf("ministry/m%d", 6*i), fmt.Sprintf("ministry/m%d", 6*i+3)
}

// crashChild is the process that runs the program.
type crashChild struct {
	dir string
	s   *Store
}

// helperCrash runs the program from an operation on until it is killed. It says on its
// output what it is about to do and what it has done.
func helperCrash() int {
	seed, _ := strconv.ParseUint(os.Getenv("SEED"), 10, 64)
	first, _ := strconv.Atoi(os.Getenv("FIRST"))
	c := &crashChild{dir: os.Getenv("STORE")}
	if err := c.open(); err != nil {
		fmt.Println("error", err)
		return 1
	}
	for n := first; ; n++ {
		op := crashOperation(seed, n)
		fmt.Println("begin", n)
		if err := op.kind.run(context.Background(), c, op); err != nil {
			fmt.Printf("error in operation %d, %s: %v\n", n, op.kind.name, err)
			return 1
		}
		fmt.Println("done", n)
	}
}

func (c *crashChild) open() (err error) {
	fmt.Println("opening")
	c.s, err = Open(c.dir, Options{})
	fmt.Println("opened")
	return err
}

func runPut(ctx context.Context, c *crashChild, op crashOp) error {
	_, err := c.s.Apply(ctx, Changes(c.s.View(), op.extraction(0)))
	return err
}

// unless makes no error of one with a code.
func unless(code model.Code, err error) error {
	if model.CodeOf(err) == code {
		return nil
	}
	return err
}

func runDelete(ctx context.Context, c *crashChild, op crashOp) error {
	_, err := c.s.Delete(ctx, op.document(0))
	return unless(model.CodeNotFound, err)
}

func runImport(ctx context.Context, c *crashChild, op crashOp) error {
	source := figuresOf(op.source(), int64(op.n))
	source.Rows[0].Number = fmt.Sprint(op.number(1, crashSources)) // else sources would contradict each other
	_, err := c.s.ImportFigures(ctx, source)
	return err
}

func runDropFigures(ctx context.Context, c *crashChild, op crashOp) error {
	return unless(model.CodeNotFound, c.s.DeleteFigures(ctx, op.source()))
}

func runDecide(ctx context.Context, c *crashChild, op crashOp) error {
	a, b := crashPair(op.pair())
	_, err := c.s.Decide(ctx, decisions.Decision{Verb: decisions.Different, A: a, B: b, Who: "jan", Date: "2026-01-31"})
	return unless(model.CodeInvalid, err)
}

func runUndo(ctx context.Context, c *crashChild, op crashOp) error {
	a, b := crashPair(op.pair())
	_, err := c.s.Undo(ctx, a, b)
	return unless(model.CodeNotFound, err)
}

func runCompact(ctx context.Context, c *crashChild, _ crashOp) error {
	_, err := c.s.Compact(ctx, nil)
	return err
}

func runRestart(_ context.Context, c *crashChild, _ crashOp) error {
	fmt.Println("closing")
	if err := c.s.Close(); err != nil {
		return err
	}
	fmt.Println("closed")
	return c.open()
}
