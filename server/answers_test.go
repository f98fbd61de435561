package server_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"rijksgraaf/ontology"
)

// The three queries that clients rely on.
func TestFixedQueries(t *testing.T) {
	c := fixture(t)
	c.same(`{ relations(filter: {subject: "budget-article/V/2", predicates: [EXTENDS_TO]}, first: 10)
	    { totalCount edges { node { object { id label } evidence { text document { id } page section } } } } }`,
		`{"relations": {"totalCount": 2, "edges": [
		  {"node": {"object": {"id": "budget-chapter/VI", "label": "Justitie en Veiligheid"}, "evidence": [
		    {"text": "Dit onderwerp strekt zich uit naar andere begrotingen, zoals Defensie en Justitie en Veiligheid.",
		     "document": {"id": "document/kst-36360-V-1"}, "page": 1, "section": ["Artikel 2", "B. Rol en verantwoordelijkheid"]}]}},
		  {"node": {"object": {"id": "budget-chapter/X", "label": "Defensie"}, "evidence": [
		    {"text": "Dit onderwerp strekt zich uit naar andere begrotingen, zoals Defensie en Justitie en Veiligheid.",
		     "document": {"id": "document/kst-36360-V-1"}, "page": 1, "section": ["Artikel 2", "B. Rol en verantwoordelijkheid"]}]}}]}}`)
	c.same(`{ entities(filter: {types: [THREAT]}) { totalCount nodes { id label mentions(first: 5) { nodes { text span { start end } } } } } }`,
		`{"entities": {"totalCount": 3, "nodes": [
		  {"id": "threat/cyberdreigingen", "label": "cyberdreigingen", "mentions": {"nodes": [{"text": "cyberdreigingen", "span": {"start": 97, "end": 112}}]}},
		  {"id": "threat/gewelddadig-extremisme", "label": "gewelddadig extremisme", "mentions": {"nodes": [{"text": "gewelddadig extremisme", "span": {"start": 116, "end": 138}}]}},
		  {"id": "threat/terrorisme", "label": "terrorisme", "mentions": {"nodes": [{"text": "terrorisme", "span": {"start": 85, "end": 95}},
		    {"text": "terrorisme", "span": {"start": 146, "end": 156}}]}}]}}`)
	c.same(`{ neighbourhood(id: "policy/gbvs", depth: 2) { nodes { id label type } edges { subject { id } predicate object { id } } truncated } }`,
		`{"neighbourhood": {"truncated": false, "nodes": [
		  {"id": "policy/gbvs", "label": "Geïntegreerde Buitenland- en Veiligheidsstrategie", "type": "POLICY"},
		  {"id": "budget-article/V/2", "label": "Veiligheid en stabiliteit", "type": "BUDGET_ARTICLE"},
		  {"id": "policy-domain/defensie", "label": "defensie", "type": "POLICY_DOMAIN"},
		  {"id": "organisation/tweede-kamer", "label": "Tweede Kamer", "type": "ORGANISATION"},
		  {"id": "threat/cyberdreigingen", "label": "cyberdreigingen", "type": "THREAT"},
		  {"id": "threat/gewelddadig-extremisme", "label": "gewelddadig extremisme", "type": "THREAT"},
		  {"id": "threat/terrorisme", "label": "terrorisme", "type": "THREAT"},
		  {"id": "document/kst-35000-7", "label": "Kamerstuk 35 000, nr. 7", "type": "DOCUMENT"},
		  {"id": "document/kst-36360-V-1", "label": "Jaarverslag Buitenlandse Zaken 2022", "type": "DOCUMENT"},
		  {"id": "budget-chapter/VI", "label": "Justitie en Veiligheid", "type": "BUDGET_CHAPTER"},
		  {"id": "budget-chapter/X", "label": "Defensie", "type": "BUDGET_CHAPTER"},
		  {"id": "budget-chapter/V", "label": "Buitenlandse Zaken", "type": "BUDGET_CHAPTER"}], "edges": [
		  {"subject": {"id": "budget-article/V/2"}, "predicate": "ADDRESSES", "object": {"id": "threat/cyberdreigingen"}},
		  {"subject": {"id": "budget-article/V/2"}, "predicate": "ADDRESSES", "object": {"id": "threat/gewelddadig-extremisme"}},
		  {"subject": {"id": "budget-article/V/2"}, "predicate": "ADDRESSES", "object": {"id": "threat/terrorisme"}},
		  {"subject": {"id": "budget-article/V/2"}, "predicate": "BASED_ON", "object": {"id": "policy/gbvs"}},
		  {"subject": {"id": "budget-article/V/2"}, "predicate": "CITES", "object": {"id": "document/kst-35000-7"}},
		  {"subject": {"id": "budget-article/V/2"}, "predicate": "DESCRIBED_IN", "object": {"id": "document/kst-36360-V-1"}},
		  {"subject": {"id": "budget-article/V/2"}, "predicate": "EXTENDS_TO", "object": {"id": "budget-chapter/VI"}},
		  {"subject": {"id": "budget-article/V/2"}, "predicate": "EXTENDS_TO", "object": {"id": "budget-chapter/X"}},
		  {"subject": {"id": "budget-article/V/2"}, "predicate": "PART_OF", "object": {"id": "budget-chapter/V"}},
		  {"subject": {"id": "policy/gbvs"}, "predicate": "INVOLVES", "object": {"id": "policy-domain/defensie"}},
		  {"subject": {"id": "policy/gbvs"}, "predicate": "PRESENTED_TO", "object": {"id": "organisation/tweede-kamer"}}]}}`)
}

