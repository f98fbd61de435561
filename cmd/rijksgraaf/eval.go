package main

import (
	"bytes"
	"context"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/spf13/cobra"

	"rijksgraaf/eval"
	"rijksgraaf/internal/atomicfile"
	"rijksgraaf/internal/sources"
	"rijksgraaf/model"
	"rijksgraaf/ontology"
)

// evalFlags are the flags of `eval`.
type evalFlags struct {
	gold                      []string
	mistakes                  bool
	minEntities, minRelations float64
	floors                    string
	record                    bool
	frog                      string
}

func (a *app) eval() *cobra.Command {
	var f evalFlags
	c := &cobra.Command{
		Use:   "eval --gold GOLD FILE [--gold GOLD FILE...]",
		Short: "Score an extraction against what a person found",
		Long: `Compares what is found in a text with a gold file and prints precision, recall and
F1 of entities and relations. FILE is the text, or, when it ends in .json, what
extract printed of it. Several pairs are scored one by one and together. With a
bound, the exit status is 1 when the F1 of all is below it, or when a span does not
re-read or something is off the ontology. With --floors, it is 1 when the scores of a
text lie below those that the file records for it; --record writes the file anew.`,
		Example: `  rijksgraaf eval --gold testdata/gold/V-artikel-2.json testdata/gold/V-artikel-2.txt
  rijksgraaf eval --mistakes --min-entities 0.9 --gold gold.json found.json`,
		RunE: func(c *cobra.Command, files []string) error {
			switch {
			case len(f.gold) == 0:
				return usagef(c, "--gold is missing")
			case len(files) == 0:
				return usagef(c, "a file is missing")
			case len(f.gold) != len(files):
				return usagef(c, "there are %s and %s: give one of each a text", plural(len(f.gold), "gold file"), plural(len(files), "text"))
			}
			if f.record && f.floors == "" {
				return usagef(c, "--record needs --floors, the file to write")
			}
			return a.runEval(c.Context(), f, files)
		},
	}
	c.Flags().StringArrayVar(&f.gold, "gold", nil, "gold `file`; one for each FILE, in the same order")
	c.Flags().BoolVar(&f.mistakes, "mistakes", false, "list what was missed and what was wrong")
	c.Flags().Float64Var(&f.minEntities, "min-entities", 0, "the least `F1` of entities")
	c.Flags().Float64Var(&f.minRelations, "min-relations", 0, "the least `F1` of relations")
	c.Flags().StringVar(&f.floors, "floors", "", "`file` with the recorded scores of each text")
	c.Flags().BoolVar(&f.record, "record", false, "write the scores into the file of --floors")
	frogFlag(c.Flags(), &f.frog)
	return c
}

// scored is what --json prints of a text, and of all together.
type scored struct {
	File string `json:"file,omitempty"`
	eval.Report
	Mistakes map[string][]string `json:"mistakes,omitempty"`
}

func (a *app) runEval(ctx context.Context, f evalFlags, files []string) error {
	floors, err := f.readFloors()
	if err != nil {
		return err
	}
	var total eval.Counts
	now := map[string]eval.Report{}
	extractor := sync.OnceValues(func() (extractFunc, error) { return reading{frog: f.frog}.extraction(ctx) })
	for i, file := range files {
		counts, mistakes, err := scoreFile(extractor, f.gold[i], file)
		if err != nil {
			return err
		}
		total = total.Plus(counts)
		now[textName(f.gold[i])] = counts.Report()
		if !f.mistakes {
			mistakes = nil
		}
		if err := a.printScore(scored{file, counts.Report(), byKind(mistakes)}); err != nil {
			return err
		}
	}
	all := total.Report()
	if len(files) > 1 || a.json {
		if err := a.printScore(scored{"", all, nil}); err != nil {
			return err
		}
	}
	if err := f.bounds(all); err != nil {
		return err
	}
	return f.keepFloors(floors, now)
}

// textName names a text by its gold file, without folder and ending.
func textName(goldFile string) string {
	return strings.TrimSuffix(filepath.Base(goldFile), filepath.Ext(goldFile))
}

