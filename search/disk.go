package search

import (
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"

	"rijksgraaf/graph"
	"rijksgraaf/model"
)

// version is of what the index holds: the analysis, where texts are cut, the fields.
const version = 1

// tagFile is the file, written last, by which a folder is known as a whole index.
const tagFile = "tag.json"

// tag says what a folder holds.
type tag struct {
	Version int `json:"version"`
	// Commit is the number of the last commit that is in it.
	Commit int `json:"commit"`
	// Files has the CRC-32 of every file by its path in the folder.
	Files map[string]uint32 `json:"files"`
}

// onDisk says whether the index of a view belongs in a folder.
func (x *Index) onDisk(v *graph.View) bool {
	if x.options.Dir == "" {
		return false
	}
	return sizeOf(v) >= x.options.Large
}

// open takes the index from its folder, brings it up to date, or makes it anew when it is of
// another version or damaged. Where the folder cannot be written it is made in memory.
func (x *Index) open(view *graph.View) error {
	s, err := x.read(view)
	switch {
	case err == nil && s.agrees():
		return x.publish(s, nil)
	case err == nil:
		err = x.rewrite(s, view)
		if err == nil {
			return nil
		}
		err = errors.Join(err, s.index.Close())
	}
	if !errors.Is(err, fs.ErrNotExist) {
		x.options.Note(unusable(x.options.Dir, err))
	}
	if err := x.rewrite(nil, view); err != nil {
		x.options.Note(unusable(x.options.Dir, err))
		return x.build(view)
	}
	return nil
}

func unusable(dir string, err error) error {
	return &model.Error{Code: model.CodeUnavailable, Op: "search", Message: "the search index in " + dir + " is made anew", Err: err}
}

// read opens the folder, of which every file must be as it was written.
func (x *Index) read(view *graph.View) (*state, error) {
	if err := check(x.options.Dir); err != nil {
		return nil, err
	}
	b, err := bleve.OpenUsing(x.options.Dir, map[string]any{"read_only": true, "bolt_timeout": "1s"})
	if err != nil {
		return nil, err
	}
	s := newState(view, nil)
	s.index, s.disk = b, true
	return s, nil
}

// check reads a folder's tag and compares every file.
func check(dir string) error {
	text, err := os.ReadFile(filepath.Join(dir, tagFile))
	if err != nil {
		return err
	}
	var t tag
	if err := json.Unmarshal(text, &t); err != nil {
		return err
	}
	if t.Version != version {
		return fmt.Errorf("it is of version %d, not %d", t.Version, version)
	}
	for _, name := range sorted(t.Files) {
		sum, err := checksum(filepath.Join(dir, name))
		if errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("%s is missing", name)
		} else if err != nil {
			return err
		}
		if sum != t.Files[name] {
			return fmt.Errorf("%s is damaged", name)
		}
	}
	return nil
}

func checksum(path string) (uint32, error) {
	f, err := os.Open(path)
	if err != nil {
		return 0, err
	}
	defer func() { _ = f.Close() }()
	h := crc32.New(crc32.MakeTable(crc32.Castagnoli))
	_, err = io.Copy(h, f)
	return h.Sum32(), err
}

// agrees says whether an index holds exactly the entities and documents of its view.
func (s *state) agrees() bool {
	inner, err := s.index.Advanced()
	if err != nil {
		return false
	}
	r, err := inner.Reader()
	if err != nil {
		return false
	}
	defer func() { _ = r.Close() }()
	there := map[string]bool{}
	for _, k := range []Kind{KindEntity, KindDocument} {
		keys, err := keysOf(r, kindField, string(k))
		if err != nil {
			return false
		}
		for _, key := range keys {
			there[key] = true
		}
	}
	for id, names := range s.view.Names() {
		k := key(KindEntity, id, print(names...))
		if !there[k] {
			return false
		}
		delete(there, k)
	}
	for id, d := range s.docs {
		k := key(KindDocument, id, s.prints[d])
		if !there[k] {
			return false
		}
		delete(there, k)
	}
	return len(there) == 0
}

// rewrite makes the index of a view in a new folder, from that of the state before or, where
// that is nil, from nothing, puts it in the place of the old one and publishes it. An index
// in a folder is never changed: others may be reading it.
func (x *Index) rewrite(before *state, view *graph.View) error {
	x.sweep()
	made, err := os.MkdirTemp(filepath.Dir(x.options.Dir), "."+filepath.Base(x.options.Dir)+".*.new")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(made) }()
	if err := x.write(filepath.Join(made, "index"), before, view); err != nil {
		return err
	}
	old := filepath.Join(made, "old")
	if err := os.Rename(x.options.Dir, old); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := os.Rename(filepath.Join(made, "index"), x.options.Dir); err != nil {
		return err
	}
	s, err := x.read(view)
	if err != nil {
		return err
	}
	if err := x.publish(s, nil); err != nil {
		return err
	}
	return before.close()
}

// abandoned is how old a folder must be that nobody is taken to be writing any more.
const abandoned = time.Hour

// sweep removes what a killed process left half made.
func (x *Index) sweep() {
	list, err := filepath.Glob(filepath.Join(filepath.Dir(x.options.Dir), "."+filepath.Base(x.options.Dir)+".*.new"))
	if err != nil {
		return
	}
	for _, dir := range list {
		if i, err := os.Stat(dir); err == nil && time.Since(i.ModTime()) > abandoned {
			_ = os.RemoveAll(dir)
		}
	}
}

// write makes an index in a folder and its tag.
func (x *Index) write(dir string, before *state, view *graph.View) error {
	var b bleve.Index
	var err error
	if before == nil {
		b, err = bleve.NewUsing(dir, bleve.NewIndexMapping(), scorch.Name, scorch.Name, nil)
	} else if err = clone(x.options.Dir, dir); err == nil {
		b, err = bleve.OpenUsing(dir, map[string]any{"bolt_timeout": "1s"})
	}
	if err != nil {
		return err
	}
	s := newState(view, before)
	s.index = b
	err = s.syncWhole(before != nil)
	if err = errors.Join(err, b.Close()); err != nil {
		return err
	}
	return writeTag(dir, view.Commit())
}

// syncWhole is sync, reading what is there.
func (s *state) syncWhole(filled bool) error {
	if !filled {
		return s.sync(nil)
	}
	inner, err := s.index.Advanced()
	if err != nil {
		return err
	}
	r, err := inner.Reader()
	if err != nil {
		return err
	}
	return errors.Join(s.sync(r), r.Close())
}

// clone makes a folder with the same files. Segments, which are never changed, are linked.
func clone(from, to string) error {
	return filepath.WalkDir(from, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		target := filepath.Join(to, rel)
		switch {
		case e.IsDir():
			return os.MkdirAll(target, 0o755)
		case rel == tagFile:
			return nil
		case filepath.Ext(rel) == ".zap" && os.Link(path, target) == nil:
			return nil
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return os.WriteFile(target, data, 0o644)
	})
}

// writeTag writes what a folder holds.
func writeTag(dir string, commit int) error {
	t := tag{Version: version, Commit: commit, Files: map[string]uint32{}}
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		rel, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		t.Files[rel], err = checksum(path)
		return err
	})
	if err != nil {
		return err
	}
	text, err := json.Marshal(t)
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, tagFile), append(text, '\n'), 0o644)
}
