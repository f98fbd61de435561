package answer

import (
	"cmp"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/99designs/gqlgen/graphql"

	"rijksgraaf/graph"
	"rijksgraaf/internal/ingest"
	"rijksgraaf/internal/jobs"
	"rijksgraaf/internal/tokens"
	"rijksgraaf/model"
)

// Upload is a file that came with a request.
type Upload struct{ *jobs.File }

// UnmarshalGQL takes a file that the server put among the variables. Error: CodeInvalid for
// anything else.
func (u *Upload) UnmarshalGQL(v any) error {
	f, ok := v.(*jobs.File)
	if !ok {
		return invalid("an Upload is a file that comes by the GraphQL multipart request specification")
	}
	u.File = f
	return nil
}

// MarshalGQL writes the file's name; no answer holds an Upload.
func (u Upload) MarshalGQL(w io.Writer) { graphql.MarshalString(u.Name).MarshalGQL(w) }

// IngestMetadata are metadata that go before what documents say of themselves.
type IngestMetadata struct {
	Dossier, Chapter, Number, ParliamentaryYear, Title *string
	Kind                                               *string
	BudgetYear                                         *int
}

// Given gives the metadata as the model has them; a nil one names none.
func (m *IngestMetadata) Given() model.Metadata {
	var out model.Metadata
	if m == nil {
		return out
	}
	for _, x := range []struct {
		from *string
		to   *string
	}{{m.Dossier, &out.Dossier}, {m.Chapter, &out.Chapter}, {m.Number, &out.Number}, {m.ParliamentaryYear, &out.ParliamentaryYear},
		{m.Title, &out.Title}, {m.Kind, &out.Kind}} {
		if x.from != nil {
			*x.to = strings.TrimSpace(*x.from)
		}
	}
	if m.BudgetYear != nil {
		out.BudgetYear = *m.BudgetYear
	}
	return out
}

// AccessRole is what the holder of a token may do.
type AccessRole string

// Viewer is who asks.
type Viewer struct {
	// Holder is nil without a token.
	Holder *tokens.Holder
	// Review and Write say whether the server takes decisions and other changes.
	Review, Write bool
}

// Name is what the holder is called; false without a token.
func (v *Viewer) Name() (string, bool) {
	if v.Holder == nil {
		return "", false
	}
	return v.Holder.Name, true
}

// Role is the holder's; nil without a token.
func (v *Viewer) Role() *AccessRole {
	if v.Holder == nil {
		return nil
	}
	r := AccessRole(strings.ToUpper(string(v.Holder.Role)))
	return &r
}

// Expires is when the token ends; false for never.
func (v *Viewer) Expires() (string, bool) {
	if v.Holder == nil {
		return "", false
	}
	return moment(v.Holder.Expires)
}

// MayReview says whether they may decide what is one thing.
func (v *Viewer) MayReview() bool { return v.Review && v.has(tokens.Editor) }

// MayIngest says whether they may take in documents.
func (v *Viewer) MayIngest() bool { return v.Write && v.has(tokens.Editor) }

// MayDelete says whether they may delete documents.
func (v *Viewer) MayDelete() bool { return v.Write && v.has(tokens.Admin) }

func (v *Viewer) has(r tokens.Role) bool { return v.Holder != nil && v.Holder.Role.Least(r) }

// moment writes a time; false for none.
func moment(t time.Time) (string, bool) { return t.UTC().Format(time.RFC3339), !t.IsZero() }

// CommitPayload is what a change did.
type CommitPayload struct{ commit Commit }

// Committed gives what a change answers, read from the view that came of it.
func (r *Reader) Committed(c graph.Commit) *CommitPayload { return &CommitPayload{Commit{c, r}} }

// Commit is the commit that was made.
func (p *CommitPayload) Commit() *Commit { return &p.commit }

// Document is the document as it is now.
func (p *CommitPayload) Document() *Document { return p.commit.Document() }

// IngestJob is documents that were sent, and what becomes of them.
type IngestJob struct {
	of jobs.State
	in *Reader
}

