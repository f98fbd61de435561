package main

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"rijksgraaf/graph"
)

// diffStyle is how a comparison is written for a person.
type diffStyle interface {
	// title, place and topic are headings, in this order of depth.
	title(s string) string
	place(s string) string
	topic(s string) string
	// item is a change, under what words under it; both are whole lines.
	item(mark, s string) string
	under(s string) string
	// quote is words, with what they were or are before them, and where they stand.
	quote(before, words, place string) string
	// table is lines of amounts with their cells, of which the last columns are figures.
	table(rows [][]string) string
}

// marks stand before changes.
var marks = map[string]string{"gone": "-", "new": "+", "reworded": "~", "changed": "!", "kept": "="}

// printDiff prints a comparison for a person. The contents of articles that only one document
// has are told where they were asked for.
func (a *app) printDiff(r *diffReport, s diffStyle, all bool) {
	a.printf("%s", s.title(fmt.Sprintf("%s -> %s", diffDocumentLine(r.From), diffDocumentLine(r.To))))
	if !r.Differs {
		a.printf("%s", s.under("They say the same, as far as was asked."))
	}
	var alone [2][]string
	for i := range r.Places {
		p := &r.Places[i]
		switch {
		case !all && p.To == nil:
			alone[0] = append(alone[0], articleName(p.From))
		case !all && p.From == nil:
			alone[1] = append(alone[1], articleName(p.To))
		case p.says():
			a.printDiffPlace(r, p, s)
		}
	}
	for i, list := range alone {
		if len(list) > 0 {
			a.printf("%s", s.place(fmt.Sprintf("Only in %s", [2]string{r.From.ID, r.To.ID}[i])))
			for _, name := range list {
				a.printf("%s", s.item([2]string{"-", "+"}[i], name))
			}
		}
	}
}

func diffDocumentLine(d diffDocument) string {
	if d.BudgetYear == 0 {
		return d.ID
	}
	return strings.TrimSpace(fmt.Sprintf("%s (%s)", d.ID, strings.TrimSpace(fmt.Sprintf("%s %d", strings.ReplaceAll(d.Kind, "-", " "), d.BudgetYear))))
}

func articleName(p *diffArticle) string {
	return strings.TrimSpace(code(p.Article) + "  " + p.Title)
}

// says says whether there is anything to print of a place.
func (p *diffPlace) says() bool {
	return p.From == nil || p.To == nil || len(p.Entities)+len(p.Chapters)+len(p.Relations)+len(p.Amounts) > 0 ||
		p.From.Article != p.To.Article
}

func (a *app) printDiffPlace(r *diffReport, p *diffPlace, s diffStyle) {
	switch {
	case p.From == nil:
		a.printf("%s", s.place(articleName(p.To)+"  only in "+r.To.ID))
	case p.To == nil:
		a.printf("%s", s.place(articleName(p.From)+"  only in "+r.From.ID))
	case p.To.Article == "":
		a.printf("%s", s.place("Outside any article"))
	default:
		name := articleName(p.To)
		if p.From.Article != p.To.Article {
			name = code(p.From.Article) + " -> " + name
		}
		a.printf("%s%s", s.place(name), s.under("one article by "+p.RestsOn))
	}
	for _, c := range p.Counts {
		if lines := p.topicLines(c.Topic, s); lines != "" {
			a.printf("%s%s", s.topic(c.heading()), lines)
		}
	}
	for _, x := range p.Aside {
		a.printf("%s", s.under(fmt.Sprintf("not compared: %s of %s in %s", plural(x.Count, "amount"), strings.Join(knownYears(x.Years), ", "), x.Document)))
	}
}

func knownYears(list []string) []string {
	out := append([]string{}, list...)
	for i := range out {
		if out[i] == "" {
			out[i] = "no known year"
		}
	}
	return out
}

// topicHeadings are what topics are called.
var topicHeadings = map[string]string{"objectives": "Goals", "duties": "Duties", "chapters": "Chapters leaned on", "entities": "Entities", "relations": "Relations", "amounts": "Amounts, in whole units"}

// heading is like "Duties: 1 gone, 1 new, 2 kept".
func (c *diffCount) heading() string {
	var parts []string
	for _, x := range []struct {
		n    int
		word string
	}{{c.Gone, "gone"}, {c.New, "new"}, {c.Reworded, "in other words"}, {c.Changed, "changed"}, {c.Kept, "kept"}} {
		if x.n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", x.n, x.word))
		}
	}
	return topicHeadings[c.Topic] + ": " + strings.Join(parts, ", ")
}

