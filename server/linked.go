package server

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/elnormous/contenttype"

	"rijksgraaf/export"
	"rijksgraaf/graph"
	"rijksgraaf/model"
)

// form is a form in which the address of an entity or relation can be asked for.
type form struct {
	// extension is what the address then ends in, after a dot; media its media type.
	extension, media string
	// serve writes what the view knows of an id.
	serve func(*Server, http.ResponseWriter, *http.Request, *graph.View, string)
	// export is the form of package export; zero for JSON and the page.
	export export.Format
}

// exportedForm is a form that package export writes.
func exportedForm(extension, media, name string) form {
	f, _ := export.ByName(name)
	return form{extension, media, exported(f), f}
}

// linkedForms lists the forms, in the order in which they are preferred where the client
// does not care. JSON comes first: it is what an address gives of itself.
func linkedForms() []form {
	return []form{
		{extension: "json", media: typeJSON, serve: (*Server).cardJSON},
		{extension: "html", media: "text/html", serve: (*Server).cardPage},
		exportedForm("jsonld", "application/ld+json", "jsonld"),
		exportedForm("ttl", "text/turtle", "turtle"),
		exportedForm("nq", "application/n-quads", "nquads"),
		exportedForm("csv", "text/csv", "edges"),
	}
}

// linked answers the address of an entity or relation, /id/…: what the thing is called, not
// a document. Who says what form to have is sent to the document about it, /id/….ttl (303
// See Other); who does not is given JSON on the spot. An id that was joined to another
// leads to that one.
func (s *Server) linked(w http.ResponseWriter, r *http.Request) {
	id, v := r.PathValue("id"), s.source.View()
	w.Header().Add("Vary", "Accept")
	if known(v, id) {
		s.thing(w, r, v, id)
		return
	}
	for _, f := range linkedForms() {
		if of, ok := strings.CutSuffix(id, "."+f.extension); ok && known(v, of) {
			s.about(w, r, v, of, f)
			return
		}
	}
	if s.refused(w, r, v, id) {
		return
	}
	fail(w, &model.Error{Code: model.CodeNotFound, Message: "nothing here is called " + id})
}

// refused answers the address of a relation that somebody refused, or of the document about
// it, with 410 Gone and what was refused, in the form asked for; false for any other address.
func (s *Server) refused(w http.ResponseWriter, r *http.Request, v *graph.View, id string) bool {
	f, err := wantedForm(r, linkedForms())
	x := v.AnyRelation(id)
	for _, other := range linkedForms() {
		if of, ok := strings.CutSuffix(id, "."+other.extension); ok && x == nil {
			f, err, x = other, nil, v.AnyRelation(of)
		}
	}
	if x == nil {
		return false
	}
	if err != nil {
		failWith(w, http.StatusNotAcceptable, err)
		return true
	}
	links(w.Header(), x.ID())
	w.Header().Set("Cache-Control", "no-cache") // a refusal can be taken back
	w.Header().Set("Content-Type", f.media+"; charset=utf-8")
	switch f.extension {
	case "json":
		writeJSON(w, http.StatusGone, newRelation(v, x))
	case "html":
		w.Header().Set("Content-Security-Policy", thingPolicy)
		w.WriteHeader(http.StatusGone)
		s.relationPage(w, r, v, x)
	default:
		w.WriteHeader(http.StatusGone)
		if err := f.export.WriteRelation(w, v, x); err != nil {
			s.log.WarnContext(r.Context(), "the document of a refused relation failed", "path", r.URL.Path, "error", err)
		}
	}
	return true
}

// known says whether an id is of an entity, document or relation.
func known(v *graph.View, id string) bool {
	return v.Relation(id) != nil || v.Entity(id) != nil || v.Document(id) != nil
}

// thing answers an address without an extension.
func (s *Server) thing(w http.ResponseWriter, r *http.Request, v *graph.View, id string) {
	links(w.Header(), v.ID(id))
	f, err := wantedForm(r, linkedForms())
	switch {
	case err != nil:
		failWith(w, http.StatusNotAcceptable, err)
	case indifferent(r):
		w.Header().Set("Content-Location", address(v.ID(id), f.extension))
		s.about(w, r, v, id, f)
	default:
		http.Redirect(w, r, address(v.ID(id), f.extension), http.StatusSeeOther)
	}
}

// about answers with the document about a thing in one form.
func (s *Server) about(w http.ResponseWriter, r *http.Request, v *graph.View, id string, f form) {
	if w.Header().Get("Link") == "" {
		links(w.Header(), v.ID(id))
	}
	if s.fresh(w, r, v, f.extension) {
		return
	}
	w.Header().Set("Content-Type", f.media+"; charset=utf-8")
	f.serve(s, w, r, v, id)
}

// links announces what there is of a thing: the same in other forms, and the thing itself.
func links(h http.Header, id string) {
	for _, f := range linkedForms() {
		h.Add("Link", fmt.Sprintf(`<%s>; rel="alternate"; type="%s"`, address(id, f.extension), f.media))
	}
	h.Add("Link", fmt.Sprintf(`<%s>; rel="describes"`, address(id, "")))
}

// address is the path of a thing, or of the document about it in a form.
func address(id, extension string) string {
	u := url.URL{Path: "/id/" + id}
	if extension != "" {
		u.Path += "." + extension
	}
	return u.EscapedPath()
}

// indifferent says whether a client takes anything.
func indifferent(r *http.Request) bool {
	accept := strings.Join(r.Header.Values("Accept"), ",")
	return strings.TrimSpace(accept) == "" || strings.TrimSpace(accept) == "*/*"
}

// wantedForm gives the form that a client likes best. Error: CodeInvalid, which lists the
// forms that there are.
func wantedForm(r *http.Request, list []form) (form, error) {
	var available []contenttype.MediaType
	var names []string
	for _, f := range list {
		available = append(available, contenttype.NewMediaType(f.media))
		names = append(names, f.media)
	}
	accept := strings.Join(r.Header.Values("Accept"), ",")
	if strings.TrimSpace(accept) == "" {
		return list[0], nil
	}
	best, _, err := contenttype.GetAcceptableMediaTypeFromHeader(accept, available)
	i := slices.Index(names, best.MIME())
	if err != nil || i < 0 {
		return form{}, &model.Error{Code: model.CodeInvalid, Message: "this comes in none of the forms that Accept names",
			Hint: "take one of " + strings.Join(names, ", ")}
	}
	return list[i], nil
}

// exported gives what writes a form of package export, of one entity or relation.
func exported(f export.Format) func(*Server, http.ResponseWriter, *http.Request, *graph.View, string) {
	return func(s *Server, w http.ResponseWriter, r *http.Request, v *graph.View, id string) {
		selection := graph.Selection{Around: id, Brief: true}
		if v.Relation(id) != nil {
			selection = graph.Selection{Relation: id, Brief: true}
		}
		s.stream(w, r, v, f, selection)
	}
}

// cardJSON gives what the graph knows of an id as JSON.
func (s *Server) cardJSON(w http.ResponseWriter, _ *http.Request, v *graph.View, id string) {
	if x := v.Relation(id); x != nil {
		writeJSON(w, http.StatusOK, newRelation(v, x))
		return
	}
	writeJSON(w, http.StatusOK, newCard(v, id, maxRelations))
}
