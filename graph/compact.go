package graph

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"rijksgraaf/graph/bboltkv"
)

// compactFolder is where a compacted bolt file is made before it takes the place of the
// old one. A compaction that was killed may leave it behind; the next opening removes it.
const compactFolder = "compact"

// compactBatch is how many quads are written in a transaction, as far as documents allow.
const compactBatch = 50000

// Compaction tells what Compact did, in bytes of the bolt file.
type Compaction struct {
	Before int64 `json:"before"`
	After  int64 `json:"after"`
}

// Compact writes the graph anew into a file of its own and puts that in the place of the
// old one: what deleted and replaced documents left behind in Cayley is gone. The commits
// stay. The new file is read back and compared before it is used; until then, and when
// anything goes wrong, the old one stays. Views can be read meanwhile, writers wait.
// progress may be nil. Errors: CodeInvalid for a store in memory, and those of Apply.
func (s *Store) Compact(ctx context.Context, progress Progress) (c Compaction, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.dir == Memory {
		return c, invalid("compact", "a store in memory has no file", nil)
	}
	if err := s.writable(ctx); err != nil {
		return c, err
	}
	if s.failed != nil {
		if err := s.mend(); err != nil {
			return c, err
		}
	}
	build := filepath.Join(s.dir, compactFolder)
	defer func() { err = errors.Join(err, os.RemoveAll(build)) }()
	if err := s.rebuild(ctx, build, progress); err != nil {
		return c, err
	}
	old, made := filepath.Join(s.dir, bboltkv.File), filepath.Join(build, bboltkv.File)
	if c.Before, c.After, err = sizes(old, made); err != nil {
		return c, storeError("compact", s.dir, err)
	}
	return c, s.exchange(made, old)
}

// sizes gives the lengths of two files.
func sizes(a, b string) (int64, int64, error) {
	x, errA := os.Stat(a)
	y, errB := os.Stat(b)
	if err := errors.Join(errA, errB); err != nil {
		return 0, 0, err
	}
	return x.Size(), y.Size(), nil
}

// rebuild writes all that the store holds into a new bolt file in a folder, and checks it.
func (s *Store) rebuild(ctx context.Context, folder string, progress Progress) error {
	if err := errors.Join(os.RemoveAll(folder), createBackend(folder)); err != nil {
		return storeError("compact", s.dir, err)
	}
	b, err := openBackend(folder, false, false)
	if err != nil {
		return storeError("compact", s.dir, err)
	}
	err = s.refill(ctx, b, progress)
	if err == nil {
		err = b.db.CopyRecords(s.back.db)
	}
	var read *View
	if err == nil {
		progress.tell("checking", 0, s.View().said.total.quads)
		read, err = b.load(s.voc)
	}
	size, sizing := b.db.Size()
	if err = errors.Join(err, sizing, b.close()); err == nil {
		err = cut(filepath.Join(folder, bboltkv.File), size)
	}
	if err != nil {
		return storeError("compact", s.dir, err)
	}
	if what := s.View().differsFrom(read); what != "" {
		return s.differs("compact", what)
	}
	return stopped(ctx, "compact", unchanged)
}

// unchanged is what a compaction that was stopped says.
const unchanged = "stopped; nothing was changed"

// refill writes the quads of all documents.
func (s *Store) refill(ctx context.Context, b *backend, progress Progress) error {
	v := s.View()
	done, quads := 0, 0
	var next step
	flush := func() error {
		err := applyTransaction(b, transaction{steps: []step{next}})
		done += quads
		next.add, quads = nil, 0
		progress.tell("writing", done, v.said.total.quads)
		return err
	}
	for d := range v.documents() {
		if err := stopped(ctx, "compact", unchanged); err != nil {
			return err
		}
		next.add = append(next.add, d.quads(v.voc))
		if quads += d.tally.quads; quads >= compactBatch {
			if err := flush(); err != nil {
				return err
			}
		}
	}
	if len(next.add) == 0 {
		return nil
	}
	return flush()
}

// exchange puts a bolt file that holds the same in the place of the store's own. After an
// error the store opens what is there before its next write.
func (s *Store) exchange(made, old string) error {
	history := s.View().history
	history.set(nil)
	err := s.back.close()
	if err == nil {
		err = errors.Join(os.Rename(made, old), syncDir(s.dir))
	}
	b, opening := openBackend(s.dir, false, s.options.Serving)
	if opening != nil {
		s.failed = s.View()
		return storeError("compact", s.dir, errors.Join(err, opening))
	}
	s.back = b
	history.set(b.records())
	if err != nil {
		s.failed = s.View() // the new file may stand there and not be on the disk
		return storeError("compact", s.dir, err)
	}
	return nil
}

// cut makes a file as long as what is in use of it, durably: bolt lets files grow by much
// at a time.
func cut(path string, size int64) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Truncate(size), f.Sync(), f.Close())
}