func TestEntityOfItsType(t *testing.T) {
	c := fixture(t)
	c.same(`{ entity(id: "budget-article/V/2") { __typename id iri label(lang: EN) documents { nodes { id } }
	    ... on BudgetArticle { number year chapter { __typename id code label }
	      addresses(first: 1) { totalCount nodes { object { id } words } pageInfo { hasNextPage } }
	      extendedFrom: extendsTo { totalCount }
	      allocates { nodes { object { id } amount { value unit scale asPrinted } } } } } }`,
		`{"entity": {"__typename": "BudgetArticle", "id": "budget-article/V/2", "iri": "https://rijksgraaf.example/id/budget-article/V/2",
		  "label": "Veiligheid en stabiliteit", "documents": {"nodes": [{"id": "document/kst-36360-V-1"}]},
		  "number": "2", "year": 2022, "chapter": {"__typename": "BudgetChapter", "id": "budget-chapter/V", "code": "V", "label": "Buitenlandse Zaken"},
		  "addresses": {"totalCount": 3, "nodes": [{"object": {"id": "threat/cyberdreigingen"}, "words": "is gericht tegen"}], "pageInfo": {"hasNextPage": true}},
		  "extendedFrom": {"totalCount": 2},
		  "allocates": {"nodes": [{"object": null, "amount": {"value": "1200000000", "unit": "EUR", "scale": null, "asPrinted": "€ 1,2 miljard"}}]}}}`)
	c.same(`{ entity(id: "threat/terrorisme") { ... on Threat { addressedBy { nodes { words(lang: EN) subject { id ... on BudgetArticle { number } } } } } } }`,
		`{"entity": {"addressedBy": {"nodes": [{"words": "addresses", "subject": {"id": "budget-article/V/2", "number": "2"}}]}}}`)
}

func TestRelationWithEvidenceOfTwoDocuments(t *testing.T) {
	c := fixture(t)
	c.same(`{ relations(filter: {subject: "place/nederland"}) { nodes { predicate exhaustive qualifiers { name value } confidence
	    evidence { document { id kind } rule inherited subjectSpan { start } } } } }`,
		`{"relations": {"nodes": [{"predicate": "PARTICIPATES_IN", "exhaustive": null, "qualifiers": [], "confidence": 0.9, "evidence": [
		  {"document": {"id": "document/kst-36360-V-1", "kind": "ANNUAL_REPORT"}, "rule": "by-hand", "inherited": null, "subjectSpan": null},
		  {"document": {"id": "document/kst-36410-X-2", "kind": "BUDGET"}, "rule": "by-hand", "inherited": null, "subjectSpan": null}]}]}}`)
	c.same(`{ entity(id: "policy/gbvs") { relations(direction: OUT, filter: {predicates: [PRESENTED_TO]}) { nodes { qualifiers { name value } } } } }`,
		`{"entity": {"relations": {"nodes": [{"qualifiers": [{"name": "period", "value": "2018-spring"}]}]}}}`)
	c.same(`{ relations(filter: {predicates: [EXTENDS_TO], objectTypes: [BUDGET_CHAPTER], documents: ["document/kst-36360-V-1"]}) { nodes { exhaustive object { id } } } }`,
		`{"relations": {"nodes": [{"exhaustive": false, "object": {"id": "budget-chapter/VI"}}, {"exhaustive": false, "object": {"id": "budget-chapter/X"}}]}}`)
	c.same(`{ relations(filter: {minConfidence: 0.8, subjectTypes: [ROLE]}) { totalCount } all: relations(filter: {subjectTypes: [ROLE]}) { totalCount } }`,
		`{"relations": {"totalCount": 0}, "all": {"totalCount": 1}}`)
}

