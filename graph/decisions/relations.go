package decisions

import (
	"fmt"
	"slices"
	"strings"

	"rijksgraaf/model"
)

// The verbs of decisions on relations.
const (
	// Confirmed: somebody read the words and says that the relation holds.
	Confirmed Verb = "confirmed"
	// Refused: somebody says that it does not hold, whatever the rules made of the words.
	Refused Verb = "refused"
)

// valueMark stands in every value, and in no id: it tells them apart in one column.
const valueMark = "|"

// RelationDecision is what somebody decided of a relation.
type RelationDecision struct {
	Verb Verb
	// Subject is an id, by which any document may know it.
	Subject   string
	Predicate model.Predicate
	// Object is an id or an IRI, or the value's key (see model.Relation.ValueKey) of a relation
	// to a value.
	Object string
	// Who decided, and on what day (2006-01-02).
	Who, Date string
	// Note is why; may be empty.
	Note string
	// Line is where it stands in its file, from 1; 0 for one that stands in none.
	Line int
}

// Value gives the key of the value that the relation is to; "" for one to an object.
func (d *RelationDecision) Value() string {
	if strings.Contains(d.Object, valueMark) {
		return d.Object
	}
	return ""
}

// RelationID gives the id of the relation by the ids that stand in the decision.
func (d *RelationDecision) RelationID() string {
	if key := d.Value(); key != "" {
		return model.ValueID(d.Subject, d.Predicate, key)
	}
	return model.RelationID(d.Subject, d.Predicate, d.Object)
}

// About says whether two decisions name one relation alike.
func (d *RelationDecision) About(o *RelationDecision) bool {
	return d.Subject == o.Subject && d.Predicate == o.Predicate && d.Object == o.Object
}

// row prints the decision as a line of the file, without its end.
func (d *RelationDecision) row() string {
	return strings.Join([]string{string(d.Verb), d.Subject, string(d.Predicate), d.Object, clean(d.Who), d.Date, clean(d.Note)}, "\t")
}

// parseRelation reads the cells of a line that begins with a verb of relations.
func parseRelation(cells []string) (RelationDecision, error) {
	if len(cells) != 6 && len(cells) != 7 {
		return RelationDecision{}, fmt.Errorf("%d columns instead of 7 (verb, subject, predicate, object, who, date, note), parted by tabs", len(cells))
	}
	d := RelationDecision{Verb: Verb(cells[0]), Subject: cells[1], Predicate: model.Predicate(cells[2]), Object: cells[3], Who: cells[4], Date: cells[5]}
	if len(cells) == 7 {
		d.Note = cells[6]
	}
	switch {
	case !isID(d.Subject):
		return d, fmt.Errorf("%q is no id such as policy/gbvs", d.Subject)
	case d.Predicate == "":
		return d, fmt.Errorf("the third column names no predicate")
	case d.Value() == "" && !isID(d.Object):
		return d, fmt.Errorf("%q is no id such as policy/gbvs, nor a value", d.Object)
	}
	return d, checkMaker("fifth", d.Who, d.Date)
}

// checkRelations says whether a relation is decided of twice. Error: CodeInvalid with the
// second line.
func (f *File) checkRelations() error {
	type named struct{ subject, predicate, object string }
	seen := map[named]int{}
	for i := range f.Relations {
		d := &f.Relations[i]
		k := named{d.Subject, string(d.Predicate), d.Object}
		if old, twice := seen[k]; twice {
			return f.failAt(d.Line, "%s %s %s is decided of a second time, after line %d", d.Subject, d.Predicate, d.Object, old)
		}
		seen[k] = d.Line
	}
	return nil
}

// FailRelation is an error (CodeInvalid) about a decision on a relation: with its line when it
// stands in the file, else without.
func (f *File) FailRelation(d *RelationDecision, format string, args ...any) error {
	return f.failAt(d.Line, format, args...)
}

// WithRelation gives the file with a decision on a relation more, at its end. Errors: those of
// Parse.
func (f *File) WithRelation(d RelationDecision) (*File, error) {
	d.Line = 0
	if err := f.checkLengths(d.Who, d.Note); err != nil {
		return nil, err
	}
	if _, err := parseRelation(strings.Split(d.row(), "\t")); err != nil {
		return nil, f.failAt(0, "%s", err)
	}
	if i := slices.IndexFunc(f.Relations, func(o RelationDecision) bool { return o.About(&d) }); i >= 0 {
		return nil, f.failAt(0, "line %d decides of that relation already", f.Relations[i].Line)
	}
	return f.withRow(d.row())
}

// WithoutRelations gives the file without the decisions on relations that are to be dropped,
// all other lines as they stand, and those that were; none when there are none.
func (f *File) WithoutRelations(drop func(*RelationDecision) bool) (*File, []RelationDecision) {
	var lines []int
	var dropped []RelationDecision
	for i := range f.Relations {
		if drop(&f.Relations[i]) {
			lines = append(lines, f.Relations[i].Line)
			dropped = append(dropped, f.Relations[i])
		}
	}
	if n := f.withoutLines(lines); n != nil {
		return n, dropped
	}
	return f, nil
}
