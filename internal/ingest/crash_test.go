package ingest_test

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"rijksgraaf/graph"
	"rijksgraaf/internal/ingest"
)

// childEnv makes the test binary ingest into the store that it names, until it is killed.
const childEnv = "RIJKSGRAAF_TEST_INGEST"

func TestMain(m *testing.M) {
	if dir := os.Getenv(childEnv); dir != "" {
		ingestUntilKilled(dir)
	}
	os.Exit(m.Run())
}

// crashFiles are the files of the run that is killed.
func crashFiles() []string {
	var out []string
	for i := range 8 {
		out = append(out, fmt.Sprintf("file-%d", i))
	}
	return out
}

// policyOf is what all files say in a round.
func policyOf(round int) string { return fmt.Sprint("POLICY", round) }

// roundRun is a run in which every file says the policy of the round.
func roundRun(dir string, round int) (*ingest.Run, *[]string) {
	run, got := record(dir, func(path string) ([]byte, error) { return bytesOf(path, policyOf(round)), nil })
	run.Version = "1"
	return run, got
}

// ingestUntilKilled ingests the files again and again, in each round with other words, and
// says of every file when it is in.
func ingestUntilKilled(dir string) {
	first, _ := strconv.Atoi(os.Getenv("FIRST"))
	for round := first; ; round++ {
		run, _ := roundRun(dir, round)
		run.Report = func(o ingest.Outcome) { fmt.Println(round, o.File, o.Status) }
		fmt.Println(round, "begins", "now")
		if _, err := run.Do(context.Background(), named(crashFiles()...)); err != nil {
			fmt.Println(round, "error", err)
			os.Exit(1)
		}
	}
}

// TestKilledIngest kills a process that ingests, at random moments. What it reported is in,
// in its last words; everything else is in the words of this round or those of the round
// before; what was noted as read is no more than what is in; and going on does the rest,
// and leaves nothing of what was being written behind.
func TestKilledIngest(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "graph")
	rng := rand.New(rand.NewPCG(1, 2))
	kills, round := 25, 1
	if testing.Short() {
		kills = 5
	}
	for kill := range kills {
		reported, last := killed(t, dir, round, rng)
		round = last
		for id, policy := range policies(t, dir) {
			file := strings.TrimPrefix(id, "document/")
			if policy != policyOf(round) && (reported[file] || policy != policyOf(round-1)) {
				t.Fatalf("kill %d: %s says %s in round %d (reported: %v)", kill, file, policy, round, reported[file])
			}
			delete(reported, file)
		}
		if len(reported) > 0 {
			t.Fatalf("kill %d: reported and not there: %v", kill, reported)
		}
		goOn(t, dir, round)
		round++
	}
}

// killed runs a child and kills it, and gives the files that it reported in its last round.
func killed(t *testing.T, dir string, round int, rng *rand.Rand) (reported map[string]bool, last int) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childEnv+"="+dir, fmt.Sprint("FIRST=", round))
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill(); _ = cmd.Wait() })
	after, wait := rng.IntN(20), time.Duration(rng.IntN(8000))*time.Microsecond
	last = round
	lines := bufio.NewScanner(out)
	for n := 0; lines.Scan(); n++ {
		part := strings.Fields(lines.Text())
		if part[1] == "error" || part[2] == string(ingest.Failed) {
			t.Fatal(lines.Text())
		}
		last, _ = strconv.Atoi(part[0])
		if part[1] == "begins" {
			reported = map[string]bool{}
		} else {
			reported[part[1]] = true
		}
		if n == after {
			time.AfterFunc(wait, func() { _ = cmd.Process.Kill() })
		}
	}
	if err := cmd.Wait(); err == nil || !strings.Contains(err.Error(), "killed") {
		t.Fatal("the child ended by itself: ", err)
	}
	return reported, last
}

// policies gives what each document of a store says, which must be whole.
func policies(t *testing.T, dir string) map[string]string {
	t.Helper()
	s, err := graph.Open(dir, graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	if err := s.Verify(context.Background()); err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, d := range s.View().Documents(graph.DocumentFilter{}) {
		out[d.ID] = s.View().Extraction(d.ID).Entities[0].Label
	}
	return out
}

// goOn ingests the same files once more in this process: what is in is passed over only
// where it is what it would be.
func goOn(t *testing.T, dir string, round int) {
	t.Helper()
	before := policies(t, dir)
	run, got := roundRun(dir, round)
	if _, err := run.Do(context.Background(), named(crashFiles()...)); err != nil {
		t.Fatal(err)
	}
	for _, line := range *got {
		file, status, _ := strings.Cut(line, " ")
		want := string(ingest.Added)
		if policy, ok := before["document/"+file]; ok && policy == policyOf(round) {
			want = string(ingest.Unchanged)
		} else if ok {
			want = string(ingest.Changed)
		}
		if strings.TrimSuffix(status, " skipped") != want || strings.HasSuffix(status, " skipped") && want != string(ingest.Unchanged) {
			t.Fatalf("round %d: %s, want %s", round, line, want)
		}
	}
	for id, policy := range policies(t, dir) {
		if policy != policyOf(round) {
			t.Fatalf("round %d: %s says %s", round, id, policy)
		}
	}
	left, err := filepath.Glob(filepath.Join(dir, ".*"))
	if err != nil || len(left) > 0 {
		t.Fatalf("left behind: %v (%v)", left, err)
	}
}
