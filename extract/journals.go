package extract

import (
	"regexp"
	"strings"

	"rijksgraaf/model"
)

// journal is a way in which a publication outside parliament is cited.
type journal struct {
	pattern *regexp.Regexp
	// id begins its ids, as the official publications call them; label its labels.
	id, label string
}

// journals are the Staatsblad and the Staatscourant with year and number.
var journals = []journal{
	{regexp.MustCompile(`\b(?:Staatsblad|Stb\.?)\s((?:18|19|20)\d{2})(?:,\s?|\s)(?:nr\.?\s?)?(\d{1,4})\b`), "stb", "Staatsblad"},
	{regexp.MustCompile(`\b(?:Staatscourant|Stcrt\.?)\s((?:18|19|20)\d{2})(?:,\s?|\s)(?:nr\.?\s?)?(\d{1,6})\b`), "stcrt", "Staatscourant"},
}

// ecli is a judgment's European Case Law Identifier: country, court, year and number
// (Council conclusions 2011/C 127/01).
var ecli = regexp.MustCompile(`\bECLI:[A-Z]{2}:[A-Z0-9]{1,7}:\d{4}:[A-Z0-9]+(?:\.[A-Z0-9]+)*`)

// journalsIn finds laws and orders named by where they were published ("Stb. 2016, 233")
// and judgments named by their ECLI.
func (f *finder) journalsIn(s sentence) {
	start, end := f.tokens[s.first].span.Start, f.tokens[s.last-1].span.End
	words := string(f.doc.Clean[start:end])
	if !strings.Contains(words, "St") && !strings.Contains(words, "ECLI:") {
		return
	}
	add := func(from, to int, id, label string) {
		first := start + len([]rune(words[:from]))
		f.addSpan(first, first+len([]rune(words[from:to])), s, mention{typ: model.TypeDocument, id: id, label: label, rule: "citation", rank: rankChapter})
	}
	for _, j := range journals {
		for _, m := range j.pattern.FindAllStringSubmatchIndex(words, -1) {
			year, number := words[m[2]:m[3]], words[m[4]:m[5]]
			add(m[0], m[1], "document/"+j.id+"-"+year+"-"+number, j.label+" "+year+", "+number)
		}
	}
	for _, m := range ecli.FindAllStringIndex(words, -1) {
		name := words[m[0]:m[1]]
		add(m[0], m[1], "document/"+slugOf(name), name)
	}
}