// readFloors reads the file of --floors; without one, or when it is to be written, none.
func (f evalFlags) readFloors() (eval.Floors, error) {
	if f.floors == "" || f.record {
		return eval.Floors{}, nil
	}
	data, err := os.ReadFile(f.floors)
	if err != nil {
		return nil, cannotRead(f.floors, err)
	}
	return eval.ReadFloors(f.floors, data)
}

// keepFloors records the scores, or is the error for the first that lies below its floor.
func (f evalFlags) keepFloors(floors eval.Floors, now map[string]eval.Report) error {
	if f.record {
		for name, r := range now {
			floors[name] = eval.FloorOf(r)
		}
		return atomicfile.Write(f.floors, func(w io.Writer) error {
			_, err := w.Write(floors.JSON())
			return err
		})
	}
	for _, name := range slices.Sorted(maps.Keys(now)) {
		if low := floors.Below(name, now[name]); low != "" {
			return &model.Error{Code: model.CodeLimit, Op: "eval", Message: low, Hint: "--mistakes lists what to mend"}
		}
	}
	return nil
}

func byKind(mistakes []eval.Mistake) map[string][]string {
	out := map[string][]string{}
	for _, m := range mistakes {
		out[m.Kind] = append(out[m.Kind], m.Detail)
	}
	return out
}

// scoreFile compares a text, or an extraction in JSON, with its gold.
func scoreFile(extractor func() (extractFunc, error), goldFile, file string) (eval.Counts, []eval.Mistake, error) {
	data, err := os.ReadFile(goldFile)
	if err != nil {
		return eval.Counts{}, nil, cannotRead(goldFile, err)
	}
	gold, err := eval.ReadGold(goldFile, data)
	if err != nil {
		return eval.Counts{}, nil, err
	}
	output, err := outputOf(extractor, file)
	if err != nil {
		return eval.Counts{}, nil, err
	}
	counts, mistakes := eval.Score(gold, output, eval.Vocabulary{
		Type:      func(name string) bool { _, ok := ontology.Type(model.EntityType(name)); return ok },
		Predicate: func(name string) bool { _, ok := ontology.Predicate(model.Predicate(name)); return ok },
	})
	return counts, mistakes, nil
}

// outputOf extracts a text, or reads what was extracted before. Both go through the JSON
// contract, so that what is scored is what is printed.
func outputOf(extractor func() (extractFunc, error), file string) (*eval.Output, error) {
	if strings.EqualFold(filepath.Ext(file), ".json") {
		data, err := os.ReadFile(file)
		if err != nil {
			return nil, cannotRead(file, err)
		}
		return eval.ReadOutput(file, data)
	}
	read, err := extractor()
	if err != nil {
		return nil, err
	}
	x, err := read(context.Background(), sources.Source{Path: file})
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := model.WriteContract(&b, x); err != nil {
		return nil, err
	}
	return eval.ReadOutput(file, b.Bytes())
}

func (a *app) printScore(s scored) error {
	if a.json {
		return a.printJSON(s)
	}
	name := s.File
	if name == "" {
		name = "all"
	}
	a.printf("%s: %s\n", name, s.Report)
	for _, kind := range eval.Kinds() {
		for _, detail := range s.Mistakes[kind] {
			a.printf("  %s: %s\n", kind, detail)
		}
	}
	return nil
}

// bounds is the error for figures that are too low, when there are bounds.
func (f evalFlags) bounds(r eval.Report) error {
	if f.minEntities == 0 && f.minRelations == 0 && f.floors == "" {
		return nil
	}
	low := ""
	switch {
	case r.Entities.F1 < f.minEntities:
		low = "the entities' F1 is too low"
	case r.Relations.F1 < f.minRelations:
		low = "the relations' F1 is too low"
	case r.BadSpans > 0:
		low = "spans do not re-read"
	case r.OffOntology > 0:
		low = "there are types or predicates off the ontology"
	default:
		return nil
	}
	return &model.Error{Code: model.CodeLimit, Op: "eval", Message: low + ": " + r.String(), Hint: "--mistakes lists what to mend"}
}
