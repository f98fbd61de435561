// Package bboltkv lets Cayley v0.7.7 keep its data in go.etcd.io/bbolt. Cayley's own
// adapter uses an older bolt that dies under the race detector.
//
// It implements the hidalgo key-value interface of the version that Cayley v0.7.7 asks
// for, and is registered with Cayley under Name. Cayley's keys have a bucket and a key
// within it, and the bucket of a value is named by the first bytes of its hash, which
// makes 131,072 buckets in the end. They are kept flat in a single bolt bucket instead,
// each key behind the name of its bucket; but for what is kept of values, which have a table
// of their own (valueTable), and for lists by number, in which numbers are kept short.
package bboltkv

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strconv"
	"syscall"
	"time"

	"github.com/cayleygraph/cayley/graph"
	cayleykv "github.com/cayleygraph/cayley/graph/kv"
	"github.com/hidal-go/hidalgo/kv"
	"go.etcd.io/bbolt"
	bberrors "go.etcd.io/bbolt/errors"
)

const (
	// Name is the name under which Cayley knows this store.
	Name = "bbolt-rijksgraaf"
	// File is the name of the bolt file within the store's directory.
	File = "graph.bolt"
	// OptionReadOnly is the key of a bool in Cayley's options: open for reading only.
	OptionReadOnly = "read_only"
	// lockTimeout is how long to wait for the file's lock: long enough for a process
	// that is just closing, short enough to be "at once".
	lockTimeout = 100 * time.Millisecond
)

var (
	// ErrLocked: another process holds the file.
	ErrLocked = errors.New("another process holds the file")
	// ErrCorrupt: the file is no bolt file, or is cut off, or its pages make no sense.
	ErrCorrupt = errors.New("the bolt file is damaged")
)

func init() {
	cayleykv.Register(Name, cayleykv.Registration{
		InitFunc: func(dir string, _ graph.Options) (kv.KV, error) {
			if err := os.MkdirAll(dir, 0o755); err != nil {
				return nil, err
			}
			return asKV(Open(filepath.Join(dir, File), false))
		},
		NewFunc: func(dir string, o graph.Options) (kv.KV, error) {
			ro, err := o.BoolKey(OptionReadOnly, false)
			if err != nil {
				return nil, err
			}
			return asKV(Open(filepath.Join(dir, File), ro))
		},
		IsPersistent: true,
	})
}

// asKV keeps a nil *DB from becoming a kv.KV that is not nil.
func asKV(db *DB, err error) (kv.KV, error) {
	if err != nil {
		return nil, err
	}
	return db, nil
}

// DB is a bolt file as a hidalgo key-value store.
type DB struct {
	db    *bbolt.DB
	batch *Tx // the transaction that Atomically gives to every writer
}

var _ kv.KV = (*DB)(nil)

// Open opens or creates a bolt file. Errors: ErrLocked when another process holds it,
// ErrCorrupt when it is damaged, else those of the file system.
func Open(path string, readOnly bool) (*DB, error) {
	var file *os.File
	db, err := guardedOpen(path, readOnly, &file)
	if err == nil {
		err = prepare(db, file, readOnly)
	}
	if err == nil {
		return &DB{db: db}, nil
	}
	if db != nil {
		_ = db.Close()
	} else if file != nil {
		unlock(file)
		_ = file.Close()
	}
	return nil, classify(path, err)
}

// guardedOpen opens the file with bolt's panics, and the faults of reading memory behind
// the end of a cut-off file, turned into errors.
func guardedOpen(path string, readOnly bool, file **os.File) (db *bbolt.DB, err error) {
	defer Guard(&err)()
	return bbolt.Open(path, 0o644, &bbolt.Options{
		Timeout:      lockTimeout,
		ReadOnly:     readOnly,
		FreelistType: bbolt.FreelistMapType,
		// A writer that must map a longer file waits until nobody reads, and a backup reads
		// for long; so room is mapped that the file has yet to grow into.
		InitialMmapSize: mappedAtFirst(),
		OpenFile: func(name string, flag int, perm os.FileMode) (*os.File, error) {
			f, err := os.OpenFile(name, flag, perm)
			*file = f
			return f, err
		},
	})
}

