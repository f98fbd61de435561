// Package sources finds the documents that a command line names: files, folders, the
// documents inside a zip, addresses on the web.
package sources

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"rijksgraaf/model"
)

// Extensions are the endings of the files that a folder or a zip is searched for. A file
// that is named itself is taken whatever its ending is.
func Extensions() []string { return []string{".txt", ".pdf", ".html", ".htm", ".xml", ".zip"} }

// Source is one thing that the command line named: a document to read, or the reason why
// there is none.
type Source struct {
	// Path is the file, the address, or for a document inside a zip "year.zip!dir/a.html";
	// where there is none, the argument that Err is about.
	Path string
	Err  error
	// Read gives the document's bytes; nil where Path is a file that can be opened. It may
	// be called by several goroutines at once. Its errors are *model.Error.
	Read func(ctx context.Context) ([]byte, error)
}

// Finder finds documents. The zero value knows no web.
type Finder struct {
	// Fetch gives what stands at an address on the web. Its errors are *model.Error.
	Fetch func(ctx context.Context, address string) ([]byte, error)
}

// Find lists what args name, without the web; see Finder.Find.
func Find(args []string) []Source { return Finder{}.Find(args) }

// Find lists the documents that args name, in the order of args. A folder or zip stands for
// all documents in it and in the folders below it, in the order of their paths; hidden files
// and folders are passed over. An argument that begins with a scheme such as https:// is an
// address, which is fetched when the Source is read; one that names no file and holds one of
// * ? [ { is a pattern, in which ** stands for any folders. An argument that does not exist,
// cannot be read, is a folder without documents or a pattern that matches nothing gives a
// Source with an *model.Error, so that one bad argument does not keep the others from being
// read.
func (f Finder) Find(args []string) []Source {
	var out []Source
	for _, arg := range args {
		if address.MatchString(arg) {
			out = append(out, f.address(arg))
			continue
		}
		out = append(out, find(arg)...)
	}
	return out
}

// address begins as an address on the web does, whatever its scheme: which are fetched
// says who fetches them.
var address = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9+.-]*://`)

func (f Finder) address(arg string) Source {
	if f.Fetch == nil {
		return Source{Path: arg, Err: &model.Error{Code: model.CodeInvalid, Op: "read",
			Message: arg + " is an address, not a file", Hint: "save it to a file first"}}
	}
	return Source{Path: arg, Read: func(ctx context.Context) ([]byte, error) { return f.Fetch(ctx, arg) }}
}

func find(arg string) []Source {
	info, err := os.Stat(arg)
	switch {
	case err != nil && isPattern(arg):
		return glob(arg)
	case err != nil:
		return []Source{{Path: arg, Err: unreadable(arg, err)}}
	case info.IsDir():
		return folder(arg)
	case !info.Mode().IsRegular():
		return []Source{{Path: arg, Err: &model.Error{Code: model.CodeInvalid, Op: "read",
			Message: arg + " is neither a file nor a folder", Hint: "save it to a file first"}}}
	}
	return fileOrZip(arg)
}

func folder(root string) []Source {
	if out := documentsIn(root); len(out) > 0 {
		return out
	}
	return []Source{{Path: root, Err: &model.Error{Code: model.CodeInvalid, Op: "read",
		Message: fmt.Sprintf("folder %s holds no documents", root),
		Hint:    "looked for files ending in " + strings.Join(Extensions(), ", ")}}}
}

// inside gives a folder's path with a separator at its end: a walk that begins there goes
// in even where the folder is a link.
func inside(folder string) string {
	return strings.TrimRight(folder, string(filepath.Separator)) + string(filepath.Separator)
}

// documentsIn lists a folder's documents, and what in it cannot be read.
func documentsIn(folder string) []Source {
	var out []Source
	root := inside(folder)
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			out = append(out, Source{Path: path, Err: unreadable(path, err)})
			if d != nil && d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case path != root && strings.HasPrefix(d.Name(), "."):
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case !d.IsDir() && isDocument(d.Name()):
			out = append(out, fileOrZip(path)...)
		}
		return nil
	})
	if err != nil {
		out = append(out, Source{Path: folder, Err: unreadable(folder, err)})
	}
	return out
}

// isDocument says whether a file's name ends as those of documents do.
func isDocument(name string) bool {
	for _, ext := range Extensions() {
		if strings.EqualFold(filepath.Ext(name), ext) {
			return true
		}
	}
	return false
}

func unreadable(path string, err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return &model.Error{Code: model.CodeNotFound, Op: "read",
			Message: path + " does not exist", Hint: "check the path"}
	}
	var pe *fs.PathError
	if errors.As(err, &pe) {
		err = pe.Err
	}
	return &model.Error{Code: model.CodeInvalid, Op: "read", Message: "cannot read " + path, Err: err}
}
