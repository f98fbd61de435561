package graph

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"rijksgraaf/model"
)

// version is the i-th version of one document: every version has other entities, and
// says its number in its title.
func version(i int) *model.Extraction {
	x := generated(i, 120)
	x.Document.ID = "document/kst-changing"
	x.Document.Title = fmt.Sprint(i)
	return x
}

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
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill(); _ = cmd.Wait() })
	return cmd, bufio.NewScanner(out), in
}

func TestKilledWriterLeavesBeforeOrAfter(t *testing.T) {
	dir := t.TempDir()
	next := 0
	for round := range 10 {
		cmd, lines, _ := helper(t, "ingest", "STORE="+dir, fmt.Sprintf("FIRST=%d", next))
		// The first rounds are killed while the store is being created.
		wait := time.Duration(round*7) * time.Millisecond
		last := next - 1
		if round >= 3 {
			for range 2 {
				if !lines.Scan() {
					t.Fatal("the writer said nothing")
				}
			}
			_, _ = fmt.Sscanf(lines.Text(), "wrote %d", &last)
		}
		time.Sleep(wait)
		if err := cmd.Process.Signal(syscall.SIGKILL); err != nil {
			t.Fatal(err)
		}
		for lines.Scan() {
			if strings.HasPrefix(lines.Text(), "error") {
				t.Fatal(lines.Text())
			}
			_, _ = fmt.Sscanf(lines.Text(), "wrote %d", &last)
		}
		_ = cmd.Wait()
		next = checkWhole(t, dir, last) + 1
	}
	if next == 0 {
		t.Fatal("no version was ever written")
	}
}

// checkWhole opens the store after a kill and checks that it holds exactly the last
// version that was said to be written, or the one after it; it gives that version.
func checkWhole(t *testing.T, dir string, last int) int {
	t.Helper()
	s, err := Open(dir, Options{})
	if err != nil {
		t.Fatalf("after the kill: %v", err)
	}
	defer func() {
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}()
	if err := s.Verify(t.Context()); err != nil {
		t.Fatal(err)
	}
	d := s.View().Document("document/kst-changing")
	if d == nil {
		if last >= 0 {
			t.Fatalf("version %d was written and is gone", last)
		}
		return -1
	}
	var have int
	_, _ = fmt.Sscan(d.Title, &have)
	if have != last && have != last+1 {
		t.Fatalf("version %d was the last written, %d is there", last, have)
	}
	mem := opened(t, Memory, Options{})
	put(t, mem, version(have))
	if nquads(t, s) != nquads(t, mem) {
		t.Fatalf("the store holds something else than version %d", have)
	}
	return have
}
