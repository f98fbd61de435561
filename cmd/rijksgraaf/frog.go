package main

import (
	"context"

	"github.com/spf13/pflag"

	"rijksgraaf/document"
	"rijksgraaf/extract"
	"rijksgraaf/extract/frog"
	"rijksgraaf/model"
)

// frogFlag adds --frog to the flags of a command that extracts.
func frogFlag(f *pflag.FlagSet, into *string) {
	f.StringVar(into, "frog", "", "`host:port` of a Frog server that proposes further names (default: none is asked)")
}

// withFrog takes out of documents what they say, with the names that the Frog server at an
// address proposes. The server is tried before any document is read.
func withFrog(ctx context.Context, x *extract.Extractor, address string) (takeFunc, error) {
	client, err := frog.New(address, 0)
	if err != nil {
		return nil, err
	}
	if err := client.Check(ctx); err != nil {
		return nil, err
	}
	return func(ctx context.Context, d *document.Document) (*model.Extraction, error) {
		proposals, err := client.Propose(ctx, d)
		if err != nil {
			return nil, err
		}
		return x.ExtractWith(d, proposals), nil
	}, nil
}
