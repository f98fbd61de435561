package main

import "strings"

// apiQuery is one question, put to each side in its own words. The answers must say the same:
// aliases give PostGraphile's fields the names that ours have.
type apiQuery struct {
	name string
	// floor is by how much our requests a second shall exceed the peer's, and limit what
	// part of bare gqlgen's they shall be; 0 where bare gqlgen is no measure.
	floor, limit float64
	ours, peer   string
	// variables gives the variables of the n-th request.
	variables func(s *apiSample, n int) map[string]any
	// all gives what else it can be asked about, which is the variable about; nil where there
	// are too few different requests.
	all   func(s *apiSample) []string
	about string
	// same brings the data of both sides into one form; nil where they have it already.
	same func(data map[string]any)
}

// ways gives how a question is asked: 200 requests again and again, and, where there are
// enough, requests that are all different.
func (q *apiQuery) ways() []bool {
	if q.all == nil {
		return []bool{false}
	}
	return []bool{false, true}
}

// way names one of them in the tables.
func way(apart bool) string {
	if apart {
		return "different"
	}
	return "again"
}

// apiQueries are what is measured.
var apiQueries = []apiQuery{
	{
		name: "label", floor: 4, limit: .8, variables: byCard, all: everything, about: "id",
		ours: `query Label($id: ID!) { entity(id: $id) { label } }`,
		peer: `query Label($id: String!) { entity: entityByRowId(rowId: $id) { label } }`,
	},
	{
		name: "card", floor: 4, limit: .8, variables: byCard, all: everything, about: "id",
		ours: `query Card($id: ID!) { entity(id: $id) { id label type relations(direction: OUT, first: 10) { totalCount nodes {
  predicate subject { id label } object { id label } evidence { text page section document { id title } } } } } }`,
		peer: `query Card($id: String!) { entity: entityByRowId(rowId: $id) { id: rowId label type
  relations: relationsBySubject(first: 10, orderBy: [PREDICATE_ASC, OBJECT_ASC]) { totalCount nodes {
  predicate subject: entityBySubject { id: rowId label } object: entityByObject { id: rowId label }
  evidence: evidencesByRelationList { text page section document: documentByDocument { id: rowId title } } } } } }`,
	},
	{
		name: "hops", floor: 4, limit: .8, variables: byHop, all: allHops, about: "id",
		ours: `query Hops($id: ID!) { entity(id: $id) { id label relations(direction: OUT, first: 5) { nodes { predicate
  object { id label type relations(direction: OUT, first: 5) { nodes { predicate object { id label type } } } } } } } }`,
		peer: `query Hops($id: String!) { entity: entityByRowId(rowId: $id) { id: rowId label
  relations: relationsBySubject(first: 5, orderBy: [PREDICATE_ASC, OBJECT_ASC]) { nodes { predicate
  object: entityByObject { id: rowId label type relations: relationsBySubject(first: 5, orderBy: [PREDICATE_ASC, OBJECT_ASC]) {
  nodes { predicate object: entityByObject { id: rowId label type } } } } } } } }`,
	},
	{
		name: "page", floor: 10, variables: byPredicate,
		ours: `query Page($predicate: Predicate!) { relations(filter: {predicates: [$predicate]}, first: 25) { totalCount nodes {
  id predicate subject { id label } object { id label } } pageInfo { hasNextPage } } }`,
		peer: `query Page($predicate: String!) { relations: allRelations(condition: {predicate: $predicate}, first: 25,
  orderBy: [SUBJECT_ASC, OBJECT_ASC]) { totalCount nodes {
  id: rowId predicate subject: entityBySubject { id: rowId label } object: entityByObject { id: rowId label } } pageInfo { hasNextPage } } }`,
	},
	{
		name: "search", floor: 10, variables: byText, all: allTexts, about: "text",
		ours: `query Search($text: String!) { search(text: $text, first: 10) { totalCount nodes { id label type } } }`,
		peer: `query Search($text: String!) { search(text: $text, first: 10) { totalCount nodes { id: rowId label type } } }`,
		same: unranked,
	},
	{
		name: "group", floor: 10, variables: nothing,
		ours: `{ entitiesByType: aggregateEntities(groupBy: [TYPE]) { groups { type count } }
  relationsByPredicate: aggregateRelations(groupBy: [PREDICATE]) { groups { predicate count } } }`,
		peer: `{ entitiesByType: allTypeCountsList { type count } relationsByPredicate: allPredicateCountsList { predicate count } }`,
		same: unwrapped,
	},
}

func byCard(s *apiSample, n int) map[string]any { return map[string]any{"id": s.cards[n%len(s.cards)]} }
func byHop(s *apiSample, n int) map[string]any  { return map[string]any{"id": s.hops[n%len(s.hops)]} }
func byText(s *apiSample, n int) map[string]any {
	return map[string]any{"text": s.texts[n%len(s.texts)]}
}
func everything(s *apiSample) []string       { return s.all }
func allHops(s *apiSample) []string          { return s.allHops }
func allTexts(s *apiSample) []string         { return s.allTexts }
func nothing(*apiSample, int) map[string]any { return nil }

func byPredicate(_ *apiSample, n int) map[string]any {
	return map[string]any{"predicate": constant(string(apiFacts[n%len(apiFacts)].how))}
}

// unranked leaves the order of a search out, and which of more than a page it gives: each
// side ranks in its own way.
func unranked(data map[string]any) {
	found, _ := data["search"].(map[string]any)
	nodes, _ := found["nodes"].([]any)
	if total, _ := found["totalCount"].(float64); int(total) > len(nodes) {
		found["nodes"] = len(nodes)
		return
	}
	found["nodes"] = unordered(nodes)
}

// unwrapped takes the groups out of our aggregates; their order is each side's own.
func unwrapped(data map[string]any) {
	for name, list := range data {
		if aggregate, ok := list.(map[string]any); ok {
			list = aggregate["groups"]
			data[name] = list
		}
		if items, ok := list.([]any); ok {
			data[name] = unordered(items)
		}
	}
}

// constant writes LegalInstrument and basedOn as GraphQL does, LEGAL_INSTRUMENT and BASED_ON.
func constant(name string) string {
	var b strings.Builder
	for i, r := range name {
		if i > 0 && 'A' <= r && r <= 'Z' {
			b.WriteByte('_')
		}
		b.WriteRune(r)
	}
	return strings.ToUpper(b.String())
}
