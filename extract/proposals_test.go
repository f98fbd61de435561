package extract_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"rijksgraaf/document"
	"rijksgraaf/extract"
	"rijksgraaf/model"
)

const subsidised = "Artikel 1: Proef\nA. Algemene doelstelling\nDe Minister van Defensie verstrekt subsidie aan Zonneveld. Nederlanders wonen ook in Overzee. " +
	"De Tweede Kamer is ingelicht over Zonneveld Xanten Bureau. Deze Brabantse proef loopt door. Dit raakt hoofdstuk XIV.\n"

// proposal is a proposal of the words in a text, the nth time that they stand there.
func proposal(t *testing.T, d *document.Document, words string, kind model.EntityType) extract.Proposal {
	t.Helper()
	at := strings.Index(string(d.Clean), words)
	if at < 0 {
		t.Fatalf("%q is not in the text", words)
	}
	start := len([]rune(string(d.Clean)[:at]))
	return extract.Proposal{Span: model.Span{Start: start, End: start + len([]rune(words))}, Type: kind, Engine: "frog"}
}

func subsidy(t *testing.T) *document.Document {
	t.Helper()
	d, err := document.ReadBytes("proef.txt", []byte(subsidised))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func has(x *model.Extraction, id string) bool {
	return slices.ContainsFunc(x.Entities, func(e *model.Entity) bool { return e.ID == id })
}

// A name that nothing else knows becomes the end of a relation, which says who proposed it
// and is less sure.
func TestProposedName(t *testing.T) {
	x, d := extractor(t), subsidy(t)
	got := x.ExtractWith(d, []extract.Proposal{proposal(t, d, "Zonneveld", model.TypeOrganisation)})
	checkExtraction(t, got)
	at := slices.IndexFunc(got.Relations, func(r *model.Relation) bool {
		return r.Predicate == model.Funds && r.Object == "organisation/zonneveld"
	})
	if at < 0 {
		t.Fatalf("nobody funds Zonneveld:\n%s", listing(got))
	}
	r := got.Relations[at]
	if !slices.Contains(r.Qualifiers, model.Qualifier{Name: "proposedBy", Value: "frog"}) || r.Confidence() >= 0.7 {
		t.Errorf("%+v", r)
	}
	if before := x.Extract(d); has(before, "organisation/zonneveld") {
		t.Errorf("found without a proposal: the test shows nothing\n%s", listing(before))
	}
}

// What the document says without proposals is said with them, whatever they are; and what
// is proposed of words that are no name, are known, or no relation uses, is dropped.
func TestProposalsNeverOverrule(t *testing.T) {
	x, d := extractor(t), subsidy(t)
	want := listing(x.Extract(d))
	whole := model.Span{End: len(d.Clean)}
	for _, c := range []struct {
		name string
		p    extract.Proposal
	}{
		{"a name of the register, as another type", proposal(t, d, "Tweede Kamer", model.TypePerson)},
		{"words around an office", proposal(t, d, "Minister van Defensie verstrekt", model.TypeOrganisation)},
		{"no relation uses it", proposal(t, d, "Overzee", model.TypePlace)},
		{"inhabitants, at a sentence's beginning", proposal(t, d, "Nederlanders", model.TypePlace)},
		{"over the end of a sentence", proposal(t, d, "Zonneveld. Nederlanders", model.TypeOrganisation)},
		{"half a word", proposal(t, d, "Zonne", model.TypeOrganisation)},
		{"an adjective", proposal(t, d, "Brabantse", model.TypePlace)},
		{"a chapter's code", proposal(t, d, "XIV", model.TypePerson)},
		{"small letters", proposal(t, d, "verstrekt subsidie", model.TypeOrganisation)},
		{"a heading", proposal(t, d, "Proef", model.TypeOrganisation)},
		{"no type and no head noun", proposal(t, d, "Zonneveld", "")},
		{"the whole text", extract.Proposal{Span: whole, Type: model.TypeOrganisation, Engine: "frog"}},
		{"nothing", extract.Proposal{Type: model.TypeOrganisation, Engine: "frog"}},
		{"before the text", extract.Proposal{Span: model.Span{Start: -5, End: -1}, Type: model.TypeOrganisation, Engine: "frog"}},
		{"behind the text", extract.Proposal{Span: model.Span{Start: whole.End + 1, End: whole.End + 9}, Type: model.TypeOrganisation, Engine: "frog"}},
		{"the wrong way round", extract.Proposal{Span: model.Span{Start: 40, End: 10}, Type: model.TypeOrganisation, Engine: "frog"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := x.ExtractWith(d, []extract.Proposal{c.p})
			checkExtraction(t, got)
			if s := listing(got); s != want {
				t.Errorf("%s", firstDifference(s, want))
			}
		})
	}
	if s := listing(x.ExtractWith(d, nil)); s != want {
		t.Error("no proposals are not the same as none asked for")
	}
}

// The order in which proposals come changes nothing, nor does proposing one twice.
func TestOrderOfProposals(t *testing.T) {
	x, d := extractor(t), subsidy(t)
	list := []extract.Proposal{proposal(t, d, "Zonneveld", model.TypeOrganisation), proposal(t, d, "Zonneveld Xanten", model.TypeOrganisation),
		proposal(t, d, "Overzee", model.TypePlace), proposal(t, d, "Zonneveld", model.TypePlace)}
	print := func(p []extract.Proposal) []byte {
		var b bytes.Buffer
		if err := model.WriteContract(&b, x.ExtractWith(d, p)); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	want := print(list)
	backwards := slices.Clone(list)
	slices.Reverse(backwards)
	if !bytes.Equal(print(append(backwards, list...)), want) {
		t.Error("the order of proposals changes what is found")
	}
	if list[0].Type != model.TypeOrganisation || list[3].Type != model.TypePlace {
		t.Error("the caller's list was changed")
	}
}
