package graph

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"rijksgraaf/graph/bboltkv"
	"rijksgraaf/model"
)

// FormatVersion is the version of the layout of quads and files that this program reads
// and writes. History:
//
//	1: first edition.
//	2: relations to values are named by subject, predicate and value key, and may be
//	   several of one subject; relations between entities may have several amounts. A store
//	   of format 1 has neither and is read as it is; it becomes one of format 2 when it is
//	   opened for writing, so that no older program reads it afterwards.
//	3: commits are numbered and kept. A store of an older format begins to count at its
//	   next write. In a new bolt file Cayley's values lie in a bucket of their own.
//	4: in a new bolt file Cayley's values lie in a table of two levels, and its indexes tell
//	   documents apart. That of an older store is read and written as it was; compacting
//	   makes a new one.
const FormatVersion = 4

// formatFile is the file in the store's folder that names the format and the base. It is
// written last when a store is created: a folder without it has never been a store.
const formatFile = "format.json"

// ReadFile is where internal/ingest notes in the store's folder what was read from which
// file. The store itself does not use it; backups take it along.
const ReadFile = "read.jsonl"

// buildFolder is where the bolt file of a new store is made before it is moved to its
// place; a killed creation may leave it behind.
const buildFolder = "new"

// format is the content of the format file.
type format struct {
	Format int    `json:"format"`
	Base   string `json:"base"`
}

