package extract_test

import (
	"slices"
	"testing"

	"rijksgraaf/document"
	"rijksgraaf/model"
)

// Laws and orders named by where they were published and judgments by their ECLI are
// papers that the article cites.
func TestJournals(t *testing.T) {
	const text = "Artikel 3 Wonen\n\nB. Rol en verantwoordelijkheid\n" +
		"De regeling staat in de Staatscourant (Stcrt. 2020, 12345) en de wet in Stb. 2016, 233. Zij is gewijzigd in Staatsblad 2019 nr. 44. " +
		"In het arrest ECLI:NL:HR:2019:2006 is dat bevestigd. Straat 2016, 233 is een adres.\n"
	d, err := document.ReadBytes("journals.txt", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range extractor(t).Extract(d).Relations {
		if r.Predicate == model.Cites {
			got = append(got, r.Object)
		}
	}
	slices.Sort(got)
	want := []string{"document/ecli-nl-hr-2019-2006", "document/stb-2016-233", "document/stb-2019-44", "document/stcrt-2020-12345"}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
