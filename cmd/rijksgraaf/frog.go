package main

import (
	"context"

	"github.com/spf13/cobra"

	"rijksgraaf/document"
	"rijksgraaf/extract"
	"rijksgraaf/extract/frog"
	"rijksgraaf/model"
)

// frogFlag adds --frog to a command that extracts.
func frogFlag(c *cobra.Command, into *string) {
	c.Flags().StringVar(into, "frog", "", "`host:port` of a Frog server that proposes further names (default: none is asked)")
}

// extractionWith is extraction with the names that the Frog server at an address proposes;
// without an address none is asked. The server is tried before any document is read.
func extractionWith(ctx context.Context, address string) (extractFunc, error) {
	if address == "" {
		return extraction()
	}
	client, err := frog.New(address, 0)
	if err != nil {
		return nil, err
	}
	if err := client.Check(ctx); err != nil {
		return nil, err
	}
	x, err := extract.New()
	if err != nil {
		return nil, err
	}
	return func(path string) (*model.Extraction, error) {
		return guarded(path, func(d *document.Document) (*model.Extraction, error) {
			proposals, err := client.Propose(ctx, d)
			if err != nil {
				return nil, err
			}
			return x.ExtractWith(d, proposals), nil
		})
	}, nil
}
