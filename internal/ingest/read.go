package ingest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"rijksgraaf/internal/sources"
	"rijksgraaf/model"
)

// reading is what a worker makes of a source: what it says, or the document in the store
// that it is.
type reading struct {
	file       string
	sha256     string
	known      string
	extraction *model.Extraction
}

// read is the work of one worker on one source: nothing is extracted when the store holds
// the same bytes, read under the same version.
func (w *writer) read(ctx context.Context, s sources.Source) (got reading, err error) {
	if s.Err != nil {
		return got, s.Err
	}
	defer guard(s.Path, &err)
	data, err := w.run.Load(ctx, s)
	if err != nil {
		return got, err
	}
	sum := sha256.Sum256(data)
	got = reading{file: s.Path, sha256: hex.EncodeToString(sum[:])}
	if got.known = w.known.find(got.file, got.sha256); got.known != "" {
		return got, nil
	}
	got.extraction, err = w.run.Extract(ctx, s, data)
	return got, err
}

// guard makes a fault of ours an error about the source that met it, so that the others
// are still done. It must be deferred.
func guard(path string, err *error) {
	if fault := recover(); fault != nil {
		*err = &model.Error{Code: model.CodeInternal, Op: "extract", Message: fmt.Sprintf("%s met a fault in the program: %v", path, fault),
			Hint: "please report it with the file"}
	}
}
