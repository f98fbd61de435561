package main

import (
	"errors"
	"flag"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"rijksgraaf/graph"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"rijksgraaf": main})
}

// TestScripts runs testdata/*.txtar: the command line as its users see it. Besides the
// commands of testscript there are those of scriptCommands.
func TestScripts(t *testing.T) {
	documents, err := filepath.Abs("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata",
		RequireExplicitExec: true,
		UpdateScripts:       flag.Lookup("update") != nil && *update,
		Cmds:                scriptCommands(),
		Condition: func(name string) (bool, error) {
			if name == "root" {
				return os.Geteuid() == 0, nil
			}
			return false, errors.New("unknown condition " + name)
		},
		Setup: func(e *testscript.Env) error {
			e.Setenv("TESTDATA", documents)
			// Else the race detector has each command wait for a second before it ends.
			e.Setenv("GORACE", "atexit_sleep_ms=0")
			return nil
		},
	})
}

func scriptCommands() map[string]func(*testscript.TestScript, bool, []string) {
	return map[string]func(*testscript.TestScript, bool, []string){
		"fails":     cmdFails,
		"quiet":     cmdQuiet,
		"freeport":  cmdFreePort,
		"occupy":    cmdOccupy,
		"holdstore": cmdHoldStore,
		"size":      cmdSize,
		"ready":     cmdReady,
		"get":       cmdGet,
		"terminate": cmdTerminate,
		"awaits":    cmdAwaits,
		"until":     cmdUntil,
		"nothing":   cmdNothing,
	}
}

// cmdFails is `fails STATUS PATTERN rijksgraaf ARG...`: the command must end with the
// exit status, print nothing, and complain in one line that matches.
func cmdFails(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 3 {
		ts.Fatalf("usage: fails STATUS PATTERN COMMAND [ARG...]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	err = ts.Exec(args[2], args[3:]...)
	var exit *exec.ExitError
	switch {
	case err == nil:
		ts.Fatalf("succeeded, want exit status %d", want)
	case !errors.As(err, &exit):
		ts.Fatalf("did not run: %v", err)
	case exit.ExitCode() != want:
		ts.Fatalf("exit status %d, want %d", exit.ExitCode(), want)
	}
	line := ts.ReadFile("stderr")
	if strings.Count(line, "\n") != 1 || !strings.HasPrefix(line, "rijksgraaf: ") {
		ts.Fatalf("want one line that begins with rijksgraaf: on standard error")
	}
	if !regexp.MustCompile(args[1]).MatchString(line) {
		ts.Fatalf("standard error does not match %q", args[1])
	}
	if ts.ReadFile("stdout") != "" {
		ts.Fatalf("a failed command printed to standard output")
	}
}

// cmdQuiet is `quiet COMMAND [ARG...]`: it must succeed with nothing on standard error.
func cmdQuiet(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 {
		ts.Fatalf("usage: quiet COMMAND [ARG...]")
	}
	ts.Check(ts.Exec(args[0], args[1:]...))
	if ts.ReadFile("stderr") != "" {
		ts.Fatalf("a command that succeeded wrote to standard error")
	}
}

// cmdFreePort is `freeport NAME`: the variable gets a host:port that nobody listens on.
func cmdFreePort(ts *testscript.TestScript, _ bool, args []string) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	ts.Check(err)
	ts.Setenv(args[0], l.Addr().String())
	ts.Check(l.Close())
}

// cmdOccupy is `occupy NAME`: the variable gets a host:port that is listened on until the
// script ends; it answers nothing.
func cmdOccupy(ts *testscript.TestScript, _ bool, args []string) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	ts.Check(err)
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			_ = c.Close()
		}
	}()
	ts.Setenv(args[0], l.Addr().String())
	ts.Defer(func() { _ = l.Close() })
}

// cmdHoldStore is `holdstore FOLDER`: the store is held for writing until the script ends.
func cmdHoldStore(ts *testscript.TestScript, _ bool, args []string) {
	s, err := graph.Open(ts.MkAbs(args[0]), graph.Options{})
	ts.Check(err)
	ts.Defer(func() { _ = s.Close() })
}

// cmdSize is `size BYTES FILE...`: makes or cuts files to a size; they may be sparse.
// FILE may be a pattern.
func cmdSize(ts *testscript.TestScript, _ bool, args []string) {
	n, err := strconv.ParseInt(args[0], 10, 64)
	ts.Check(err)
	for _, pattern := range args[1:] {
		files, err := filepath.Glob(ts.MkAbs(pattern))
		ts.Check(err)
		if len(files) == 0 {
			files = []string{ts.MkAbs(pattern)}
			ts.Check(os.WriteFile(files[0], nil, 0o644))
		}
		for _, f := range files {
			ts.Check(os.Truncate(f, n))
		}
	}
}

// cmdReady is `ready HOST:PORT`: waits until the server says that it is ready.
func cmdReady(ts *testscript.TestScript, _ bool, args []string) {
	for end := time.Now().Add(30 * time.Second); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if response, err := http.Get("http://" + args[0] + "/readyz"); err == nil {
			_ = response.Body.Close()
			if response.StatusCode == http.StatusOK {
				return
			}
		}
	}
	ts.Fatalf("%s did not become ready", args[0])
}

// cmdGet is `get URL FILE`: the body of the answer, which must be 200, goes into the file.
func cmdGet(ts *testscript.TestScript, _ bool, args []string) {
	response, err := http.Get(args[0])
	ts.Check(err)
	body, err := io.ReadAll(response.Body)
	_ = response.Body.Close()
	ts.Check(err)
	if response.StatusCode != http.StatusOK {
		ts.Fatalf("%s: %s\n%s", args[0], response.Status, body)
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), body, 0o644))
}

// cmdAwaits is `awaits FILE TEXT`: waits until a command in the background has written the
// text into the file.
func cmdAwaits(ts *testscript.TestScript, _ bool, args []string) {
	for end := time.Now().Add(30 * time.Second); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		if text, err := os.ReadFile(ts.MkAbs(args[0])); err == nil && strings.Contains(string(text), args[1]) {
			return
		}
	}
	ts.Fatalf("%s was not written into %s", args[1], args[0])
}

// cmdUntil is `until TEXT COMMAND...`: runs a command that asks, over and over, until the
// text stands in its output.
func cmdUntil(ts *testscript.TestScript, _ bool, args []string) {
	for end := time.Now().Add(30 * time.Second); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if ts.Exec(args[1], args[2:]...) == nil && strings.Contains(ts.ReadFile("stdout"), args[0]) {
			return
		}
	}
	ts.Fatalf("%s never came", args[0])
}

// cmdTerminate is `terminate`: SIGTERM to every command in the background.
func cmdTerminate(ts *testscript.TestScript, _ bool, _ []string) {
	for _, c := range ts.BackgroundCmds() {
		ts.Check(c.Process.Signal(syscall.SIGTERM))
	}
}

// cmdNothing is `nothing FOLDER`: the folder holds nothing, not even hidden files.
func cmdNothing(ts *testscript.TestScript, _ bool, args []string) {
	entries, err := os.ReadDir(ts.MkAbs(args[0]))
	ts.Check(err)
	for _, e := range entries {
		ts.Fatalf("%s holds %s", args[0], e.Name())
	}
}
