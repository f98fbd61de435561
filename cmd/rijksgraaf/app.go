package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"rijksgraaf/graph"
	"rijksgraaf/model"
	"rijksgraaf/search"
)

// system is the world outside: a test gives its own.
type system struct {
	In        io.Reader
	Out, Err  io.Writer
	LookupEnv func(string) (string, bool)
	Environ   func() []string
	// Program is what the program was called as; "rijksgraaf" when empty.
	Program string
	// Columns gives the width of the terminal that a writer leads to, 0 when it is none; nil
	// for no terminal anywhere. Now is the clock; nil for the real one.
	Columns func(io.Writer) int
	Now     func() time.Time
}

// withDefaults fills in what a test may leave away.
func (s system) withDefaults() system {
	if s.Program == "" {
		s.Program = "rijksgraaf"
	}
	if s.Columns == nil {
		s.Columns = func(io.Writer) int { return 0 }
	}
	if s.Now == nil {
		s.Now = time.Now
	}
	return s
}

// app is what every command works with: the world outside and the settings that all
// commands share.
type app struct {
	system
	out *checkedWriter
	// args is the command line without the program.
	args []string
	db   string
	addr string
	base string
	json bool
	// decisions is the decisions file; empty for that of the store.
	decisions string
	// author is who writes; empty for the user.
	author string
	// retention is how much the store remembers of commits.
	retention graph.Retention
	// found is the search index of the open store; nil until it is asked for.
	found *search.Index
}

// run executes one command line and gives the exit status: 0, 1 failed, 2 usage. It
// never ends the process.
func run(ctx context.Context, s system, args []string) int {
	a := &app{system: s.withDefaults(), out: &checkedWriter{w: s.Out}, args: args}
	root := a.root()
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	if errors.Is(err, context.Canceled) && model.CodeOf(err) == model.CodeInternal {
		err = &model.Error{Code: model.CodeUnavailable, Message: "stopped before it was done", Err: err}
	}
	if err == nil && a.out.err != nil {
		err = &model.Error{Code: model.CodeUnavailable, Op: "write output", Message: "the output could not be written", Err: a.out.err}
	}
	if err != nil {
		a.complain(err)
	}
	return exitStatus(err)
}

// root builds the command tree.
func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "rijksgraaf COMMAND",
		Short: "A graph with citations out of the Dutch state budget",
		Long: `Rijksgraaf reads documents of the Dutch state budget, takes out what they say
(articles, chapters, policies, threats, who is responsible for what), keeps each
fact with its words, and answers questions about them over GraphQL.`,
		Example: `  rijksgraaf ingest documents/
  rijksgraaf query '{ statistics { documents entities relations } }'
  rijksgraaf serve`,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          cobra.ArbitraryArgs,
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) > 0 {
				return unknownCommand(c, args[0])
			}
			return c.Help()
		},
		SuggestionsMinimumDistance: 2,
		PersistentPreRunE:          func(c *cobra.Command, _ []string) error { return a.prepare(c) },
		CompletionOptions:          cobra.CompletionOptions{DisableDefaultCmd: true},
	}
	root.SetIn(a.In)
	root.SetOut(a.out)
	root.SetErr(a.Err)
	root.SetFlagErrorFunc(wrongFlag)
	a.sharedFlags(root.PersistentFlags())
	root.AddCommand(a.ingest(), a.extract(), a.serve(), a.query(), a.search(), a.export(), a.importing(), a.eval(), a.stats(), a.links(), a.diff(), a.explain(), a.log(), a.figures(), a.review(),
		a.delete(), a.undo(), a.token(), a.verify(), a.backup(), a.restore(), a.compact(), a.migrate(), a.demo(), a.doctor(), a.version(), a.completion())
	root.SetHelpCommand(a.help())
	documentFlags(root)
	return root
}

// help is `rijksgraaf help [COMMAND]`.
func (a *app) help() *cobra.Command {
	return &cobra.Command{
		Use:     "help [COMMAND]",
		Short:   "Show the help of a command",
		Example: "  rijksgraaf help ingest",
		RunE: func(c *cobra.Command, args []string) error {
			found, rest, err := c.Root().Find(args)
			if err != nil || len(rest) > 0 {
				return unknownCommand(c.Root(), strings.Join(args, " "))
			}
			return found.Help()
		},
	}
}

// unknownCommand is the usage error for a command that there is not, with the one that
// was probably meant.
func unknownCommand(root *cobra.Command, name string) error {
	err := &model.Error{Code: model.CodeUsage, Message: fmt.Sprintf("unknown command %q", name), Hint: "see rijksgraaf help"}
	if near := root.SuggestionsFor(name); len(near) > 0 {
		err.Hint = "did you mean " + strings.Join(near, " or ") + "?"
	}
	return err
}

// usagef is a usage error of a command.
func usagef(c *cobra.Command, format string, args ...interface{}) error {
	return &model.Error{Code: model.CodeUsage, Op: c.Name(), Message: fmt.Sprintf(format, args...),
		Hint: "see " + c.CommandPath() + " --help"}
}

// atLeast and exactly check the number of arguments; what names them in the error.
func atLeast(n int, what string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) < n {
			return usagef(c, "%s is missing", what)
		}
		return nil
	}
}

func exactly(n int, what string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) > n {
			return usagef(c, "takes %s only, was given %q too", what, args[n])
		}
		return atLeast(n, what)(c, args)
	}
}

func noArguments(c *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usagef(c, "takes no arguments, was given %q", args[0])
	}
	return nil
}

// printf writes for a person, to standard output.
func (a *app) printf(format string, args ...interface{}) { fmt.Fprintf(a.out, format, args...) }

// printJSON writes for a machine: one object on one line.
func (a *app) printJSON(v interface{}) error {
	e := json.NewEncoder(a.out)
	e.SetEscapeHTML(false)
	return e.Encode(v)
}

// note tells a person something that is no failure, on standard error so that standard
// output stays what was asked for.
func (a *app) note(format string, args ...interface{}) {
	fmt.Fprintf(a.Err, "rijksgraaf: %s\n", oneLine(fmt.Sprintf(format, args...)))
}

// complain writes an error as one line on standard error; nothing for errReported.
func (a *app) complain(err error) {
	if !errors.Is(err, errReported) {
		a.note("%s", err)
	}
}

// checkedWriter keeps the first error of its writer, so that a full disk is not a silent
// success.
type checkedWriter struct {
	w   io.Writer
	err error
}

// Write writes through; after a failure it only repeats the failure.
func (c *checkedWriter) Write(p []byte) (int, error) {
	if c.err != nil {
		return 0, c.err
	}
	n, err := c.w.Write(p)
	c.err = err
	return n, err
}
