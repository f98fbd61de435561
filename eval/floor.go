package eval

import (
	"encoding/json"
	"fmt"
	"math"
	"sort"

	"rijksgraaf/model"
)

// Floor is the recorded scores of a text, below which a change must not take them.
type Floor struct {
	Entities  float64 `json:"entities"`
	Mentions  float64 `json:"mentions"`
	Relations float64 `json:"relations"`
}

// Floors are the floors by the text's name.
type Floors map[string]Floor

// FloorOf gives the scores of a report that a floor records: F1 of entities and
// relations, recall of exact mentions, rounded down to three digits.
func FloorOf(r Report) Floor {
	down := func(x float64) float64 { return math.Floor(x*1000+1e-9) / 1000 }
	return Floor{Entities: down(r.Entities.F1), Mentions: down(r.MentionsExact.Recall), Relations: down(r.Relations.F1)}
}

// ReadFloors reads a file of floors; name stands in the error.
func ReadFloors(name string, data []byte) (Floors, error) {
	var f Floors
	if err := json.Unmarshal(data, &f); err != nil {
		return nil, &model.Error{Code: model.CodeInvalid, Op: "eval", Message: name + " is no file of floors", Err: err, Hint: "eval --record writes one"}
	}
	return f, nil
}

// JSON prints floors, a line a text, in order of their names.
func (f Floors) JSON() []byte {
	names := make([]string, 0, len(f))
	for n := range f {
		names = append(names, n)
	}
	sort.Strings(names)
	out := []byte("{")
	for i, n := range names {
		if i > 0 {
			out = append(out, ',')
		}
		out = append(out, fmt.Sprintf("\n  %q: {\"entities\": %.3f, \"mentions\": %.3f, \"relations\": %.3f}", n, f[n].Entities, f[n].Mentions, f[n].Relations)...)
	}
	return append(out, "\n}\n"...)
}

// Below says which scores of a text lie below its floor; "" when none does. A text
// without a floor lies below nothing.
func (f Floors) Below(name string, r Report) string {
	floor, ok := f[name]
	if !ok {
		return ""
	}
	now := FloorOf(r)
	switch {
	case now.Entities < floor.Entities:
		return fmt.Sprintf("%s: the entities' F1 %.3f is below the floor %.3f", name, now.Entities, floor.Entities)
	case now.Relations < floor.Relations:
		return fmt.Sprintf("%s: the relations' F1 %.3f is below the floor %.3f", name, now.Relations, floor.Relations)
	case now.Mentions < floor.Mentions:
		return fmt.Sprintf("%s: the recall of exact mentions %.3f is below the floor %.3f", name, now.Mentions, floor.Mentions)
	}
	return ""
}
