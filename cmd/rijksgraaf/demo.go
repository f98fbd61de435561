package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"rijksgraaf/graph"
	"rijksgraaf/internal/sources"
	"rijksgraaf/model"
	"rijksgraaf/resolvers"
	"rijksgraaf/server"
	"rijksgraaf/testdata"
)

// demoQuestion is demoQuery in words.
const demoQuestion = "Which other budgets does article 2 of Foreign Affairs (V) extend to, and in which words?"

const demoQuery = `{
  relations(filter: {subject: "budget-article/V/2", predicates: [EXTENDS_TO]}, first: 10) {
    totalCount
    edges { node { object { id label } evidence { text document { id } page section } } }
  }
}`

func (a *app) demo() *cobra.Command {
	var exit bool
	c := &cobra.Command{
		Use:   "demo [FILE|FOLDER...]",
		Short: "Show the whole way: documents in, a question answered, a page to ask more",
		Long: `Ingests documents into a store of its own, answers questions about them and
serves them until it is stopped. When none are named they are five texts and a PDF
that the program brings along. The store is removed at the end, unless --db names
one.`,
		Example: `  rijksgraaf demo
  rijksgraaf demo --exit my-documents/`,
		RunE: func(c *cobra.Command, args []string) error {
			list := sources.Find(args)
			if len(args) == 0 {
				var err error
				if list, err = demoDocuments(); err != nil {
					return err
				}
			}
			remove, err := a.demoStore()
			if err != nil {
				return err
			}
			return errors.Join(a.runDemo(c.Context(), list, exit), remove())
		},
	}
	c.Flags().BoolVar(&exit, "exit", false, "stop after the answer")
	return c
}

// demoDocuments lists the documents that the program brings along.
func demoDocuments() ([]sources.Source, error) { return sources.Within(testdata.DemoDocuments()) }

// demoStore sets --db to a new folder when none is named, and gives what removes it.
func (a *app) demoStore() (remove func() error, err error) {
	if a.db != "" && a.db != graph.Memory {
		return func() error { return nil }, nil
	}
	dir, err := os.MkdirTemp("", "rijksgraaf-demo-")
	if err != nil {
		return nil, &model.Error{Code: model.CodeReadOnly, Op: "demo", Message: "cannot make a folder for the store", Err: err, Hint: "name one with --db"}
	}
	a.db = filepath.Join(dir, "graph")
	return func() error { return os.RemoveAll(dir) }, nil
}

func (a *app) runDemo(ctx context.Context, list []sources.Source, exit bool) error {
	if err := a.runIngest(ctx, list, ingestOptions{workers: 1, noProgress: true}); err != nil {
		return err
	}
	return a.withStore(func(s *graph.Store) error {
		if err := a.demoAnswer(ctx, s); err != nil {
			return err
		}
		a.demoMatrix(s)
		if exit {
			return nil
		}
		served, l, err := a.listenSomewhere(ctx, s)
		if err != nil {
			return err
		}
		if !a.json {
			a.printf("Ask more on the page below; stop with Ctrl-C.\n\n")
		}
		return a.announceAndServe(ctx, served, l)
	})
}

// demoAnswer asks the demo's question and shows the answer: as it is to a machine, in
// lines to a person.
func (a *app) demoAnswer(ctx context.Context, s *graph.Store) error {
	if a.json {
		return a.askStore(ctx, s, question{Query: demoQuery})
	}
	a.printf("\n%s\n\n%s\n\n", demoQuestion, demoQuery)
	text, err := a.post(ctx, a.inStore(s), storeAddress, question{Query: demoQuery})
	if err != nil {
		return err
	}
	var found extensions
	if err := json.Unmarshal(text, &found); err != nil {
		return err
	}
	a.printExtensions(found)
	return a.demoLines(ctx, s)
}

// demoMatrix shows a person which chapters lean on which.
func (a *app) demoMatrix(s *graph.Store) {
	if list := s.View().ChapterLinks(graph.LinkFilter{}); !a.json && len(list) > 0 {
		a.printf("Which chapter leans on which, and who says nothing of it? (rijksgraaf links shows the words.)\n\n")
		a.printMatrix(list, false)
		a.printf("\n")
	}
}

// extensions is the answer to demoQuery.
type extensions struct {
	Data struct {
		Relations struct {
			Edges []struct {
				Node struct {
					Object   struct{ ID, Label string }
					Evidence []struct {
						Text     string
						Document struct{ ID string }
						Page     int
						Section  []string
					}
				}
			}
		}
	}
}

// printExtensions prints each chapter, and under those that rest on the same words the
// words and where they stand.
func (a *app) printExtensions(x extensions) {
	edges := x.Data.Relations.Edges
	words := func(i int) string {
		var b strings.Builder
		for _, e := range edges[i].Node.Evidence {
			fmt.Fprintf(&b, "    \"%s\"\n    %s, page %d, %s\n\n", wrap(e.Text, 88, "     "), e.Document.ID, e.Page, strings.Join(e.Section, " > "))
		}
		return b.String()
	}
	if len(edges) == 0 {
		a.printf("  nothing: these documents do not say\n\n")
	}
	for i, e := range edges {
		a.printf("  %-20s %s\n", e.Node.Object.ID, e.Node.Object.Label)
		if i+1 == len(edges) || words(i+1) != words(i) {
			a.printf("%s", words(i))
		}
	}
}

// listenSomewhere takes --addr, or a free port of the same host when that one is taken.
func (a *app) listenSomewhere(ctx context.Context, s *graph.Store) (*server.Server, net.Listener, error) {
	served := a.server(s, nil, resolvers.DefaultLimits())
	l, err := served.Listen(ctx)
	if err == nil {
		return served, l, nil
	}
	host, _, splitting := net.SplitHostPort(a.addr)
	if splitting != nil {
		return nil, nil, err
	}
	a.note("%s is taken; another port is used", a.addr)
	a.addr = net.JoinHostPort(host, "0")
	served = a.server(s, nil, resolvers.DefaultLimits())
	l, err = served.Listen(ctx)
	return served, l, err
}
