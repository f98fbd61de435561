// Package sources finds the document files that a command line names.
package sources

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"rijksgraaf/model"
)

// Extensions are the endings of the files that a folder is searched for. A file that is
// named itself is taken whatever its ending is.
func Extensions() []string { return []string{".txt", ".pdf"} }

// Source is one thing that the command line named: a file to read, or the reason why
// there is none.
type Source struct {
	// Path is the file, or the argument that Err is about.
	Path string
	Err  error
}

// Find lists the files that args name, in the order of args. A folder stands for all
// documents in it and in the folders below it, in the order of their paths; hidden files
// and folders are passed over. An argument that does not exist, cannot be read or is a
// folder without documents gives a Source with an *model.Error, so that one bad argument
// does not keep the others from being read.
func Find(args []string) []Source {
	var out []Source
	for _, arg := range args {
		out = append(out, find(arg)...)
	}
	return out
}

func find(arg string) []Source {
	info, err := os.Stat(arg)
	switch {
	case err != nil:
		return []Source{{Path: arg, Err: unreadable(arg, err)}}
	case info.IsDir():
		return folder(arg)
	case !info.Mode().IsRegular():
		return []Source{{Path: arg, Err: &model.Error{Code: model.CodeInvalid, Op: "read",
			Message: arg + " is neither a file nor a folder", Hint: "save it to a file first"}}}
	}
	return []Source{{Path: arg}}
}

func folder(root string) []Source {
	var out []Source
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
		case isDocument(d):
			out = append(out, Source{Path: path})
		}
		return nil
	})
	if err != nil {
		out = append(out, Source{Path: root, Err: unreadable(root, err)})
	}
	if len(out) == 0 {
		out = append(out, Source{Path: root, Err: &model.Error{Code: model.CodeInvalid, Op: "read",
			Message: fmt.Sprintf("folder %s holds no documents", root),
			Hint:    "looked for files ending in " + strings.Join(Extensions(), ", ")}})
	}
	return out
}

func isDocument(d fs.DirEntry) bool {
	if d.IsDir() {
		return false
	}
	for _, ext := range Extensions() {
		if strings.EqualFold(filepath.Ext(d.Name()), ext) {
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
