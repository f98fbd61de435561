package main

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"rijksgraaf/document"
	"rijksgraaf/extract"
	"rijksgraaf/graph"
	"rijksgraaf/internal/gcpace"
	"rijksgraaf/internal/ingest"
	"rijksgraaf/internal/sources"
	"rijksgraaf/model"
)

// writable opens the store to write to, making it when there is none.
func (a *app) writable() (*graph.Store, error) {
	return a.open(graph.Options{Base: a.base})
}

// readable opens the store that there is, for reading only.
func (a *app) readable() (*graph.Store, error) {
	return a.open(graph.Options{Base: a.base, ReadOnly: true, NoCreate: true})
}

// readableOr is readable that, where there is no store, tells what to do by a hint of its own.
func (a *app) readableOr(hint string) (*graph.Store, error) {
	s, err := a.readable()
	var none *model.Error
	if errors.As(err, &none) && none.Code == model.CodeNotFound && none.Op == "open store" {
		told := *none
		told.Hint = hint
		return nil, &told
	}
	return s, err
}

func (a *app) open(o graph.Options) (*graph.Store, error) {
	dir, err := a.database()
	if err != nil {
		return nil, err
	}
	if dir == graph.Memory {
		o.ReadOnly, o.NoCreate = false, false
	}
	return graph.Open(dir, a.options(o))
}

// options fills in what the settings say.
func (a *app) options(o graph.Options) graph.Options {
	o.Known, o.Decisions, o.Author, o.Now = registers, a.decisions, a.who(), a.Now
	o.Retention, o.Size = a.retention, gcpace.Store
	return o
}

// who writes: what --author says, else the user's name.
func (a *app) who() string {
	if a.author != "" {
		return a.author
	}
	for _, name := range []string{"USER", "LOGNAME", "USERNAME"} {
		if who, _ := a.LookupEnv(name); who != "" {
			return who
		}
	}
	return ""
}

// withStore opens the store for reading, calls use and closes it.
func (a *app) withStore(use func(*graph.Store) error) error {
	s, err := a.readable()
	if err != nil {
		return err
	}
	return errors.Join(use(s), a.closeSearch(), s.Close())
}

// extractFunc reads a source and takes out what it says. It is safe for concurrent use.
type extractFunc = func(ctx context.Context, s sources.Source) (*model.Extraction, error)

// takeFunc takes out of a document what it says.
type takeFunc = func(ctx context.Context, d *document.Document) (*model.Extraction, error)

// reading is how documents are read: the metadata that goes before what they say of
// themselves, and the address of a Frog server that proposes names, if any.
type reading struct {
	given model.Metadata
	frog  string
}

// settings lists what differs from reading documents by themselves, for a report.
func (r reading) settings() []ingest.Setting {
	var out []ingest.Setting
	add := func(name, value string) {
		if value != "" && value != "0" {
			out = append(out, ingest.Setting{Name: name, Value: value})
		}
	}
	add("dossier", r.given.Dossier)
	add("chapter", r.given.Chapter)
	add("number", r.given.Number)
	add("parliamentary year", r.given.ParliamentaryYear)
	add("kind", r.given.Kind)
	add("budget year", strconv.Itoa(r.given.BudgetYear))
	add("title", r.given.Title)
	add("frog", r.frog)
	return out
}

// extractBytesFunc reads a source's bytes and takes out what they say. It is safe for
// concurrent use.
type extractBytesFunc = func(ctx context.Context, s sources.Source, data []byte) (*model.Extraction, error)

// extractionOfBytes gives the function that reads a source's bytes and takes out what they
// say. The lexicons and rules are loaded once, here.
func (r reading) extractionOfBytes(ctx context.Context) (extractBytesFunc, error) {
	x, err := extract.New()
	if err != nil {
		return nil, err
	}
	reader, err := document.DefaultReader()
	if err != nil {
		return nil, err
	}
	reader.Given = r.given
	take := takeFunc(func(_ context.Context, d *document.Document) (*model.Extraction, error) { return x.Extract(d), nil })
	if r.frog != "" {
		if take, err = withFrog(ctx, x, r.frog); err != nil {
			return nil, err
		}
	}
	return func(ctx context.Context, s sources.Source, data []byte) (*model.Extraction, error) {
		return readAndTake(ctx, reader, take, s, data)
	}, nil
}

// extraction gives the function that reads a source, its bytes included, and takes out
// what it says.
func (r reading) extraction(ctx context.Context) (extractFunc, error) {
	read, err := r.extractionOfBytes(ctx)
	if err != nil {
		return nil, err
	}
	return func(ctx context.Context, s sources.Source) (*model.Extraction, error) {
		data, err := loadSource(ctx, s)
		if err != nil {
			return nil, err
		}
		return read(ctx, s, data)
	}, nil
}

// readAndTake is the way from a source's bytes to what it says. A fault of ours in there is
// an error about that source, so that the others are still done.
func readAndTake(ctx context.Context, r document.Reader, take takeFunc, s sources.Source, data []byte) (found *model.Extraction, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = &model.Error{Code: model.CodeInternal, Op: "extract", Message: fmt.Sprintf("%s met a fault in the program: %v", s.Path, fault),
				Hint: "please report it with the file"}
		}
	}()
	d, err := r.ReadBytes(s.Path, data)
	if err != nil {
		return nil, err
	}
	return take(ctx, d)
}

// loadSource gives the bytes of a source that has no error of its own.
func loadSource(ctx context.Context, s sources.Source) ([]byte, error) {
	if s.Read != nil {
		return s.Read(ctx)
	}
	return document.Load(s.Path)
}
