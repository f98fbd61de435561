package main

import (
	"log/slog"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"rijksgraaf/graph"
)

// A hangup reads the decisions anew; a file that cannot be kept changes nothing.
func TestReloadOnHangup(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "graph")
	s, err := graph.Open(dir, graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	stop := reloadOnHangup(s, slog.New(slog.DiscardHandler))
	defer stop()
	self, err := os.FindProcess(os.Getpid())
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		text string
		want int
	}{
		{"different\tpolicy/a\tpolicy/b\tjan\t2026-01-31\n", 1},
		{"different\tpolicy/a\tpolicy/b\tjan\t2026-01-31\ndifferent\tpolicy/a\tpolicy/c\tjan\t2026-01-31\n", 2},
	} {
		for _, text := range []string{"nonsense\n", c.text} {
			if err := os.WriteFile(filepath.Join(dir, graph.DecisionsFile), []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
			if err := self.Signal(syscall.SIGHUP); err != nil {
				t.Skip("this system has no hangup:", err)
			}
		}
		for end := time.Now().Add(30 * time.Second); len(s.View().Decisions()) != c.want; time.Sleep(5 * time.Millisecond) {
			if time.Now().After(end) {
				t.Fatalf("%d decisions, want %d", len(s.View().Decisions()), c.want)
			}
		}
	}
}
