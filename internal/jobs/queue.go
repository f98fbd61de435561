// Package jobs takes in documents that were sent to a server: they wait in a spool, and
// jobs take them into the store one at a time, in the order in which they came. Which jobs
// there are is known in memory only: what a job stored is in the store and its log.
package jobs

import (
	"context"
	"fmt"
	"log/slog"
	"slices"
	"strconv"
	"sync"
	"time"

	"rijksgraaf/graph"
	"rijksgraaf/internal/ingest"
	"rijksgraaf/internal/sources"
	"rijksgraaf/model"
)

// The bounds of a queue.
const (
	// MaxWaiting is how many jobs may wait.
	MaxWaiting = 20
	// keptJobs is how many jobs that have ended are remembered.
	keptJobs = 100
	// MaxKnown is how many jobs there can be in all: these, and the one that runs.
	MaxKnown = MaxWaiting + keptJobs + 1
)

// Extract takes out of a source's bytes what they say; see ingest.Run.
type Extract = func(ctx context.Context, s sources.Source, data []byte) (*model.Extraction, error)

// Options says how jobs are done. Store, Spool, Workers and Reading must be set.
type Options struct {
	// Store is written to; it stays the caller's to close, after the queue.
	Store *graph.Store
	// Spool is where files wait.
	Spool *Spool
	// Workers is how many documents are read at once.
	Workers int
	// Check gives the metadata that a sender gives their right form, or says what is wrong
	// with them (CodeInvalid); nil takes them as they are.
	Check func(given model.Metadata) (model.Metadata, error)
	// Reading gives how documents are read of which some metadata are given, and the
	// version of that; see ingest.Run.
	Reading func(ctx context.Context, given model.Metadata) (Extract, string, error)
	// Log is told of the end of each job; nil for nobody.
	Log *slog.Logger
	// Now is the clock; nil means time.Now.
	Now func() time.Time
}

// Request is what to take in.
type Request struct {
	Files []*File
	// Given are metadata that go before what the documents say of themselves.
	Given model.Metadata
	// DryRun finds out what would change; Force reads what the store has already.
	DryRun, Force bool
	// Who sends them, as commits will remember it.
	Who string
}

// Queue is the jobs of a server. It is safe for concurrent use.
type Queue struct {
	o       Options
	prefix  string
	mu      sync.Mutex
	wake    *sync.Cond
	jobs    []*job // in the order in which they came
	counter int
	closed  bool
	idle    sync.WaitGroup
}

// New gives a queue, which works until it is closed.
func New(o Options) *Queue {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Check == nil {
		o.Check = func(m model.Metadata) (model.Metadata, error) { return m, nil }
	}
	// Numbers of one run of the server are not mistaken for those of another.
	q := &Queue{o: o, prefix: strconv.FormatInt(o.Now().UnixMilli(), 36)}
	q.wake = sync.NewCond(&q.mu)
	q.idle.Go(q.work)
	return q
}

// Spool is where files are to be stored before they are submitted.
func (q *Queue) Spool() *Spool { return q.o.Spool }

// Submit makes a job of files, which are the queue's from then on. Errors, after which they
// are still the caller's: CodeInvalid for no files, two of one name or metadata that
// cannot be, CodeLimit when too many jobs wait, CodeUnavailable for a queue that is closed.
func (q *Queue) Submit(r Request) (State, error) {
	given, err := q.o.Check(r.Given)
	if err != nil {
		return State{}, err
	}
	list, uploads, err := contents(r.Files)
	switch {
	case err != nil:
		return State{}, err
	case len(list) > 1 && (given.Number != "" || given.Title != ""):
		return State{}, invalid(fmt.Sprintf("number and title are for one document, and there are %d", len(list)), "leave them out, or send one file")
	}
	q.mu.Lock()
	defer q.mu.Unlock()
	waiting := 0
	for _, j := range q.jobs {
		if j.state.Status == Queued {
			waiting++
		}
	}
	switch {
	case q.closed:
		return State{}, &model.Error{Code: model.CodeUnavailable, Op: "ingest", Message: "the server is stopping"}
	case waiting >= MaxWaiting:
		return State{}, &model.Error{Code: model.CodeLimit, Op: "ingest", Message: fmt.Sprintf("%d jobs are waiting already", waiting), Hint: "send it again when some are done"}
	}
	q.counter++
	j := &job{given: given, force: r.Force, list: list, uploads: uploads, changed: make(chan struct{}),
		state: State{ID: q.prefix + "-" + strconv.Itoa(q.counter), Who: r.Who, Status: Queued, DryRun: r.DryRun, Created: q.now(), Total: len(list)}}
	for _, u := range uploads {
		u.taken.Store(true)
	}
	q.jobs = append(q.jobs, j)
	q.forget()
	q.wake.Signal()
	return j.snapshot(), nil
}

// contents lists the documents in files, and the uploads that the files are of.
func contents(files []*File) (list []sources.Source, uploads []*Upload, err error) {
	if len(files) == 0 {
		return nil, nil, invalid("there are no files", "send one at least")
	}
	names := map[string]bool{}
	for _, f := range files {
		if names[f.Name] {
			return nil, nil, invalid(fmt.Sprintf("two files have the name %q", f.Name), "send each once")
		}
		names[f.Name] = true
		list = append(list, sources.Stored(f.path, f.Name)...)
		if !slices.Contains(uploads, f.upload) {
			uploads = append(uploads, f.upload)
		}
		if f.upload.Taken() {
			return nil, nil, invalid("the files are another job's already", "send them with one ingestUpload")
		}
	}
	return list, uploads, nil
}

func invalid(message, hint string) error {
	return &model.Error{Code: model.CodeInvalid, Op: "ingest", Message: message, Hint: hint}
}

