package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"time"
)

// startTime and stopTime are how long a server may take to start and to stop.
const (
	startTime = 5 * time.Minute
	stopTime  = 15 * time.Second
)

// running is a server that was started, and will be stopped.
type running struct {
	cmd   *exec.Cmd
	in    io.WriteCloser
	lines chan string
	said  *tail // on standard error
	ended chan error
	once  sync.Once
}

// start runs a command until stop is called or ctx ends. Its end of input tells it to end;
// one that does not listen to that is sent interrupt.
func start(ctx context.Context, cmd *exec.Cmd) (*running, error) {
	r := &running{cmd: cmd, lines: make(chan string, 16), said: &tail{}, ended: make(chan error, 1)}
	if cmd.Stderr == nil {
		cmd.Stderr = r.said
	}
	var err error
	if r.in, err = cmd.StdinPipe(); err != nil {
		return nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	read := make(chan struct{})
	go func() {
		defer close(read)
		defer close(r.lines)
		for line := range linesOf(out) {
			r.lines <- line
		}
	}()
	go func() {
		<-read
		r.ended <- cmd.Wait()
	}()
	context.AfterFunc(ctx, r.stop)
	return r, nil
}

// line gives the next line that the process says. Error: it ended or took too long.
func (r *running) line(ctx context.Context) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, startTime)
	defer cancel()
	select {
	case line, ok := <-r.lines:
		if !ok {
			return "", fmt.Errorf("%s ended early: %s", filepath.Base(r.cmd.Path), r.said)
		}
		return line, nil
	case <-ctx.Done():
		return "", fmt.Errorf("%s: %w: %s", filepath.Base(r.cmd.Path), ctx.Err(), r.said)
	}
}

// tell writes a line to the process.
func (r *running) tell(line string) error {
	_, err := io.WriteString(r.in, line+"\n")
	return err
}

// stop ends the process, by force when it does not end by itself.
func (r *running) stop() {
	r.once.Do(func() {
		_ = r.in.Close()
		_ = r.cmd.Process.Signal(os.Interrupt)
		go func() {
			for range r.lines { // what it says last is of no use
			}
		}()
		select {
		case <-r.ended:
		case <-time.After(stopTime):
			_ = r.cmd.Process.Signal(syscall.SIGKILL)
			<-r.ended
		}
	})
}

// tail keeps the last of what is written to it.
type tail struct {
	mu   sync.Mutex
	text []byte
}

// Write keeps b.
func (t *tail) Write(b []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.text = append(t.text, b...)
	t.text = t.text[max(0, len(t.text)-4096):]
	return len(b), nil
}

// String is the last lines.
func (t *tail) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return strings.TrimSpace(string(t.text))
}

// linesOf gives the lines of a text.
func linesOf(r io.Reader) iter.Seq[string] {
	return func(yield func(string) bool) {
		for s := bufio.NewScanner(r); s.Scan(); {
			if !yield(s.Text()) {
				return
			}
		}
	}
}

// finish runs a command to its end, and gives what it prints.
func finish(cmd *exec.Cmd) (string, error) {
	var out, said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &said
	if err := cmd.Run(); err != nil {
		return "", fmt.Errorf("%s: %w: %s", filepath.Base(cmd.Path), err, strings.TrimSpace(said.String()))
	}
	return out.String(), nil
}

// exists says whether there is a file. Error: there is none, with what to do about it.
func exists(path, hint string) error {
	if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("%s is not there: %s", path, hint)
	} else if err != nil {
		return err
	}
	return nil
}
