// Package progress shows on a terminal how far long work has come, in one line that is
// drawn over and over.
package progress

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

const (
	// pause is how long a drawing stands at least.
	pause = 100 * time.Millisecond
	// widest and narrowest are how many columns the bar itself may take.
	widest, narrowest = 30, 10
	// around is how many columns stand around the bar and the words: "  33% [", "]  " and
	// the last column, which a terminal may not like to be written to.
	around = 12
)

// Columns gives the width of the terminal that w writes to; 0 when it is none.
func Columns(w io.Writer) int {
	f, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return 0
	}
	if width, _, err := term.GetSize(int(f.Fd())); err == nil && width > 0 {
		return width
	}
	return 80
}

// State is how far the work has come.
type State struct {
	// Files are done, with the Pages and Entities that are in them.
	Files, Pages, Entities int
	// ReadFiles and ReadPages are those of them that took time, not being skipped.
	ReadFiles, ReadPages int
}

// Bar is the line. It is safe for concurrent use.
type Bar struct {
	out     io.Writer
	columns func() int
	now     func() time.Time
	total   int

	mu    sync.Mutex
	state State
	start time.Time
	drawn time.Time
	// closed says that nothing is drawn any more.
	closed bool
}

// New draws a bar for work on total files, on a terminal that is columns wide.
func New(out io.Writer, columns func() int, now func() time.Time, total int) *Bar {
	b := &Bar{out: out, columns: columns, now: now, total: total, start: now()}
	b.draw()
	return b
}

// Set tells how far the work has come, and draws that unless it was drawn just now.
func (b *Bar) Set(s State) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.state = s; b.now().Sub(b.drawn) >= pause {
		b.draw()
	}
}

// Tick draws the line anew, for the time that goes by.
func (b *Bar) Tick() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.draw()
}

// Aside calls write with the line out of the way, so that what is written to the terminal
// stands above it. After Close it does nothing.
func (b *Bar) Aside(write func()) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.closed {
		return
	}
	b.clear()
	write()
	b.draw()
}

// Close takes the line away. Closing twice does nothing.
func (b *Bar) Close() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.clear()
	b.closed = true
}

// clear and draw are called with the lock held. What the terminal cannot be told is not
// worth an error.
func (b *Bar) clear() {
	if !b.closed {
		_, _ = io.WriteString(b.out, "\r\033[2K")
	}
}

func (b *Bar) draw() {
	if b.closed {
		return
	}
	b.drawn = b.now()
	_, _ = b.out.Write(b.line())
}

// line is the bar and the words beside it, as many as there is room for.
func (b *Bar) line() []byte {
	columns := b.columns()
	words := b.words()
	text := strings.Join(words, ", ")
	for len(words) > 1 && columns-around-len(text) < narrowest {
		words = words[:len(words)-1] // the last is worth least
		text = strings.Join(words, ", ")
	}
	width := min(max(columns-around-len(text), 1), widest)
	var out bytes.Buffer
	p := progressbar.NewOptions(b.total,
		progressbar.OptionSetWriter(&out),
		progressbar.OptionSetWidth(width),
		progressbar.OptionSetTheme(progressbar.Theme{Saucer: "=", SaucerHead: ">", SaucerPadding: " ", BarStart: "[", BarEnd: "]"}),
		progressbar.OptionSetPredictTime(false), // its clock is its own
		progressbar.OptionSetElapsedTime(false),
		progressbar.OptionShowDescriptionAtLineEnd(),
		progressbar.OptionUseANSICodes(true),
		progressbar.OptionSetDescription(text))
	if b.state.Files == 0 {
		_ = p.RenderBlank()
		return out.Bytes()
	}
	_ = p.Set(min(b.state.Files, b.total))
	if out.Len() == 0 { // it does not draw less than one per cent
		p.Describe(text)
	}
	return out.Bytes()
}

// words are what is said beside the bar, the first being what is left out last.
func (b *Bar) words() []string {
	words := []string{fmt.Sprintf("%d/%d files", b.state.Files, b.total)}
	took := b.now().Sub(b.start)
	if b.state.ReadFiles > 0 && took > 0 {
		left := took / time.Duration(b.state.ReadFiles) * time.Duration(b.total-b.state.Files)
		words = append(words, Short(max(left, time.Second))+" left", fmt.Sprintf("%.1f pages/s", float64(b.state.ReadPages)/took.Seconds()))
	}
	return append(words, fmt.Sprintf("%d pages", b.state.Pages), fmt.Sprintf("%d entities", b.state.Entities))
}

// Short writes a time as a person would say it: "0.4s", "12s", "1m20s", "2h5m".
func Short(d time.Duration) string {
	switch {
	case d < 9950*time.Millisecond:
		return fmt.Sprintf("%.1fs", d.Seconds())
	case d < time.Hour:
		return d.Round(time.Second).String()
	}
	return strings.TrimSuffix(d.Round(time.Minute).String(), "0s")
}