func TestNodesByAnyID(t *testing.T) {
	c := fixture(t)
	var r struct {
		Relations struct{ Nodes []struct{ ID, IRI string } }
	}
	c.get(&r, `{ relations(filter: {predicates: [BASED_ON]}) { nodes { id iri } } }`, nil)
	x := r.Relations.Nodes[0]
	var got any
	c.get(&got, `query($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }`, map[string]any{"ids": []string{
		"policy/gbvs", "https://rijksgraaf.example/id/policy/gbvs", x.ID, x.IRI, "document/kst-36360-V-1", "document/kst-35000-7",
		"relation/0000000000000000", "threat/nergens", "onzin", "", "https://elders.example/id/policy/gbvs",
	}})
	text, _ := json.Marshal(got)
	want := `{"nodes":[{"__typename":"Policy","id":"policy/gbvs"},{"__typename":"Policy","id":"policy/gbvs"},` +
		`{"__typename":"Relation","id":"` + x.ID + `"},{"__typename":"Relation","id":"` + x.ID + `"},` +
		`{"__typename":"Document","id":"document/kst-36360-V-1"},{"__typename":"Document","id":"document/kst-35000-7"},null,null,null,null,null]}`
	if string(text) != want {
		t.Errorf("got %s, wanted %s", text, want)
	}
}

func TestNothingFoundIsNoError(t *testing.T) {
	fixture(t).same(`{ node(id: "x") { id } entity(id: "policy/nergens") { id } document(id: "policy/gbvs") { id }
	    entities(filter: {text: "zwijgzaam"}) { totalCount nodes { id } edges { cursor } pageInfo { startCursor endCursor hasNextPage hasPreviousPage } }
	    relations(filter: {subject: "onzin"}) { totalCount } documents(filter: {chapters: ["budget-chapter/ZZ"]}) { totalCount }
	    search(text: "") { totalCount } neighbourhood(id: "policy/nergens") { nodes { id } edges { id } truncated }
	    path(from: "policy/nergens", to: "policy/gbvs") { length } }`,
		`{"node": null, "entity": null, "document": null,
		  "entities": {"totalCount": 0, "nodes": [], "edges": [], "pageInfo": {"startCursor": null, "endCursor": null, "hasNextPage": false, "hasPreviousPage": false}},
		  "relations": {"totalCount": 0}, "documents": {"totalCount": 0}, "search": {"totalCount": 0},
		  "neighbourhood": {"nodes": [], "edges": [], "truncated": false}, "path": []}`)
}