// Open opens the store in a directory, creating it when there is none; Memory gives an
// empty store in memory. Errors: CodeLocked with who holds it, CodeVersion for a store
// of a newer program, CodeCorrupt for damaged files, CodeReadOnly when the folder cannot
// be written, CodeNotFound when there is no store and none may be created, CodeInvalid
// for a directory that is a file, a base that is not the store's, or a decisions file that
// cannot be kept, with its line.
func Open(dir string, o Options) (*Store, error) {
	if dir == "" {
		return nil, invalid("open store", "no directory is given", nil)
	}
	if dir == Memory {
		return openMemory(o)
	}
	if err := checkDir(dir, o); err != nil {
		return nil, err
	}
	l, err := acquire(dir, o.ReadOnly)
	if err != nil {
		return nil, err
	}
	s, err := openLocked(dir, o)
	if err == nil && !o.ReadOnly {
		err = settleFolders(dir)
	}
	if err != nil {
		if s != nil {
			_ = s.back.close()
		}
		l.release()
		return nil, err
	}
	s.lock = l
	s.View().known = o.Known // nobody else has the view yet
	if err := s.openDecisions(o.Decisions); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

func openMemory(o Options) (*Store, error) {
	b, err := openBackend(Memory, false, o.Serving)
	if err != nil {
		return nil, storeError("open", Memory, err)
	}
	o.size(0)
	voc := newVocabulary(o.Base)
	s := &Store{dir: Memory, readOnly: o.ReadOnly, options: o, voc: voc, back: b, apply: applyTransaction}
	v := newView(voc)
	v.known = o.Known
	v.history.dir, v.history.records = Memory, b.records()
	s.view.Store(v)
	if err := s.openDecisions(o.Decisions); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// checkDir makes sure that there is a folder, and a store in it where none may be made.
func checkDir(dir string, o Options) error {
	info, err := os.Stat(dir)
	switch {
	case err == nil && !info.IsDir():
		return invalid("open store", dir+" is a file, not a folder", nil)
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return storeError("open", dir, err)
	}
	if o.ReadOnly || o.NoCreate {
		if !exists(filepath.Join(dir, formatFile)) && !exists(filepath.Join(dir, bboltkv.File)) {
			return &model.Error{Code: model.CodeNotFound, Op: "open store", Message: "there is no store in " + dir, Hint: "ingest a document first, or name another folder with --db"}
		}
	}
	if err != nil {
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return storeError("create", dir, err)
		}
	}
	return nil
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// openLocked opens the store in a folder whose lock is held.
func openLocked(dir string, o Options) (*Store, error) {
	f, err := readFormat(dir)
	if err != nil {
		return nil, err
	}
	fresh := f == nil
	if fresh {
		if f, err = create(dir, o); err != nil {
			return nil, err
		}
	}
	if o.Base != "" && newVocabulary(o.Base).base() != f.Base {
		return nil, &model.Error{Code: model.CodeInvalid, Op: "open store", Message: fmt.Sprintf("the store %s names its entities under %s, not %s", dir, f.Base, o.Base), Hint: "leave the base away, or ingest into a new store"}
	}
	s, err := load(dir, newVocabulary(f.Base), o)
	if err == nil && !fresh && f.Format < FormatVersion && !o.ReadOnly {
		if err = writeFormat(dir, &format{Format: FormatVersion, Base: f.Base}); err != nil {
			_ = s.back.close()
			return nil, err
		}
	}
	if err != nil || !fresh {
		return s, err
	}
	if n := s.View().said.documents.Len(); n > 0 { // asked so that nothing is worked out, as it is for those who read
		err = &model.Error{Code: model.CodeCorrupt, Op: "open store", Message: fmt.Sprintf("%s holds %d documents but its %s is missing", dir, n, formatFile), Hint: "put a copy of " + formatFile + " back"}
	} else if !o.ReadOnly {
		err = writeFormat(dir, f)
	}
	if err != nil {
		_ = s.back.close()
		return nil, err
	}
	return s, nil
}

// load opens the bolt file and derives the view.
func load(dir string, voc *vocabulary, o Options) (*Store, error) {
	info, err := os.Stat(filepath.Join(dir, bboltkv.File))
	if errors.Is(err, fs.ErrNotExist) || err == nil && info.Size() == 0 {
		return nil, storeError("open", dir, fmt.Errorf("%w: %s is missing or empty", bboltkv.ErrCorrupt, bboltkv.File))
	}
	b, err := openBackend(dir, o.ReadOnly, o.Serving)
	if err != nil {
		return nil, storeError("open", dir, err)
	}
	s := &Store{dir: dir, readOnly: o.ReadOnly, options: o, voc: voc, back: b, apply: applyTransaction}
	o.size(max(b.quads(), 0))
	v, persisted, err := b.open(voc)
	if err != nil {
		_ = b.close()
		return nil, storeError("open", dir, err)
	}
	s.persisted = persisted
	if v.figures.sources, err = readFigures(dir); err != nil {
		_ = b.close()
		return nil, err
	}
	v.history.dir, v.history.records = dir, b.records()
	s.view.Store(v)
	return s, nil
}

// create makes the bolt file of a new store, in a folder aside, and moves it to its place
// when it is whole. A bolt file that is there already was made by a creation that was
// killed before it wrote the format file.
func create(dir string, o Options) (*format, error) {
	f := &format{Format: FormatVersion, Base: newVocabulary(o.Base).base()}
	if exists(filepath.Join(dir, bboltkv.File)) {
		return f, nil
	}
	build := filepath.Join(dir, buildFolder)
	err := errors.Join(os.RemoveAll(build), createBackend(build))
	if err == nil {
		err = os.Rename(filepath.Join(build, bboltkv.File), filepath.Join(dir, bboltkv.File))
	}
	if err == nil {
		err = errors.Join(os.RemoveAll(build), syncDir(dir))
	}
	if err != nil {
		return nil, storeError("create", dir, err)
	}
	return f, nil
}

// readFormat reads the format file; nil when there is none.
func readFormat(dir string) (*format, error) {
	path := filepath.Join(dir, formatFile)
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	} else if err != nil {
		return nil, storeError("open", dir, err)
	}
	var f format
	if err := json.Unmarshal(data, &f); err != nil || f.Format < 1 {
		return nil, storeError("open", dir, fmt.Errorf("%w: %s does not name a format", bboltkv.ErrCorrupt, path))
	}
	if f.Format > FormatVersion {
		return nil, &model.Error{
			Code: model.CodeVersion, Op: "open store",
			Message: fmt.Sprintf("%s was written by a newer program: its format is %d, this program knows %d", dir, f.Format, FormatVersion),
			Hint:    "install the newer rijksgraaf, or ingest into a new store",
		}
	}
	return &f, nil
}

// writeFormat writes the format file so that it is there whole or not at all.
func writeFormat(dir string, f *format) error {
	data, err := json.Marshal(f)
	if err == nil {
		err = writeDurably(filepath.Join(dir, formatFile), append(data, '\n'))
	}
	if err != nil {
		return storeError("create", dir, err)
	}
	return nil
}
