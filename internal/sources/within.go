package sources

import (
	"context"
	"errors"
	"io/fs"
	"path"

	"rijksgraaf/model"
)

// Within lists the documents in a file system that the program brings along, in the order of
// their paths, each by its name without folders. Error: CodeInternal when it cannot be read.
func Within(files fs.FS) ([]Source, error) {
	var out []Source
	err := fs.WalkDir(files, ".", func(at string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && isDocument(at) {
			out = append(out, Source{Path: path.Base(at), Read: func(context.Context) ([]byte, error) {
				data, err := fs.ReadFile(files, at)
				return data, broughtAlong(err)
			}})
		}
		return err
	})
	return out, broughtAlong(err)
}

// broughtAlong is the error of a file that the program was built with.
func broughtAlong(err error) error {
	if err == nil {
		return nil
	}
	var at *fs.PathError
	if errors.As(err, &at) {
		err = at.Err
	}
	return &model.Error{Code: model.CodeInternal, Op: "read", Message: "cannot read a document that the program brings along", Err: err}
}
