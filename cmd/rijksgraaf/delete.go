package main

import (
	"context"
	"errors"
	"strings"

	"github.com/spf13/cobra"

	"rijksgraaf/graph"
	"rijksgraaf/model"
)

func (a *app) delete() *cobra.Command {
	return &cobra.Command{
		Use:   "delete DOCUMENT...",
		Short: "Remove documents and what only they said",
		Long: `Removes documents from the store, by id, and exactly what they said: what another
document says too stays. When one of the ids is unknown, nothing is removed.`,
		Example: "  rijksgraaf delete document/kst-36360-V-1",
		Args:    atLeast(1, "a document's id"),
		RunE: func(c *cobra.Command, args []string) error {
			s, err := a.open(graph.Options{Base: a.base, NoCreate: true})
			if err != nil {
				return err
			}
			return errors.Join(a.deleteAll(c.Context(), s, args), s.Close())
		},
		ValidArgsFunction: a.completeDocuments,
	}
}

func (a *app) deleteAll(ctx context.Context, s *graph.Store, ids []string) error {
	for _, id := range ids {
		if s.View().Document(id) == nil {
			return &model.Error{Code: model.CodeNotFound, Op: "delete", Message: "there is no document " + id,
				Hint: "rijksgraaf stats lists the documents"}
		}
	}
	for _, id := range ids {
		result, err := s.Delete(ctx, id)
		if err != nil {
			return err
		}
		if a.json {
			err = a.printJSON(map[string]interface{}{"document": id, "status": "deleted", "quads": result.Removed})
		} else {
			a.printf("%s deleted: %s removed\n", id, plural(result.Removed, "statement"))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// completeDocuments offers a shell the ids of the documents in the store.
func (a *app) completeDocuments(c *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
	var ids []string
	if a.prepare(c) != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	_ = a.withStore(func(s *graph.Store) error {
		for _, d := range s.View().Documents(graph.DocumentFilter{}) {
			if strings.HasPrefix(d.ID, typed) {
				ids = append(ids, d.ID)
			}
		}
		return nil
	})
	return ids, cobra.ShellCompDirectiveNoFileComp
}
