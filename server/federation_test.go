package server_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os/exec"
	"reflect"
	"strings"
	"testing"

	"rijksgraaf/model"
	"rijksgraaf/resolvers"
	"rijksgraaf/server"
)

const entitiesQuery = `query($list: [_Any!]!) {
	_entities(representations: $list) { __typename ... on Entity { id } ... on BudgetChapter { code } ... on Relation { words } }
}`

func representation(typ, id string) map[string]any {
	return map[string]any{"__typename": typ, "id": id}
}

func relationOf(c client) string {
	var first struct {
		Relations struct{ Nodes []struct{ ID string } }
	}
	c.get(&first, `{ relations(first: 1, filter: {predicates: [EXTENDS_TO]}) { nodes { id } } }`, nil)
	return first.Relations.Nodes[0].ID
}

// A gateway gets what it names in its order, null for what there is not.
func TestEntitiesByRepresentation(t *testing.T) {
	c := fixture(t)
	list := []any{
		representation("BudgetChapter", "budget-chapter/X"), representation("Policy", "policy/there-is-none"), representation("Policy", "policy/gbvs"),
		representation("Relation", relationOf(c)), representation("Entity", "budget-chapter/X"), representation("Relation", "relation/0000"),
		map[string]any{"__typename": "Document", "id": model.IRI("", "document/kst-36410-X-2"), "extra": 1},
	}
	var got any
	c.get(&got, entitiesQuery, map[string]any{"list": list})
	text, _ := json.Marshal(got)
	if want := `{"_entities":[{"__typename":"BudgetChapter","code":"X","id":"budget-chapter/X"},null,{"__typename":"Policy","id":"policy/gbvs"},` +
		`{"__typename":"Relation","words":"strekt zich uit naar"},{"__typename":"BudgetChapter","code":"X","id":"budget-chapter/X"},null,` +
		`{"__typename":"Document","id":"document/kst-36410-X-2"}]}`; string(text) != want {
		t.Errorf("got    %s\nwanted %s", text, want)
	}
	c.same(`{ _entities(representations: [{__typename: "BudgetChapter", id: "budget-chapter/V"}]) { ... on BudgetChapter { code } } }`, `{"_entities": [{"code": "V"}]}`)
	c.same(`{ _entities(representations: []) { __typename } }`, `{"_entities": []}`)
}

// What is named wrongly is null and has an error of its own; the others are answered.
func TestEntitiesNamedWrongly(t *testing.T) {
	c := fixture(t)
	wrong := map[string]map[string]any{
		"the representation has no __typename":                         {"id": "policy/gbvs"},
		"this service has no Section that could be asked for by id":    representation("Section", "x"),
		"the representation of a Policy has no id that is a string":    {"__typename": "Policy", "id": 7},
		"policy/gbvs is of the type Policy and not of Ministry":        representation("Ministry", "policy/gbvs"),
		relationOf(c) + " is of the type Relation and not of Entity":   representation("Entity", relationOf(c)),
		"the representation of a Ministry has no id that is a string":  {"__typename": "Ministry"},
		"this service has no 7 that could be asked for by id":          representation("7", "policy/gbvs"),
		"this service has no Node that could be asked for by id":       representation("Node", "policy/gbvs"),
		"this service has no EntityType that could be asked for by id": representation("EntityType", "policy/gbvs"),
	}
	for message, r := range wrong {
		got := c.ask(entitiesQuery, map[string]any{"list": []any{representation("Policy", "policy/gbvs"), r}})
		if want := `{"_entities":[{"__typename":"Policy","id":"policy/gbvs"},null]}`; string(got.Data) != want {
			t.Errorf("%v: %s", r, got.raw)
		}
		if len(got.Errors) != 1 || got.code() != "INVALID" || got.Errors[0].Message != message || fmt.Sprint(got.Errors[0].Path) != "[_entities 1]" {
			t.Errorf("%v: wanted %q, got %s", r, message, got.raw)
		}
	}
	for _, list := range []any{[]any{"policy/gbvs"}, []any{nil}, nil, 7} {
		if got := c.ask(entitiesQuery, map[string]any{"list": list}); got.status != http.StatusBadRequest && got.status != http.StatusUnprocessableEntity && got.code() != "INVALID" {
			t.Errorf("%v: status %d, %s", list, got.status, got.raw)
		}
	}
}

// However many things are named, they are read at once; and the limits hold.
func TestEntitiesWithinLimits(t *testing.T) {
	s := manyPapers(t, 30)
	few, many := []any{}, []any{}
	for i := range 30 {
		r := representation("Threat", fmt.Sprintf("threat/dreiging%02d", i))
		if i < 3 {
			few = append(few, r)
		}
		many = append(many, r)
	}
	query := `query($list: [_Any!]!) { _entities(representations: $list) { ... on Threat { id label } } }`
	if a, b := reads(t, s, query, map[string]any{"list": few}), reads(t, s, query, map[string]any{"list": many}); a != 1 || b != 1 {
		t.Errorf("%d reads for 3 things, %d for 30", a, b)
	}
	api := resolvers.New(s, resolvers.Limits{}, nil)
	if a := api.Do(t.Context(), resolvers.Request{Query: query, Variables: map[string]any{"list": many}}); a.Cost == nil || a.Cost.Cost != 61 {
		t.Errorf("thirty things with two fields cost %+v", a.Cost)
	}
	c := serve(t, s, server.Options{Limits: resolvers.Limits{List: 20}})
	if got := c.ask(query, map[string]any{"list": many}); got.code() != "LIMIT" {
		t.Errorf("thirty of twenty: %s", got.raw)
	}
	inline := `{ _entities(representations: [` + strings.Repeat(`{__typename: "Threat", id: "threat/dreiging01"}, `, 21) + `]) { __typename } }`
	if got := c.ask(inline, nil); got.code() != "LIMIT" {
		t.Errorf("twenty-one in the text: %s", got.raw)
	}
}