// topicLines gives the lines of a topic; "" where nothing is to be told of it.
func (p *diffPlace) topicLines(topic string, s diffStyle) string {
	var b strings.Builder
	switch topic {
	case topicWord(graph.TopicChapters):
		for i := range p.Chapters {
			b.WriteString(p.Chapters[i].lines(s))
		}
	case topicWord(graph.TopicRelations):
		told := map[string]bool{}
		for i := range p.Entities {
			for _, x := range p.Entities[i].implied {
				told[p.Entities[i].Change+x.ID] = true
			}
		}
		for i := range p.Relations {
			if r := &p.Relations[i]; !told[r.Change+r.id()] {
				b.WriteString(r.lines(s))
			}
		}
	case topicWord(graph.TopicAmounts):
		b.WriteString(amountLines(p.Amounts, s))
	default:
		for i := range p.Entities {
			if p.Entities[i].Topic == topic {
				b.WriteString(p.Entities[i].lines(s))
			}
		}
	}
	return b.String()
}

func (r *diffRelation) id() string {
	if r.To != nil {
		return r.To.ID
	}
	return r.From.ID
}

func elsewhere(list []string) string {
	if len(list) == 0 {
		return ""
	}
	var codes []string
	for _, id := range list {
		codes = append(codes, code(id))
	}
	return "  (the other document has it in " + strings.Join(codes, ", ") + ")"
}

func (e *diffEntity) lines(s diffStyle) string {
	what := e.what()
	if e.Topic == topicWord(graph.TopicEntities) {
		what += "  (" + e.Type + ")"
	}
	out := s.item(marks[e.Change], what+elsewhere(e.Elsewhere))
	out += twoSides(e.From.words(), e.To.words(), e.Change, s)
	for _, x := range e.implied {
		out += s.under(x.what())
	}
	return out
}

// twoSides gives the words of both sides; of what is kept those of the second alone.
func twoSides(from, to *diffWords, change string, s diffStyle) string {
	out := ""
	switch {
	case from != nil && to != nil && change == "kept":
		out = quoted("", to, s)
	case from != nil && to != nil:
		out = quoted("was", from, s) + quoted("is", to, s)
	case from != nil:
		out = quoted("", from, s)
	case to != nil:
		out = quoted("", to, s)
	}
	return out
}

// quoted gives words, and under them where they stand.
func quoted(before string, w *diffWords, s diffStyle) string {
	return s.quote(before, strings.Join(strings.Fields(w.Text), " "), w.place())
}

// place says where words stand.
func (w *diffWords) place() string {
	out := w.Document
	if w.Page > 0 {
		out += fmt.Sprintf(", page %d", w.Page)
	}
	if len(w.Section) > 0 {
		out += ", " + strings.Join(w.Section, " > ")
	}
	return out
}

func (c *diffChapter) lines(s diffStyle) string {
	kinds := func(list []diffLean) string {
		var out []string
		for _, l := range list {
			if len(out) == 0 || out[len(out)-1] != l.Kind {
				out = append(out, l.Kind)
			}
		}
		return strings.Join(out, ", ")
	}
	how := kinds(c.To)
	switch {
	case c.Change == "gone":
		how = kinds(c.From)
	case c.Change == "changed":
		how = kinds(c.From) + " -> " + kinds(c.To)
	}
	out := s.item(marks[c.Change], strings.TrimSpace(code(c.Chapter)+"  "+c.Name)+"  ("+how+")")
	for _, side := range [2]struct {
		before string
		list   []diffLean
	}{{"was", c.From}, {"is", c.To}} {
		if c.Change == "kept" && side.before == "was" {
			continue
		}
		before := side.before
		if c.Change != "changed" {
			before = ""
		}
		for _, l := range side.list {
			out += quoted(before, &l.Words, s)
		}
	}
	return out
}

func (r *diffRelation) lines(s diffStyle) string {
	out := s.item(marks[r.Change], r.what()+elsewhere(r.Elsewhere))
	for _, q := range r.Qualifiers {
		out += s.under(fmt.Sprintf("%s: %s -> %s", q.Name, valuesOrNone(q.From), valuesOrNone(q.To)))
	}
	if r.Exhaustive {
		out += s.under("its list: " + listWord(r.From.Exhaustive) + " -> " + listWord(r.To.Exhaustive))
	}
	return out + twoSides(r.From.first(), r.To.first(), r.Change, s)
}

func valuesOrNone(list []string) string {
	if len(list) == 0 {
		return "not told"
	}
	return strings.Join(list, ", ")
}

func listWord(exhaustive *bool) string {
	switch {
	case exhaustive == nil:
		return "nothing is said of more"
	case *exhaustive:
		return "complete, in so many words"
	}
	return "goes on, in so many words"
}