func TestDocuments(t *testing.T) {
	c := fixture(t)
	c.same(`{ document(id: "document/kst-36360-V-1") { title kind dossier number chapter { id } budgetYear parliamentaryYear pages ingested encoding
	    sections { kind number title page heading { start end } children { number page title children { kind } } }
	    head: text(start: 0, end: 9) beyond: text(start: 100000) tail: text(start: 1, end: 3)
	    statements(first: 1) { totalCount } relations { totalCount } in: relations(direction: IN) { totalCount nodes { predicate } } } }`,
		`{"document": {"title": "Jaarverslag Buitenlandse Zaken 2022", "kind": "ANNUAL_REPORT", "dossier": "36 360", "number": "1",
		  "chapter": {"id": "budget-chapter/V"}, "budgetYear": 2022, "parliamentaryYear": "2022–2023", "pages": 1, "ingested": true, "encoding": "UTF-8",
		  "sections": [{"kind": "article", "number": "2", "title": "Veiligheid en stabiliteit", "page": 1, "heading": {"start": 0, "end": 36},
		    "children": [{"number": "B", "page": null, "title": "Rol en verantwoordelijkheid", "children": []}]}],
		  "head": "Artikel 2", "beyond": "", "tail": "rt",
		  "statements": {"totalCount": 13}, "relations": {"totalCount": 13}, "in": {"totalCount": 1, "nodes": [{"predicate": "DESCRIBED_IN"}]}}}`)
	c.same(`{ document(id: "document/kst-35000-7") { __typename title kind pages ingested text length sections { kind } sha256 chapter { id }
	    statements { totalCount } relations { totalCount } citedBy { nodes { subject { id } } } mentions { totalCount } } }`,
		`{"document": {"__typename": "Document", "title": "Kamerstuk 35 000, nr. 7", "kind": null, "pages": 0, "ingested": false, "text": "", "length": 0, "sections": [],
		  "sha256": null, "chapter": null, "statements": {"totalCount": 0}, "relations": {"totalCount": 1},
		  "citedBy": {"nodes": [{"subject": {"id": "budget-article/V/2"}}]}, "mentions": {"totalCount": 1}}}`)
	c.same(`{ documents(filter: {kinds: [BUDGET], chapters: ["budget-chapter/X"], text: "begroting"}) { totalCount nodes { id } edges { node { budgetYear } } }
	    all: documents { nodes { id } } }`,
		`{"documents": {"totalCount": 1, "nodes": [{"id": "document/kst-36410-X-2"}], "edges": [{"node": {"budgetYear": 2024}}]},
		  "all": {"nodes": [{"id": "document/kst-36360-V-1"}, {"id": "document/kst-36410-X-2"}]}}`)
}

func TestSearchAndPath(t *testing.T) {
	c := fixture(t)
	var r struct {
		Search struct {
			TotalCount int
			Edges      []struct {
				Score   float64
				Matched string
				Node    struct{ ID string }
			}
		}
	}
	c.get(&r, `{ search(text: "geintegreerde buitenland", types: [POLICY]) { totalCount edges { score matched node { id } } } }`, nil)
	if r.Search.TotalCount != 1 || r.Search.Edges[0].Node.ID != "policy/gbvs" || r.Search.Edges[0].Score <= 0 ||
		r.Search.Edges[0].Matched != "Geïntegreerde Buitenland- en Veiligheidsstrategie" {
		t.Errorf("search: %+v", r.Search)
	}
	c.same(`{ path(from: "threat/terrorisme", to: "policy-domain/defensie") { length nodes { id } edges { predicate } }
	    short: path(from: "threat/terrorisme", to: "policy-domain/defensie", maxLength: 2) { length } }`,
		`{"path": [{"length": 3, "nodes": [{"id": "threat/terrorisme"}, {"id": "budget-article/V/2"}, {"id": "policy/gbvs"}, {"id": "policy-domain/defensie"}],
		  "edges": [{"predicate": "ADDRESSES"}, {"predicate": "BASED_ON"}, {"predicate": "INVOLVES"}]}], "short": []}`)
}

func TestStatistics(t *testing.T) {
	fixture(t).same(`{ statistics { documents relations evidences entitiesByType { type count } documentsByKind { kind count } relationsByPredicate { predicate } } }`,
		`{"statistics": {"documents": 2, "relations": 15, "evidences": 16,
		  "entitiesByType": [{"type": "DOCUMENT", "count": 3}, {"type": "BUDGET_CHAPTER", "count": 3}, {"type": "BUDGET_ARTICLE", "count": 2}, {"type": "ROLE", "count": 1},
		    {"type": "ORGANISATION", "count": 2}, {"type": "COALITION", "count": 1}, {"type": "POLICY", "count": 1}, {"type": "THREAT", "count": 3},
		    {"type": "ACTIVITY", "count": 1}, {"type": "POLICY_DOMAIN", "count": 1}, {"type": "PLACE", "count": 1}],
		  "documentsByKind": [{"kind": "ANNUAL_REPORT", "count": 1}, {"kind": "BUDGET", "count": 1}],
		  "relationsByPredicate": [{"predicate": "PART_OF"}, {"predicate": "DESCRIBED_IN"}, {"predicate": "RESPONSIBLE_FOR"}, {"predicate": "ADDRESSES"}, {"predicate": "BASED_ON"},
		    {"predicate": "PRESENTED_TO"}, {"predicate": "INVOLVES"}, {"predicate": "EXTENDS_TO"}, {"predicate": "PARTICIPATES_IN"}, {"predicate": "ALLOCATES"}, {"predicate": "CITES"}]}}`)
}