// A gateway is told the schema where nobody else is.
func TestServiceWithoutIntrospection(t *testing.T) {
	c := serve(t, newStore(t), server.Options{Limits: resolvers.Limits{NoIntrospection: true}})
	var got struct {
		Service struct{ SDL string } `json:"_service"`
	}
	c.get(&got, `{ _service { sdl } }`, nil)
	for _, want := range []string{`@link(url: "https://specs.apollo.dev/federation/v2`, `type BudgetChapter implements Node & Entity @key(fields: "id")`} {
		if !strings.Contains(got.Service.SDL, want) {
			t.Errorf("the schema lacks %s", want)
		}
	}
	for _, no := range []string{"scalar _Any", "directive @key"} {
		if strings.Contains(got.Service.SDL, no) {
			t.Errorf("the schema defines %s, which gateways do", no)
		}
	}
	if r := c.ask(`{ __schema { types { name } } }`, nil); r.code() != "FORBIDDEN" {
		t.Errorf("introspection: %s", r.raw)
	}
}

// throughGateway is an answer of Apollo's gateway.
type throughGateway struct {
	Data   json.RawMessage
	Errors []struct{ Message string }
	// Asked is what it asked our server for.
	Asked []string
}

// Apollo's gateway composes ours with two small services, one of which adds a field to
// budget chapters and the other to every entity, and answers across them.
func TestThroughAGateway(t *testing.T) {
	c := fixture(t)
	questions := []string{
		`{ entity(id: "budget-chapter/V") { label ... on BudgetChapter { code notes } } }`,
		`{ notes { text about { label code notes } fact { words evidence { text } } } }`,
		`{ entities(filter: {types: [COALITION, POLICY]}) { totalCount nodes { id reporter } pageInfo { hasNextPage } } }`,
		`{ followed { id label reporter ... on Policy { involves { nodes { object { id } } } } } }`,
	}
	wants := []throughGateway{
		{Data: json.RawMessage(`{"entity":{"label":"Buitenlandse Zaken","code":"V","notes":["minder geld dan vorig jaar"]}}`)},
		{Data: json.RawMessage(`{"notes":[{"text":"minder geld dan vorig jaar","about":{"label":"Buitenlandse Zaken","code":"V","notes":["minder geld dan vorig jaar"]},` +
			`"fact":{"words":"strekt zich uit naar","evidence":[{"text":"Dit onderwerp strekt zich uit naar andere begrotingen, zoals Defensie en Justitie en Veiligheid."}]}},` +
			`{"text":"bestaat niet","about":null,"fact":null},{"text":"is geen hoofdstuk","about":null,"fact":null}]}`),
			Errors: []struct{ Message string }{{"policy/gbvs is of the type Policy and not of BudgetChapter"}}},
		{Data: json.RawMessage(`{"entities":{"totalCount":2,"nodes":[{"id":"coalition/npdi","reporter":"R. Bakker"},{"id":"policy/gbvs","reporter":"R. Bakker"}],"pageInfo":{"hasNextPage":false}}}`)},
		{Data: json.RawMessage(`{"followed":[{"id":"policy/gbvs","label":"Geïntegreerde Buitenland- en Veiligheidsstrategie","reporter":"R. Bakker",` +
			`"involves":{"nodes":[{"object":{"id":"policy-domain/defensie"}}]}},{"id":"budget-chapter/X","label":"Defensie","reporter":"R. Bakker"}]}`)},
	}
	asks := []int{1, 2, 1, 1} // of two lists of things, chapters and relations, each is one request
	out, err := scriptIn(t, "../test/federation", "gateway.mjs", append([]string{c.url + "/graphql", relationOf(c)}, questions...)...).Output()
	if err != nil {
		t.Fatalf("%v: %s%s", err, out, stderrOf(err))
	}
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	if len(lines) != 1+len(questions) {
		t.Fatalf("the gateway said:\n%s", out)
	}
	if strings.Count(lines[0], "INCONSISTENT") != 1 || !strings.Contains(lines[0], "@asOf") {
		t.Errorf("composition hints at more than that @asOf stays behind: %s", lines[0])
	}
	for i, want := range wants {
		var got throughGateway
		if err := json.Unmarshal([]byte(lines[i+1]), &got); err != nil {
			t.Fatal(err)
		}
		if !sameJSON(t, got.Data, want.Data) || fmt.Sprint(got.Errors) != fmt.Sprint(want.Errors) || len(got.Asked) != asks[i] {
			t.Errorf("%s\ngot    %s\nwanted %s, errors %v, %d requests", questions[i], lines[i+1], want.Data, want.Errors, asks[i])
		}
	}
}

// stderrOf is what a program that failed said.
func stderrOf(err error) []byte {
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return exit.Stderr
	}
	return nil
}

func sameJSON(t *testing.T, a, b []byte) bool {
	t.Helper()
	var x, y any
	if err := errors.Join(json.Unmarshal(a, &x), json.Unmarshal(b, &y)); err != nil {
		t.Fatal(err)
	}
	return reflect.DeepEqual(x, y)
}
