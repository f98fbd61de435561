package resolvers

import (
	"bytes"
	"context"
	"fmt"
	"strings"

	"rijksgraaf/graph"
	"rijksgraaf/internal/jobs"
	"rijksgraaf/internal/sources"
	"rijksgraaf/internal/tokens"
	"rijksgraaf/model"
	"rijksgraaf/resolvers/answer"
)

// here gives who asks, and says that the answer depends on more than the graph.
func here(ctx context.Context) (granted, error) {
	g, err := grantOf(ctx)
	if err == nil {
		g.volatile.Store(true)
	}
	return g, err
}

func (query) Viewer(ctx context.Context) (*answer.Viewer, error) {
	g, err := here(ctx)
	if err != nil {
		return nil, err
	}
	return &answer.Viewer{Holder: g.holder, Review: g.api.reviewer != nil, Write: g.api.writer != nil}, nil
}

func (query) Job(ctx context.Context, id string) (*answer.IngestJob, error) {
	g, err := here(ctx)
	if err != nil {
		return nil, err
	}
	s, err := g.api.jobs.Job(id)
	if err != nil {
		return nil, err
	}
	r, err := answer.From(ctx)
	return r.Job(s), err
}

func (query) Jobs(ctx context.Context) ([]answer.IngestJob, error) {
	g, err := here(ctx)
	if err != nil {
		return nil, err
	}
	r, err := answer.From(ctx)
	if err != nil {
		return nil, err
	}
	out := []answer.IngestJob{}
	for _, s := range g.api.jobs.Jobs() {
		out = append(out, *r.Job(s))
	}
	return out, nil
}

func (mutation) IngestUpload(ctx context.Context, files []answer.Upload, dryRun, force *bool, metadata *answer.IngestMetadata) (*answer.IngestJob, error) {
	list := make([]*jobs.File, len(files))
	for i, f := range files {
		list[i] = f.File
	}
	return submit(ctx, jobs.Request{Files: list, DryRun: isTrue(dryRun), Force: isTrue(force), Given: metadata.Given()})
}

func (mutation) IngestText(ctx context.Context, name, body string, dryRun, force *bool, metadata *answer.IngestMetadata) (*answer.IngestJob, error) {
	g, err := grantOf(ctx)
	if err != nil {
		return nil, err
	}
	u, err := g.api.jobs.Spool().Begin()
	if err != nil {
		return nil, err
	}
	f, err := u.Store(name, strings.NewReader(body), int64(len(body)))
	if err != nil {
		u.Discard()
		return nil, err
	}
	job, err := submit(ctx, jobs.Request{Files: []*jobs.File{f}, DryRun: isTrue(dryRun), Force: isTrue(force), Given: metadata.Given()})
	if err != nil {
		u.Discard()
	}
	return job, err
}

func (mutation) IngestDemo(ctx context.Context) (*answer.IngestJob, error) {
	g, err := grantOf(ctx)
	if err != nil {
		return nil, err
	}
	if len(g.api.demo) == 0 {
		return nil, &model.Error{Code: model.CodeNotFound, Op: "ingest", Message: "this server has no demo documents"}
	}
	u, err := g.api.jobs.Spool().Begin()
	if err != nil {
		return nil, err
	}
	files, err := storeAll(ctx, u, g.api.demo)
	if err != nil {
		u.Discard()
		return nil, err
	}
	job, err := submit(ctx, jobs.Request{Files: files})
	if err != nil {
		u.Discard()
	}
	return job, err
}

// storeAll stores sources as files of an upload.
func storeAll(ctx context.Context, u *jobs.Upload, list []sources.Source) ([]*jobs.File, error) {
	files := make([]*jobs.File, len(list))
	for i, s := range list {
		data, err := s.Read(ctx)
		if err != nil {
			return nil, err
		}
		if files[i], err = u.Store(s.Path, bytes.NewReader(data), int64(len(data))); err != nil {
			return nil, err
		}
	}
	return files, nil
}

