package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"regexp"
	"strconv"
	"strings"

	"rijksgraaf/graph"
	"rijksgraaf/internal/sources"
	"rijksgraaf/internal/web"
	"rijksgraaf/model"
)

// compared is a document to compare: the id of one in the store, now or as it was after a
// commit, or what a file says.
type compared struct {
	id   string
	file *model.Extraction
	past *graph.View // nil for now
}

// compareDocuments compares two documents, each an id, a file or an address.
func (a *app) compareDocuments(ctx context.Context, from, to string, o graph.CompareOptions, show func(*diffReport) error) error {
	s, err := a.storeToCompare()
	if err != nil {
		return err
	}
	return errors.Join(a.compareIn(ctx, s.View(), from, to, o, show), s.Close())
}

// storeToCompare opens the store for reading; an empty one where there is none, for two
// files need none.
func (a *app) storeToCompare() (*graph.Store, error) {
	s, err := a.readable()
	if model.CodeOf(err) == model.CodeNotFound {
		return graph.Open(graph.Memory, graph.Options{Base: a.base, Known: registers})
	}
	return s, err
}

func (a *app) compareIn(ctx context.Context, v *graph.View, from, to string, o graph.CompareOptions, show func(*diffReport) error) error {
	read := a.comparedReader(v)
	x, err := read(ctx, from)
	if err != nil {
		return err
	}
	y, err := read(ctx, to)
	if err != nil {
		return err
	}
	before, after, err := views(v, x, y)
	if err != nil {
		return err
	}
	c, err := graph.CompareViews(before, x.id, after, y.id, o)
	if err != nil {
		return err
	}
	return show(diffOf(before, after, c))
}

// views gives the views in which two documents stand: one for both, where that can be, so
// that one thing's names are put together over both.
func views(v *graph.View, x, y compared) (before, after *graph.View, err error) {
	if x.id == y.id && x.file != nil && y.file != nil && x.file.Document.SHA256 == y.file.Document.SHA256 {
		return nil, nil, &model.Error{Code: model.CodeInvalid, Op: "diff", Message: fmt.Sprintf("both files are the same document, %s", x.id), Hint: "name two documents"}
	}
	if x.past != nil || y.past != nil { // files are of now
		before, after = cmp.Or(x.past, v), cmp.Or(y.past, v)
		if x.file != nil {
			before, err = v.With(x.file)
		} else if y.file != nil {
			after, err = v.With(y.file)
		}
		return before, after, err
	}
	before, after = v, v
	if x.file != nil {
		if before, err = v.With(x.file); err != nil {
			return nil, nil, err
		}
	}
	if x.id != y.id {
		after = before
	}
	if y.file != nil {
		if after, err = after.With(y.file); err != nil {
			return nil, nil, err
		}
	}
	if x.id != y.id {
		before = after
	}
	return before, after, nil
}

// comparedReader gives what reads an argument of diff. Lexicons and rules are loaded when the
// first file is read.
func (a *app) comparedReader(v *graph.View) func(ctx context.Context, arg string) (compared, error) {
	var extract extractFunc
	return func(ctx context.Context, arg string) (compared, error) {
		id := strings.TrimPrefix(arg, model.IRI(v.Base(), ""))
		for _, id := range []string{id, "document/" + id} {
			if v.Document(id) != nil {
				return compared{id: id}, nil
			}
		}
		if x, err := comparedPast(v, id); x.past != nil || err != nil {
			return x, err
		}
		client := web.Client{Agent: "rijksgraaf/" + thisBuild().Version}
		found := sources.Finder{Fetch: client.Fetch}.Find([]string{arg})
		if len(found) != 1 {
			return compared{}, &model.Error{Code: model.CodeInvalid, Op: "diff", Message: fmt.Sprintf("%s stands for %s", arg, plural(len(found), "document")), Hint: "name one document on either side"}
		}
		if _, err := os.Stat(arg); found[0].Err != nil && errors.Is(err, os.ErrNotExist) && !strings.Contains(arg, "://") {
			_, err := v.Compare(id, id+"#", graph.CompareOptions{})
			return compared{}, notADocument(arg, err)
		}
		if found[0].Err != nil {
			return compared{}, found[0].Err
		}
		if extract == nil {
			var err error
			if extract, err = (reading{}).extraction(ctx); err != nil {
				return compared{}, err
			}
		}
		x, err := extract(ctx, found[0])
		if err != nil {
			return compared{}, err
		}
		for _, w := range x.Warnings {
			a.note("%s: %s", arg, w)
		}
		return compared{id: x.Document.ID, file: x}, nil
	}
}

// pastDocument is a document as it was after a commit: kst-36360-V-1@3.
var pastDocument = regexp.MustCompile(`^([^@]+)@(\d{1,9})$`)

// comparedPast reads such an argument; the zero compared for any other. Errors are those of
// View.AsOf, and CodeNotFound when the document was not there.
func comparedPast(v *graph.View, arg string) (compared, error) {
	m := pastDocument.FindStringSubmatch(arg)
	if m == nil {
		return compared{}, nil
	}
	commit, err := strconv.Atoi(m[2])
	if err != nil {
		return compared{}, err
	}
	past, err := v.AsOf(commit)
	if err != nil {
		return compared{}, err
	}
	for _, id := range []string{m[1], "document/" + m[1]} {
		if past.Document(id) != nil {
			return compared{id: id, past: past}, nil
		}
	}
	return compared{}, &model.Error{Code: model.CodeNotFound, Op: "diff", Message: fmt.Sprintf("there was no document %s after commit %d", m[1], commit),
		Hint: "rijksgraaf log lists the commits"}
}