// amountLines gives the amounts of each line of the budget, and the rows that they stand in.
func amountLines(list []diffAmount, s diffStyle) string {
	var b strings.Builder
	for i := 0; i < len(list); {
		j := i
		var rows [][]string
		var words []*diffWords
		for ; j < len(list) && list[j].line() == list[i].line(); j++ {
			rows = append(rows, list[j].cells())
			words = addWords(addWords(words, list[j].From), list[j].To)
		}
		b.WriteString(s.item(" ", list[i].line()))
		b.WriteString(s.table(rows))
		for _, w := range words {
			b.WriteString(quoted("", w, s))
		}
		i = j
	}
	return b.String()
}

func addWords(list []*diffWords, s *diffStated) []*diffWords {
	if s == nil {
		return list
	}
	for _, w := range list {
		if w.Document == s.Words.Document && w.Span == s.Words.Span {
			return list
		}
	}
	return append(list, &s.Words)
}

// line names what an amount is of and its kind.
func (m *diffAmount) line() string {
	x := m.To
	if x == nil {
		x = m.From
	}
	name := x.Label
	if short := code(x.Line); short != x.Line {
		name = short
	}
	if x.Kind == "" {
		return name
	}
	return name + ", " + x.Kind
}

// cells are mark, what is compared, both amounts and the difference.
func (m *diffAmount) cells() []string {
	x, y := m.From, m.To
	out := []string{marks[m.Change], "", "", "", ""}
	if x != nil {
		out[2] = strings.TrimPrefix(grouped(x.Amount.Value), "€ ")
	} else {
		x = y
	}
	if y != nil {
		out[3] = strings.TrimPrefix(grouped(y.Amount.Value), "€ ")
	} else {
		y = x
	}
	out[1] = diffTime(x, y)
	if m.Difference != "" {
		if out[4] = strings.TrimPrefix(grouped(m.Difference), "€ "); out[4] != "0" && !strings.HasPrefix(out[4], "-") {
			out[4] = "+" + out[4]
		}
	}
	return out
}

// textDiff writes for a terminal.
type textDiff struct{}

func (textDiff) title(s string) string { return s + "\n" }
func (textDiff) place(s string) string { return "\n" + s + "\n" }
func (textDiff) topic(s string) string { return "\n  " + s + "\n" }
func (textDiff) item(mark, s string) string {
	return "  " + mark + " " + wrap(s, 92, "    ") + "\n"
}
func (textDiff) under(s string) string { return "      " + wrap(s, 88, "        ") + "\n" }

func (textDiff) quote(before, words, place string) string {
	if before != "" {
		before += strings.Repeat(" ", 4-len(before))
	}
	indent := strings.Repeat(" ", 7+len(before))
	return "      " + before + "\"" + wrap(words, 88-len(before), indent) + "\"\n      " + strings.Repeat(" ", len(before)) + wrap(place, 88-len(before), indent) + "\n"
}

func (textDiff) table(rows [][]string) string {
	widths := make([]int, 5)
	for _, r := range rows {
		for i, c := range r {
			widths[i] = max(widths[i], utf8.RuneCountInString(c))
		}
	}
	var b strings.Builder
	for _, r := range rows {
		line := "      " + r[0] + " " + r[1] + strings.Repeat(" ", widths[1]-utf8.RuneCountInString(r[1]))
		for i := 2; i < 5; i++ {
			line += strings.Repeat(" ", 2+widths[i]-utf8.RuneCountInString(r[i])) + r[i]
		}
		b.WriteString(strings.TrimRight(line, " ") + "\n")
	}
	return b.String()
}

// markdownDiff writes Markdown.
type markdownDiff struct{}

func (markdownDiff) title(s string) string { return "# " + markdownText(s) + "\n" }
func (markdownDiff) place(s string) string { return "\n## " + markdownText(s) + "\n\n" }
func (markdownDiff) topic(s string) string { return "\n### " + markdownText(s) + "\n\n" }
func (markdownDiff) item(mark, s string) string {
	if mark == " " {
		return "\n**" + markdownText(s) + "**\n\n"
	}
	return "- `" + mark + "` " + markdownText(s) + "\n"
}
func (markdownDiff) under(s string) string { return "  - " + markdownText(s) + "\n" }

func (markdownDiff) quote(before, words, place string) string {
	return "  - " + strings.TrimSpace(before+" “"+markdownText(words)+"” ("+markdownText(place)+")") + "\n"
}

func (markdownDiff) table(rows [][]string) string {
	b := "| | compared | was | is | difference |\n|---|---|--:|--:|--:|\n"
	for _, r := range rows {
		b += "| `" + r[0] + "` | " + markdownText(r[1]) + " | " + strings.Join(r[2:], " | ") + " |\n"
	}
	return b + "\n"
}

// markdownText keeps a text from being read as Markdown.
func markdownText(s string) string {
	return strings.NewReplacer("\\", "\\\\", "`", "\\`", "*", "\\*", "_", "\\_", "|", "\\|", "<", "\\<", "#", "\\#", "[", "\\[").Replace(s)
}