func submit(ctx context.Context, r jobs.Request) (*answer.IngestJob, error) {
	g, err := grantOf(ctx)
	if err != nil {
		return nil, err
	}
	r.Who = g.holder.Name
	s, err := g.api.jobs.Submit(r)
	if err != nil {
		return nil, err
	}
	return g.after(ctx, g.api.source).Job(s), nil
}

func isTrue(b *bool) bool { return b != nil && *b }

func (mutation) CancelJob(ctx context.Context, id string) (*answer.IngestJob, error) {
	g, err := grantOf(ctx)
	if err != nil {
		return nil, err
	}
	s, err := g.api.jobs.Job(id)
	if err == nil {
		err = g.mine(s.Who, "the job "+id)
	}
	if err == nil {
		s, err = g.api.jobs.Cancel(id)
	}
	if err != nil {
		return nil, err
	}
	return g.after(ctx, g.api.source).Job(s), nil
}

func (mutation) DeleteDocument(ctx context.Context, id string) (*answer.CommitPayload, error) {
	g, err := grantOf(ctx)
	if err != nil {
		return nil, err
	}
	old, err := answer.From(ctx)
	if err != nil {
		return nil, err
	}
	return g.committed(ctx)(g.api.writer.Delete(g.author(ctx), old.Short(id)))
}

func (mutation) UndoCommit(ctx context.Context, number int, force *bool) (*answer.CommitPayload, error) {
	g, err := grantOf(ctx)
	if err != nil {
		return nil, err
	}
	c, err := g.api.writer.View().CommitNumbered(number)
	if err != nil {
		return nil, err
	}
	if err := g.mine(c.Who, fmt.Sprintf("commit %d", number)); err != nil {
		return nil, err
	}
	if isTrue(force) && !g.holder.Role.Least(tokens.Admin) {
		return nil, &model.Error{Code: model.CodeForbidden, Op: "undo", Message: "force may undo what others did, and the token's role is " + string(g.holder.Role), Hint: "ask an admin"}
	}
	return g.committed(ctx)(g.api.writer.UndoCommit(g.author(ctx), number, isTrue(force)))
}

// committed gives the answer to a change.
func (g granted) committed(ctx context.Context) func(graph.Result, error) (*answer.CommitPayload, error) {
	return func(done graph.Result, err error) (*answer.CommitPayload, error) {
		if err != nil {
			return nil, err
		}
		v := g.api.writer.View()
		c, err := v.CommitNumbered(done.Commit)
		if err != nil {
			return nil, err
		}
		return answer.NewReader(ctx, v, g.bounds).Committed(c), nil
	}
}

// progressFiles is how many files one piece of news tells of.
const progressFiles = 100

func (subscription) IngestProgress(ctx context.Context, id string) (<-chan *answer.IngestProgress, error) {
	f, ok := ctx.Value(followKey{}).(*followed)
	if !ok {
		return nil, &model.Error{Code: model.CodeInternal, Op: "subscribe", Message: "the subscription is followed by nobody"}
	}
	if _, err := f.api.jobs.Job(id); err != nil {
		return nil, err
	}
	out := make(chan *answer.IngestProgress)
	go f.progress(ctx, id, out)
	return out, nil
}

// progress sends news of a job until it has ended and all is told.
func (f *followed) progress(ctx context.Context, id string, out chan<- *answer.IngestProgress) {
	defer close(out)
	for told := 0; ; {
		s, changed, err := f.api.jobs.Changed(id)
		if err != nil {
			f.err = err
			return
		}
		to := min(len(s.Files), told+progressFiles)
		r := answer.NewTimedReader(ctx, f.api.source.View(), f.api.limits.bounds(), f.api.limits.Time, &f.reads)
		select {
		case out <- answer.NewIngestProgress(s, told, to, r):
		case <-ctx.Done():
			return
		}
		told = to
		switch {
		case told < len(s.Files):
			continue
		case s.Status.Ended():
			return
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return
		}
	}
}
