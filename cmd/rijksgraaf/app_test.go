package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"rijksgraaf/model"
)

var update = flag.Bool("update", false, "write the expected outputs anew")

// outcome is what a command line did in this process.
type outcome struct {
	status      int
	out, errors string
}

// invoke runs a command line in this process, in an environment of the given variables.
func invoke(t *testing.T, env map[string]string, args ...string) outcome {
	t.Helper()
	var out, errs bytes.Buffer
	s := system{In: strings.NewReader(""), Out: &out, Err: &errs,
		LookupEnv: func(name string) (string, bool) { v, ok := env[name]; return v, ok },
		Environ: func() []string {
			var list []string
			for k, v := range env {
				list = append(list, k+"="+v)
			}
			return list
		}}
	status := run(context.Background(), s, args)
	return outcome{status, out.String(), errs.String()}
}

// TestEveryCodeHasAnExitStatus holds the table complete.
func TestEveryCodeHasAnExitStatus(t *testing.T) {
	for _, code := range model.Codes() {
		status, ok := statusOf()[code]
		if !ok {
			t.Errorf("%s has no exit status", code)
		}
		if want := map[bool]int{true: statusUsage, false: statusFailed}[code == model.CodeUsage]; status != want {
			t.Errorf("%s: exit status %d, want %d", code, status, want)
		}
	}
	if extra := len(statusOf()) - len(model.Codes()); extra != 1 {
		t.Errorf("the table has %d entries too many", extra-1)
	}
	if got := exitStatus(fmt.Errorf("wrapped: %w", &model.Error{Code: model.CodeUsage})); got != statusUsage {
		t.Errorf("a wrapped usage error: exit status %d, want %d", got, statusUsage)
	}
	if got := exitStatus(errors.New("anything")); got != statusFailed {
		t.Errorf("an unknown error: exit status %d, want %d", got, statusFailed)
	}
}

// tree lists every command of the program, the root first.
func tree() []*cobra.Command {
	root := (&app{out: &checkedWriter{}}).root()
	return append([]*cobra.Command{root}, root.Commands()...)
}

// TestHelp demands of every command a purpose, an example, and that its help says it.
func TestHelp(t *testing.T) {
	for _, c := range tree() {
		if c.Short == "" || !strings.HasPrefix(c.Example, "  rijksgraaf") || c.RunE == nil {
			t.Errorf("%s lacks a purpose, an example or an action", c.CommandPath())
		}
		args := append(strings.Fields(c.CommandPath())[1:], "--help")
		got := invoke(t, nil, args...)
		if got.status != 0 || got.errors != "" || !strings.Contains(got.out, c.Example) {
			t.Errorf("%s --help: status %d, errors %q, output %q", c.CommandPath(), got.status, got.errors, got.out)
		}
	}
}

// TestVariables demands that every flag has a variable of its own, that help and
// docs/commands.md name it, and that setting it to a wrong value or a right one is
// noticed.
func TestVariables(t *testing.T) {
	manual, err := os.ReadFile("../../docs/commands.md")
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]string{}
	for _, c := range tree() {
		eachFlag(c, func(f *pflag.Flag, variable string) {
			where := c.CommandPath() + " --" + f.Name
			if other, ok := seen[variable]; ok {
				t.Errorf("%s and %s share %s", where, other, variable)
			}
			seen[variable] = where
			if !strings.Contains(f.Usage, "$"+variable) {
				t.Errorf("the help of %s does not name %s", where, variable)
			}
			if !strings.Contains(string(manual), "`"+variable+"`") {
				t.Errorf("docs/commands.md does not name %s", variable)
			}
		})
	}
}

