package graph

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"rijksgraaf/model"
)

func TestPagesArePartsOfTheLists(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := newView(newVocabulary(""))
		for i := range rapid.IntRange(0, 4).Draw(t, "documents") {
			id := fmt.Sprintf("document/kst-%d", i)
			v = v.with(id, newSaying(drawExtraction(t, id)))
		}
		offset, limit := rapid.IntRange(-1, 12).Draw(t, "offset"), rapid.IntRange(-1, 6).Draw(t, "limit")
		f := RelationFilter{}
		if rapid.Bool().Draw(t, "predicates") {
			f.Predicates = rapid.SliceOfN(rapid.SampledFrom([]model.Predicate{model.Addresses, model.Funds, model.PartOf, "none"}), 1, 2).Draw(t, "predicates")
		}
		switch rapid.IntRange(0, 5).Draw(t, "filter") {
		case 0:
			f.Subject = rapid.SampledFrom(pool).Draw(t, "subject")
		case 1:
			f.Object = rapid.SampledFrom(pool).Draw(t, "object")
		case 2:
			f.MinConfidence = 0.5
		case 3:
			f.SubjectTypes = []model.EntityType{model.TypePolicy, model.TypeMinistry}
		case 4:
			f.Documents = []string{"document/kst-0", "document/kst-2"}
		}
		all := v.Relations(f)
		var want []*model.Relation // by what the filter means, not by how it is found
		for _, r := range v.Relations(RelationFilter{}) {
			record := v.index().relation(keyOf(r))
			if r := v.resolved(f); record != nil && r.lets(record) {
				want = append(want, record.relation())
			}
		}
		if fmt.Sprint(idsOf(all)) != fmt.Sprint(idsOf(want)) {
			t.Fatalf("%+v: %v, want %v", f, idsOf(all), idsOf(want))
		}
		page, total := v.RelationPage(f, offset, limit)
		if total != len(all) || !slices.Equal(idsOf(page), pageOf(idsOf(all), offset, limit)) {
			t.Fatalf("%+v: %v of %d, want of %v", f, idsOf(page), total, idsOf(all))
		}
		e := EntityFilter{}
		switch rapid.IntRange(0, 3).Draw(t, "entities") {
		case 0:
			e.Types = []model.EntityType{model.TypeThreat}
		case 1:
			e.Types = []model.EntityType{model.TypeThreat, model.TypePolicy}
		case 2:
			e.Text = "g"
		}
		order := rapid.SampledFrom([]EntityOrder{"", EntityOrderID, EntityOrderLabel, EntityOrderMentions}).Draw(t, "order")
		var list []string
		for _, x := range v.Entities(e, order) {
			list = append(list, x.ID)
		}
		entities, total := v.EntityPage(e, order, offset, limit)
		var got []string
		for _, x := range entities {
			got = append(got, x.ID)
		}
		if total != len(list) || !slices.Equal(got, pageOf(list, offset, limit)) {
			t.Fatalf("%+v %s: %v of %d, want of %v", e, order, got, total, list)
		}
	})
}

func idsOf(list []*model.Relation) []string {
	var out []string
	for _, r := range list {
		out = append(out, r.ID())
	}
	return out
}

// pageOf gives the part of a list from an offset on.
func pageOf(list []string, offset, limit int) []string {
	offset = min(max(offset, 0), len(list))
	return list[offset:min(offset+max(limit, 0), len(list))]
}

func TestByPrefix(t *testing.T) {
	v := small(t).View()
	for _, c := range []struct {
		text  string
		types []model.EntityType
		limit int
		want  string
	}{
		{"geïnt", nil, 5, "policy/gbvs=Geïntegreerde Buitenland- en Veiligheidsstrategie "},
		{"GEINTEGREERDE  buiten", nil, 5, "policy/gbvs=Geïntegreerde Buitenland- en Veiligheidsstrategie "},
		{"veiligheids", nil, 5, ""}, // a word of it, but not its beginning
		{"de", nil, 5, "policy/gbvs=de strategie budget-chapter/X=Defensie "},
		{"de", []model.EntityType{model.TypePolicy}, 5, "policy/gbvs=de strategie "},
		{"de", nil, 1, "policy/gbvs=de strategie "},
		{"de", nil, 0, ""},
		{" ", nil, 5, ""},
		{"niets", nil, 5, ""},
	} {
		got := ""
		for _, n := range v.ByPrefix(c.text, c.types, c.limit) {
			got += n.Entity.ID + "=" + n.Name + " "
		}
		if got != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}
