package pdfium

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/debug"
	"syscall"
	"time"
)

// workerVariable in the environment makes of any program that holds this package a worker.
const workerVariable = "RIJKSGRAAF_PDF_WORKER"

// A worker is the program itself, started again: there is no second binary to install, and
// tests need none either. It never gets as far as main.
func init() {
	if os.Getenv(workerVariable) == "" {
		return
	}
	// One for pdfium, one to see that nobody asks any more, even while pdfium hangs.
	runtime.GOMAXPROCS(2)
	if err := work(standardInput(), os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "pdf worker:", err)
		os.Exit(1)
	}
	os.Exit(0)
}

// standardInput gives the standard input such that who waits for it keeps no thread of Go's
// runtime, which would look after that thread at short intervals while pdfium works.
func standardInput() io.Reader {
	if err := syscall.SetNonblock(0, true); err != nil {
		return os.Stdin
	}
	return os.NewFile(0, "stdin")
}

// question is one message of the program.
type question struct {
	kind byte
	body []byte
}

// listen hands on what the program asks. When it asks no more, because it ended, the worker
// ends too, whatever it is doing.
func listen(in io.Reader) <-chan question {
	out := make(chan question, ahead+1) // so that the end is seen while pdfium hangs
	go func() {
		for {
			kind, body, err := readMessage(in)
			if err != nil {
				os.Exit(0)
			}
			out <- question{kind, body}
		}
	}()
	return out
}

// work answers questions until there are no more.
func work(in io.Reader, out io.Writer) error {
	questions := listen(bufio.NewReaderSize(in, 1<<16))
	w := bufio.NewWriterSize(out, 1<<18)
	debug.SetGCPercent(20) // compiling takes a lot of memory
	e, err := newEngine()
	if err != nil {
		return writeMessage(w, sayFault, []byte(err.Error()))
	}
	debug.SetGCPercent(50)
	debug.FreeOSMemory()
	if err := writeMessage(w, sayReady, nil); err != nil {
		return err
	}
	var d *document
	for q := range questions {
		switch q.kind {
		case askOpen:
			if d != nil {
				d.close()
			}
			var kind byte
			var body []byte
			d, kind, body = answerOpen(e, q.body)
			if err := writeMessage(w, kind, body); err != nil || kind == sayFault {
				return err
			}
		case askPages:
			if broken, err := answerPages(w, d, q.body); err != nil || broken {
				return err
			}
		default:
			return fmt.Errorf("unknown question %q", q.kind)
		}
	}
	return nil
}

// answerOpen opens a file in an instance of its own, so that no file finds what another
// left behind.
func answerOpen(e *engine, data []byte) (*document, byte, []byte) {
	i, err := e.newInstance()
	if err != nil {
		return nil, sayFault, []byte(err.Error())
	}
	d, code, err := i.open(data)
	switch {
	case err != nil:
		return nil, sayFault, []byte(err.Error())
	case d == nil:
		i.close()
		return nil, sayRefuse, binary.LittleEndian.AppendUint32(nil, uint32(code))
	}
	marks := d.bookmarks()
	if d.err != nil {
		return nil, sayFault, []byte(d.err.Error())
	}
	return d, sayOpen, encodeOpen(d.pages, marks)
}

// keepFor is how long pages are kept to be sent together: sending each by itself makes the
// other side wake up for each.
const keepFor = 20 * time.Millisecond

// answerPages gives the pages that were asked for, one after another; broken when pdfium
// broke on one.
func answerPages(w *bufio.Writer, d *document, body []byte) (broken bool, err error) {
	r, err := decodeRun(body)
	if err != nil {
		return false, err
	}
	sent := time.Now()
	for n := r.first; n < r.first+r.pages; n++ {
		kind, body := answerPage(d, n)
		if err := putMessage(w, kind, body); err != nil {
			return true, err
		}
		if now := time.Now(); r.atOnce || kind == sayFault || n+1 == r.first+r.pages || now.Sub(sent) > keepFor {
			sent = now
			if err := w.Flush(); err != nil || kind == sayFault {
				return true, err
			}
		}
	}
	return false, nil
}

func answerPage(d *document, n int) (byte, []byte) {
	if d == nil {
		return sayFault, []byte("no file is open")
	}
	p, err := d.page(n)
	switch {
	case err != nil:
		return sayFault, []byte(err.Error())
	case p == nil:
		return sayNoPage, nil
	}
	return sayPage, encodePage(p)
}