func TestEnvironment(t *testing.T) {
	for _, c := range []struct {
		name   string
		env    map[string]string
		args   []string
		status int
		want   string // in standard output, or in standard error when the status is not 0
	}{
		{"a variable sets a flag", map[string]string{"RIJKSGRAAF_JSON": "true"}, []string{"version"}, 0, `{"version":`},
		{"a flag goes before its variable", map[string]string{"RIJKSGRAAF_JSON": "true"}, []string{"version", "--json=false"}, 0, "rijksgraaf "},
		{"an empty variable sets nothing", map[string]string{"RIJKSGRAAF_JSON": ""}, []string{"version"}, 0, "rijksgraaf "},
		{"a wrong value is a usage error", map[string]string{"RIJKSGRAAF_JSON": "perhaps"}, []string{"version"}, 2, "$RIJKSGRAAF_JSON"},
		{"a variable of one command", map[string]string{"RIJKSGRAAF_EXPORT_FORMAT": "morse"}, []string{"export"}, 2, `"morse"`},
		{"which another does not read", map[string]string{"RIJKSGRAAF_EXPORT_FORMAT": "morse"}, []string{"version"}, 0, "rijksgraaf "},
		{"an address that is none", map[string]string{"RIJKSGRAAF_ADDR": "8080"}, []string{"version"}, 2, "host:port"},
		{"a port that is none", nil, []string{"version", "--addr", "localhost:http"}, 2, "host:port"},
		{"a base that is none", nil, []string{"version", "--base", "budget"}, 2, "--base"},
		{"no home", nil, []string{"stats"}, 2, "--db"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := invoke(t, c.env, c.args...)
			text := got.out
			if c.status != 0 {
				text = got.errors
			}
			if got.status != c.status || !strings.Contains(text, c.want) {
				t.Errorf("status %d, output %q, errors %q; want status %d and %q", got.status, got.out, got.errors, c.status, c.want)
			}
		})
	}
}

func TestDatabase(t *testing.T) {
	for _, c := range []struct {
		db, want string
		env      map[string]string
	}{
		{db: "here", env: map[string]string{"HOME": "/h"}, want: "here"},
		{env: map[string]string{"HOME": "/h"}, want: "/h/.local/share/rijksgraaf/graph"},
		{env: map[string]string{"HOME": "/h", "XDG_DATA_HOME": "/data"}, want: "/data/rijksgraaf/graph"},
		{env: map[string]string{"HOME": "/h", "XDG_DATA_HOME": "relative"}, want: "/h/.local/share/rijksgraaf/graph"},
	} {
		a := &app{db: c.db, system: system{LookupEnv: func(n string) (string, bool) { v, ok := c.env[n]; return v, ok }}}
		if got, err := a.database(); err != nil || got != c.want {
			t.Errorf("--db %q, %v: got %q, %v, want %q", c.db, c.env, got, err, c.want)
		}
	}
}

type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, errors.New("no space left on device") }

// TestFullDisk: output that could not be written is a failure, not a silence.
func TestFullDisk(t *testing.T) {
	var errs bytes.Buffer
	s := system{Out: fullDisk{}, Err: &errs, LookupEnv: func(string) (string, bool) { return "", false }}
	for _, args := range [][]string{{"version"}, {"version", "--json"}, {"help"}, {"completion", "bash"}} {
		errs.Reset()
		if status := run(context.Background(), s, args); status != statusFailed || !strings.Contains(errs.String(), "no space left") {
			t.Errorf("%v: status %d, errors %q", args, status, errs.String())
		}
	}
}

// TestStopped: a command that a signal stops says so in one line and failed.
func TestStopped(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	stop()
	for _, command := range []string{"extract", "ingest"} {
		var out, errs bytes.Buffer
		s := system{Out: &out, Err: &errs, LookupEnv: func(string) (string, bool) { return "", false }}
		db := filepath.Join(t.TempDir(), "graph")
		status := run(ctx, s, []string{command, "--db", db, "../../testdata/documents"})
		if status != statusFailed || !strings.Contains(errs.String(), "stopped") || strings.Count(errs.String(), "\n") != 1 {
			t.Errorf("%s: status %d, errors %q", command, status, errs.String())
		}
		if _, err := os.Stat(db); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("%s left a store behind (%v)", command, err)
		}
	}
}

func TestOneLine(t *testing.T) {
	if got, want := oneLine("rules.yaml:3:1: unknown key\n\n   3 | trigge: x\n       ^\n"), "rules.yaml:3:1: unknown key; 3 | trigge: x; ^"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
