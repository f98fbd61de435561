package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"rijksgraaf/internal/budgetgen"
)

const documentsFolder = "../../testdata/documents"

// screens says which of standard output and standard error are terminals.
type screens struct{ out, err bool }

// onTerminals runs a command line with a clock on which each look takes a second.
func onTerminals(ctx context.Context, on screens, env map[string]string, out io.Writer, args ...string) (status int, errs string) {
	var stderr bytes.Buffer
	now := time.Unix(1e9, 0)
	var mu sync.Mutex // the bar looks at the clock when it likes
	s := system{In: strings.NewReader(""), Out: out, Err: &stderr,
		LookupEnv: func(name string) (string, bool) { v, ok := env[name]; return v, ok },
		Now: func() time.Time {
			mu.Lock()
			defer mu.Unlock()
			now = now.Add(time.Second)
			return now
		},
		Columns: func(w io.Writer) int {
			if w == io.Writer(&stderr) && on.err || w == out && on.out {
				return 100
			}
			return 0
		}}
	return run(ctx, s, args), stderr.String()
}

func TestProgressOnATerminal(t *testing.T) {
	for _, c := range []struct {
		name       string
		on         screens
		env        map[string]string
		flags      []string
		file       string
		bar, lines bool
	}{
		{name: "both", on: screens{true, true}, file: documentsFolder, bar: true},
		{name: "output into a file", on: screens{false, true}, file: documentsFolder, bar: true, lines: true},
		{name: "errors into a file", on: screens{true, false}, file: documentsFolder, lines: true},
		{name: "neither", file: documentsFolder, lines: true},
		{name: "not wanted", on: screens{true, true}, flags: []string{"--no-progress"}, file: documentsFolder, lines: true},
		{name: "not wanted, by the environment", on: screens{true, true}, env: map[string]string{"RIJKSGRAAF_INGEST_NO_PROGRESS": "1"}, file: documentsFolder, lines: true},
		{name: "a terminal that can do nothing", on: screens{true, true}, env: map[string]string{"TERM": "dumb"}, file: documentsFolder, lines: true},
		{name: "one file", on: screens{true, true}, file: documentsFolder + "/V-artikel-2.txt", lines: true},
	} {
		t.Run(c.name, func(t *testing.T) {
			var out bytes.Buffer
			args := append([]string{"ingest", "--db", filepath.Join(t.TempDir(), "graph"), "--workers", "1", c.file}, c.flags...)
			status, errs := onTerminals(context.Background(), c.on, c.env, &out, args...)
			if status != 0 {
				t.Fatalf("status %d: %s", status, errs)
			}
			if bar := strings.Contains(errs, "2/5 files") && strings.Contains(errs, " left, ") && strings.Contains(errs, " pages/s, 2 pages, "); bar != c.bar || errs != "" != c.bar {
				t.Errorf("standard error is %q, want a bar: %v", errs, c.bar)
			}
			if c.bar && !strings.HasSuffix(errs, "\r\033[2K") {
				t.Errorf("the bar stays: %q", errs)
			}
			if lines := strings.Contains(out.String(), "document/kst-36360-V-1 added: "); lines != c.lines || strings.Contains(out.String(), "\r") {
				t.Errorf("standard output is %q, want a line a document: %v", out.String(), c.lines)
			}
			if table := regexp.MustCompile(`(?m)^pages +5$`).MatchString(out.String()); table != (c.file == documentsFolder) {
				t.Errorf("standard output is %q", out.String())
			}
		})
	}
}

// TestFailuresBesideTheBar: a failure stands on a line of its own, at once and at the end.
func TestFailuresBesideTheBar(t *testing.T) {
	var out bytes.Buffer
	status, errs := onTerminals(context.Background(), screens{true, true}, nil, &out,
		"ingest", "--db", filepath.Join(t.TempDir(), "graph"), "gone.txt", documentsFolder)
	if status != statusFailed || !strings.Contains(errs, "\r\033[2Krijksgraaf: read: gone.txt does not exist (check the path)\n\r") {
		t.Errorf("status %d, errors %q", status, errs)
	}
	if !strings.HasSuffix(out.String(), "\nfailed:\n  gone.txt: read: gone.txt does not exist (check the path)\n") {
		t.Errorf("standard output is %q", out.String())
	}
}

// TestEventsOnATerminal: no bar stands among the objects; where they go into a file there
// is one.
func TestEventsOnATerminal(t *testing.T) {
	for _, toScreen := range []bool{true, false} {
		var out bytes.Buffer
		_, errs := onTerminals(context.Background(), screens{toScreen, true}, nil, &out,
			"ingest", "--json", "--db", filepath.Join(t.TempDir(), "graph"), documentsFolder)
		if bar := errs != ""; bar == toScreen {
			t.Errorf("objects to the screen: %v; standard error is %q", toScreen, errs)
		}
		var events []string
		for line := range strings.Lines(out.String()) {
			var event struct{ Event string }
			if err := json.Unmarshal([]byte(line), &event); err != nil {
				t.Fatalf("%v: %q", err, line)
			}
			events = append(events, event.Event)
		}
		if want := []string{"start", "document", "document", "document", "document", "document", "summary"}; !slices.Equal(events, want) {
			t.Errorf("got %v, want %v", events, want)
		}
	}
}

