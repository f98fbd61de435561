package pdfium

import (
	"encoding/binary"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"time"
)

// The ways in which a file can be refused or a page be given up.
var (
	// ErrEncrypted says that the file can be read with a password only.
	ErrEncrypted = errors.New("encrypted")
	// ErrDamaged says that the file is no PDF that pdfium can make sense of.
	ErrDamaged = errors.New("damaged")
	// ErrTime says that a page, or the opening of the file, took longer than was allowed.
	ErrTime = errors.New("time limit")
)

// openTime is how long the opening of a file may take; a first start of pdfium, which
// compiles it, comes on top.
const openTime = time.Minute

// shared is the size in bytes up to which a file is given to several workers, each of
// which has it in memory.
const shared = 32 << 20

// File is a PDF.
type File struct {
	// Pages is how many it has; Bookmarks are its table of contents.
	Pages     int
	Bookmarks []Bookmark

	data []byte
}

// Open opens a PDF. Errors wrap ErrEncrypted, ErrDamaged or ErrTime, or say why no worker
// could be started.
func Open(data []byte) (*File, error) {
	w, err := take()
	if err != nil {
		return nil, err
	}
	defer w.leave()
	f := &File{data: data}
	f.Pages, f.Bookmarks, err = w.open(f)
	if err != nil {
		return nil, err
	}
	return f, nil
}

// Each takes out all pages and hands them to read, several at once and in no order: a page
// by its number from 0, or why there is none, which wraps ErrTime where the page took
// longer than limit. It returns when all pages were handed over; the error is that no
// worker could be had.
func (f *File) Each(limit time.Duration, read func(n int, p *Page, err error)) error {
	pages := make(chan int)
	workers := max(1, min(runtime.GOMAXPROCS(0), maxWorkers, f.Pages))
	if len(f.data) > shared {
		workers = 1
	}
	failed := make(chan error, workers)
	var group sync.WaitGroup
	for range workers {
		group.Add(1)
		go func() {
			defer group.Done()
			if err := f.some(pages, limit, read); err != nil {
				failed <- err
			}
		}()
	}
	done := make(chan struct{})
	go func() { group.Wait(); close(done) }()
	var err error
	n := 0
feed:
	for n < f.Pages {
		select {
		case pages <- n:
			n++
		case <-done:
			break feed // no worker is left
		}
	}
	close(pages)
	<-done
	select {
	case err = <-failed:
	default:
	}
	return err
}

// Close lets go of the file's bytes. Workers may keep it open until they read another.
func (f *File) Close() { f.data = nil }

// some takes out pages, with one worker after another: one that hangs or breaks is ended.
// The worker is asked for the next page before the one that came is read, so that neither
// waits for the other.
func (f *File) some(pages <-chan int, limit time.Duration, read func(int, *Page, error)) error {
	var w *worker
	defer func() {
		if w != nil {
			w.leave()
		}
	}()
	ask := func(n int) (err error) {
		if w == nil {
			if w, err = f.worker(); err != nil {
				return err
			}
		}
		return w.askPage(n)
	}
	n, more := <-pages
	if !more {
		return nil
	}
	err := ask(n)
	for more {
		var p *Page
		if err == nil {
			p, err = w.page(limit)
		}
		failed := err
		if w != nil && w.broken {
			w.leave()
			w = nil
		}
		next, ok := -1, false
		if failed == nil || !errors.Is(failed, errNoWorker) {
			if next, ok = <-pages; ok {
				err = ask(next)
			}
		}
		read(n, p, failed)
		if errors.Is(failed, errNoWorker) {
			return failed
		}
		n, more = next, ok
	}
	return nil
}

// worker takes a worker that has the file open.
func (f *File) worker() (*worker, error) {
	w, err := takeFor(f)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errNoWorker, err)
	}
	if w.file == f {
		return w, nil
	}
	if _, _, err := w.open(f); err != nil {
		w.leave()
		return nil, fmt.Errorf("%w: %w", errNoWorker, err)
	}
	return w, nil
}

// open gives a file to a worker; the worker says how many pages it has, and its bookmarks.
func (w *worker) open(f *File) (int, []Bookmark, error) {
	w.file = nil
	kind, body, err := w.ask(askOpen, f.data, openTime)
	if err != nil {
		return 0, nil, err
	}
	switch kind {
	case sayOpen:
		w.file = f
		return decodeOpen(body)
	case sayRefuse:
		code := binary.LittleEndian.Uint32(body)
		if code == errPassword || code == errSecurity {
			return 0, nil, ErrEncrypted
		}
		return 0, nil, fmt.Errorf("%w (pdfium's error %d)", ErrDamaged, code)
	}
	w.broken = true
	return 0, nil, fmt.Errorf("%w: %s", ErrDamaged, body)
}

// askPage asks for a page of the file that the worker has open; page gives it.
func (w *worker) askPage(n int) error {
	if err := writeMessage(w.in, askPage, binary.LittleEndian.AppendUint32(nil, uint32(n))); err != nil {
		w.broken = true
		return fmt.Errorf("%w: the worker ended", ErrDamaged)
	}
	return nil
}

// page waits for the page that was asked for.
func (w *worker) page(limit time.Duration) (*Page, error) {
	kind, body, err := w.wait(limit, nil)
	if err != nil {
		return nil, err
	}
	switch kind {
	case sayPage:
		return decodePage(body)
	case sayNoPage:
		return nil, ErrDamaged
	}
	w.broken = true
	return nil, fmt.Errorf("%w: %s", ErrDamaged, body)
}

// errNoWorker says that no worker could be had for a file.
var errNoWorker = errors.New("no worker")
