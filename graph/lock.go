package graph

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"rijksgraaf/model"
)

// lockFile is the file in the store's folder that the writer holds a lock on and writes
// its name into. What it says is only believed while the lock is held, so a file left
// behind by a killed process does no harm.
const lockFile = "lock"

// holder is who holds a store.
type holder struct {
	PID     int    `json:"pid"`
	Host    string `json:"host"`
	Command string `json:"command"`
	Since   string `json:"since"`
}

// lock is a hold on a store's folder. A nil lock holds nothing.
type lock struct {
	file  *os.File
	owner bool
}

var errHeld = errors.New("the lock is held")

// acquire takes the folder's lock: alone for a writer, with others for readers. Errors:
// CodeLocked with the holder's name, CodeReadOnly.
func acquire(dir string, readOnly bool) (*lock, error) {
	path := filepath.Join(dir, lockFile)
	flag := os.O_RDWR | os.O_CREATE
	if readOnly {
		flag = os.O_RDONLY
	}
	f, err := os.OpenFile(path, flag, 0o644)
	if readOnly && errors.Is(err, fs.ErrNotExist) {
		return nil, nil // nobody has written here since; bolt's own lock still guards
	} else if err != nil {
		return nil, storeError("open", dir, err)
	}
	if err := tryLock(f, !readOnly); err != nil {
		defer func() { _ = f.Close() }()
		if errors.Is(err, errHeld) {
			return nil, lockedError(dir, f)
		}
		return nil, storeError("lock", dir, err)
	}
	l := &lock{file: f, owner: !readOnly}
	if l.owner {
		err = writeHolder(f)
	}
	if err != nil {
		l.release()
		return nil, storeError("lock", dir, err)
	}
	return l, nil
}

// release gives the lock up.
func (l *lock) release() {
	if l == nil {
		return
	}
	if l.owner {
		_ = l.file.Truncate(0)
	}
	_ = l.file.Close() // ends the lock too
}

// writeHolder writes who we are.
func writeHolder(f *os.File) error {
	host, _ := os.Hostname()
	data, err := json.Marshal(holder{
		PID: os.Getpid(), Host: host, Command: strings.Join(commandLine(), " "), Since: time.Now().UTC().Format(time.RFC3339),
	})
	if err != nil {
		return err
	}
	if err := f.Truncate(0); err != nil {
		return err
	}
	_, err = f.WriteAt(append(data, '\n'), 0)
	return err
}

// commandLine is the program's name and first argument: the rest may be long or private.
func commandLine() []string {
	args := []string{filepath.Base(os.Args[0])}
	if len(os.Args) > 1 {
		args = append(args, os.Args[1])
	}
	return args
}

// lockedError names who holds the lock.
func lockedError(dir string, f *os.File) error {
	e := &model.Error{
		Code: model.CodeLocked, Op: "open store",
		Hint: "stop that process, ask it over HTTP, or use another folder with --db",
	}
	e.Message = dir + " is in use by " + holderName(f)
	return e
}

// holderName describes the holder of a lock file: by what it wrote of itself, unless the
// system knows better or that process is dead, else by what the system says.
func holderName(f *os.File) string {
	var h holder
	data, _ := io.ReadAll(io.NewSectionReader(f, 0, 4096))
	named := json.Unmarshal(data, &h) == nil && h.PID > 0
	host, _ := os.Hostname()
	pid := lockOwner(f)
	if named && (pid == 0 || pid == h.PID) && (h.Host != host || alive(h.PID)) {
		return fmt.Sprintf("process %d (%s) on %s since %s", h.PID, h.Command, h.Host, h.Since)
	}
	if pid > 0 {
		return fmt.Sprintf("process %d%s on %s, for reading", pid, commandOf(pid), host)
	}
	return "another process that has not said its name"
}
