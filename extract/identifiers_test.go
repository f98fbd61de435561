package extract_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"rijksgraaf/document"
	"rijksgraaf/extract"
	"rijksgraaf/extract/lexicon"
)

// What a document names bears the addresses of the same thing in registers of others.
func TestThingsAreInRegisters(t *testing.T) {
	d, err := document.Read("../testdata/documents/X-artikel-1.txt")
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]string{}
	for _, e := range extractor(t).Extract(d).Entities {
		found[e.ID] = strings.Join(e.SameAs, " ")
	}
	for id, want := range map[string]string{
		"legal-instrument/grondwet": "https://wetten.overheid.nl/BWBR0001840",
		"place/nederland":           "http://publications.europa.eu/resource/authority/country/NLD http://www.wikidata.org/entity/Q55",
		"organisation/navo":         "http://www.wikidata.org/entity/Q7184",
		"organisation/tweede-kamer": "https://identifier.overheid.nl/tooi/id/oorg/oorg10002",
		"role/minister-defensie":    "",
		"budget-article/X/1":        "",
	} {
		if got, ok := found[id]; !ok || got != want {
			t.Errorf("%s: %q (found: %t), want %q", id, got, ok, want)
		}
	}
}

// A mistaken table of addresses is an error of the extractor that asks for it.
func TestMistakenIdentifiers(t *testing.T) {
	l, err := lexicon.Load(fstest.MapFS{"identifiers.tsv": {Data: []byte("id\taddress\tsource\nplace/niets\thttps://a.example/1\ta\n")}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := extract.NewWith(l, nil); err == nil || !strings.Contains(err.Error(), `identifiers.tsv:2:1 (id): no table has "place/niets"`) {
		t.Errorf("%v", err)
	}
}