// forget drops the oldest jobs that have ended when there are more than are kept.
func (q *Queue) forget() {
	ended := 0
	for _, j := range q.jobs {
		if j.state.Status.Ended() {
			ended++
		}
	}
	q.jobs = slices.DeleteFunc(q.jobs, func(j *job) bool {
		drop := ended > keptJobs && j.state.Status.Ended()
		if drop {
			ended--
		}
		return drop
	})
}

func (q *Queue) now() time.Time { return q.o.Now().UTC().Truncate(time.Second) }

// find gives a job. The caller holds the lock.
func (q *Queue) find(id string) (*job, error) {
	i := slices.IndexFunc(q.jobs, func(j *job) bool { return j.state.ID == id })
	if i < 0 {
		return nil, &model.Error{Code: model.CodeNotFound, Op: "jobs", Message: fmt.Sprintf("there is no job %q", id),
			Hint: "jobs are forgotten when the server stops, and some time after their end; rijksgraaf log tells what was stored"}
	}
	return q.jobs[i], nil
}

// Job gives a job by its id. Error: CodeNotFound.
func (q *Queue) Job(id string) (State, error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	j, err := q.find(id)
	if err != nil {
		return State{}, err
	}
	return j.snapshot(), nil
}

// Jobs lists the jobs that are known, the last first.
func (q *Queue) Jobs() []State {
	q.mu.Lock()
	defer q.mu.Unlock()
	out := make([]State, 0, len(q.jobs))
	for _, j := range slices.Backward(q.jobs) {
		out = append(out, j.snapshot())
	}
	return out
}

// Changed gives a job as it is, and a channel that is closed when it changes. Error:
// CodeNotFound.
func (q *Queue) Changed(id string) (State, <-chan struct{}, error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	j, err := q.find(id)
	if err != nil {
		return State{}, nil, err
	}
	return j.snapshot(), j.changed, nil
}

// Cancel stops a job: what is being written is finished, what was written stays. Errors:
// CodeNotFound, CodeInvalid for one that has ended.
func (q *Queue) Cancel(id string) (State, error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	j, err := q.find(id)
	if err != nil {
		return State{}, err
	}
	if j.state.Status.Ended() {
		return State{}, invalid(fmt.Sprintf("job %q has ended", id), "undo its commits to take back what it stored")
	}
	q.stop(j, "somebody stopped it")
	return j.snapshot(), nil
}

// stop ends a job that waits, and tells one that runs to end. The caller holds the lock.
func (q *Queue) stop(j *job, why string) {
	if j.cancel != nil {
		j.stopped = true
		j.cancel()
		return
	}
	j.end(Cancelled, &model.Error{Code: model.CodeUnavailable, Op: "ingest", Message: why + " before it began", Hint: "nothing was stored"}, q.now())
}

// Close takes no more jobs, drops those that wait, lets the one that runs finish the
// documents that are being written, and returns when all is still.
func (q *Queue) Close() {
	q.mu.Lock()
	q.closed = true
	for _, j := range q.jobs {
		if !j.state.Status.Ended() {
			q.stop(j, "the server stopped")
		}
	}
	q.wake.Broadcast()
	q.mu.Unlock()
	q.idle.Wait()
}

// work does the jobs until the queue is closed.
func (q *Queue) work() {
	for {
		j, ctx := q.next()
		if j == nil {
			return
		}
		summary, err := q.run(ctx, j)
		q.mu.Lock()
		status := Done
		switch {
		case err != nil && j.stopped:
			status = Cancelled
		case err != nil:
			status = Failed
		}
		j.cancel()
		j.state.Summary = summary
		j.end(status, err, q.now())
		q.mu.Unlock()
		q.o.Log.Info("an ingest job ended", "job", j.state.ID, "who", j.state.Who, "status", status, "files", summary.Files(), "of", j.state.Total,
			"added", summary.Added, "changed", summary.Changed, "failed", summary.Failed, "error", err)
	}
}

// next waits for a job and begins it; nil when the queue is closed.
func (q *Queue) next() (*job, context.Context) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for {
		i := slices.IndexFunc(q.jobs, func(j *job) bool { return j.state.Status == Queued })
		if i >= 0 && !q.closed {
			j := q.jobs[i]
			ctx, cancel := context.WithCancel(graph.WithAuthor(context.Background(), j.state.Who))
			j.cancel, j.state.Status, j.state.Started = cancel, Running, q.now()
			j.touch()
			return j, ctx
		}
		if q.closed {
			return nil, nil
		}
		q.wake.Wait()
	}
}

// run takes in the documents of a job. A fault of ours ends the job and not the server.
func (q *Queue) run(ctx context.Context, j *job) (s ingest.Summary, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			q.o.Log.Error("an ingest job panicked", "job", j.state.ID, "fault", fault)
			err = &model.Error{Code: model.CodeInternal, Op: "ingest", Message: "the job met a fault in the program"}
		}
	}()
	extract, version, err := q.o.Reading(ctx, j.given)
	if err != nil {
		return s, err
	}
	return ingest.Run{
		Load:    func(ctx context.Context, s sources.Source) ([]byte, error) { return s.Read(ctx) },
		Extract: extract, Workers: q.o.Workers, Version: version, Force: j.force, DryRun: j.state.DryRun,
		Open: func(bool) (*graph.Store, error) { return q.o.Store, nil }, Shared: true,
		Report: func(o ingest.Outcome) { q.report(j, o) },
	}.Do(ctx, j.list)
}

// report notes what became of a file.
func (q *Queue) report(j *job, o ingest.Outcome) {
	q.mu.Lock()
	defer q.mu.Unlock()
	j.state.Summary.Add(o)
	j.state.Files = append(j.state.Files, ingest.NewFileReport(o))
	j.touch()
}
