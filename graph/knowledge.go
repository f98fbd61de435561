package graph

import (
	"rijksgraaf/figures"
	"rijksgraaf/model"
)

// Knowledge is what a View needs to know beside what documents say. The zero value knows
// nothing.
type Knowledge struct {
	// Offices tells of ministries and offices to which chapter they belong.
	Offices []Office
	// Bodies tells of other bodies to which chapter their ministry belongs; Main is not asked.
	Bodies []Office
	// Generic are ids of things that nearly every chapter speaks of.
	Generic []string
	// Rules gives, for each rule that is data, the file that it stands in; nil knows none. Only
	// explanations ask for it.
	Rules func() map[string]string
	// Chapters is the register of chapters, by which official figures are linked.
	Chapters []figures.ChapterName
	// Register is what the registers know of names; it may be nil.
	Register *Register
}

// Office is a ministry or an office (a minister, a state secretary) of a budget chapter.
type Office struct {
	// ID is the id of the Ministry or Role.
	ID string
	// Chapter is the id of the budget chapter.
	Chapter string
	// From and Until are budget years, inclusive; 0 is open.
	From, Until int
	// Main says that the chapter is the one that bears the office's name: the Minister of
	// the Interior submits several chapters, and one is the Interior's.
	Main bool
}

// holds says whether the office was there in a year; 0 is any year.
func (o *Office) holds(year int) bool {
	return year == 0 || (o.From == 0 || o.From <= year) && (o.Until == 0 || year <= o.Until)
}

// offices are the rows of the register by id.
type offices map[string][]Office

func (k Knowledge) offices() offices {
	out := offices{}
	for _, o := range k.Offices {
		out[o.ID] = append(out[o.ID], o)
	}
	return out
}

// bodies are the rows of the register of bodies by id; each belongs to one chapter a year.
func (k Knowledge) bodies() offices {
	out := offices{}
	for _, o := range k.Bodies {
		o.Main = true
		out[o.ID] = append(out[o.ID], o)
	}
	return out
}

// chapter gives the chapter that bears an office's name in a year, else in any year; ""
// when there is none.
func (x offices) chapter(id string, year int) string {
	found := ""
	for _, o := range x[id] {
		switch {
		case o.Main && o.holds(year):
			return o.Chapter
		case o.Main && found == "":
			found = o.Chapter
		}
	}
	return found
}

// submits says whether an office belongs to a chapter, be it among others.
func (x offices) submits(id, chapter string) bool {
	for _, o := range x[id] {
		if o.Chapter == chapter {
			return true
		}
	}
	return false
}

// knowledge is what the view was given to know.
func (v *View) knowledge() Knowledge {
	if v.known == nil {
		return Knowledge{}
	}
	return v.known()
}

// ministryOf gives the ministry that an office leads according to the documents, the first
// by id; "" when none says so.
func (v *View) ministryOf(role string) string {
	list := v.RelationsOf(role, DirectionOut, RelationFilter{
		Predicates: []model.Predicate{model.Leads}, ObjectTypes: []model.EntityType{model.TypeMinistry}})
	if len(list) == 0 {
		return ""
	}
	return list[0].Object
}

// chapterOfMinistry gives the one chapter that belongs to a ministry according to the
// documents; "" when none or several do.
func (v *View) chapterOfMinistry(ministry string) string {
	list := v.RelationsOf(ministry, DirectionIn, RelationFilter{Predicates: []model.Predicate{model.BelongsTo}})
	if len(list) != 1 {
		return ""
	}
	return list[0].Subject
}
