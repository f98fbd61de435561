package graph

import (
	"bufio"
	"cmp"
	"flag"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"rijksgraaf/graph/bboltkv"
	"rijksgraaf/model"
)

// What `make crash` sets.
var (
	crashKills = flag.Int("crash.kills", 200, "how often the crash test kills a process")
	crashSeed  = flag.Uint64("crash.seed", 1, "the seed of its program and of the moments")
)

// crashShards is how many stores are killed at the same time.
const crashShards = 8

// forking is held while a process is being started, for until it has come to be another
// program it holds all locks that this one holds; and for reading while those are given up.
var forking sync.RWMutex

// helper starts the test binary as another process.
func helper(t *testing.T, part string, env ...string) (*exec.Cmd, *bufio.Scanner, io.WriteCloser) {
	t.Helper()
	cmd := exec.Command(os.Args[0], "hold")
	cmd.Env = append(os.Environ(), append(env, helperEnv+"="+part)...)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd.Stderr = os.Stderr
	forking.Lock()
	err = cmd.Start()
	forking.Unlock()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill(); _ = cmd.Wait() })
	return cmd, bufio.NewScanner(out), in
}

// TestKilledAtRandomMoments kills a process that works on a store, again and again, and
// goes on with what it left: whatever was acknowledged is whole, of what was being done
// all or nothing is there. `make crash N=1000` kills more often.
func TestKilledAtRandomMoments(t *testing.T) {
	kills := *crashKills
	if testing.Short() {
		kills = 20
	}
	total := newCrashReport()
	t.Run("shards", func(t *testing.T) {
		for shard := range crashShards {
			t.Run(fmt.Sprint(shard), func(t *testing.T) {
				t.Parallel()
				r := newCrashRun(t, *crashSeed, shard)
				for range kills/crashShards + min(1, max(0, kills%crashShards-shard)) {
					r.kill()
				}
				total.add(r.report)
			})
		}
	})
	if flagGiven("crash.kills") {
		fmt.Println(total)
	}
	if kills > crashShards && (total.acknowledged == 0 || len(total.phases) < 3) {
		t.Error("the kills came too early to test anything")
	}
}

// crashRun is a store that is killed time and again.
type crashRun struct {
	t      *testing.T
	dir    string
	seed   uint64 // of the program
	rng    *rand.Rand
	next   int // the operation to begin with
	state  *crashState
	report *crashReport
	// lasted is how long each phase took the last time, to choose the moment by.
	lasted map[string]time.Duration
}

func newCrashRun(t *testing.T, seed uint64, shard int) *crashRun {
	r := &crashRun{t: t, seed: seed*crashShards + uint64(shard), state: newCrashState(), report: newCrashReport(), lasted: map[string]time.Duration{}}
	r.rng = rand.New(rand.NewPCG(r.seed, 1))
	r.start()
	return r
}

// start begins with a new store.
func (r *crashRun) start() { r.dir, r.next, r.state = r.t.TempDir(), 0, newCrashState() }

// fatal ends the test with all that is needed to see the fault again, and keeps the store.
func (r *crashRun) fatal(format string, args ...any) {
	r.t.Helper()
	kept := filepath.Join(os.TempDir(), fmt.Sprintf("rijksgraaf-crash-%d-%d", r.seed, r.report.kills))
	if err := os.CopyFS(kept, os.DirFS(r.dir)); err != nil {
		kept = err.Error()
	}
	r.t.Fatalf("-crash.seed %d, kill %d, next operation %d; the store is kept in %s: %s", *crashSeed, r.report.kills, r.next, kept, fmt.Sprintf(format, args...))
}

// life is what the parent hears of a child.
type life struct {
	phase        string // what it was doing when it was last heard of
	since        time.Time
	begun, acked int // the last operation begun, and the last one acknowledged
}

// phaseOf names what a line says the child is doing now.
func (r *crashRun) phaseOf(line string, fresh bool) string {
	var n int
	switch {
	case line == "opening" && fresh:
		return "creating"
	case line == "opening", line == "closing":
		return line
	case !strings.HasPrefix(line, "begin "):
		return "between"
	}
	_, _ = fmt.Sscanf(line, "begin %d", &n)
	op := crashOperation(r.seed, n)
	if op.kind.name != "put" {
		return op.kind.name
	}
	state := r.state
	for i := r.next; i < n; i++ {
		state = state.after(crashOperation(r.seed, i))
	}
	if _, there := state.documents[op.document(0)]; there {
		return "replace"
	}
	return "ingest"
}

