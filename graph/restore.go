package graph

import (
	"archive/tar"
	"bufio"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"

	"rijksgraaf/graph/bboltkv"
	"rijksgraaf/model"
)

// restoreSuffix is what the folder is called that a backup is unpacked into, after the
// name of the one that it becomes. One that was killed leaves it behind; the next removes it.
const restoreSuffix = ".restoring"

// figureFileName is the form of a file of official figures in a backup.
var figureFileName = regexp.MustCompile(`^` + figuresFolder + `/[a-z0-9]+(-[a-z0-9]+)*\.json$`)

// Restore makes a store in a folder from a backup. The folder must not be there, or be
// empty. Everything is checked before it gets its name: the checksums, that nothing is
// missing, and that the store opens and holds the commits, documents and quads that the
// backup names. Errors: CodeInvalid for a folder that is not empty, CodeCorrupt for a
// backup that is damaged or none at all, CodeVersion for one of a newer program, CodeLimit
// when ctx ends; nothing is left in the folder then. progress may be nil; it counts bytes.
func Restore(ctx context.Context, r io.Reader, dir string, progress Progress) (m Manifest, err error) {
	if err := checkEmpty(dir); err != nil {
		return m, err
	}
	build := filepath.Clean(dir) + restoreSuffix
	if err := errors.Join(os.RemoveAll(build), os.MkdirAll(build, 0o755)); err != nil {
		return m, storeError("restore", dir, err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(build)) }()
	read, err := unpack(ctx, r, build, progress)
	if err != nil {
		return m, restoreError(dir, err)
	}
	if err := tryOut(build, read); err != nil {
		return m, err
	}
	if err := os.Remove(dir); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return m, storeError("restore", dir, err)
	}
	if err := errors.Join(os.Rename(build, dir), syncDir(filepath.Dir(filepath.Clean(dir)))); err != nil {
		return m, storeError("restore", dir, err)
	}
	return *read, nil
}

// checkEmpty makes sure that nothing is overwritten.
func checkEmpty(dir string) error {
	if dir == "" || dir == Memory {
		return invalid("restore", "a backup is restored into a folder", nil)
	}
	list, err := os.ReadDir(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return storeError("restore", dir, err)
	case len(list) > 0:
		return &model.Error{Code: model.CodeInvalid, Op: "restore", Message: dir + " is not empty", Hint: "name a folder that is not there yet"}
	}
	return nil
}

// errNoBackup is what a file is that is no backup of ours, or one that was cut off.
var errNoBackup = errors.New("it is damaged, cut off, or no backup of rijksgraaf")

func restoreError(dir string, err error) error {
	var known *model.Error
	switch {
	case errors.As(err, &known):
		return err
	case errors.Is(err, errNoBackup), errors.Is(err, gzip.ErrHeader), errors.Is(err, gzip.ErrChecksum), errors.Is(err, tar.ErrHeader), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		return &model.Error{Code: model.CodeCorrupt, Op: "restore", Message: "the backup cannot be used", Hint: "take another copy of the backup; nothing was restored", Err: err}
	}
	return storeError("restore", dir, err)
}

// unpacking is a backup that is being read.
type unpacking struct {
	ctx      context.Context
	folder   string
	progress Progress
	sums     map[string][]byte
	sizes    map[string]int64
}

// unpack writes the files of a backup into a folder, and checks them against its manifest.
func unpack(ctx context.Context, r io.Reader, folder string, progress Progress) (*Manifest, error) {
	z, err := gzip.NewReader(bufio.NewReader(r))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errNoBackup, err)
	}
	u := &unpacking{ctx: ctx, folder: folder, progress: progress, sums: map[string][]byte{}, sizes: map[string]int64{}}
	t := tar.NewReader(z)
	for {
		h, err := t.Next()
		if err == io.EOF {
			return nil, fmt.Errorf("%w: it has no %s", errNoBackup, manifestFile)
		} else if err != nil {
			return nil, err
		}
		if h.Name == manifestFile {
			return u.finish(t, z)
		}
		if err := u.file(h, t); err != nil {
			return nil, err
		}
	}
}

// expected says whether a backup of ours can have a file of this name.
func expected(name string) bool {
	return slices.Contains([]string{formatFile, bboltkv.File, DecisionsFile, ReadFile}, name) || figureFileName.MatchString(name)
}

func (u *unpacking) file(h *tar.Header, content io.Reader) (err error) {
	if h.Typeflag != tar.TypeReg || !expected(h.Name) || u.sums[h.Name] != nil {
		return fmt.Errorf("%w: it holds %q", errNoBackup, h.Name)
	}
	path := filepath.Join(u.folder, filepath.FromSlash(h.Name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	sum := sha256.New()
	to := &counter{ctx: u.ctx, to: io.MultiWriter(f, sum), tell: func(n int) { u.progress.tell(h.Name, n, int(h.Size)) }}
	n, err := io.Copy(to, content)
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	u.sums[h.Name], u.sizes[h.Name] = sum.Sum(nil), n
	return nil
}

// finish reads the manifest and what comes after it, so that the checksum of the whole is
// checked too.
func (u *unpacking) finish(t *tar.Reader, z *gzip.Reader) (*Manifest, error) {
	m, err := readManifest(t)
	if err != nil {
		return nil, fmt.Errorf("%w: %s: %w", errNoBackup, manifestFile, err)
	}
	if m.Backup > BackupVersion || m.Format > FormatVersion {
		return nil, &model.Error{Code: model.CodeVersion, Op: "restore",
			Message: fmt.Sprintf("the backup was written by a newer program: version %d of a store of format %d; this program knows %d and %d", m.Backup, m.Format, BackupVersion, FormatVersion),
			Hint:    "install the newer rijksgraaf"}
	}
	if len(m.Files) != len(u.sums) {
		return nil, fmt.Errorf("%w: it holds %d files and lists %d", errNoBackup, len(u.sums), len(m.Files))
	}
	for name, sum := range u.sums {
		if !m.sameFile(name, u.sizes[name], sum) {
			return nil, fmt.Errorf("%w: the checksum of %s does not fit", errNoBackup, name)
		}
	}
	for _, name := range []string{formatFile, bboltkv.File} {
		if u.sums[name] == nil {
			return nil, fmt.Errorf("%w: it has no %s", errNoBackup, name)
		}
	}
	_, err = io.Copy(io.Discard, z)
	return m, err
}

// tryOut opens what was unpacked and compares it with the manifest.
func tryOut(dir string, m *Manifest) error {
	s, err := Open(dir, Options{ReadOnly: true, NoCreate: true})
	if err != nil {
		return err
	}
	v := s.View()
	got := [3]int{v.commit, v.said.documents.Len(), v.said.total.quads}
	if err := s.Close(); err != nil {
		return err
	}
	if want := [3]int{m.Commit, m.Documents, m.Quads}; got != want {
		return &model.Error{Code: model.CodeCorrupt, Op: "restore", Message: fmt.Sprintf("the backup holds commit %d, %d documents and %d quads where it lists %d, %d and %d",
			got[0], got[1], got[2], want[0], want[1], want[2])}
	}
	return nil
}
