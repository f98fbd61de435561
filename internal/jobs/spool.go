package jobs

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"unicode"
	"unicode/utf8"

	"rijksgraaf/model"
)

// Spool is a folder in which files wait that were sent to be taken in. It is emptied when
// it is made: a process that was killed may have left some.
type Spool struct{ dir string }

// NewSpool makes an empty spool in a folder, which is nobody else's. Error: CodeReadOnly.
func NewSpool(dir string) (*Spool, error) {
	err := os.RemoveAll(dir)
	if err == nil {
		err = os.MkdirAll(dir, 0o700)
	}
	if err != nil {
		return nil, &model.Error{Code: model.CodeReadOnly, Op: "upload", Message: "cannot make a folder for uploads", Err: err}
	}
	return &Spool{dir}, nil
}

// Remove takes the spool away, with all that waits in it.
func (s *Spool) Remove() error { return os.RemoveAll(s.dir) }

// Upload is the files of one request. It is made by Spool.Begin, and gone after Discard.
type Upload struct {
	dir   string
	taken atomic.Bool // a job has it
}

// Begin makes room for the files of one request.
func (s *Spool) Begin() (*Upload, error) {
	dir, err := os.MkdirTemp(s.dir, "upload-")
	if err != nil {
		return nil, notStored("", err)
	}
	return &Upload{dir: dir}, nil
}

// Discard removes the files. It may be called more than once.
func (u *Upload) Discard() { _ = os.RemoveAll(u.dir) }

// Taken says whether a job has taken the files, and discards them at its end.
func (u *Upload) Taken() bool { return u.taken.Load() }

// File is a file that was sent.
type File struct {
	// Name is what the sender calls it, without folders.
	Name string
	// Size is its length in bytes.
	Size int64

	path   string
	upload *Upload
}

// Store keeps what r gives, at most limit bytes of it, as the file of a name. Errors:
// CodeInvalid for a name that cannot be, CodeLimit for a file that is longer, CodeReadOnly
// when it cannot be stored; the reader's own as they are.
func (u *Upload) Store(name string, r io.Reader, limit int64) (*File, error) {
	if err := CheckName(name); err != nil {
		return nil, err
	}
	f, err := os.CreateTemp(u.dir, "file-")
	if err != nil {
		return nil, notStored(name, err)
	}
	in := &noted{r: r}
	n, err := io.Copy(f, io.LimitReader(in, limit+1))
	if closing := f.Close(); err == nil {
		err = closing
	}
	switch {
	case in.err != nil:
		return nil, in.err
	case err != nil:
		return nil, notStored(name, err)
	case n > limit:
		return nil, &model.Error{Code: model.CodeLimit, Op: "upload", Message: fmt.Sprintf("%s is longer than %d bytes", name, limit), Hint: "send it in parts, or ingest it where the store is"}
	}
	return &File{Name: name, Size: n, path: f.Name(), upload: u}, nil
}

// noted remembers the error of a reader, so that it is told from those of the disk.
type noted struct {
	r   io.Reader
	err error
}

// Read reads through.
func (n *noted) Read(p []byte) (int, error) {
	k, err := n.r.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		n.err = err
	}
	return k, err
}

func notStored(name string, err error) error {
	code, _ := model.DiskFault(err)
	if code == "" {
		code = model.CodeReadOnly
	}
	return &model.Error{Code: code, Op: "upload", Message: strings.TrimSpace("cannot store what was sent " + name), Err: withoutPath(err)}
}

// withoutPath keeps where files are stored to ourselves.
func withoutPath(err error) error {
	var at *os.PathError
	if errors.As(err, &at) {
		return at.Err
	}
	return err
}

// maxName is how long the name of a file may be, in bytes.
const maxName = 255

// CheckName refuses (CodeInvalid) a name that is none of a file: empty, with folders, with
// signs that do not print.
func CheckName(name string) error {
	why := ""
	switch {
	case name == "" || name == "." || name == "..":
		why = "a file has no name"
	case len(name) > maxName || !utf8.ValidString(name):
		why = "the name of a file is longer than 255 bytes or is not UTF-8"
	case strings.ContainsAny(name, `/\`) || filepath.Base(name) != name:
		why = fmt.Sprintf("the file name %q has a path in it", name)
	case strings.ContainsFunc(name, func(r rune) bool { return !unicode.IsPrint(r) }):
		why = fmt.Sprintf("the file name %q has signs that do not print", name)
	}
	if why == "" {
		return nil
	}
	return &model.Error{Code: model.CodeInvalid, Op: "upload", Message: why, Hint: "send a plain name such as kst-36360-V-1.html"}
}
