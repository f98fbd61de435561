package graph

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"

	"rijksgraaf/figures"
	"rijksgraaf/graph/bboltkv"
	"rijksgraaf/model"
)

// figuresFolder is where the official figures lie, a file a source. Why they are not in
// Cayley stands in docs/decisions/0004-figures.md.
const figuresFolder = "figures"

// shelf is the sources of official figures that a View has. It is never changed once
// made, and put together to a book when first asked for.
type shelf struct {
	sources []*figures.Source // by id
	once    sync.Once
	book    *figures.Book
}

// Figures gives the official figures, put together and linked over the years.
func (v *View) Figures() *figures.Book {
	v.figures.once.Do(func() { v.figures.book = figures.NewBook(v.figures.sources, v.figureRegister()) })
	return v.figures.book
}

func (v *View) figureRegister() *figures.Register {
	r, err := figures.NewRegister(v.knowledge().Chapters)
	if err != nil { // that the built-in data load is tested
		return &figures.Register{}
	}
	return r
}

// withFigures gives the view after a source has come to say something else; nil means that
// it is gone.
func (v *View) withFigures(id string, after *figures.Source) *View {
	list := slices.DeleteFunc(slices.Clone(v.figures.sources), func(s *figures.Source) bool { return s.ID == id })
	if after != nil {
		list = append(list, after)
	}
	slices.SortFunc(list, func(a, b *figures.Source) int { return strings.Compare(a.ID, b.ID) })
	return v.withSources(list)
}

// withSources gives the view with other figures; the list is sorted by id.
func (v *View) withSources(list []*figures.Source) *View {
	n := v.copied()
	n.figures = &shelf{sources: list}
	return n.follows(v)
}

// FigureChange tells what a write of figures did.
type FigureChange struct {
	// Source is the id of the source.
	Source string
	// Changed is false where the store held exactly this already, Replaced true where it
	// held something else under this id.
	Changed, Replaced bool
}

// ImportFigures stores a source of official figures, durably, whole or not at all; one
// with its id is replaced. Errors: CodeInvalid for a source that may not be stored or that
// contradicts another one, and those of Apply.
func (s *Store) ImportFigures(ctx context.Context, source *figures.Source) (FigureChange, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if source == nil || !figureID.MatchString(source.ID) {
		return FigureChange{}, invalid("import figures", "the source has no id such as figures/begrotingsstaten", nil)
	}
	change := FigureChange{Source: source.ID}
	if err := s.figuresWritable(ctx); err != nil {
		return change, err
	}
	v := s.View()
	data, err := figures.Encode(source)
	if err != nil {
		return change, storeError("write", s.dir, err)
	}
	if old := v.Figures().Source(source.ID); old != nil {
		was, err := figures.Encode(old)
		if err == nil && bytes.Equal(was, data) {
			return change, nil
		}
		change.Replaced = true
	}
	if err := figures.Contradiction(source, v.figures.sources, v.figureRegister()); err != nil {
		return change, err
	}
	if err := s.writeFigures(source.ID, data); err != nil {
		s.figuresFailed = true
		return change, storeError("write", s.dir, err)
	}
	s.publish(v.withFigures(source.ID, source))
	change.Changed = true
	return change, nil
}

// figureID is the form of a source's id, which is also the name of its file.
var figureID = regexp.MustCompile(`^figures/[a-z0-9]+(-[a-z0-9]+)*$`)

// DeleteFigures removes a source of official figures. Errors: CodeNotFound, and those of
// Apply.
func (s *Store) DeleteFigures(ctx context.Context, id string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.figuresWritable(ctx); err != nil {
		return err
	}
	v := s.View()
	if v.Figures().Source(id) == nil {
		return &model.Error{Code: model.CodeNotFound, Op: "delete figures", Message: fmt.Sprintf("the store holds no figures %q", id), Hint: "rijksgraaf figures list lists them"}
	}
	if s.dir != Memory {
		err := os.Remove(s.figureFile(id))
		if err == nil {
			err = syncDir(filepath.Join(s.dir, figuresFolder))
		}
		if err != nil {
			s.figuresFailed = true
			return storeError("write", s.dir, err)
		}
	}
	s.publish(v.withFigures(id, nil))
	return nil
}

// figuresWritable says why figures cannot be written now. After a write of them that
// failed it reads their files again, for it may have come as far as to be seen; what it
// reads is on the disk.
func (s *Store) figuresWritable(ctx context.Context) error {
	if err := s.writable(ctx); err != nil || !s.figuresFailed {
		return err
	}
	return s.mendFigures()
}

func (s *Store) mendFigures() error {
	if err := settleFolders(s.dir); err != nil {
		return err
	}
	read, err := readFigures(s.dir)
	if err != nil {
		return err
	}
	s.view.Store(s.View().withSources(read))
	s.figuresFailed = false
	return nil
}

// figureFile is the file of a source: the id is the folder and the name.
func (s *Store) figureFile(id string) string {
	return filepath.Join(s.dir, filepath.FromSlash(id)+".json")
}

// writeFigures puts the file of a source in its place, whole.
func (s *Store) writeFigures(id string, data []byte) error {
	if s.dir == Memory {
		return nil
	}
	folder := filepath.Join(s.dir, figuresFolder)
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	return errors.Join(writeDurably(s.figureFile(id), data), syncDir(s.dir))
}

// readFigures reads all sources in a store's folder. Errors: CodeCorrupt with the file,
// CodeVersion.
func readFigures(dir string) ([]*figures.Source, error) {
	files, err := filepath.Glob(filepath.Join(dir, figuresFolder, "*.json"))
	if err != nil {
		return nil, storeError("open", dir, err)
	}
	slices.Sort(files)
	var out []*figures.Source
	for _, f := range files {
		source, err := readFigureFile(f)
		if err != nil {
			return nil, err
		}
		out = append(out, source)
	}
	return out, nil
}

func readFigureFile(path string) (*figures.Source, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, storeError("open", path, err)
	}
	source, err := figures.Decode(data)
	if err == nil && source.ID != figuresFolder+"/"+strings.TrimSuffix(filepath.Base(path), ".json") {
		err = fmt.Errorf("it holds %q", source.ID)
	}
	switch {
	case errors.Is(err, figures.ErrNewer):
		return nil, &model.Error{Code: model.CodeVersion, Op: "open store", Message: path, Hint: "install the newer rijksgraaf, or import into a new store", Err: err}
	case err != nil:
		return nil, &model.Error{Code: model.CodeCorrupt, Op: "open store", Message: path, Hint: "move that file away and import the figures again", Err: fmt.Errorf("%w: %w", bboltkv.ErrCorrupt, err)}
	}
	return source, nil
}

// verifyFigures compares the files with what the view has.
func (s *Store) verifyFigures() error {
	if s.dir == Memory {
		return nil
	}
	if s.figuresFailed {
		if err := s.mendFigures(); err != nil {
			return err
		}
	}
	read, err := readFigures(s.dir)
	if err != nil {
		return err
	}
	held := s.View().figures.sources
	for i, source := range read {
		if i >= len(held) || held[i].ID != source.ID {
			return s.differs("verify", source.ID)
		}
		a, errA := figures.Encode(source)
		b, errB := figures.Encode(held[i])
		if errA != nil || errB != nil || !bytes.Equal(a, b) {
			return s.differs("verify", source.ID)
		}
	}
	if len(read) < len(held) {
		return s.differs("verify", held[len(read)].ID)
	}
	return nil
}
