package export

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// turtle writes the part as Turtle, a resource a block. It says exactly what the JSON-LD
// says. Why it is written here stands in docs/decisions/0011-linked-data.md.
func turtle(w *writer) error {
	t := &turtleWriter{w: w, vocab: vocabulary(w.base), terms: terms()}
	t.prefixes(prefixes(w.base))
	w.resources(t.resource)
	return w.err
}

// prefixes are the short names that resources are written with.
func prefixes(base string) map[string]string {
	return map[string]string{"def": vocabulary(base), "rdf": rdfNS, "rdfs": rdfsNS, "skos": skosNS, "owl": owlNS, "xsd": xsdNS}
}

// turtleWriter writes nodes as Turtle.
type turtleWriter struct {
	w     *writer
	vocab string
	terms map[string]term
	short []prefix
}

// prefix is a short name for the beginning of addresses.
type prefix struct{ name, iri string }

// prefixes declares the short names, by name.
func (t *turtleWriter) prefixes(list map[string]string) {
	for name, iri := range list {
		t.short = append(t.short, prefix{name, iri})
	}
	slices.SortFunc(t.short, func(a, b prefix) int { return strings.Compare(a.name, b.name) })
	for _, p := range t.short {
		t.w.print("@prefix ", p.name, ": <", p.iri, "> .\n")
	}
}

// resource writes a node as a block of its own.
func (t *turtleWriter) resource(n node) {
	subject := "[]"
	if id, ok := n["@id"].(string); ok {
		subject = iriRef(id)
	}
	t.w.print("\n", subject, " ", t.properties(n, "\n  "), " .\n")
}

// properties gives what stands after a subject; between parts two of them.
func (t *turtleWriter) properties(n node, between string) string {
	var parts []string
	if types := listOf(n["@type"]); len(types) > 0 {
		for i, name := range types {
			types[i] = t.name(name)
		}
		parts = append(parts, "a "+strings.Join(types, ", "))
	}
	for _, key := range n.keys() {
		if key[0] == '@' {
			continue
		}
		if values := t.values(key, n[key]); len(values) > 0 {
			parts = append(parts, t.name(key)+" "+strings.Join(values, ", "))
		}
	}
	return strings.Join(parts, " ;"+between)
}

// listOf gives a string or strings as a list of its own.
func listOf(v any) []string {
	switch v := v.(type) {
	case string:
		return []string{v}
	case []string:
		return slices.Clone(v)
	}
	return nil
}

// name gives a property or type, shortened where a prefix fits.
func (t *turtleWriter) name(name string) string {
	if strings.Contains(name, ":") {
		return name
	}
	iri := t.terms[name].iri
	if iri == "" {
		iri = t.vocab + name
	}
	for _, p := range t.short {
		if local, ok := strings.CutPrefix(iri, p.iri); ok && isLocalName(local) {
			return p.name + ":" + local
		}
	}
	return iriRef(iri)
}

func isLocalName(s string) bool {
	return s != "" && strings.IndexFunc(s, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9')
	}) < 0
}

// values gives the objects of a property.
func (t *turtleWriter) values(key string, v any) []string {
	kind := t.terms[key].kind
	switch v := v.(type) {
	case node:
		return []string{t.nested(kind, v)}
	case []node:
		var out []string
		for _, n := range v {
			out = append(out, t.nested(kind, n))
		}
		return out
	case []string:
		var out []string
		for _, s := range v {
			out = append(out, t.value(kind, s))
		}
		if kind == termList {
			return []string{"( " + strings.Join(append(out, ")"), " ")}
		}
		return out
	}
	return []string{t.value(kind, v)}
}

// nested gives a node within another.
func (t *turtleWriter) nested(kind termKind, n node) string {
	if id, ok := n["@id"].(string); ok && len(n) == 1 {
		return iriRef(id)
	}
	if words, ok := n["@value"].(string); ok {
		return quoted(words) + "@" + n["@language"].(string)
	}
	inner := t
	if kind == termAmount {
		inner = &turtleWriter{w: t.w, vocab: t.vocab, short: t.short, terms: map[string]term{"value": {"", termDecimal}}}
	}
	return "[ " + inner.properties(n, " ") + " ]"
}

// value gives one value.
func (t *turtleWriter) value(kind termKind, v any) string {
	switch v := v.(type) {
	case string:
		switch kind {
		case termIRI:
			return iriRef(v)
		case termVocab:
			return t.name(v)
		case termDecimal:
			return quoted(v) + "^^xsd:decimal"
		case termDateTime:
			return quoted(v) + "^^xsd:dateTime"
		case termDate:
			return quoted(v) + "^^xsd:date"
		}
		return quoted(v)
	case float64:
		return double(v)
	}
	return fmt.Sprint(v) // whole numbers and truth values are written so
}

// double gives a number in the canonical form of xsd:double, which is what JSON-LD makes
// of it.
func double(f float64) string {
	mantissa, exponent, _ := strings.Cut(strconv.FormatFloat(f, 'E', -1, 64), "E")
	if !strings.Contains(mantissa, ".") {
		mantissa += ".0"
	}
	n, _ := strconv.Atoi(exponent)
	return mantissa + "E" + strconv.Itoa(n)
}

// iriRef gives an address in brackets, with what may not stand there escaped.
func iriRef(iri string) string {
	var b strings.Builder
	b.WriteByte('<')
	for _, r := range iri {
		if r <= ' ' || strings.ContainsRune("<>\"{}|^`\\", r) {
			fmt.Fprintf(&b, `\u%04X`, r)
			continue
		}
		b.WriteRune(r)
	}
	return b.String() + ">"
}

var turtleEscapes = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\r", `\r`)

func quoted(s string) string { return `"` + turtleEscapes.Replace(s) + `"` }
