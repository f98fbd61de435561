package main

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"rijksgraaf/graph"
	"rijksgraaf/internal/jobs"
	"rijksgraaf/internal/tokens"
	"rijksgraaf/model"
	"rijksgraaf/server"
)

// uploadFolder is the folder of the store in which files wait that were sent.
const uploadFolder = "uploads"

// writingFlags are the settings of `serve` that say who may do what, and what may be sent.
type writingFlags struct {
	tokenFile, tokens   string
	requireToken, write bool
	workers             int
	upload, uploadFile  int64
	uploadFiles         int
}

func (f *writingFlags) declare(flags *pflag.FlagSet) {
	flags.StringVar(&f.tokens, "tokens", "", "`file` of the tokens of people and programs, made by rijksgraaf token")
	flags.StringVar(&f.tokenFile, "token-file", "", "`file` with one token without a name, or sha256: and its hash; who carries it may decide as an editor")
	flags.BoolVar(&f.requireToken, "require-token", false, "answer nobody without a token (default: reading is open)")
	flags.BoolVar(&f.write, "write", false, "take in documents, delete and undo, for whoever has a token for it; no other process can write the store meanwhile")
	flags.IntVar(&f.workers, "ingest-workers", runtime.GOMAXPROCS(0), "`number` of documents of a job that are read at once")
	flags.Int64Var(&f.upload, "max-upload", server.DefaultUpload, "bytes that the files of one request may have together")
	flags.Int64Var(&f.uploadFile, "max-upload-file", server.DefaultUploadFile, "bytes that a file may have")
	flags.IntVar(&f.uploadFiles, "max-upload-files", server.DefaultUploadFiles, "files that one request may bring")
}

// options adds what the settings say to the options of a server. Errors: CodeUsage for
// settings that do not fit together, and those of the files of tokens.
func (f *writingFlags) options(c *cobra.Command, o *server.Options) (err error) {
	switch {
	case f.write && f.tokens == "" && f.tokenFile == "":
		return usagef(c, "--write needs --tokens: nobody could change anything")
	case f.requireToken && f.tokens == "" && f.tokenFile == "":
		return usagef(c, "--require-token needs --tokens: nobody could ask anything")
	case f.workers < 1 || f.upload < 1 || f.uploadFile < 1 || f.uploadFiles < 1:
		return usagef(c, "--ingest-workers and the limits of uploads must be more than 0")
	}
	o.RequireToken, o.Upload, o.UploadFile, o.UploadFiles = f.requireToken, f.upload, f.uploadFile, f.uploadFiles
	if f.tokenFile != "" {
		if o.Token, err = server.ReadToken(f.tokenFile); err != nil {
			return err
		}
	}
	if f.tokens != "" {
		o.Tokens, err = tokens.NewRing(f.tokens, nil)
	}
	return err
}

// open opens the store for the server: for writing where it writes, which begins with an empty
// one. To serve for reading alone what is not there is rather a mistake in --db: the error says
// how to begin.
func (f *writingFlags) open(a *app) (*graph.Store, error) {
	if f.write {
		return a.open(graph.Options{Base: a.base, Serving: true})
	}
	return a.readableOr("rijksgraaf ingest FILE... makes one, rijksgraaf demo shows what comes of documents that it brings along, serve --tokens FILE --write begins with an empty one; --db names another folder")
}

// jobs gives what takes in the documents that are sent; nil where none are taken.
func (f *writingFlags) jobs(a *app, s *graph.Store, log *slog.Logger) (*jobs.Queue, error) {
	if !f.write {
		return nil, nil
	}
	dir := filepath.Join(s.Dir(), uploadFolder)
	if s.Dir() == graph.Memory {
		temporary, err := os.MkdirTemp("", "rijksgraaf-")
		if err != nil {
			return nil, &model.Error{Code: model.CodeReadOnly, Op: "serve", Message: "cannot make a folder for uploads", Err: err}
		}
		dir = temporary
	}
	spool, err := jobs.NewSpool(dir)
	if err != nil {
		return nil, err
	}
	return jobs.New(jobs.Options{Store: s, Spool: spool, Workers: f.workers, Log: log, Check: checkSent, Now: a.Now,
		Reading: func(ctx context.Context, given model.Metadata) (jobs.Extract, string, error) {
			how := reading{given: given}
			read, err := how.extractionOfBytes(ctx)
			return read, extractionVersion(how.given, how.frog), err
		}}), nil
}

// checkSent gives metadata that somebody sent their right form.
func checkSent(given model.Metadata) (model.Metadata, error) {
	m, wrong := inForm(given)
	if wrong != nil {
		return m, &model.Error{Code: model.CodeInvalid, Op: "ingest", Message: wrong.name + " " + quote(wrong.value) + " is not " + wrong.want}
	}
	return m, nil
}
