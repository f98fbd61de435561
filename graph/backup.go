package graph

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"rijksgraaf/graph/bboltkv"
	"rijksgraaf/model"
)

// BackupVersion is the version of the layout of backups that this program writes, and the
// newest that it reads. History:
//
//	1: first edition: a gzipped tar of the store's files and a manifest, which comes last.
const BackupVersion = 1

// manifestFile is the last file of a backup: it lists the others.
const manifestFile = "manifest.json"

// Manifest is what a backup says of itself.
type Manifest struct {
	// Backup is the BackupVersion, Format the FormatVersion of the store in it.
	Backup int    `json:"backup"`
	Format int    `json:"format"`
	Base   string `json:"base"`
	// Commit is the number of the last commit.
	Commit    int            `json:"commit"`
	Documents int            `json:"documents"`
	Quads     int            `json:"quads"`
	Files     []ManifestFile `json:"files"`
}

// ManifestFile is one file of a backup.
type ManifestFile struct {
	Name string `json:"name"`
	// Size is in bytes, SHA256 of its content, in hexadecimal.
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
}

// Backup writes the store as it is after the last commit: a gzipped tar that Restore
// reads, with a checksum of each file. Writers and readers go on meanwhile. The same state
// gives the same bytes as long as its files are the same. Errors: CodeInvalid for a store
// in memory, CodeUnavailable for one that is closed, CodeLimit when ctx ends, those of w,
// of a file that cannot be read. progress may be nil; it counts bytes of the graph.
func (s *Store) Backup(ctx context.Context, w io.Writer, progress Progress) (Manifest, error) {
	if s.dir == Memory {
		return Manifest{}, invalid("back up", "a store in memory has no files; export it instead", nil)
	}
	b := &backup{ctx: ctx, progress: progress, tar: nil}
	z := gzip.NewWriter(w)
	b.tar = tar.NewWriter(z)
	if err := s.backUp(b); err != nil {
		return b.manifest, err
	}
	return b.manifest, errors.Join(b.tar.Close(), z.Close())
}

// backUp writes all files. What belongs together is taken while no writer is at work; the
// graph is then copied as it was at that moment.
func (s *Store) backUp(b *backup) error {
	s.mu.Lock()
	locked := true
	unlock := func() {
		if locked {
			locked = false
			s.mu.Unlock()
		}
	}
	defer unlock()
	if s.closed {
		return &model.Error{Code: model.CodeUnavailable, Op: "back up", Message: "the store is closed"}
	}
	if s.failed != nil {
		if err := s.mend(); err != nil {
			return err
		}
	}
	v := s.View()
	b.manifest = Manifest{Backup: BackupVersion, Format: FormatVersion, Base: v.Base(), Commit: v.commit,
		Documents: v.said.documents.Len(), Quads: v.said.total.quads}
	small, err := s.smallFiles()
	if err != nil {
		return storeError("back up", s.dir, err)
	}
	return v.history.hold(func() error {
		return s.back.db.Backup(func(size int64, write func(io.Writer) error) error {
			unlock() // bolt keeps this moment for us
			return b.all(small, size, write)
		})
	})
}

// smallFile is a file that is read whole.
type smallFile struct {
	name string
	data []byte
}

// smallFiles reads what lies beside the graph.
func (s *Store) smallFiles() ([]smallFile, error) {
	format, err := json.Marshal(format{Format: FormatVersion, Base: s.voc.base()})
	if err != nil {
		return nil, err
	}
	out := []smallFile{{formatFile, append(format, '\n')}}
	paths, err := filepath.Glob(filepath.Join(s.dir, figuresFolder, "*.json"))
	if err != nil {
		return nil, err
	}
	slices.Sort(paths)
	names := map[string]string{DecisionsFile: s.decisions, ReadFile: filepath.Join(s.dir, ReadFile)}
	for _, p := range paths {
		names[figuresFolder+"/"+filepath.Base(p)] = p
	}
	for _, name := range slices.Sorted(maps.Keys(names)) {
		data, err := os.ReadFile(names[name])
		if errors.Is(err, fs.ErrNotExist) {
			continue
		} else if err != nil {
			return nil, err
		}
		out = append(out, smallFile{name, data})
	}
	return out, nil
}

// backup is one that is being written.
type backup struct {
	ctx      context.Context
	progress Progress
	tar      *tar.Writer
	manifest Manifest
}

// all writes the files and then the manifest.
func (b *backup) all(small []smallFile, size int64, write func(io.Writer) error) error {
	for _, f := range small {
		if err := b.file(f.name, int64(len(f.data)), func(w io.Writer) error { _, err := w.Write(f.data); return err }); err != nil {
			return err
		}
	}
	if err := b.file(bboltkv.File, size, write); err != nil {
		return err
	}
	data, err := json.MarshalIndent(b.manifest, "", "  ")
	if err != nil {
		return err
	}
	if err := b.tar.WriteHeader(header(manifestFile, int64(len(data)))); err != nil {
		return err
	}
	_, err = b.tar.Write(data)
	return err
}

// header is that of a file in the tar: no times and no owners, so that the same files give
// the same bytes.
func header(name string, size int64) *tar.Header {
	return &tar.Header{Typeflag: tar.TypeReg, Name: name, Size: size, Mode: 0o644, Format: tar.FormatPAX}
}

// file writes one file and notes its checksum.
func (b *backup) file(name string, size int64, write func(io.Writer) error) error {
	if err := b.tar.WriteHeader(header(name, size)); err != nil {
		return err
	}
	sum := sha256.New()
	counted := &counter{ctx: b.ctx, to: io.MultiWriter(b.tar, sum), tell: func(n int) { b.progress.tell(name, n, int(size)) }}
	if err := write(counted); err != nil {
		return err
	}
	b.manifest.Files = append(b.manifest.Files, ManifestFile{Name: name, Size: size, SHA256: hex.EncodeToString(sum.Sum(nil))})
	return nil
}

// counter tells how much was written, and stops when its context ends.
type counter struct {
	ctx  context.Context
	to   io.Writer
	n    int
	tell func(int)
}

// Write writes through.
func (c *counter) Write(p []byte) (int, error) {
	if err := stopped(c.ctx, "back up", "stopped before it was done"); err != nil {
		return 0, err
	}
	n, err := c.to.Write(p)
	c.n += n
	c.tell(c.n)
	return n, err
}

// sameFile says whether a manifest lists a file with this content.
func (m *Manifest) sameFile(name string, size int64, sum []byte) bool {
	return slices.ContainsFunc(m.Files, func(f ManifestFile) bool {
		return f.Name == name && f.Size == size && f.SHA256 == hex.EncodeToString(sum)
	})
}

// readManifest reads the manifest of a backup.
func readManifest(r io.Reader) (*Manifest, error) {
	var b bytes.Buffer
	if _, err := io.Copy(&b, io.LimitReader(r, maxManifest)); err != nil {
		return nil, err
	}
	var m Manifest
	if err := json.Unmarshal(b.Bytes(), &m); err != nil {
		return nil, err
	}
	return &m, nil
}

// maxManifest bounds the memory that a manifest takes: a million files.
const maxManifest = 256 << 20
