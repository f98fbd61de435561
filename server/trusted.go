package server

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"rijksgraaf/model"
	"rijksgraaf/resolvers"
)

// ReadTrusted reads the only documents that a server shall answer: from a folder the files
// *.graphql, each known by its name without the ending; from a file a JSON object of ids
// and documents, as the builds of clients write it. Errors: CodeNotFound when there is no
// such path, CodeInvalid for one that holds no documents or one that the schema does not
// allow.
func ReadTrusted(path string) (*resolvers.Trusted, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, &model.Error{Code: model.CodeNotFound, Op: "trusted documents", Message: "there is no file or folder " + path}
	case err != nil:
		return nil, cannotTrust(path, "cannot be read", err)
	}
	read := readManifest
	if info.IsDir() {
		read = readDocuments
	}
	documents, err := read(path)
	if err != nil {
		return nil, err
	}
	if len(documents) == 0 {
		return nil, cannotTrust(path, "holds no documents", nil)
	}
	return resolvers.NewTrusted(documents)
}

func readDocuments(folder string) (map[string]string, error) {
	files, err := filepath.Glob(filepath.Join(folder, "*.graphql"))
	if err != nil {
		return nil, cannotTrust(folder, "cannot be read", err)
	}
	out := map[string]string{}
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			return nil, cannotTrust(f, "cannot be read", err)
		}
		out[strings.TrimSuffix(filepath.Base(f), ".graphql")] = string(text)
	}
	return out, nil
}

func readManifest(file string) (map[string]string, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, cannotTrust(file, "cannot be read", err)
	}
	out := map[string]string{}
	if err := json.Unmarshal(text, &out); err != nil {
		return nil, cannotTrust(file, "is no JSON object of ids and documents", err)
	}
	return out, nil
}

func cannotTrust(path, why string, err error) error {
	return &model.Error{Code: model.CodeInvalid, Op: "trusted documents", Message: path + " " + why,
		Hint: "give a folder with *.graphql, or a JSON file of ids and documents", Err: err}
}
