package main

import (
	"bufio"
	"context"
	"errors"
	"io"
	"os"
	"slices"

	"github.com/spf13/cobra"

	"rijksgraaf/graph"
	"rijksgraaf/model"
)

func (a *app) importing() *cobra.Command {
	var dry bool
	c := &cobra.Command{
		Use:   "import FILE.nq...",
		Short: "Take in N-Quads, such as export writes them",
		Long: `Takes what documents say out of N-Quads, a document for each label, and checks it as
ingest does: a document that is off the ontology, or whose words are not those of its
text, is refused whole and the line named; the others are taken in, in one
transaction. A file that is no N-Quads is refused whole. Importing an export gives the same graph; importing it
again changes nothing. A new store takes the base of the file when --base is not
given. - is standard input.`,
		Example: `  rijksgraaf export -o budget.nq
  rijksgraaf import --db copy budget.nq
  rijksgraaf import --dry-run budget.nq`,
		Args: atLeast(1, "a file"),
		RunE: func(c *cobra.Command, args []string) error {
			return a.importAll(c.Context(), args, dry)
		},
	}
	c.Flags().BoolVar(&dry, "dry-run", false, "check, and tell what would change, but store nothing")
	return c
}

// importAll takes in files, one after the other. Each refused document or file is told of;
// the command then fails.
func (a *app) importAll(ctx context.Context, files []string, dry bool) (err error) {
	i := &importer{app: a, dry: dry}
	defer func() { err = errors.Join(err, i.close()) }()
	refused := false
	for _, name := range files {
		fault := i.file(ctx, name)
		if fault == nil {
			continue
		}
		if !errors.Is(fault, errReported) && model.CodeOf(fault) != model.CodeInvalid && model.CodeOf(fault) != model.CodeNotFound {
			return fault
		}
		a.complain(fault)
		refused = true
	}
	if refused {
		return errReported
	}
	return nil
}

// importer takes files into one store, which is opened when the first has shown its base.
type importer struct {
	app   *app
	dry   bool
	store *graph.Store
}

func (i *importer) close() error {
	if i.store == nil {
		return nil
	}
	return i.store.Close()
}

// open opens the store: for reading only, or one in memory where there is none yet, when
// nothing is to be stored.
func (i *importer) open(base string) error {
	if i.store != nil {
		return nil
	}
	a := i.app
	o := graph.Options{Base: a.base, ReadOnly: i.dry, NoCreate: true}
	s, err := a.open(o)
	if model.CodeOf(err) == model.CodeNotFound {
		if o.Base == "" {
			o.Base = base
		}
		o.ReadOnly, o.NoCreate = false, false
		if i.dry {
			s, err = graph.Open(graph.Memory, o)
		} else {
			s, err = a.open(o)
		}
	}
	i.store = s
	return err
}

// file takes in one file. Refused documents are told of; then the error is errReported.
func (i *importer) file(ctx context.Context, name string) error {
	var from io.Reader = i.app.In
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return cannotRead(name, err)
		}
		defer func() { _ = f.Close() }()
		from = f
	} else {
		name = "standard input"
	}
	r := bufio.NewReaderSize(from, 1<<20)
	if err := i.open(graph.BaseOfNQuads(r)); err != nil {
		return err
	}
	list, err := graph.ReadNQuads(i.store.View(), name, r)
	if err != nil {
		return err
	}
	good := slices.DeleteFunc(slices.Clone(list), func(c *graph.ChangeSet) bool { return c.Err() != nil })
	for _, c := range list {
		if c.Err() != nil {
			i.app.complain(c.Err())
		}
	}
	if err := i.take(ctx, good); err != nil {
		return err
	}
	if len(good) < len(list) {
		return errReported
	}
	return nil
}

// take commits what documents say, in one transaction, or tells what it would change.
func (i *importer) take(ctx context.Context, list []*graph.ChangeSet) error {
	results := make([]graph.Result, len(list))
	for n, c := range list {
		results[n] = graph.Result{Document: c.Document(), Added: c.Added(), Removed: c.Removed()}
	}
	if !i.dry {
		var err error
		if results, err = i.store.ApplyAll(ctx, list); err != nil {
			return err
		}
	}
	for n, c := range list {
		if err := i.tell(results[n], statusOfChange(c)); err != nil {
			return err
		}
	}
	return nil
}

func (i *importer) tell(r graph.Result, status string) error {
	if i.app.json {
		return i.app.printJSON(map[string]any{"document": r.Document, "status": status, "added": r.Added, "removed": r.Removed, "dryRun": i.dry})
	}
	would := ""
	if i.dry {
		would = "would be "
	}
	i.app.printf("%s %s%s: %d quads added, %d removed\n", r.Document, would, status, r.Added, r.Removed)
	return nil
}

// statusOfChange is what a change makes of its document.
func statusOfChange(c *graph.ChangeSet) string {
	switch {
	case c.Empty():
		return "unchanged"
	case c.New():
		return "added"
	}
	return "changed"
}