// @defer may be answered at once; nothing of what was deferred gets lost.
func TestDeferredFieldsAreThere(t *testing.T) {
	fixture(t).same(`{ ... @defer { statistics { documents } } entity(id: "policy/gbvs") { id ... @defer { type relations { totalCount } } } }`,
		`{"statistics": {"documents": 2}, "entity": {"id": "policy/gbvs", "type": "POLICY", "relations": {"totalCount": 3}}}`)
}

func TestVocabulary(t *testing.T) {
	var r struct {
		Ontology struct {
			Types []struct {
				Type, Label, Plural, English, Description string
			}
			Predicates []struct {
				Predicate, Label, Inverse string
				Domain, Range             []string
				SameType                  bool
			}
		}
	}
	fixture(t).get(&r, `{ ontology { types { type label plural english: label(lang: EN) description examples }
	    predicates { predicate label inverse domain range sameType } } }`, nil)
	if len(r.Ontology.Types) != len(ontology.Types()) || len(r.Ontology.Predicates) != len(ontology.Predicates()) {
		t.Fatalf("%d types, %d predicates", len(r.Ontology.Types), len(r.Ontology.Predicates))
	}
	if x := r.Ontology.Types[1]; x.Type != "BUDGET_CHAPTER" || x.Label != "begrotingshoofdstuk" || x.Plural != "begrotingshoofdstukken" || x.English != "budget chapter" {
		t.Errorf("the second type is %+v", x)
	}
	for _, p := range r.Ontology.Predicates {
		value := p.Predicate == "ALLOCATES" || p.Predicate == "SAME_AS"
		if len(p.Domain) == 0 || value != (len(p.Range) == 0) || p.SameType != (p.Predicate == "SUCCEEDS") {
			t.Errorf("%+v", p)
		}
	}
}

func TestOneViewPerOperation(t *testing.T) {
	// What is served after a commit shows the commit; nothing is kept from before.
	s := newStore(t, paperV(t))
	c := serve(t, s, serverOptions())
	c.same(`{ statistics { documents } entity(id: "budget-article/X/1") { id } }`, `{"statistics": {"documents": 1}, "entity": null}`)
	put(t, s, paperX(t))
	c.same(`{ statistics { documents } entity(id: "budget-article/X/1") { id } }`, `{"statistics": {"documents": 2}, "entity": {"id": "budget-article/X/1"}}`)
}

func TestAddresses(t *testing.T) {
	c := fixture(t)
	for _, path := range []string{"/", "/healthz", "/readyz", "/metrics", "/graphiql/", "/graphql/schema", "/id/policy/gbvs", "/id/document/kst-36360-V-1"} {
		r := c.send(http.MethodGet, path, "", "", nil)
		if r.status != http.StatusOK {
			t.Errorf("GET %s: status %d", path, r.status)
		}
	}
	var card struct {
		IRI, ID, Type string
		RelationCount int
		Relations     []struct{ ID, Subject, Object string }
	}
	if err := json.Unmarshal([]byte(c.send(http.MethodGet, "/id/policy/gbvs", "", "", nil).raw), &card); err != nil {
		t.Fatal(err)
	}
	if card.IRI != "https://rijksgraaf.example/id/policy/gbvs" || card.Type != "Policy" || card.RelationCount != 3 || len(card.Relations) != 3 {
		t.Errorf("card: %+v", card)
	}
	if r := c.send(http.MethodGet, "/id/"+card.Relations[0].ID, "", "", nil); !strings.Contains(r.raw, `"evidence"`) {
		t.Errorf("a relation's address: %s", r.raw)
	}
	for _, path := range []string{"/id/policy/nergens", "/id/", "/nergens", "/id/../etc/passwd"} {
		if r := c.send(http.MethodGet, path, "", "", nil); r.status != http.StatusNotFound && r.status/100 != 3 {
			t.Errorf("GET %s: status %d", path, r.status)
		}
	}
	if r := c.send(http.MethodGet, "/metrics", "", "", nil); !strings.Contains(r.raw, "rijksgraaf_documents 2") ||
		!strings.Contains(r.raw, `route="GET /id/{id...}"`) {
		t.Errorf("metrics lack what they count:\n%s", r.raw)
	}
}