// mappedAtFirst is how many bytes of address space are kept for the file, where that
// costs nothing: Linux maps what is not there yet.
func mappedAtFirst() int {
	if runtime.GOOS == "linux" && strconv.IntSize == 64 {
		return 32 << 30
	}
	return 0
}

// Guard makes panics and memory faults of the calling goroutine into ErrCorrupt until
// the function that it gives is run, which must be deferred: defer Guard(&err)().
func Guard(err *error) func() {
	old := debug.SetPanicOnFault(true)
	return func() {
		debug.SetPanicOnFault(old)
		if p := recover(); p != nil {
			*err = fmt.Errorf("%w: %v", ErrCorrupt, p)
		}
	}
}

// prepare checks the file's length, and makes sure that what it shows is on the disk and
// that the buckets are there.
func prepare(db *bbolt.DB, file *os.File, readOnly bool) (err error) {
	defer Guard(&err)()
	info, err := file.Stat()
	if err != nil {
		return err
	}
	err = db.View(func(tx *bbolt.Tx) error {
		if tx.Size() > info.Size() {
			return fmt.Errorf("%w: it should be %d bytes long and is %d", ErrCorrupt, tx.Size(), info.Size())
		}
		return nil
	})
	if err != nil || readOnly {
		return err
	}
	if err := settle(db, file); err != nil {
		return err
	}
	if complete(db) {
		return nil
	}
	return db.Update(func(tx *bbolt.Tx) error {
		err := createBuckets(tx)
		if err == nil {
			_, err = tx.CreateBucketIfNotExists(recordsName)
		}
		return err
	})
}

// complete says whether all buckets are there, so that opening need not write.
func complete(db *bbolt.DB) (all bool) {
	_ = db.View(func(tx *bbolt.Tx) error {
		all = tx.Bucket(keysName) != nil && tx.Bucket(recordsName) != nil
		return nil
	})
	return all
}

// classify maps bolt's errors to ours: what the operating system did not say, bolt said
// of what it found in the file.
func classify(path string, err error) error {
	var fromSystem *fs.PathError
	var errno syscall.Errno
	switch {
	case errors.Is(err, bberrors.ErrTimeout):
		return fmt.Errorf("%s: %w", path, ErrLocked)
	case errors.As(err, &fromSystem), errors.As(err, &errno), errors.Is(err, ErrCorrupt):
		return fmt.Errorf("%s: %w", path, err)
	}
	return fmt.Errorf("%s: %w: %w", path, ErrCorrupt, err)
}

// Close releases the file. It waits for transactions that are still open.
func (d *DB) Close() error { return d.db.Close() }

// Tx begins a transaction; a writing one waits until the one before has ended.
func (d *DB) Tx(rw bool) (kv.Tx, error) {
	if rw && d.batch != nil {
		return d.batch, nil
	}
	tx, err := d.db.Begin(rw)
	if errors.Is(err, bberrors.ErrDatabaseReadOnly) {
		return nil, kv.ErrReadOnly
	} else if err != nil {
		return nil, err
	}
	found, err := layoutOf(tx)
	if err != nil {
		return nil, errors.Join(err, tx.Rollback()) // one left open would keep Close waiting
	}
	return &Tx{tx: tx, layout: found}, nil
}

// Atomically runs f with all writing transactions that it begins joined into one, which
// is committed when f gives no error and dropped otherwise. Only one goroutine may write
// meanwhile. After an error, what users of the store remember of those transactions is
// wrong.
func (d *DB) Atomically(f func() error) (err error) {
	tx, err := d.db.Begin(true)
	if err != nil {
		return err
	}
	t := &Tx{tx: tx, shared: true}
	d.batch = t
	defer func() {
		d.batch = nil
		_ = tx.Rollback() // does nothing after the commit; also when f panics
	}()
	if t.layout, err = layoutOf(tx); err != nil {
		return err
	}
	if err := f(); err != nil {
		return err
	}
	t.shared = false
	return t.Commit(context.Background())
}
