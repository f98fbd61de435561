package pdfium

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/debug"
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
	if err := work(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "pdf worker:", err)
		os.Exit(1)
	}
	os.Exit(0)
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
	w := bufio.NewWriterSize(out, 1<<16)
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
		var kind byte
		var body []byte
		switch q.kind {
		case askOpen:
			if d != nil {
				d.close()
			}
			d, kind, body = answerOpen(e, q.body)
		case askPage:
			kind, body = answerPage(d, q.body)
		default:
			return fmt.Errorf("unknown question %q", q.kind)
		}
		if err := writeMessage(w, kind, body); err != nil || kind == sayFault {
			return err
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

func answerPage(d *document, body []byte) (byte, []byte) {
	if d == nil || len(body) != 4 {
		return sayFault, []byte("no file is open")
	}
	p, err := d.page(int(binary.LittleEndian.Uint32(body)))
	switch {
	case err != nil:
		return sayFault, []byte(err.Error())
	case p == nil:
		return sayNoPage, nil
	}
	return sayPage, encodePage(p)
}
