package export

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"rijksgraaf/graph"
	"rijksgraaf/model"
	"rijksgraaf/ontology"
)

// Filter is what part of the graph to export, in words: names of a filter, each with its
// values, which may be joined by commas.
type Filter map[string][]string

// The names of a Filter, as in the filters of the GraphQL API.
const (
	FilterTypes         = "types"
	FilterPredicates    = "predicates"
	FilterChapters      = "chapters"
	FilterDocuments     = "documents"
	FilterYears         = "years"
	FilterMinConfidence = "minConfidence"
	FilterEntity        = "entity"
)

// Selection reads a filter. Types and predicates are named as in the ontology (BudgetLine,
// extendsTo) or as in GraphQL (BUDGET_LINE, EXTENDS_TO), chapters by id or code. Errors:
// CodeInvalid, which name the filter and what it takes.
func (f Filter) Selection() (graph.Selection, error) {
	var s graph.Selection
	for _, name := range slices.Sorted(maps.Keys(f)) {
		values := split(f[name])
		if len(values) == 0 {
			return s, wrong(name, "", "a value")
		}
		for _, value := range values {
			if err := set(&s, name, value); err != nil {
				return s, err
			}
		}
	}
	return s, nil
}

// split gives the values of a filter, without white space around them.
func split(list []string) []string {
	var out []string
	for _, item := range list {
		for part := range strings.SplitSeq(item, ",") {
			if part = strings.TrimSpace(part); part != "" {
				out = append(out, part)
			}
		}
	}
	return out
}

// set adds one value of a filter.
func set(s *graph.Selection, name, value string) error {
	switch name {
	case FilterTypes:
		for _, t := range ontology.Types() {
			if named(value, string(t.Name)) {
				s.Types = append(s.Types, t.Name)
				return nil
			}
		}
		return wrong(name, value, "a type of the ontology such as BudgetArticle")
	case FilterPredicates:
		for _, p := range ontology.Predicates() {
			if named(value, string(p.Name)) {
				s.Predicates = append(s.Predicates, p.Name)
				return nil
			}
		}
		return wrong(name, value, "a predicate of the ontology such as extendsTo")
	case FilterChapters:
		s.Chapters = append(s.Chapters, "budget-chapter/"+strings.TrimPrefix(value, "budget-chapter/"))
	case FilterDocuments:
		s.Documents = append(s.Documents, value)
	case FilterEntity:
		if s.Around != "" {
			return wrong(name, value, "one entity's id")
		}
		s.Around = value
	case FilterYears:
		year, err := strconv.Atoi(value)
		if err != nil || year < 1 || year > 9999 {
			return wrong(name, value, "budget years such as 2024")
		}
		s.Years = append(s.Years, year)
	case FilterMinConfidence:
		c, err := strconv.ParseFloat(value, 64)
		if err != nil || math.IsNaN(c) || c < 0 || c > 1 {
			return wrong(name, value, "a number from 0 to 1")
		}
		s.MinConfidence = c
	default:
		return &model.Error{Code: model.CodeInvalid, Op: "export", Message: fmt.Sprintf("there is no filter %q", name),
			Hint: "take " + strings.Join(FilterNames(), ", ")}
	}
	return nil
}

// FilterNames lists the names of a Filter.
func FilterNames() []string {
	return []string{FilterTypes, FilterPredicates, FilterChapters, FilterDocuments, FilterYears, FilterMinConfidence, FilterEntity}
}

// named says whether a value is a name as the ontology or as GraphQL writes it.
func named(value, name string) bool {
	return value == name || strings.EqualFold(strings.ReplaceAll(value, "_", ""), name) && value == strings.ToUpper(value)
}

func wrong(name, value, takes string) error {
	return &model.Error{Code: model.CodeInvalid, Op: "export", Message: fmt.Sprintf("%s takes %s, not %q", name, takes, value)}
}
