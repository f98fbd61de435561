package main

import (
	"errors"
	"fmt"

	"rijksgraaf/document"
	"rijksgraaf/extract"
	"rijksgraaf/graph"
	"rijksgraaf/model"
)

// readable opens the store that there is, for reading only.
func (a *app) readable() (*graph.Store, error) {
	return a.open(graph.Options{Base: a.base, ReadOnly: true, NoCreate: true})
}

func (a *app) open(o graph.Options) (*graph.Store, error) {
	dir, err := a.database()
	if err != nil {
		return nil, err
	}
	if dir == graph.Memory {
		o.ReadOnly, o.NoCreate = false, false
	}
	o.Known = registers
	return graph.Open(dir, o)
}

// withStore opens the store for reading, calls use and closes it.
func (a *app) withStore(use func(*graph.Store) error) error {
	s, err := a.readable()
	if err != nil {
		return err
	}
	return errors.Join(use(s), s.Close())
}

// extractFunc reads a file and takes out what it says. It is safe for concurrent use.
type extractFunc = func(path string) (*model.Extraction, error)

// extraction gives the function that reads a file and takes out what it says. The
// lexicons and rules are loaded once, here.
func extraction() (extractFunc, error) {
	x, err := extract.New()
	if err != nil {
		return nil, err
	}
	return func(path string) (*model.Extraction, error) { return readAndExtract(x, path) }, nil
}

// readAndExtract is the way from a file to what it says. A fault of ours in there is an
// error about that file, so that the others are still done.
func readAndExtract(x *extract.Extractor, path string) (found *model.Extraction, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = &model.Error{Code: model.CodeInternal, Op: "extract", Message: fmt.Sprintf("%s met a fault in the program: %v", path, fault),
				Hint: "please report it with the file"}
		}
	}()
	d, err := document.Read(path)
	if err != nil {
		return nil, err
	}
	return x.Extract(d), nil
}
