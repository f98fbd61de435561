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
	workers := max(1, min(runtime.GOMAXPROCS(0), maxWorkers, f.Pages))
	if len(f.data) > shared {
		workers = 1
	}
	d := &dealer{pages: f.Pages, workers: workers}
	failed := make(chan error, workers)
	var group sync.WaitGroup
	for range workers {
		group.Go(func() {
			if err := f.some(d, limit, read); err != nil {
				failed <- err
			}
		})
	}
	group.Wait()
	close(failed)
	return <-failed
}

// dealer deals a file's pages out to its workers.
type dealer struct {
	sync.Mutex
	next, pages, workers int
}

// run is so many pages, one after another. They are sent a few at a time unless each is to
// be sent at once, as it is ready.
type run struct {
	first, pages int
	atOnce       bool
}

// maxRun and minRun bound how many pages a worker is asked for at once.
const (
	maxRun = 32
	minRun = 2
)

// deal gives the next pages; none when all are dealt. The runs grow shorter towards the
// file's end, so that the workers are ready at about the same time.
func (d *dealer) deal() run {
	d.Lock()
	defer d.Unlock()
	left := d.pages - d.next
	r := run{first: d.next, pages: min(left, max(minRun, min(maxRun, left/(2*d.workers))))}
	d.next += r.pages
	return r
}

// Close lets go of the file's bytes. Workers may keep it open until they read another.
func (f *File) Close() { f.data = nil }

// ahead is how many pages a worker still has to give when it is asked for more, so that it
// never waits for a question. It is asked for many at a time: whenever a question comes in,
// or is waited for, Go's runtime looks after the worker's threads at short intervals for a
// while, and doing so at every page cost a fifth of the processors' time.
const ahead = 3

// some takes out pages, with one worker after another: one that hangs or breaks is ended,
// and the next is asked for what it had not given. Which page it was that it hung on is
// only known when each is sent at once: so a worker that ends while it may keep pages back
// is followed by one that does not, until those are given.
func (f *File) some(d *dealer, limit time.Duration, read func(int, *Page, error)) error {
	s := &stream{file: f, dealer: d}
	defer func() { s.leave() }()
	for {
		s.deal()
		if s.left == 0 {
			return nil
		}
		if err := s.ask(); err != nil {
			return err
		}
		p, err := s.worker.page(limit)
		careful := s.asked[0].atOnce
		if s.worker.broken {
			s.leave()
			if !careful {
				s.again()
				continue
			}
		}
		read(s.given(), p, err)
	}
}

// stream is what a file's pages come in by: a worker, and what it was asked for and has not
// given.
type stream struct {
	file   *File
	dealer *dealer
	worker *worker // nil before the first and after one that broke
	asked  []run
	left   int // pages of asked
	sent   int // runs of asked that the worker knows of
}

// deal takes more pages when few are left to be given.
func (s *stream) deal() {
	for s.left <= ahead {
		r := s.dealer.deal()
		if r.pages == 0 {
			return
		}
		s.asked, s.left = append(s.asked, r), s.left+r.pages
	}
}

// ask tells the worker what is asked for, and finds one where there is none.
func (s *stream) ask() (err error) {
	if s.worker == nil {
		if s.worker, err = s.file.worker(); err != nil {
			return err
		}
	}
	for ; s.sent < len(s.asked); s.sent++ {
		s.worker.askPages(s.asked[s.sent])
	}
	return nil
}

// given notes that the next page was given, and says which it is.
func (s *stream) given() int {
	r := &s.asked[0]
	n := r.first
	r.first++
	r.pages--
	s.left--
	if r.pages == 0 {
		s.asked, s.sent = s.asked[1:], max(0, s.sent-1)
	}
	return n
}

// leave gives the worker back, if there is one; the next knows of nothing.
func (s *stream) leave() {
	if s.worker != nil {
		s.worker.leave()
	}
	s.worker, s.sent = nil, 0
}

// again has what was asked for sent page by page.
func (s *stream) again() {
	for i := range s.asked {
		s.asked[i].atOnce = true
	}
}

// worker takes a worker that has the file open.
func (f *File) worker() (*worker, error) {
	w, err := takeFor(f)
	if err != nil || w.file == f {
		return w, err
	}
	if _, _, err := w.open(f); err != nil {
		w.leave()
		return nil, err
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

// askPages asks for pages of the file that the worker has open; page gives one after
// another. A worker that has ended gives none, which page finds.
func (w *worker) askPages(r run) {
	writeMessage(w.in, askPages, encodeRun(r))
}

// page waits for the next of the pages that were asked for.
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
