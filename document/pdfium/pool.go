package pdfium

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"sync"
	"time"
)

// maxWorkers bounds how many workers there are, and with them the memory: each takes up to
// 100 MB for a file of a few MB.
const maxWorkers = 4

// startTime is how long a worker may take to compile pdfium.
const startTime = 2 * time.Minute

// worker is a process that has pdfium.
type worker struct {
	process *os.Process
	ended   chan struct{} // closed when the process is gone
	in      *bufio.Writer
	pipe    io.Closer
	// answers are the messages that came, and the news that the process ended.
	answers chan answer
	// file is what it has open.
	file *File
	// broken says that it cannot be used again.
	broken bool
}

type answer struct {
	kind byte
	body []byte
	err  error
}

// workers are those that run. At most maxWorkers are out at a time; the rest wait.
var workers = struct {
	sync.Mutex
	idle []*worker
	// starting is held while a worker compiles pdfium, so that the others find it compiled
	// and no two of them take memory for it at once.
	starting sync.Mutex
	slots    chan struct{}
}{slots: make(chan struct{}, max(1, min(maxWorkers, runtime.GOMAXPROCS(0))))}

// take gives a worker: an idle one, or a new one.
func take() (*worker, error) { return takeFor(nil) }

// takeFor gives a worker, best one that has a file open already.
func takeFor(f *File) (*worker, error) {
	workers.slots <- struct{}{}
	workers.Lock()
	if n := len(workers.idle); n > 0 {
		best := n - 1
		for i, w := range workers.idle {
			if w.file == f {
				best = i
			}
		}
		w := workers.idle[best]
		workers.idle = append(workers.idle[:best], workers.idle[best+1:]...)
		workers.Unlock()
		return w, nil
	}
	workers.Unlock()
	w, err := start()
	if err != nil {
		<-workers.slots
	}
	return w, err
}

// leave gives a worker back, or ends it when it is broken.
func (w *worker) leave() {
	if w.broken {
		w.end()
	} else {
		workers.Lock()
		workers.idle = append(workers.idle, w)
		workers.Unlock()
	}
	<-workers.slots
}

// end ends the worker's process and waits until it is gone.
func (w *worker) end() {
	w.process.Kill()
	w.pipe.Close()
	for {
		select {
		case <-w.answers: // what came late; it would stand in the way of the end
		case <-w.ended:
			return
		}
	}
}

// start starts this program again as a worker and waits until it has pdfium.
func start() (*worker, error) {
	workers.starting.Lock()
	defer workers.starting.Unlock()
	w, err := startProcess()
	if err != nil {
		return nil, err
	}
	timer := time.NewTimer(startTime)
	defer timer.Stop()
	select {
	case a := <-w.answers:
		if a.err == nil && a.kind == sayReady {
			return w, nil
		}
		err = fmt.Errorf("pdfium does not start: %w", cmp.Or(a.err, errors.New(string(a.body))))
	case <-timer.C:
		err = fmt.Errorf("pdfium does not start within %s", startTime)
	}
	w.end()
	return nil, err
}

func startProcess() (*worker, error) {
	program, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("cannot start a worker for PDF: %w", err)
	}
	cmd := exec.Command(program)
	cmd.Env = append(os.Environ(), workerVariable+"=1")
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("cannot start a worker for PDF: %w", err)
	}
	w := &worker{process: cmd.Process, ended: make(chan struct{}), in: bufio.NewWriterSize(in, 1<<16), pipe: in, answers: make(chan answer, maxRun)}
	go func() {
		r := bufio.NewReaderSize(out, 1<<16)
		for {
			kind, body, err := readMessage(r)
			w.answers <- answer{kind, body, err}
			if err != nil {
				cmd.Wait()
				close(w.ended)
				return
			}
		}
	}()
	return w, nil
}

// ask puts a question and waits for the answer, at most for so long.
func (w *worker) ask(kind byte, body []byte, limit time.Duration) (byte, []byte, error) {
	sent := make(chan error, 1)
	go func() { sent <- writeMessage(w.in, kind, body) }()
	return w.wait(limit, sent)
}

// wait waits for an answer, at most for so long. Who does not answer in time is broken.
// sent, if any, tells when the question was written.
func (w *worker) wait(limit time.Duration, sent chan error) (byte, []byte, error) {
	timer := time.NewTimer(limit)
	defer timer.Stop()
	for {
		select {
		case err := <-sent:
			if sent = nil; err != nil {
				w.broken = true
				return 0, nil, fmt.Errorf("%w: the worker ended", ErrDamaged)
			}
		case a := <-w.answers:
			if a.err != nil {
				w.broken = true
				return 0, nil, fmt.Errorf("%w: the worker ended", ErrDamaged)
			}
			if sent != nil {
				<-sent // it was written, or there would be no answer
			}
			return a.kind, a.body, nil
		case <-timer.C:
			w.broken = true
			return 0, nil, fmt.Errorf("%w of %s", ErrTime, limit)
		}
	}
}
