package server

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"html/template"
	"net/http"
	"strings"

	"rijksgraaf/export"
	"rijksgraaf/graph"
	"rijksgraaf/model"
	"rijksgraaf/ontology"
)

// How much the page of a thing shows; the other forms have all.
const (
	maxFacts        = 200
	maxFactEvidence = 3
	maxPapers       = 50
)

//go:embed linked/thing.html
var thingHTML string

//go:embed linked/style.css
var thingStyle string

var thingPage = template.Must(template.New("thing").Parse(thingHTML))

// thingPolicy lets the page have its own style, and nothing else: no scripts, pictures or
// forms.
var thingPolicy = func() string {
	sum := sha256.Sum256([]byte(thingStyle))
	return "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
}()

// thingData is what the page of a thing shows.
type thingData struct {
	Title, Kind string
	// Card is nil on the page of a relation.
	Card *card
	// Publication is where the government publishes the document; "" for other things.
	Publication string
	App         template.URL
	Documents   []*model.Document
	Facts       []fact
	// Left is how many facts are not shown; Table has them all.
	Left  int
	Table string
	Forms []otherForm
	Style template.CSS
}

type otherForm struct{ Name, Media, Address string }

// fact is a relation in words.
type fact struct {
	ID      string
	Subject *model.Entity
	// Reads is the predicate in Dutch, Object what stands at the other end, Link its page.
	Reads, Object, Link string
	Qualifiers          []model.Qualifier
	Evidence            []model.Evidence
	// More is how many evidences are not shown.
	More int
	// Decision is what somebody decided of it; nil when nobody did.
	Decision *export.Decision
}

// cardPage answers with what the graph knows of an id as a page for people.
func (s *Server) cardPage(w http.ResponseWriter, r *http.Request, v *graph.View, id string) {
	w.Header().Set("Content-Security-Policy", thingPolicy)
	if x := v.Relation(id); x != nil {
		s.relationPage(w, r, v, x)
		return
	}
	d := newPage(v.ID(id))
	s.fill(&d, v, id)
	s.showPage(w, r, d)
}

// relationPage answers with a relation as a page, also with one that was refused.
func (s *Server) relationPage(w http.ResponseWriter, r *http.Request, v *graph.View, x *model.Relation) {
	f, d := newFact(v, x), newPage(x.ID())
	d.Title, d.Kind, d.Facts = strings.Join([]string{f.Subject.Label, f.Reads, f.Object}, " "), "feit", []fact{f}
	s.showPage(w, r, d)
}

// newPage begins the page of an id.
func newPage(id string) thingData {
	d := thingData{Style: template.CSS(thingStyle), Table: address(id, "csv")}
	for _, f := range linkedForms() {
		if f.extension != "html" {
			d.Forms = append(d.Forms, otherForm{formName(f.extension), f.media, address(id, f.extension)})
		}
	}
	return d
}

func (s *Server) showPage(w http.ResponseWriter, r *http.Request, d thingData) {
	if err := thingPage.Execute(w, d); err != nil {
		s.log.WarnContext(r.Context(), "the page of a thing failed", "path", r.URL.Path, "error", err)
	}
}

// fill tells of an entity or document.
func (s *Server) fill(d *thingData, v *graph.View, id string) {
	d.Card = newCard(v, id, maxFacts)
	info, _ := ontology.Type(d.Card.Type)
	d.Title, d.Kind = d.Card.Label, info.Label.NL
	if s.options.App != "" {
		d.App = template.URL(s.options.App + strings.TrimPrefix(address(d.Card.ID, ""), "/id/"))
	}
	d.Publication = model.Publication(d.Card.ID)
	d.Documents = v.DocumentsOf(id)
	d.Documents = d.Documents[:min(len(d.Documents), maxPapers)]
	for _, x := range d.Card.Relations {
		d.Facts = append(d.Facts, newFact(v, x.Relation))
	}
	d.Left = d.Card.RelationCount - len(d.Facts)
}

func newFact(v *graph.View, r *model.Relation) fact {
	p, _ := ontology.Predicate(r.Predicate)
	f := fact{ID: r.ID(), Subject: v.Entity(r.Subject), Reads: p.Label.NL, Qualifiers: r.Qualifiers, Decision: export.DecisionOn(v, r)}
	switch {
	case r.Object == "":
		f.Object = r.Amount.Value + " " + r.Amount.Unit
	case p.ValueOnly:
		f.Object = r.Object
	default:
		f.Object, f.Link = v.Entity(r.Object).Label, address(r.Object, "html")
	}
	f.Evidence = r.Evidence[:min(len(r.Evidence), maxFactEvidence)]
	f.More = len(r.Evidence) - len(f.Evidence)
	return f
}

// formName is what a person calls a form.
func formName(extension string) string {
	return map[string]string{"json": "JSON", "jsonld": "JSON-LD", "ttl": "Turtle", "nq": "N-Quads", "csv": "CSV"}[extension]
}
