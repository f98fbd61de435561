package extract_test

import (
	"slices"
	"strings"
	"testing"

	"rijksgraaf/document"
	"rijksgraaf/model"
)

// Ministries and ministers that share one word are each found.
func TestSharedMinistries(t *testing.T) {
	x := extractor(t)
	for _, c := range []struct {
		sentence string
		want     []string
	}{
		{"De ministeries van BZ, Defensie, JenV en Financiën werken samen.", []string{"ministry/buza", "ministry/defensie", "ministry/jenv", "ministry/fin"}},
		{"Dit doen de Ministeries van Binnenlandse Zaken en Koninkrijksrelaties (BZK) en Justitie en Veiligheid (JenV).", []string{"ministry/bzk", "ministry/jenv"}},
		{"De Ministers van Defensie, Buitenlandse Zaken en Justitie en Veiligheid werken samen.",
			[]string{"role/minister-defensie", "role/minister-buza", "role/minister-jenv", "ministry/defensie", "ministry/buza", "ministry/jenv"}},
		{"De ministers van Defensie (Def) en van Financiën (Fin) werken samen.", []string{"role/minister-defensie", "role/minister-fin", "ministry/defensie", "ministry/fin"}},
		{"De Minister van Defensie en gemeenten werken samen.", []string{"role/minister-defensie", "ministry/defensie"}},
	} {
		d, err := document.ReadBytes("shared.txt", []byte("Artikel 3 Samenwerking\n\nB. Rol en verantwoordelijkheid\n"+c.sentence+"\n"))
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, e := range x.Extract(d).Entities {
			if e.Type == model.TypeMinistry || e.Type == model.TypeRole {
				got = append(got, e.ID)
			}
		}
		slices.Sort(got)
		slices.Sort(c.want)
		if !slices.Equal(got, c.want) {
			t.Errorf("%s\n got %v\nwant %v", c.sentence, got, c.want)
		}
	}
}

// A ministry is the one that the government's register of organisations has, also under a
// former name; one that is no more has no address.
func TestMinistriesAreInTOOI(t *testing.T) {
	x := extracted(t, extractor(t), "De ministeries van BZ, EZ, EZK en VROM werken samen.")
	found := map[string]string{}
	for _, e := range x.Entities {
		found[e.ID] = strings.Join(e.SameAs, " ")
	}
	const tooi = "https://identifier.overheid.nl/tooi/id/ministerie/"
	for id, want := range map[string]string{"ministry/buza": tooi + "mnre1013", "ministry/ez": tooi + "mnre1045", "ministry/ezk": tooi + "mnre1045", "ministry/vrom": ""} {
		if got, ok := found[id]; !ok || got != want {
			t.Errorf("%s: %q (found: %t), want %q", id, got, ok, want)
		}
	}
}