// stopper stops a context when a text has been written.
type stopper struct {
	bytes.Buffer
	at   string
	stop context.CancelFunc
}

// Write keeps p.
func (s *stopper) Write(p []byte) (int, error) {
	n, err := s.Buffer.Write(p)
	if strings.Contains(s.String(), s.at) {
		s.stop()
	}
	return n, err
}

// many writes documents of our own into a folder, and gives it.
func many(t *testing.T, documents int) string {
	t.Helper()
	g, err := budgetgen.New(1)
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	for i := range documents {
		d := g.Document(i, 1)
		if err := os.WriteFile(filepath.Join(folder, d.Name), d.Text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

// TestGoingOn: a run that was stopped says how many documents are in and the command that
// goes on; that command passes over what is in and does the rest.
func TestGoingOn(t *testing.T) {
	const documents = 60
	dir, folder := t.TempDir(), many(t, documents)
	db, report := filepath.Join(dir, "the graph"), filepath.Join(dir, "report.json")
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	out := &stopper{at: ".txt: ", stop: stop}
	args := []string{"ingest", "--db", db, "--force", "--report", report, folder + "/*.txt"}
	status, errs := onTerminals(ctx, screens{}, nil, out, args...)
	command := "rijksgraaf ingest --db '" + db + "' --report " + report + " '" + folder + "/*.txt'"
	in := strings.Count(out.String(), ".txt: ")
	are := "documents are"
	if in == 1 {
		are = "document is"
	}
	want := fmt.Sprintf("rijksgraaf: ingest: stopped after %d of %d files (%d %s in; go on with: %s)\n", in, documents, in, are, command)
	if status != statusFailed || !strings.HasSuffix(errs, want) || in == 0 || in == documents {
		t.Fatalf("status %d, errors %q, want %q", status, errs, want)
	}
	if text, err := os.ReadFile(report); err != nil || !bytes.Contains(text, fmt.Appendf(nil, `"stopped": "ingest: stopped after %d of %d files`, in, documents)) {
		t.Errorf("the report is %s, %v; want that it says that the run was stopped", text, err)
	}
	var rest bytes.Buffer
	again := slices.DeleteFunc(slices.Clone(args), func(s string) bool { return s == "--force" })
	if status, errs := onTerminals(context.Background(), screens{}, nil, &rest, again...); status != 0 {
		t.Errorf("going on: status %d, errors %q", status, errs)
	}
	if want := fmt.Sprintf("%d  %d added, 0 changed, %d unchanged of which %d not read anew\n", documents, documents-in, in, in); !strings.Contains(rest.String(), want) {
		t.Errorf("going on: %s", rest.String())
	}
	if text, err := os.ReadFile(report); err != nil || bytes.Contains(text, []byte(`"stopped"`)) {
		t.Errorf("the report after going on is %s, %v", text, err)
	}
}

// TestStoppedOnATerminal: a person is told at once that the stop was heard.
func TestStoppedOnATerminal(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	stop()
	var out bytes.Buffer
	db := filepath.Join(t.TempDir(), "graph")
	status, errs := onTerminals(ctx, screens{true, true}, nil, &out, "ingest", "--db", db, documentsFolder)
	if status != statusFailed || !strings.Contains(errs, "stopped after 0 of 5 files (0 documents are in; go on with: ") {
		t.Errorf("status %d, errors %q", status, errs)
	}
	if _, err := os.Stat(db); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a store was left behind (%v)", err)
	}
}

func TestAgain(t *testing.T) {
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"ingest", "a.txt"}, "rijksgraaf ingest a.txt"},
		{[]string{"ingest", "--force", "it's here/*.txt", ""}, `rijksgraaf ingest 'it'\''s here/*.txt' ''`},
		{[]string{"ingest", "--force=true", "--", "--force", "ä.txt"}, "rijksgraaf ingest -- --force ä.txt"},
		{[]string{"ingest", strings.Repeat("a", 3000)}, "the same command"},
	} {
		a := &app{system: system{}.withDefaults(), args: c.args}
		if got := a.again(); got != c.want {
			t.Errorf("%q: got %s, want %s", c.args, got, c.want)
		}
	}
}

// TestExtractionVersion: a program names itself by what it is and how it is set, always
// alike.
func TestExtractionVersion(t *testing.T) {
	if one, other := extractionVersion("V", 2022), extractionVersion("V", 2023); one == "" || one == other || one == extractionVersion() {
		t.Errorf("other settings give %q and %q", one, other)
	}
	if v := extractionVersion(); len(v) != 32 || v != extractionVersion() {
		t.Errorf("got %q", v)
	}
}
