package server_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"rijksgraaf/server"
)

// clients is where the clients of others are, that the tests run against ours.
const clients = "../test/clients"

// script gives the command that runs one of the scripts of test/clients. The test is
// skipped where node or what npm installs is missing.
func script(t *testing.T, name string, arguments ...string) *exec.Cmd {
	t.Helper()
	if _, err := os.Stat(filepath.Join(clients, "node_modules")); err != nil {
		t.Skip("the clients are not installed: run make clients")
	}
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("there is no node")
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute) // it ends by itself, after the test
	t.Cleanup(cancel)
	return exec.CommandContext(ctx, node, append([]string{filepath.Join(clients, name)}, arguments...)...)
}

// The audits of npm's graphql-http: what the GraphQL-over-HTTP specification asks of a
// server.
func TestGraphQLOverHTTPAudit(t *testing.T) {
	c := serve(t, newStore(t, paperV(t), paperX(t)), server.Options{Batch: 5, Origins: []string{"https://example.nl"}})
	out, err := script(t, "audit.mjs", c.url+"/graphql").CombinedOutput()
	t.Logf("%s", out)
	var right, all int
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	if _, bad := fmt.Sscanf(lines[len(lines)-1], "%d of %d audits are right", &right, &all); err != nil || bad != nil || right != all || all < 60 {
		t.Errorf("the audit failed: %v", err)
	}
}

// running is a script that says line by line what happens to it.
type running struct {
	t     *testing.T
	lines *bufio.Scanner
}

func run(t *testing.T, cmd *exec.Cmd) running {
	t.Helper()
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_, _ = io.Copy(io.Discard, out)
		if err := cmd.Wait(); err != nil {
			t.Errorf("%s: %v", filepath.Base(cmd.Args[1]), err)
		}
	})
	return running{t, bufio.NewScanner(out)}
}

// wants fails when the next line is another.
func (r running) wants(line string) {
	r.t.Helper()
	if !r.lines.Scan() || r.lines.Text() != line {
		r.t.Fatalf("the client says %q, wanted %q", r.lines.Text(), line)
	}
}
