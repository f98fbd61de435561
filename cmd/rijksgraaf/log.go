package main

import (
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"rijksgraaf/graph"
	"rijksgraaf/model"
)

// logFlagSet are the flags of `rijksgraaf log`.
type logFlagSet struct {
	document     string
	since, until string
	limit        int
}

func (a *app) log() *cobra.Command {
	var f logFlagSet
	c := &cobra.Command{
		Use:   "log",
		Short: "List what was changed in the store, when and by whom",
		Long: `Lists the store's commits, the last first: each is one change of what one document
says. The numbers are what @asOf takes in GraphQL. How many commits are kept is
a setting (--keep-commits, --keep-for).`,
		Example: `  rijksgraaf log
  rijksgraaf log --document document/kst-36360-V-1 --since 2026-01-01`,
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error {
			filter, err := f.filter(c)
			if err != nil {
				return err
			}
			return a.withStore(func(s *graph.Store) error { return a.printLog(s.View(), filter, f.limit) })
		},
	}
	c.Flags().StringVar(&f.document, "document", "", "only commits of this document, by `id`")
	c.Flags().StringVar(&f.since, "since", "", "only commits from this `day` on, such as 2026-01-31, in UTC")
	c.Flags().StringVar(&f.until, "until", "", "only commits up to and with this `day`, in UTC")
	c.Flags().IntVar(&f.limit, "limit", 0, "at most this `number` of commits (default: all)")
	return c
}

// filter gives the commits that the flags ask for. Its error is of usage.
func (f *logFlagSet) filter(c *cobra.Command) (graph.CommitFilter, error) {
	out := graph.CommitFilter{Document: f.document}
	if f.limit < 0 {
		return out, usagef(c, "--limit %d: it cannot be negative", f.limit)
	}
	for flag, day := range map[string]struct {
		text string
		into *time.Time
	}{"since": {f.since, &out.Since}, "until": {f.until, &out.Until}} {
		if day.text == "" {
			continue
		}
		t, err := time.Parse(time.DateOnly, day.text)
		if err != nil {
			return out, usagef(c, "--%s %q is not a day such as 2026-01-31", flag, day.text)
		}
		*day.into = t
	}
	if !out.Until.IsZero() {
		out.Until = out.Until.AddDate(0, 0, 1).Add(-time.Second)
	}
	return out, nil
}

func (a *app) printLog(v *graph.View, f graph.CommitFilter, limit int) error {
	list, err := v.Commits(f)
	if err != nil {
		return err
	}
	if len(list) == 0 && f.Document != "" && v.Document(f.Document) == nil {
		return &model.Error{Code: model.CodeNotFound, Op: "log", Message: "there is no document " + f.Document + " and no commit of it",
			Hint: "rijksgraaf stats lists the documents"}
	}
	if limit > 0 && len(list) > limit {
		list = list[:limit]
	}
	for _, c := range list {
		if a.json {
			if err := a.printJSON(c); err != nil {
				return err
			}
			continue
		}
		who := c.Who
		if who == "" {
			who = "-"
		}
		undoes := ""
		if c.Undoes > 0 {
			undoes = fmt.Sprintf("  (undoes %d)", c.Undoes)
		}
		a.printf("%6d  %s  %-7s  %s  +%d -%d  %s  %s%s\n", c.Number, c.Time.Format(time.RFC3339), commitVerbs[c.Kind], c.Document, c.Added, c.Removed, who, c.Title, undoes)
	}
	return nil
}

// commitVerbs say what a commit did.
var commitVerbs = map[graph.CommitKind]string{graph.CommitAdd: "added", graph.CommitChange: "changed", graph.CommitDelete: "deleted"}
