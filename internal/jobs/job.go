package jobs

import (
	"time"

	"rijksgraaf/internal/ingest"
	"rijksgraaf/internal/sources"
	"rijksgraaf/model"
)

// Status says how far a job is.
type Status string

// The statuses. The last three are ends.
const (
	Queued    Status = "QUEUED"
	Running   Status = "RUNNING"
	Done      Status = "DONE"      // every file was looked at, whatever became of each
	Failed    Status = "FAILED"    // the job could not go on
	Cancelled Status = "CANCELLED" // somebody stopped it, or the server stopped
)

// Ended says whether nothing more will happen.
func (s Status) Ended() bool { return s == Done || s == Failed || s == Cancelled }

// State is a job as it is at a moment. It is not changed afterwards.
type State struct {
	ID string
	// Who sent the files.
	Who    string
	Status Status
	DryRun bool
	// Created, Started and Ended are when it was sent, begun and ended; zero when not yet.
	Created, Started, Ended time.Time
	// Total is how many files there are, those in a zip each by itself.
	Total int
	// Current is the file whose turn it is; "" when none is.
	Current string
	// Files is what became of the files that are done, in order.
	Files []ingest.FileReport
	// Summary is the sum of Files.
	Summary ingest.Summary
	// Err says why a job that failed or was stopped did not come to its end.
	Err error
}

// job is a job with what is needed to do it. The queue's lock guards it.
type job struct {
	state   State
	given   model.Metadata
	force   bool
	list    []sources.Source
	uploads []*Upload
	cancel  func() // nil when it does not run
	stopped bool   // cancel was called
	changed chan struct{}
}

// snapshot gives the state; what is appended to Files later is not seen in it.
func (j *job) snapshot() State {
	s := j.state
	if s.Status == Running && len(s.Files) < len(j.list) {
		s.Current = j.list[len(s.Files)].Path
	}
	return s
}

// touch wakes those who wait for a change.
func (j *job) touch() {
	close(j.changed)
	j.changed = make(chan struct{})
}

// end is the end of a job: nothing of what was sent is kept.
func (j *job) end(status Status, err error, now time.Time) {
	j.state.Status, j.state.Err, j.state.Ended = status, err, now
	j.list, j.cancel = nil, nil
	for _, u := range j.uploads {
		u.Discard()
	}
	j.touch()
}