// kill lets a child work for a while, kills it, and checks what it left.
func (r *crashRun) kill() {
	if r.rng.IntN(20) == 0 { // so that creating is killed too
		r.start()
	}
	fresh := !exists(filepath.Join(r.dir, formatFile))
	cmd, lines, _ := helper(r.t, "crash", "STORE="+r.dir, fmt.Sprint("SEED=", r.seed), fmt.Sprint("FIRST=", r.next))
	aim, fraction := r.aim(fresh)
	l := life{begun: r.next - 1, acked: r.next - 1, phase: "between", since: time.Now()}
	var deadly sync.Once
	for lines.Scan() {
		line := lines.Text()
		if strings.HasPrefix(line, "error") {
			r.fatal("%s", line)
		}
		now := time.Now()
		r.lasted[l.phase] = now.Sub(l.since)
		l.phase, l.since = r.phaseOf(line, fresh), now
		fresh = fresh && line != "opened"
		_, _ = fmt.Sscanf(line, "begin %d", &l.begun)
		_, _ = fmt.Sscanf(line, "done %d", &l.acked)
		if line == aim {
			wait := max(r.lasted[l.phase], 3*time.Millisecond)
			deadly.Do(func() { time.AfterFunc(time.Duration(fraction*float64(wait)), func() { _ = cmd.Process.Kill() }) })
		}
	}
	if err := cmd.Wait(); err == nil || !strings.Contains(err.Error(), "killed") {
		r.fatal("the child ended by itself: %v", err)
	}
	r.check(l)
}

// aim chooses the line after which the child is killed, and how long after it, as a part of
// the time that such a thing took before.
func (r *crashRun) aim(fresh bool) (line string, fraction float64) {
	fraction = r.rng.Float64() * 1.6
	if fresh && r.rng.IntN(2) == 0 || r.rng.IntN(16) == 0 {
		return "opening", fraction
	}
	n := r.next + r.rng.IntN(8)
	if crashOperation(r.seed, n).kind.name == "restart" {
		return "closing", fraction
	}
	return fmt.Sprint("begin ", n), fraction
}

// check opens what a child left, which must be the state after the last operation that it
// acknowledged, or that after the one which it had begun; and goes on from there.
func (r *crashRun) check(l life) {
	before := r.state
	for n := r.next; n <= l.acked; n++ {
		before = before.after(crashOperation(r.seed, n))
	}
	r.report.kills++
	r.report.operations += l.begun - r.next + 1
	r.report.acknowledged += l.acked - r.next + 1
	r.state, r.next = before, l.acked+1
	found := "none begun"
	what := r.differs(before)
	if l.begun > l.acked {
		after := before.after(crashOperation(r.seed, l.begun))
		switch {
		case after.equal(before):
			found = "no change"
		case what == "":
			found = "before"
		default:
			found, what = "after", r.differs(after)
			r.state, r.next = after, l.begun+1
		}
	}
	if what != "" {
		r.fatal("killed while %s, after operation %d was acknowledged and %d begun: %s", l.phase, l.acked, l.begun, what)
	}
	r.checkFiles()
	r.report.count(l.phase, found)
}

// differs says in what the store is not whole, or not in a state; "" when it is in it.
func (r *crashRun) differs(state *crashState) string {
	s, err := Open(r.dir, Options{})
	if err != nil {
		return fmt.Sprint("it does not open: ", err)
	}
	defer func() {
		forking.RLock()
		defer forking.RUnlock()
		if err := s.Close(); err != nil {
			r.fatal("closing: %v", err)
		}
	}()
	if err := s.Verify(r.t.Context()); err != nil {
		return err.Error()
	}
	if what := state.differs(r.seed, s.View()); what != "" {
		return what
	}
	return r.forgot(s.View(), state)
}

// forgot says what a view does not remember of the commits that led to a state; it asks for
// all of them in one list, and for the documents after any one.
func (r *crashRun) forgot(v *View, state *crashState) string {
	list, err := v.Commits(CommitFilter{})
	if err != nil || len(list) != len(state.commits) || v.Commit() != len(list) {
		return fmt.Sprintf("it remembers %d commits and stands at %d (%v), of %d", len(list), v.Commit(), err, len(state.commits))
	}
	if len(list) == 0 {
		return ""
	}
	n := 1 + r.rng.IntN(len(list))
	past, err := v.AsOf(n)
	if err != nil {
		return err.Error()
	}
	if what := documentsDiffer(r.seed, past, state.commits[n-1]); what != "" {
		return fmt.Sprintf("as of commit %d: %s", n, what)
	}
	return ""
}

