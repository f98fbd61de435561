package answer

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/99designs/gqlgen/graphql"

	"rijksgraaf/model"
)

// Language is a language that labels may be asked in.
type Language string

// The languages.
const (
	// Dutch is the documents' own language.
	Dutch Language = "NL"
	// English is the other one that the ontology has names in.
	English Language = "EN"
)

// names pairs values with their names in GraphQL, both ways, printed once.
type names[T ~string] struct {
	of     map[T]graphql.Marshaler
	values map[string]T
}

func newNames[T ~string](m map[T]string) names[T] {
	n := names[T]{map[T]graphql.Marshaler{}, map[string]T{}}
	for value, name := range m {
		n.of[value], n.values[name] = quoted(strconv.Quote(name)), value
	}
	return n
}

type quoted string

// MarshalGQL writes the text as it is.
func (q quoted) MarshalGQL(w io.Writer) { _, _ = io.WriteString(w, string(q)) }

func (n names[T]) marshal(v T) graphql.Marshaler {
	if m, ok := n.of[v]; ok {
		return m
	}
	return graphql.Null
}

func (n names[T]) unmarshal(v any) (T, error) {
	if s, ok := v.(string); ok {
		if value, ok := n.values[s]; ok {
			return value, nil
		}
	}
	return "", invalid(fmt.Sprintf("there is no value %v", v))
}

// MarshalEntityType prints BudgetArticle as BUDGET_ARTICLE.
func MarshalEntityType(t model.EntityType) graphql.Marshaler { return typeNames.marshal(t) }

// UnmarshalEntityType reads BUDGET_ARTICLE. Error: CodeInvalid.
func UnmarshalEntityType(v any) (model.EntityType, error) { return typeNames.unmarshal(v) }

// MarshalPredicate prints extendsTo as EXTENDS_TO.
func MarshalPredicate(p model.Predicate) graphql.Marshaler { return predicateNames.marshal(p) }

// UnmarshalPredicate reads EXTENDS_TO. Error: CodeInvalid.
func UnmarshalPredicate(v any) (model.Predicate, error) { return predicateNames.unmarshal(v) }

// kindNames pairs the kinds of documents with their names in GraphQL.
var kindNames = newNames(map[string]string{
	"budget":                      "BUDGET",
	"first-supplementary-budget":  "FIRST_SUPPLEMENTARY_BUDGET",
	"second-supplementary-budget": "SECOND_SUPPLEMENTARY_BUDGET",
	"supplementary-budget":        "SUPPLEMENTARY_BUDGET",
	"annual-report":               "ANNUAL_REPORT",
	"final-act":                   "FINAL_ACT",
	"letter":                      "LETTER",
	"other":                       "OTHER",
})

// MarshalDocumentKind prints annual-report as ANNUAL_REPORT, and a kind that the schema
// does not know as OTHER.
func MarshalDocumentKind(k string) graphql.Marshaler {
	if _, ok := kindNames.of[k]; !ok {
		k = "other"
	}
	return kindNames.marshal(k)
}

// UnmarshalDocumentKind reads ANNUAL_REPORT. Error: CodeInvalid.
func UnmarshalDocumentKind(v any) (string, error) { return kindNames.unmarshal(v) }

// stageNames and amountKindNames pair stages and kinds of amount with their names in
// GraphQL.
var (
	stageNames      = screamed(model.Stages())
	amountKindNames = screamed(model.AmountKinds())
)

func screamed[T ~string](list []T) names[T] {
	m := map[T]string{}
	for _, v := range list {
		m[v] = strings.ToUpper(string(v))
	}
	return newNames(m)
}

// MarshalBudgetStage prints outturn as OUTTURN.
func MarshalBudgetStage(s model.Stage) graphql.Marshaler { return stageNames.marshal(s) }

// UnmarshalBudgetStage reads OUTTURN. Error: CodeInvalid.
func UnmarshalBudgetStage(v any) (model.Stage, error) { return stageNames.unmarshal(v) }

// MarshalAmountKind prints receipts as RECEIPTS.
func MarshalAmountKind(k model.AmountKind) graphql.Marshaler { return amountKindNames.marshal(k) }

// UnmarshalAmountKind reads RECEIPTS. Error: CodeInvalid.
func UnmarshalAmountKind(v any) (model.AmountKind, error) { return amountKindNames.unmarshal(v) }

// MarshalDecimal prints an exact decimal as a string.
func MarshalDecimal(v string) graphql.Marshaler { return graphql.MarshalString(v) }

// decimalPattern is what a Decimal may be.
var decimalPattern = regexp.MustCompile(`^-?\d{1,40}(?:\.\d{1,20})?$`)

// UnmarshalDecimal reads an exact decimal, given as a string or a whole number. Error:
// CodeInvalid.
func UnmarshalDecimal(v any) (string, error) {
	text, err := UnmarshalID(v)
	if err != nil || !decimalPattern.MatchString(text) {
		return "", invalid(fmt.Sprintf("%.40q is no decimal number such as \"250000000\" or \"12.50\"", fmt.Sprint(v)))
	}
	return text, nil
}

// MarshalDateTime prints a moment in UTC.
func MarshalDateTime(t time.Time) graphql.Marshaler {
	return graphql.MarshalString(t.UTC().Format(time.RFC3339))
}

// UnmarshalDateTime reads a moment as RFC 3339 has it. Error: CodeInvalid.
func UnmarshalDateTime(v any) (time.Time, error) {
	text, _ := v.(string)
	t, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return t, invalid(fmt.Sprintf("%.40q is no moment such as 2026-05-19T12:00:00Z", fmt.Sprint(v)))
	}
	return t, nil
}

// MarshalID prints an id.
func MarshalID(id string) graphql.Marshaler { return graphql.MarshalString(id) }

// UnmarshalID reads an id; null is the empty id, which nothing has. Error: CodeInvalid.
func UnmarshalID(v any) (string, error) {
	switch v := v.(type) {
	case nil:
		return "", nil
	case string:
		return v, nil
	case json.Number:
		return v.String(), nil
	case int64:
		return strconv.FormatInt(v, 10), nil
	case int:
		return strconv.Itoa(v), nil
	default:
		return "", invalid("an id is a string")
	}
}

// MarshalInt prints a whole number.
func MarshalInt(i int) graphql.Marshaler { return graphql.MarshalInt(i) }

// UnmarshalInt reads a whole number of 32 bits, as the GraphQL specification has it.
// Error: CodeInvalid.
func UnmarshalInt(v any) (int, error) {
	text := fmt.Sprint(v)
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil || n < math.MinInt32 || n > math.MaxInt32 {
		return 0, invalid(fmt.Sprintf("%.40q is not a whole number of 32 bits", text))
	}
	return int(n), nil
}
