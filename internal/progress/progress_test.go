package progress_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"rijksgraaf/internal/progress"
)

// terminal is a screen of one line that keeps the lines that were left on it.
type terminal struct {
	bytes.Buffer
	columns int
}

// screen gives what a terminal shows of what was written, a line each.
func (s *terminal) screen() []string {
	var lines []string
	for _, written := range strings.Split(s.String(), "\n") {
		shown := ""
		for _, part := range strings.Split(written, "\r") {
			if text := strings.ReplaceAll(strings.ReplaceAll(part, "\033[2K", ""), "\033[0K", ""); text != part || text != "" {
				shown = text // every drawing clears the rest of its line
			}
		}
		lines = append(lines, strings.TrimRight(shown, " "))
	}
	return lines
}

// clock is a time that stands still until it is moved.
type clock struct{ at time.Time }

func (c *clock) now() time.Time         { return c.at }
func (c *clock) pass(d time.Duration)   { c.at = c.at.Add(d) }
func (s *terminal) width() int          { return s.columns }
func (s *terminal) last(n int) []string { l := s.screen(); return l[len(l)-n:] }

func start(columns, total int) (*terminal, *clock, *progress.Bar) {
	s, c := &terminal{columns: columns}, &clock{time.Unix(1e9, 0)}
	return s, c, progress.New(s, s.width, c.now, total)
}

func TestBar(t *testing.T) {
	s, c, b := start(100, 40)
	want := func(line string) {
		t.Helper()
		if got := s.last(1)[0]; got != line {
			t.Errorf("the line is %q, want %q", got, line)
		}
	}
	want("   0% [                              ]  0/40 files, 0 pages, 0 entities")
	c.pass(10 * time.Second)
	b.Set(progress.State{Files: 10, Pages: 30, Entities: 400, ReadFiles: 10, ReadPages: 30})
	want("  25% [======>                       ]  10/40 files, 30s left, 3.0 pages/s, 30 pages, 400 entities")
	c.pass(50 * time.Millisecond)
	b.Set(progress.State{Files: 11, Pages: 33, Entities: 440, ReadFiles: 11, ReadPages: 33})
	want("  25% [======>                       ]  10/40 files, 30s left, 3.0 pages/s, 30 pages, 400 entities")
	c.pass(9950 * time.Millisecond)
	b.Tick()
	want("  27% [=======>                      ]  11/40 files, 53s left, 1.6 pages/s, 33 pages, 440 entities")
}

// TestNarrow: the line never reaches the last column, and says less where there is less
// room; how many files there are is said last of all.
func TestNarrow(t *testing.T) {
	for columns := 200; columns >= 30; columns-- {
		s, c, b := start(columns, 12345)
		c.pass(90 * time.Minute)
		b.Set(progress.State{Files: 6789, Pages: 123456, Entities: 1234567, ReadFiles: 6789, ReadPages: 123456})
		line := s.last(1)[0]
		if len(line) >= columns || !strings.Contains(line, "6789/12345 files") {
			t.Fatalf("%d columns: %q", columns, line)
		}
		if left, full := strings.Contains(line, "1h14m left"), strings.Contains(line, "1234567 entities"); left != (columns >= 50) || full != (columns >= 96) {
			t.Fatalf("%d columns: %q", columns, line)
		}
	}
}

// TestAside: what is written meanwhile stays above the line, which is there again after it.
func TestAside(t *testing.T) {
	s, _, b := start(80, 2)
	b.Aside(func() { s.WriteString("a.txt does not exist\n") })
	got := s.last(2)
	if got[0] != "a.txt does not exist" || !strings.Contains(got[1], "0/2 files") {
		t.Errorf("the screen shows %q", got)
	}
	b.Close()
	if got := s.last(1)[0]; got != "" {
		t.Errorf("after the end the line is %q, want none", got)
	}
	n := s.Len()
	b.Tick()
	b.Close()
	b.Aside(func() { s.WriteString("too late") })
	if s.Len() != n {
		t.Errorf("after the end %q was drawn", s.String()[n:])
	}
}

// TestSkippedFilesTakeNoTime: the time left is reckoned from the files that were read.
func TestSkippedFilesTakeNoTime(t *testing.T) {
	s, c, b := start(100, 1000)
	c.pass(10 * time.Second)
	b.Set(progress.State{Files: 900, Pages: 900})
	if line := s.last(1)[0]; strings.Contains(line, "left") || strings.Contains(line, "pages/s") {
		t.Errorf("with nothing read yet the line is %q", line)
	}
	c.pass(10 * time.Second)
	b.Set(progress.State{Files: 910, Pages: 920, ReadFiles: 10, ReadPages: 20})
	if line := s.last(1)[0]; !strings.Contains(line, "3m0s left, 1.0 pages/s, 920 pages") {
		t.Errorf("the line is %q", line)
	}
}

func TestColumns(t *testing.T) {
	if n := progress.Columns(&terminal{}); n != 0 {
		t.Errorf("a buffer has %d columns", n)
	}
	f, err := os.Create(filepath.Join(t.TempDir(), "f"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	if n := progress.Columns(f); n != 0 {
		t.Errorf("a file has %d columns", n)
	}
}

func TestShort(t *testing.T) {
	for d, want := range map[time.Duration]string{
		0: "0.0s", 440 * time.Millisecond: "0.4s", 9960 * time.Millisecond: "10s", 12340 * time.Millisecond: "12s", 80 * time.Second: "1m20s", 2*time.Hour + 5*time.Minute + time.Second: "2h5m",
	} {
		if got := progress.Short(d); got != want {
			t.Errorf("%v: got %q, want %q", d, got, want)
		}
	}
}
