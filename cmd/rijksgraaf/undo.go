package main

import (
	"errors"
	"strconv"

	"github.com/spf13/cobra"

	"rijksgraaf/graph"
)

func (a *app) undo() *cobra.Command {
	var force bool
	c := &cobra.Command{
		Use:   "undo COMMIT",
		Short: "Take back what a commit did",
		Long: `Makes the document of a commit say again what it said before, as a new commit;
rijksgraaf log lists the numbers. When a later commit changed the document too it
is refused, unless --force is given: then what came later is undone as well.`,
		Example: "  rijksgraaf undo 12",
		Args:    exactly(1, "a commit's number"),
		RunE: func(c *cobra.Command, args []string) error {
			number, err := strconv.Atoi(args[0])
			if err != nil || number < 1 {
				return usagef(c, "%q is no number of a commit", args[0])
			}
			s, err := a.open(graph.Options{Base: a.base, NoCreate: true})
			if err != nil {
				return err
			}
			done, err := s.UndoCommit(c.Context(), number, force)
			if err = errors.Join(err, s.Close()); err != nil {
				return err
			}
			if a.json {
				return a.printJSON(map[string]any{"undone": number, "commit": done.Commit, "document": done.Document, "added": done.Added, "removed": done.Removed})
			}
			a.printf("commit %d is undone by commit %d: %s +%d -%d\n", number, done.Commit, done.Document, done.Added, done.Removed)
			return nil
		},
	}
	c.Flags().BoolVar(&force, "force", false, "undo also what later commits did to the document")
	return c
}
