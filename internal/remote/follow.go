package remote

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"strings"

	"rijksgraaf/internal/ingest"
	"rijksgraaf/model"
)

const progressSubscription = `subscription($job: ID!) { ingestProgress(job: $job) { job { status error }
	files { file status skipped documentId pages entities relations evidences gaps refusals warnings error code } } }`

// news is what is told of a job: how it is, and what became of the files that are done since
// the news before.
type news struct {
	IngestProgress struct {
		Job struct {
			Status string
			Error  *string
		}
		Files []file
	}
}

// file is what became of a file, as the server tells it.
type file struct {
	File, Status                                          string
	Skipped                                               bool
	DocumentID                                            *string
	Pages, Entities, Relations, Evidences, Gaps, Refusals int
	Warnings                                              []string
	Error                                                 *string
	Code                                                  *model.Code
}

// outcome is the same as a run of our own tells it.
func (f *file) outcome() ingest.Outcome {
	o := ingest.Outcome{File: f.File, Status: ingest.Status(strings.ToLower(f.Status)), Skipped: f.Skipped, Warnings: f.Warnings,
		Counts: ingest.Counts{Documents: 1, Pages: f.Pages, Entities: f.Entities, Relations: f.Relations, Evidences: f.Evidences,
			Gaps: f.Gaps, Refusals: f.Refusals, Warnings: len(f.Warnings)}}
	if f.DocumentID != nil {
		o.Document = *f.DocumentID
	}
	if f.Error != nil {
		e := &model.Error{Code: model.CodeInternal, Message: *f.Error}
		if f.Code != nil {
			e.Code = *f.Code
		}
		o.Err, o.Counts = e, ingest.Counts{}
	}
	return o
}

// follow tells what becomes of a job's files, all of them from the first, until the job ends.
// Error: why it did not come to its end.
func (s Server) follow(ctx context.Context, job string, report func(ingest.Outcome)) error {
	body, err := json.Marshal(request{progressSubscription, map[string]any{"job": job}})
	if err != nil {
		return err
	}
	resp, err := s.send(ctx, typeJSON, typeEvents, bytes.NewReader(body))
	if err != nil {
		return err
	}
	defer func() { _ = resp.Body.Close() }()
	if !isEvents(resp) {
		return s.answer(resp, &struct{}{})
	}
	var last news
	err = events(resp.Body, func(data []byte) error {
		var r reply
		if err := json.Unmarshal(data, &r); err != nil {
			return s.lost(job, err)
		}
		last = news{}
		if err := r.read(&last); err != nil {
			return err
		}
		for _, f := range last.IngestProgress.Files {
			report(f.outcome())
		}
		return nil
	})
	switch j := last.IngestProgress.Job; {
	case errors.Is(err, io.ErrUnexpectedEOF):
		return s.lost(job, nil)
	case err != nil:
		var e *model.Error
		if !errors.As(err, &e) {
			err = s.lost(job, err)
		}
		return err
	case j.Status != "DONE":
		why := strings.ToLower(j.Status)
		if j.Error != nil {
			why = *j.Error
		}
		return &model.Error{Code: model.CodeUnavailable, Op: "server", Message: "the job did not come to its end: " + why}
	}
	return nil
}

// events reads events of the server, and calls next with the data of each answer. Error:
// io.ErrUnexpectedEOF for a stream that breaks off before it is complete.
func events(r io.Reader, next func(data []byte) error) error {
	in := bufio.NewReader(r)
	kind, data := "", []byte(nil)
	for {
		line, err := in.ReadString('\n')
		if errors.Is(err, io.EOF) {
			return io.ErrUnexpectedEOF
		}
		if err != nil {
			return err
		}
		name, value, _ := strings.Cut(strings.TrimRight(line, "\r\n"), ":")
		value = strings.TrimPrefix(value, " ")
		switch {
		case name == "event":
			kind = value
		case name == "data":
			data = append(data, value...)
		case line == "\n" && kind == "complete":
			return nil
		case line == "\n":
			if kind == "next" {
				if err := next(data); err != nil {
					return err
				}
			}
			kind, data = "", nil
		}
	}
}