// Job gives a job; documents are read from the reader.
func (r *Reader) Job(s jobs.State) *IngestJob { return &IngestJob{s, r} }

// ID names it.
func (j *IngestJob) ID() string { return j.of.ID }

// Status is how far it is.
func (j *IngestJob) Status() JobStatus { return JobStatus(j.of.Status) }

// JobStatus is how far a job is.
type JobStatus string

// Who sent it.
func (j *IngestJob) Who() string { return j.of.Who }

// DryRun says whether it changes nothing.
func (j *IngestJob) DryRun() bool { return j.of.DryRun }

// Created is when it was sent.
func (j *IngestJob) Created() string { s, _ := moment(j.of.Created); return s }

// Started is when it began.
func (j *IngestJob) Started() (string, bool) { return moment(j.of.Started) }

// Ended is when it ended.
func (j *IngestJob) Ended() (string, bool) { return moment(j.of.Ended) }

// Total is how many files there are.
func (j *IngestJob) Total() int { return j.of.Total }

// Done is how many are done.
func (j *IngestJob) Done() int { return len(j.of.Files) }

// Current is the file whose turn it is.
func (j *IngestJob) Current() (string, bool) { return j.of.Current, j.of.Current != "" }

// Summary is the sum of what became of the files.
func (j *IngestJob) Summary() *IngestSummary { return &IngestSummary{&j.of.Summary} }

// Error is why it did not come to its end.
func (j *IngestJob) Error() (string, bool) {
	if j.of.Err == nil {
		return "", false
	}
	if model.CodeOf(j.of.Err) == model.CodeInternal {
		return "internal error", true
	}
	return j.of.Err.Error(), true
}

// placed is a file with its place in the job.
type placed struct {
	place int
	*ingest.FileReport
}

// byTurn is the order in which files were sent.
var byTurn = order[placed]{kind: "file",
	place:   func(p placed) []string { return []string{strconv.Itoa(p.place)} },
	compare: func(a, b []string) int { return byNumber(a[0], b[0]) },
}

// Files pages through what became of the files that are done.
func (j *IngestJob) Files(filter *IngestFileFilter, orderBy *IngestFileOrder, orderDirection *graph.OrderDirection, first *int, after *string, last *int, before *string) (*IngestFileConnection, error) {
	f, err := j.in.fileFilter(filter)
	if err != nil {
		return nil, err
	}
	list := make([]placed, 0, len(j.of.Files))
	for i := range j.of.Files {
		if x := (placed{i, &j.of.Files[i]}); f.lets(x.FileReport) {
			list = append(list, x)
		}
	}
	w, err := fileOrders.page(j.in, list, string(or(orderBy)), orderDirection, Page{first, after, last, before})
	return &IngestFileConnection{w, j.in}, err
}

// IngestSummary is the sum of what became of files.
type IngestSummary struct{ of *ingest.Summary }

// Added counts new documents.
func (s *IngestSummary) Added() int { return s.of.Added }

// Changed counts documents that say something else.
func (s *IngestSummary) Changed() int { return s.of.Changed }

// Unchanged counts documents that say the same.
func (s *IngestSummary) Unchanged() int { return s.of.Unchanged }

// Failed counts files that could not be taken in.
func (s *IngestSummary) Failed() int { return s.of.Failed }

// Pages counts pages.
func (s *IngestSummary) Pages() int { return s.of.Pages }

// Entities counts entities.
func (s *IngestSummary) Entities() int { return s.of.Entities }

// Relations counts relations.
func (s *IngestSummary) Relations() int { return s.of.Relations }

// Evidences counts pieces of evidence.
func (s *IngestSummary) Evidences() int { return s.of.Evidences }

// Warnings counts warnings.
func (s *IngestSummary) Warnings() int { return s.of.Warnings }

// IngestFile is what became of a file.
type IngestFile struct {
	of *ingest.FileReport
	in *Reader
}

// IngestStatus is what became of a file.
type IngestStatus string

// File is its name.
func (f *IngestFile) File() string { return f.of.File }

