package server

import (
	"bytes"
	_ "embed"
	"html/template"
	"io"
	"net/http"

	"rijksgraaf/export"
	"rijksgraaf/graph"
	"rijksgraaf/model"
	"rijksgraaf/ontology"
)

// description is a file about the data as a whole, in Turtle and JSON-LD.
type description struct {
	// path is its address without an extension.
	path  string
	write func(w io.Writer, format string, v *graph.View) error
}

// descriptions adds the addresses that tell of the data and of the vocabulary.
func (s *Server) descriptions(mux *http.ServeMux) {
	data := description{"/dcat", func(w io.Writer, format string, v *graph.View) error {
		return export.Description{Licence: s.options.Licence, Modified: modified(v)}.Describe(w, format, v)
	}}
	terms := description{"/ontology", func(w io.Writer, format string, v *graph.View) error { return export.Ontology(w, format, v.Base()) }}
	for _, d := range []description{data, terms} {
		for _, f := range describedForms() {
			mux.HandleFunc("GET "+d.path+"."+f.extension, func(w http.ResponseWriter, r *http.Request) { s.describe(w, r, d, f) })
		}
	}
	mux.HandleFunc("GET /.well-known/void", func(w http.ResponseWriter, r *http.Request) { s.negotiated(w, r, data) })
	mux.HandleFunc("GET /ontology", func(w http.ResponseWriter, r *http.Request) { s.negotiated(w, r, terms) })
	mux.HandleFunc("GET /ontology.html", s.ontologyPage)
	mux.HandleFunc("GET /def/{name}", s.term)
}

// describedForms are the forms of a description, of which a client that does not care gets
// the first.
func describedForms() []form {
	return []form{{extension: "ttl", media: "text/turtle"}, {extension: "jsonld", media: "application/ld+json"}}
}

// formats are what package export calls forms by their extensions.
var formats = map[string]string{"ttl": "turtle", "jsonld": "jsonld"}

func (s *Server) describe(w http.ResponseWriter, r *http.Request, d description, f form) {
	v := s.source.View()
	if s.fresh(w, r, v, f.extension) {
		return
	}
	var b bytes.Buffer
	if err := d.write(&b, formats[f.extension], v); err != nil {
		fail(w, err)
		return
	}
	w.Header().Set("Content-Type", f.media+"; charset=utf-8")
	_, _ = w.Write(b.Bytes())
}

// negotiated answers with a description in the form that the client likes best.
func (s *Server) negotiated(w http.ResponseWriter, r *http.Request, d description) {
	w.Header().Add("Vary", "Accept")
	for _, f := range describedForms() {
		w.Header().Add("Link", "<"+d.path+"."+f.extension+`>; rel="alternate"; type="`+f.media+`"`)
	}
	f, err := wantedForm(r, describedForms())
	if err != nil {
		failWith(w, http.StatusNotAcceptable, err)
		return
	}
	s.describe(w, r, d, f)
}

// term leads from the address of a type or predicate to the document that tells of all.
func (s *Server) term(w http.ResponseWriter, r *http.Request) {
	name := r.PathValue("name")
	w.Header().Add("Vary", "Accept")
	if !export.IsTerm(name) {
		fail(w, &model.Error{Code: model.CodeNotFound, Message: "the ontology has no " + name})
		return
	}
	f, err := wantedForm(r, append(describedForms(), form{extension: "html", media: "text/html"}))
	if err != nil {
		failWith(w, http.StatusNotAcceptable, err)
		return
	}
	to := "/ontology." + f.extension
	if f.extension == "html" {
		to += "#" + name
	}
	http.Redirect(w, r, to, http.StatusSeeOther)
}

//go:embed linked/ontology.html
var ontologyHTML string

var ontologyTemplate = template.Must(template.New("ontology").Parse(ontologyHTML))

// ontologyPage tells people of the types and predicates.
func (s *Server) ontologyPage(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Security-Policy", thingPolicy)
	err := ontologyTemplate.Execute(w, struct {
		Types      []ontology.TypeInfo
		Predicates []ontology.PredicateInfo
		Style      template.CSS
	}{ontology.Types(), ontology.Predicates(), template.CSS(thingStyle)})
	if err != nil {
		s.log.WarnContext(r.Context(), "the page of the ontology failed", "error", err)
	}
}
