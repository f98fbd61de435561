package main

import (
	"errors"
	"io"
	"os"

	"github.com/spf13/cobra"

	"rijksgraaf/graph"
	"rijksgraaf/internal/atomicfile"
	"rijksgraaf/internal/progress"
	"rijksgraaf/model"
)

// watching calls do with a progress that is shown on a terminal and nowhere else.
func (a *app) watching(do func(graph.Progress) error) error {
	if a.json || a.Columns(a.Err) == 0 {
		return do(nil)
	}
	line := progress.NewLine(a.Err, a.Now)
	defer line.Close()
	return do(line.Set)
}

// withWritable opens the store that there is for writing, calls use and closes it.
func (a *app) withWritable(use func(*graph.Store) error) error {
	s, err := a.open(graph.Options{Base: a.base, NoCreate: true})
	if err != nil {
		return err
	}
	return errors.Join(use(s), s.Close())
}

func (a *app) verify() *cobra.Command {
	return &cobra.Command{
		Use:   "verify",
		Short: "Check that the store is whole",
		Long: `Reads everything in the store and checks it: entities and relations are on the ontology, every
relation has its ends, the words of every mention and evidence stand where they are said to, the indexes
hold what the graph holds, the commits can be undone, the official figures are what was imported.`,
		Example: "  rijksgraaf verify --db ./budget",
		Args:    noArguments,
		RunE: func(c *cobra.Command, _ []string) error {
			return a.withStore(func(s *graph.Store) error {
				return a.watching(func(p graph.Progress) error {
					found, err := s.VerifyAll(c.Context(), p)
					if err != nil {
						return err
					}
					return a.tellVerified(found)
				})
			})
		},
	}
}

func (a *app) tellVerified(v graph.Verification) error {
	if a.json {
		return a.printJSON(v)
	}
	a.printf("the store is whole: %s, %s, %s, %s re-read, %s, %s\n", plural(v.Documents, "document"), plural(v.Entities, "entity"),
		plural(v.Relations, "relation"), plural(v.Spans, "span"), plural(v.Quads, "statement"), plural(v.Commits, "commit"))
	return nil
}

func (a *app) backup() *cobra.Command {
	return &cobra.Command{
		Use:   "backup FILE",
		Short: "Write the whole store into one file, with checksums",
		Long: `Writes the store as it is after its last commit into one file (a gzipped tar with a manifest), while it goes on
being read. The file is written whole or not at all; - is standard output. restore puts it back.`,
		Example: "  rijksgraaf backup budget.rgbackup",
		Args:    exactly(1, "the backup's file"),
		RunE: func(c *cobra.Command, args []string) error {
			return a.withStore(func(s *graph.Store) error {
				var m graph.Manifest
				err := a.watching(func(p graph.Progress) error {
					write := func(w io.Writer) (err error) { m, err = s.Backup(c.Context(), w, p); return err }
					if args[0] == "-" {
						return write(a.out)
					}
					return atomicfile.Write(args[0], write)
				})
				if err != nil || args[0] == "-" {
					return err
				}
				return a.tellManifest(m, "backed up to "+args[0])
			})
		},
	}
}

func (a *app) restore() *cobra.Command {
	return &cobra.Command{
		Use:   "restore FILE",
		Short: "Make a store from a backup",
		Long: `Makes the store --db from a file that backup wrote; - is standard input. The folder must not be there or be empty. All
is checked before the folder gets its name: checksums, and that the store opens and holds what the backup lists.`,
		Example: "  rijksgraaf restore --db ./budget budget.rgbackup",
		Args:    exactly(1, "the backup's file"),
		RunE: func(c *cobra.Command, args []string) error {
			dir, err := a.database()
			if err != nil {
				return err
			}
			in := a.In
			if args[0] != "-" {
				f, err := os.Open(args[0])
				if err != nil {
					return &model.Error{Code: model.CodeNotFound, Op: "restore", Message: args[0] + " cannot be read", Err: err}
				}
				defer func() { _ = f.Close() }()
				in = f
			}
			var m graph.Manifest
			err = a.watching(func(p graph.Progress) error { m, err = graph.Restore(c.Context(), in, dir, p); return err })
			if err != nil {
				return err
			}
			return a.tellManifest(m, "restored to "+dir)
		},
	}
}

func (a *app) tellManifest(m graph.Manifest, what string) error {
	if a.json {
		return a.printJSON(m)
	}
	a.printf("%s: commit %d, %s, %s\n", what, m.Commit, plural(m.Documents, "document"), plural(m.Quads, "statement"))
	return nil
}

func (a *app) compact() *cobra.Command {
	return &cobra.Command{
		Use:   "compact",
		Short: "Write the store's file anew, without what was deleted",
		Long: `Writes the graph anew and puts that in the place of the old file, once it was read back and compared: the
room that deleted and replaced documents took is given back. What the store remembers of commits stays.`,
		Example: "  rijksgraaf compact",
		Args:    noArguments,
		RunE: func(c *cobra.Command, _ []string) error {
			return a.withWritable(func(s *graph.Store) error {
				var did graph.Compaction
				err := a.watching(func(p graph.Progress) (err error) { did, err = s.Compact(c.Context(), p); return err })
				switch {
				case err != nil:
					return err
				case a.json:
					return a.printJSON(did)
				}
				a.printf("compacted: %.1f MB before, %.1f MB after\n", float64(did.Before)/1e6, float64(did.After)/1e6)
				return nil
			})
		},
	}
}

func (a *app) migrate() *cobra.Command {
	return &cobra.Command{
		Use:   "migrate",
		Short: "Bring a store of an older program to this one's format",
		Long: `Brings the store to the format of this program and checks it. Opening it for writing does so too; after that, older
programs refuse it. A store of a newer program is refused and left as it is. Take a backup first.`,
		Example: "  rijksgraaf backup before.rgbackup && rijksgraaf migrate",
		Args:    noArguments,
		RunE: func(c *cobra.Command, _ []string) error {
			dir, err := a.database()
			if err != nil {
				return err
			}
			var m graph.Migration
			err = a.watching(func(p graph.Progress) (err error) {
				m, err = graph.Migrate(c.Context(), dir, a.options(graph.Options{Base: a.base}), p)
				return err
			})
			switch {
			case err != nil:
				return err
			case a.json:
				return a.printJSON(m)
			case m.From == m.To:
				a.printf("the store has format %d already and is whole\n", m.To)
			default:
				a.printf("the store was brought from format %d to %d and is whole\n", m.From, m.To)
			}
			return nil
		},
	}
}
