// Package eval scores an extraction against a gold file: what a person marked in the
// same text. Its definition is that of the annotation convention (testdata/gold):
// entities by canonical id or by overlapping mentions, relations by their ends.
package eval

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"

	"rijksgraaf/model"
)

// Gold is what a person found in a text.
type Gold struct {
	Entities  []GoldEntity   `json:"entities"`
	Relations []GoldRelation `json:"relations"`
}

// GoldEntity is an entity that a person marked. Types are all that are right, the first
// the best; IDs, when there are any, the canonical ids; Core says that it must be found.
type GoldEntity struct {
	Ref      string        `json:"ref"`
	Types    []string      `json:"types"`
	IDs      []string      `json:"ids"`
	Label    string        `json:"label"`
	Core     bool          `json:"core"`
	Mentions []GoldMention `json:"mentions"`
}

// GoldMention is a stretch of the text, in code points, End exclusive. Those that are not
// core are further spans that are right too.
type GoldMention struct {
	Start int  `json:"start"`
	End   int  `json:"end"`
	Core  bool `json:"core"`
}

// GoldRelation is a fact; any of its variants (subject, predicate, object) says it.
type GoldRelation struct {
	Core     bool        `json:"core"`
	Variants [][3]string `json:"variants"`
}

// Output is what was extracted, as the JSON contract prints it.
type Output struct {
	Text      string           `json:"text"`
	Entities  []OutputEntity   `json:"entities"`
	Relations []OutputRelation `json:"relations"`
	runes     []rune
}

// OutputEntity is an entity of the contract.
type OutputEntity struct {
	ID       string       `json:"id"`
	Type     string       `json:"type"`
	Label    string       `json:"label"`
	Mentions []OutputSpan `json:"mentions"`
}

// OutputRelation is a relation of the contract.
type OutputRelation struct {
	Subject   string       `json:"subject"`
	Predicate string       `json:"predicate"`
	Object    string       `json:"object"`
	Evidence  []OutputSpan `json:"evidence"`
}

// OutputSpan is a mention or an evidence; Text is nil where it was not printed.
type OutputSpan struct {
	Start int     `json:"start"`
	End   int     `json:"end"`
	Text  *string `json:"text"`
}

// ReadGold reads a gold file; name stands in the error, a *model.Error with CodeInvalid
// that says what is wrong and, for broken JSON, on which line.
func ReadGold(name string, data []byte) (*Gold, error) {
	var g Gold
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&g); err != nil {
		return nil, &model.Error{Code: model.CodeInvalid, Op: "eval", Message: fmt.Sprintf("%s:%d is no valid gold file", name, lineOf(data, err)), Err: err,
			Hint: "annotate.py makes gold files out of annotated text"}
	}
	if err := g.check(); err != nil {
		return nil, &model.Error{Code: model.CodeInvalid, Op: "eval", Message: name + " is no valid gold file", Err: err}
	}
	return &g, nil
}

// check says what in a gold file does not hold together.
func (g *Gold) check() error {
	if len(g.Entities) == 0 {
		return errors.New("it names no entities")
	}
	refs := map[string]bool{}
	for i, e := range g.Entities {
		if e.Ref == "" || len(e.Types) == 0 {
			return fmt.Errorf("entity %d has no ref or no types", i+1)
		}
		if refs[e.Ref] {
			return fmt.Errorf("entity %s stands twice", e.Ref)
		}
		refs[e.Ref] = true
	}
	for i, r := range g.Relations {
		if len(r.Variants) == 0 {
			return fmt.Errorf("relation %d has no variants", i+1)
		}
		for _, v := range r.Variants {
			for _, ref := range []string{v[0], v[2]} {
				if !refs[ref] {
					return fmt.Errorf("relation %d is about %s, which is no entity of the file", i+1, ref)
				}
			}
		}
	}
	return nil
}

// ReadOutput reads the JSON that `extract` printed of one document.
func ReadOutput(name string, data []byte) (*Output, error) {
	var o Output
	if err := json.Unmarshal(data, &o); err != nil {
		return nil, &model.Error{Code: model.CodeInvalid, Op: "eval", Message: name + " is not the JSON of one extraction", Err: err,
			Hint: "give a text, or what extract --format json printed of one file"}
	}
	o.runes = []rune(o.Text)
	return &o, nil
}

// lineOf gives the line of the JSON, from 1, at which decoding failed.
func lineOf(data []byte, err error) int {
	offset := int64(len(data))
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		offset = syntax.Offset
	case errors.As(err, &kind):
		offset = kind.Offset
	}
	return 1 + bytes.Count(data[:min(int(offset), len(data))], []byte("\n"))
}
