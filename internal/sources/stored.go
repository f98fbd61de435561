package sources

import (
	"context"
	"os"

	"rijksgraaf/model"
)

// Stored lists the documents in a file that was sent to us under a name and stored under
// another: itself, or what is in it when it is a zip. Paths and errors have the name; where
// it is stored is told to nobody. Errors are as in Find.
func Stored(file, name string) []Source {
	if isZip(file) {
		return zipNamed(file, name)
	}
	return []Source{{Path: name, Read: func(context.Context) ([]byte, error) {
		data, err := os.ReadFile(file)
		if err != nil {
			return nil, &model.Error{Code: model.CodeInvalid, Op: "read", Message: name + " is no longer there"}
		}
		return data, nil
	}}}
}
