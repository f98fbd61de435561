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

// An act of the European Union has its ELI by the number that a document gives, also where
// no table knows it.
func TestActsOfTheUnionByNumber(t *testing.T) {
	const eli = "http://data.europa.eu/eli/"
	for name, want := range map[string][2]string{
		"Verordening (EU) 2021/695":              {"verordening-eu-2021-695", eli + "reg/2021/695/oj"},
		"Verordening (EU) nr. 1303/2013":         {"verordening-eu-nr-1303-2013", eli + "reg/2013/1303/oj"},
		"Verordening (EG) nr. 1370/2007":         {"verordening-eg-nr-1370-2007", eli + "reg/2007/1370/oj"},
		"Verordening (EU) 1304/2013":             {"verordening-eu-1304-2013", eli + "reg/2013/1304/oj"},
		"Richtlijn (EU) 2019/1152":               {"richtlijn-eu-2019-1152", eli + "dir/2019/1152/oj"},
		"Richtlijn 2014/23/EU":                   {"richtlijn-2014-23-eu", eli + "dir/2014/23/oj"},
		"Richtlijn 2000/61/EG":                   {"richtlijn-2000-61-eg", eli + "dir/2000/61/oj"},
		"Uitvoeringsverordening (EU) 2020/1148":  {"uitvoeringsverordening-eu-2020-1148", eli + "reg_impl/2020/1148/oj"},
		"Gedelegeerde Verordening (EU) 2019/945": {"gedelegeerde-verordening-eu-2019-945", eli + "reg_del/2019/945/oj"},
		"Verordening (EU) 2021/2115":             {"verordening-eu-2021-2115", eli + "reg/2021/2115/oj"},
		"Verordening (EG) 883/2004":              {"verordening-eg-883-2004", eli + "reg/2004/883/oj"},
		"Besluit (EU) 2020/2053":                 {"besluit-eu-2020-2053", ""},
	} {
		x := extracted(t, extractor(t), example("De Minister is verantwoordelijk voor de uitvoering van de "+name+" in Nederland."))
		found := false
		for _, e := range x.Entities {
			if e.ID == "legal-instrument/"+want[0] {
				found = true
				if got := strings.Join(e.SameAs, " "); got != want[1] {
					t.Errorf("%s: %q, want %q", name, got, want[1])
				}
			}
		}
		if !found {
			t.Errorf("%s: there is no %s", name, want[0])
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