// documentsDiffer says which document of a view is not what operations stored.
func documentsDiffer(seed uint64, v *View, documents map[string]content) string {
	got := map[string]bool{}
	for _, d := range v.Documents(DocumentFilter{}) {
		c, ok := documents[d.ID]
		if !ok {
			return d.ID + " is there and should not be"
		}
		want, have := inOrder(crashOperation(seed, c.operation).extraction(c.part)), inOrder(v.Extraction(d.ID))
		if !reflect.DeepEqual(want, have) {
			return fmt.Sprintf("%s, %s, is not what operation %d stored", d.ID, d.Title, c.operation)
		}
		got[d.ID] = true
	}
	for id, c := range documents {
		if !got[id] {
			return fmt.Sprintf("%s is gone, which operation %d stored", id, c.operation)
		}
	}
	return ""
}

// differs says in what a view is not in the state.
func (s *crashState) differs(seed uint64, v *View) string {
	if what := documentsDiffer(seed, v, s.documents); what != "" {
		return what
	}
	sources := map[string]int{}
	for _, f := range v.Figures().Sources() {
		sources[f.ID] = int(*f.Rows[0].Amounts[0])
	}
	if !maps.Equal(sources, s.figures) {
		return fmt.Sprintf("the figures are %v, not %v", sources, s.figures)
	}
	decided := map[string]bool{}
	for _, d := range v.Decisions() {
		decided[d.A+" "+d.B] = true
	}
	for i := range crashPairs {
		if a, b := crashPair(i); decided[a+" "+b] != s.decided[i] {
			return fmt.Sprintf("of %s and %s it is %v that they are decided on, not %v", a, b, decided[a+" "+b], s.decided[i])
		}
	}
	return ""
}

// inOrder puts what an extraction lists in one order; the store gives it in that of the
// text.
func inOrder(x *model.Extraction) *model.Extraction {
	slices.SortFunc(x.Entities, func(a, b *model.Entity) int { return strings.Compare(a.ID, b.ID) })
	for _, e := range x.Entities {
		slices.SortFunc(e.Mentions, func(a, b model.Mention) int { return cmp.Or(a.Start-b.Start, a.End-b.End) })
	}
	slices.SortFunc(x.Relations, func(a, b *model.Relation) int {
		return cmp.Or(strings.Compare(a.Subject, b.Subject), strings.Compare(a.Object, b.Object))
	})
	return x
}

// checkFiles checks the file of bolt page by page, and that nothing is left behind of what
// was being written.
func (r *crashRun) checkFiles() {
	db, err := bbolt.Open(filepath.Join(r.dir, bboltkv.File), 0o644, &bbolt.Options{ReadOnly: true, PreLoadFreelist: true})
	if err != nil {
		r.fatal("%v", err)
	}
	err = db.View(func(tx *bbolt.Tx) error {
		for err := range tx.Check() {
			return err
		}
		return nil
	})
	forking.RLock()
	closing := db.Close()
	forking.RUnlock()
	if closing != nil {
		r.fatal("%v", closing)
	}
	if err != nil {
		r.fatal("bolt's own check: %v", err)
	}
	ours := []string{bboltkv.File, IndexFile, formatFile, DecisionsFile, lockFile, figuresFolder}
	_ = filepath.WalkDir(r.dir, func(path string, d os.DirEntry, err error) error {
		name, _ := filepath.Rel(r.dir, path)
		source := filepath.Dir(name) == figuresFolder && strings.HasSuffix(name, ".json")
		if err != nil || name != "." && !source && !slices.Contains(ours, name) {
			r.fatal("%s is left behind (%v)", name, err)
		}
		return nil
	})
}

// crashReport counts kills.
type crashReport struct {
	mu                              sync.Mutex
	kills, operations, acknowledged int
	phases                          map[string]map[string]int // kills by what was being done and what was found
}

func newCrashReport() *crashReport { return &crashReport{phases: map[string]map[string]int{}} }

func (c *crashReport) count(phase, found string) {
	if c.phases[phase] == nil {
		c.phases[phase] = map[string]int{}
	}
	c.phases[phase][found]++
}

func (c *crashReport) add(o *crashReport) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.kills, c.operations, c.acknowledged = c.kills+o.kills, c.operations+o.operations, c.acknowledged+o.acknowledged
	for phase, found := range o.phases {
		for f, n := range found {
			c.count(phase, f)
			c.phases[phase][f] += n - 1
		}
	}
}

// String gives the report as a table for docs/performance.md.
func (c *crashReport) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d kills, %d operations begun, %d acknowledged; of those none lost, of the others none half done.\n\n", c.kills, c.operations, c.acknowledged)
	b.WriteString("| killed while | kills | state before | state after | no change to make |\n|---|---|---|---|---|\n")
	for _, phase := range slices.Sorted(maps.Keys(c.phases)) {
		found := c.phases[phase]
		n := 0
		for _, k := range found {
			n += k
		}
		fmt.Fprintf(&b, "| %s | %d | %d | %d | %d |\n", phase, n, found["before"], found["after"], found["no change"]+found["none begun"])
	}
	return b.String()
}
