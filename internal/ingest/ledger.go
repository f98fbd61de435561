package ingest

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"rijksgraaf/graph"
	"rijksgraaf/internal/atomicfile"
	"rijksgraaf/model"
)

// ledgerFile stands beside the store's own files. It is no part of the store: without it
// every document is read anew, and nothing else is lost.
const ledgerFile = graph.ReadFile

// entry is one line of the ledger: as what a document was last read.
type entry struct {
	Document string `json:"document"`
	// File is the name of the file without its folders, or its address.
	File    string `json:"file"`
	SHA256  string `json:"sha256"`
	Version string `json:"version"`
}

// ledger notes which documents of a store were read from which bytes, under which
// version. A line is added for each document when it is committed, and the whole is
// written anew, sorted, at the end of the run.
type ledger struct {
	path    string
	entries map[string]entry // by document
	file    *os.File         // nil until the first note
	changed bool
	err     error // the first failure to write
}

// openLedger reads the ledger of the store in a folder; an empty one when there is none. A
// line that cannot be read, such as one that was cut off, is as if it were not there.
func openLedger(dir string) *ledger {
	l := &ledger{path: filepath.Join(dir, ledgerFile), entries: map[string]entry{}}
	data, err := os.ReadFile(l.path)
	if err != nil {
		return l
	}
	for line := range bytes.Lines(data) {
		var e entry
		if json.Unmarshal(line, &e) == nil && e.Document != "" {
			l.entries[e.Document] = e
		}
	}
	return l
}

// note adds a document that was just committed.
func (l *ledger) note(e entry) {
	l.entries[e.Document] = e
	l.changed = true
	if l.err != nil {
		return
	}
	if l.file == nil {
		if l.file, l.err = os.OpenFile(l.path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644); l.err != nil {
			return
		}
	}
	// The line before may have been cut off.
	_, l.err = l.file.Write(slices.Concat([]byte("\n"), e.line()))
}

func (e entry) line() []byte {
	line, err := json.Marshal(e)
	if err != nil {
		return nil // four strings always have a JSON form
	}
	return append(line, '\n')
}

// forget empties the ledger.
func (l *ledger) forget() {
	l.entries = map[string]entry{}
	l.changed = true
	if err := os.Remove(l.path); err != nil && !errors.Is(err, os.ErrNotExist) {
		l.err = err
	}
}

// close writes the ledger anew, with the documents that the view holds.
func (l *ledger) close(v *graph.View) error {
	if l.file != nil {
		l.err = errors.Join(l.err, l.file.Close())
	}
	if !l.changed {
		return nil
	}
	// Whatever went wrong with the single lines, the whole may be written now.
	if err := atomicfile.Write(l.path, func(w io.Writer) error { return l.write(w, v) }); err != nil {
		code, _ := model.DiskFault(err)
		return &model.Error{Code: cmp.Or(code, model.CodeReadOnly), Op: "ingest", Message: "the documents are in, but " + l.path + " cannot be written", Err: err,
			Hint: "they will be read anew the next time"}
	}
	return nil
}

func (l *ledger) write(w io.Writer, v *graph.View) error {
	b := bufio.NewWriter(w)
	for _, document := range slices.Sorted(maps.Keys(l.entries)) {
		if e := l.entries[document]; e.holds(v) {
			if _, err := b.Write(e.line()); err != nil {
				return err
			}
		}
	}
	return b.Flush()
}

// holds says whether the view still holds the document as it was read.
func (e entry) holds(v *graph.View) bool {
	d := v.Document(e.Document)
	return d != nil && d.SHA256 == e.SHA256
}

// known finds the documents that need not be read anew, by the hash of their bytes.
type known map[string][]knownDocument

type knownDocument struct {
	id string
	// file is the name that the document has its id from; "" when it names itself.
	file string
}

// known lists the documents of a view that were read under a version.
func (l *ledger) known(v *graph.View, version string) known {
	out := known{}
	for _, document := range slices.Sorted(maps.Keys(l.entries)) {
		e := l.entries[document]
		if e.Version != version || !e.holds(v) {
			continue
		}
		d := knownDocument{id: document, file: e.File}
		if v.Document(document).Dossier != "" {
			d.file = ""
		}
		out[e.SHA256] = append(out[e.SHA256], d)
	}
	return out
}

// find gives the document that a file with a hash is; "" when that must be found out.
func (k known) find(file, sha256 string) string {
	for _, d := range k[sha256] {
		if d.file == "" || d.file == baseName(file) {
			return d.id
		}
	}
	return ""
}

// baseName is a file's name without its folders, in a zip as well; an address is its own
// name.
func baseName(file string) string {
	if strings.Contains(file, "://") {
		return file
	}
	return path.Base(filepath.ToSlash(file))
}