// Status is what became of it.
func (f *IngestFile) Status() IngestStatus {
	return IngestStatus(strings.ToUpper(string(f.of.Status)))
}

// Skipped says whether it was not even read.
func (f *IngestFile) Skipped() bool { return f.of.Skipped }

// DocumentID is the id of the document in it.
func (f *IngestFile) DocumentID() (string, bool) { return f.of.Document, f.of.Document != "" }

// Document is the document as it is in the graph.
func (f *IngestFile) Document() *Document {
	if f.of.Document == "" || f.in.read(f.of.Document) == nil {
		return nil
	}
	return f.in.Document(f.of.Document)
}

func (f *IngestFile) counts() ingest.Counts {
	return *cmp.Or(f.of.Counts, &ingest.Counts{})
}

// Pages counts its pages.
func (f *IngestFile) Pages() int { return f.counts().Pages }

// Entities counts its entities.
func (f *IngestFile) Entities() int { return f.counts().Entities }

// Relations counts its relations.
func (f *IngestFile) Relations() int { return f.counts().Relations }

// Evidences counts its pieces of evidence.
func (f *IngestFile) Evidences() int { return f.counts().Evidences }

// Gaps counts what no stage could make sense of.
func (f *IngestFile) Gaps() int { return f.counts().Gaps }

// Refusals counts what the ontology refused.
func (f *IngestFile) Refusals() int { return f.counts().Refusals }

// Warnings are what is to be said of it.
func (f *IngestFile) Warnings() []string { return append([]string{}, f.of.Messages...) }

// Error is why it could not be taken in.
func (f *IngestFile) Error() (string, bool) {
	if f.of.Code == model.CodeInternal {
		return "internal error", true
	}
	return f.of.Error, f.of.Error != ""
}

// Code is the code of that error.
func (f *IngestFile) Code() (string, bool) { return string(f.of.Code), f.of.Code != "" }

// IngestFileConnection is a page of files.
type IngestFileConnection struct {
	window[placed]
	in *Reader
}

// fetch reads the documents of the page's files, all at once.
func (c *IngestFileConnection) fetch() {
	var ids []string
	for _, x := range c.items {
		if x.Document != "" {
			ids = append(ids, x.Document)
		}
	}
	c.in.fetch(ids)
}

// Edges are the files with their cursors.
func (c *IngestFileConnection) Edges() []IngestFileEdge {
	c.fetch()
	out := make([]IngestFileEdge, len(c.items))
	for i, x := range c.items {
		out[i] = IngestFileEdge{x, i, c}
	}
	return out
}

// Nodes are the files.
func (c *IngestFileConnection) Nodes() []IngestFile {
	c.fetch()
	out := make([]IngestFile, len(c.items))
	for i, x := range c.items {
		out[i] = IngestFile{x.FileReport, c.in}
	}
	return out
}

// IngestFileEdge is a file on a page.
type IngestFileEdge struct {
	of   placed
	at   int // on the page
	page *IngestFileConnection
}

// Cursor marks the place.
func (e *IngestFileEdge) Cursor() string { return e.page.cursor(e.at) }

// Node is the file.
func (e *IngestFileEdge) Node() *IngestFile { return &IngestFile{e.of.FileReport, e.page.in} }

// IngestProgress is news of a job.
type IngestProgress struct {
	job      jobs.State
	from, to int // of its files
	in       *Reader
}

// NewIngestProgress gives news of a job, with some of its files. r reads the state of the
// graph at that time.
func NewIngestProgress(s jobs.State, from, to int, r *Reader) *IngestProgress {
	return &IngestProgress{s, from, to, r}
}

// Job is the job as it is.
func (p *IngestProgress) Job() *IngestJob { return &IngestJob{p.job, p.in} }

// Files are those that are done since the news before.
func (p *IngestProgress) Files() []IngestFile {
	out := make([]IngestFile, 0, p.to-p.from)
	for i := range p.job.Files[p.from:p.to] {
		out = append(out, IngestFile{&p.job.Files[p.from+i], p.in})
	}
	return out
}
