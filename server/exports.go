package server

import (
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"rijksgraaf/export"
	"rijksgraaf/graph"
	"rijksgraaf/model"
)

// exports adds an address for each form of the graph: /export.nq and so on, with filters
// as in /export.nq?chapters=V&predicates=extendsTo, and of earlier states as in /export.nq?asOf=3.
func (s *Server) exports(mux *http.ServeMux) {
	for _, f := range export.Formats() {
		mux.HandleFunc("GET /export."+f.Extension, func(w http.ResponseWriter, r *http.Request) { s.export(w, r, f) })
	}
}

func (s *Server) export(w http.ResponseWriter, r *http.Request, f export.Format) {
	query, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		fail(w, wrongAddress)
		return
	}
	moment, asked := query[asOfParameter]
	delete(query, asOfParameter)
	selection, err := export.Filter(query).Selection()
	if err != nil {
		fail(w, err)
		return
	}
	now := s.source.View()
	v, form := now, f.Name
	if asked {
		if v, err = asOf(now, moment); err != nil {
			fail(w, err)
			return
		}
		form += "@" + strconv.Itoa(v.Commit())
	}
	if s.fresh(w, r, now, form) {
		return
	}
	w.Header().Set("Content-Disposition", `attachment; filename="rijksgraaf.`+f.Extension+`"`)
	w.Header().Set("Content-Type", contentType(f))
	s.stream(w, r, v, f, selection)
}

// asOfParameter names the moment that an export is of.
const asOfParameter = "asOf"

// asOf gives the view of a moment, which must be told once. Errors: CodeInvalid, else those
// of View.AsOfMoment.
func asOf(now *graph.View, moment []string) (*graph.View, error) {
	if len(moment) != 1 {
		return nil, &model.Error{Code: model.CodeInvalid, Op: "export", Message: asOfParameter + " takes one commit's number or one time"}
	}
	return now.AsOfMoment(moment[0])
}

func contentType(f export.Format) string {
	if f.Media == "application/zip" {
		return f.Media
	}
	return f.Media + "; charset=utf-8"
}

// stream writes a part of a view to a client, as it comes: nothing but a buffer is held,
// and the work ends when the client goes away, or takes nothing for longer than a request
// may take. What fails half way breaks the connection off, so that nobody takes the half
// for the whole.
func (s *Server) stream(w http.ResponseWriter, r *http.Request, v *graph.View, f export.Format, selection graph.Selection) {
	part, err := v.Part(selection)
	if err != nil {
		w.Header().Del("Content-Disposition")
		w.Header().Del("ETag")
		fail(w, err)
		return
	}
	if r.Method == http.MethodHead {
		return
	}
	out := &flushed{w: w, control: http.NewResponseController(w), patience: s.options.Limits.Time + 30*time.Second}
	if err := f.Write(r.Context(), out, part); err != nil {
		s.log.WarnContext(r.Context(), "an export was cut off", "path", r.URL.Path, "error", err)
		panic(http.ErrAbortHandler)
	}
}

// flushed hands every buffer on at once, and gives the client time anew for each.
type flushed struct {
	w        http.ResponseWriter
	control  *http.ResponseController
	patience time.Duration
}

// Write sends a buffer.
func (f *flushed) Write(b []byte) (int, error) {
	if err := f.control.SetWriteDeadline(time.Now().Add(f.patience)); err != nil && !errors.Is(err, http.ErrNotSupported) {
		return 0, err
	}
	n, err := f.w.Write(b)
	if err != nil {
		return n, err
	}
	if err := f.control.Flush(); err != nil && !errors.Is(err, http.ErrNotSupported) {
		return n, err
	}
	return n, nil
}
