package ontology

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"

	"github.com/goccy/go-yaml"
)

// File is ontology.yaml as written, types and predicates in the order of the file.
type File struct {
	Version    int           `yaml:"version"`
	Types      yaml.MapSlice `yaml:"types"`
	Predicates yaml.MapSlice `yaml:"predicates"`
}

// FileLabel is a name in the file's two languages.
type FileLabel struct {
	NL string `yaml:"nl"`
	EN string `yaml:"en"`
}

// FileType is one type as written in the file.
type FileType struct {
	Name        string    `yaml:"-"`
	Label       FileLabel `yaml:"label"`
	Plural      FileLabel `yaml:"plural"`
	Description string    `yaml:"description"`
	Examples    []string  `yaml:"examples"`
	Source      string    `yaml:"source"`
}

// FilePredicate is one predicate as written in the file.
type FilePredicate struct {
	Name    string    `yaml:"-"`
	Label   FileLabel `yaml:"label"`
	Inverse struct {
		Name string `yaml:"name"`
		NL   string `yaml:"nl"`
		EN   string `yaml:"en"`
	} `yaml:"inverse"`
	Domain []string `yaml:"domain"`
	Range  []string `yaml:"range"`
	Source string   `yaml:"source"`
}

var (
	typeName      = regexp.MustCompile(`^[A-Z][A-Za-z]+$`)
	predicateName = regexp.MustCompile(`^[a-z][A-Za-z]+$`)
)

// Parse reads an ontology file strictly: an unknown key, a missing label or source, or
// a type that a predicate names and the file lacks is an error. name stands in errors.
func Parse(name string, data []byte) ([]FileType, []FilePredicate, error) {
	var f File
	if err := yaml.UnmarshalWithOptions(data, &f, yaml.Strict(), yaml.UseOrderedMap()); err != nil {
		return nil, nil, fmt.Errorf("%s: %s", name, yaml.FormatError(err, false, true))
	}
	if f.Version != 1 {
		return nil, nil, fmt.Errorf("%s: version is %d; this program reads version 1", name, f.Version)
	}
	known := map[string]bool{}
	var types []FileType
	for _, item := range f.Types {
		t := FileType{Name: fmt.Sprint(item.Key)}
		if err := decode(name, t.Name, item.Value, &t); err != nil {
			return nil, nil, err
		}
		switch {
		case !typeName.MatchString(t.Name):
			return nil, nil, fmt.Errorf("%s: type %q: a type's name is in CamelCase", name, t.Name)
		case t.Label.NL == "" || t.Label.EN == "" || t.Plural.NL == "" || t.Plural.EN == "":
			return nil, nil, fmt.Errorf("%s: type %s: label and plural need nl and en", name, t.Name)
		case t.Description == "" || t.Source == "":
			return nil, nil, fmt.Errorf("%s: type %s: description and source are missing", name, t.Name)
		}
		known[t.Name] = true
		types = append(types, t)
	}
	inverses := map[string]string{}
	var predicates []FilePredicate
	for _, item := range f.Predicates {
		p := FilePredicate{Name: fmt.Sprint(item.Key)}
		if err := decode(name, p.Name, item.Value, &p); err != nil {
			return nil, nil, err
		}
		if err := checkPredicate(p, known); err != nil {
			return nil, nil, fmt.Errorf("%s: predicate %s: %w", name, p.Name, err)
		}
		if other, ok := inverses[p.Inverse.Name]; ok {
			return nil, nil, fmt.Errorf("%s: predicate %s: inverse %s is taken by %s", name, p.Name, p.Inverse.Name, other)
		}
		inverses[p.Inverse.Name] = p.Name
		predicates = append(predicates, p)
	}
	for _, p := range predicates {
		if other, ok := inverses[p.Name]; ok {
			return nil, nil, fmt.Errorf("%s: predicate %s is also the inverse of %s", name, p.Name, other)
		}
	}
	if len(types) == 0 || len(predicates) == 0 {
		return nil, nil, fmt.Errorf("%s: no types or no predicates", name)
	}
	return types, predicates, nil
}

func checkPredicate(p FilePredicate, known map[string]bool) error {
	switch {
	case !predicateName.MatchString(p.Name):
		return fmt.Errorf("a predicate's name is in camelCase")
	case p.Label.NL == "" || p.Label.EN == "":
		return fmt.Errorf("label needs nl and en")
	case !predicateName.MatchString(p.Inverse.Name) || p.Inverse.NL == "" || p.Inverse.EN == "":
		return fmt.Errorf("inverse needs name (camelCase), nl and en")
	case p.Source == "":
		return fmt.Errorf("source is missing")
	case len(p.Domain) == 0:
		return fmt.Errorf("domain is empty")
	case p.Range == nil:
		return fmt.Errorf("range is missing; write [] for a relation that has a value")
	}
	for side, list := range map[string][]string{"domain": p.Domain, "range": p.Range} {
		for i, t := range list {
			if slices.Contains(list[:i], t) {
				return fmt.Errorf("%s names type %q twice", side, t)
			}
			special := t == "any" || (t == "same" && side == "range")
			if special && len(list) > 1 {
				return fmt.Errorf("%s: %q stands alone", side, t)
			}
			if !special && !known[t] {
				return fmt.Errorf("%s names type %q, which does not exist", side, t)
			}
		}
	}
	return nil
}

// decode puts one entry, already parsed, into its struct, refusing keys that it lacks.
func decode(file, entry string, value any, into any) error {
	b, err := yaml.Marshal(value)
	if err != nil {
		return fmt.Errorf("%s: %s: %w", file, entry, err)
	}
	if err := yaml.NewDecoder(bytes.NewReader(b), yaml.Strict()).Decode(into); err != nil {
		return fmt.Errorf("%s: %s: %s", file, entry, yaml.FormatError(err, false, true))
	}
	return nil
}
