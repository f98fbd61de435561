package graph

import (
	"encoding/json"
	"fmt"
	"strings"

	"rijksgraaf/model"
)

// answers asks a view everything that can be asked and gives all of it as text.
func answers(v *View) string {
	var b strings.Builder
	say := func(what string, x any) {
		data, err := json.Marshal(x)
		fmt.Fprintf(&b, "%s: %s %v\n", what, data, err)
	}
	say("base", v.Base())
	say("statistics", v.Statistics())
	for _, o := range []EntityOrder{"", EntityOrderID, EntityOrderLabel, EntityOrderMentions} {
		say("entities "+string(o), v.Entities(EntityFilter{}, o))
	}
	say("chapter", v.Entities(EntityFilter{Chapters: []string{"budget-chapter/V"}, Text: "g"}, ""))
	say("typed", v.Entities(EntityFilter{Types: []model.EntityType{model.TypeThreat, model.TypePolicy}, Documents: []string{"document/kst-1"}}, ""))
	say("relations", v.Relations(RelationFilter{}))
	say("sure", v.Relations(RelationFilter{MinConfidence: 0.5, ObjectTypes: []model.EntityType{model.TypePlace}}))
	say("documents", v.Documents(DocumentFilter{}))
	say("search", v.Search("geintegreerde", nil))
	say("candidates", v.Candidates(CandidateFilter{}))
	for _, id := range pool {
		say(id, v.Entity(id))
		say("joined", v.Joined(id))
		say("passages", v.Passages(id))
		for _, d := range []Direction{DirectionBoth, DirectionIn, DirectionOut} {
			say(string(d), v.RelationsOf(id, d, RelationFilter{}))
		}
		say("documents", v.DocumentsOf(id))
		say("around", v.Neighbourhood(id, 2, nil, nil, 5))
		say("path", v.Path("policy/gbvs", id, 3, nil))
	}
	for _, d := range v.Documents(DocumentFilter{}) {
		say(d.ID, v.Extraction(d.ID))
		say("text", d.Text)
		say("gaps", v.Gaps(d.ID))
		say("refusals", v.Refusals(d.ID))
	}
	for _, r := range v.Relations(RelationFilter{}) {
		say(r.ID(), v.Relation(r.ID()))
	}
	return b.String()
}
