package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"rijksgraaf/figures"
	"rijksgraaf/model"
)

// figureLine is a figure as --json prints it.
type figureLine struct {
	Kind   figures.Kind  `json:"kind"`
	Stage  figures.Stage `json:"stage"`
	Amount model.Amount  `json:"amount"`
	Source string        `json:"source"`
	Line   int           `json:"line"`
}

// standingLine is an article, or a chapter, in a year as --json prints it.
type standingLine struct {
	Year        int          `json:"year"`
	ID          string       `json:"id"`
	Name        string       `json:"name"`
	ChapterName string       `json:"chapterName,omitempty"`
	Figures     []figureLine `json:"figures,omitempty"`
	Totals      []totalLine  `json:"totals,omitempty"`
}

// totalLine is a total as --json prints it.
type totalLine struct {
	Kind     figures.Kind  `json:"kind"`
	Stage    figures.Stage `json:"stage"`
	Amount   model.Amount  `json:"amount"`
	Articles int           `json:"articles"`
}

// figureLink is a link as --json prints it.
type figureLink struct {
	From    standingLine  `json:"from"`
	To      standingLine  `json:"to"`
	Basis   figures.Basis `json:"basis"`
	RestsOn string        `json:"restsOn"`
	Source  string        `json:"source,omitempty"`
}

// seriesReport is what `figures show --json` prints of an article.
type seriesReport struct {
	Article string         `json:"article"`
	Years   []standingLine `json:"years"`
	Links   []figureLink   `json:"links"`
	// Others are the other articles that bore the number.
	Others [][]standingLine `json:"others"`
}

// chapterReport is what `figures show --json` prints of a chapter.
type chapterReport struct {
	Chapter  string           `json:"chapter"`
	Years    []standingLine   `json:"years"`
	Links    []figureLink     `json:"links"`
	Articles [][]standingLine `json:"articles"`
}

func (a *app) showFigures(book *figures.Book, what string, f figureFlags) error {
	chapter, number, err := articleOf(what)
	if err != nil {
		return err
	}
	if number == "" {
		return a.showChapter(book, chapter, f.kind)
	}
	bearers := book.Bearers(chapter, number)
	shown, err := chosen(book, bearers, chapter, number, f.year)
	if err != nil {
		return err
	}
	others := slices.DeleteFunc(slices.Clone(bearers), func(s *figures.Series) bool { return s == shown })
	if a.json {
		r := seriesReport{Article: "budget-article/" + chapter + "/" + number, Years: []standingLine{}, Links: linkLines(shown.Links), Others: [][]standingLine{}}
		for _, s := range shown.Articles {
			r.Years = append(r.Years, standingOf(s, f.kind))
		}
		for _, s := range others {
			r.Others = append(r.Others, standingsOf(s.Articles))
		}
		return a.printJSON(r)
	}
	a.printSeries(book, shown, f.kind)
	a.printOthers(others, chapter, number)
	return nil
}

// chosen gives the article that bore a number in a year, or bore it last where none is
// given. Error: CodeNotFound, with the years in which there is one.
func chosen(book *figures.Book, bearers []*figures.Series, chapter, number string, year int) (*figures.Series, error) {
	at := chapter + "/" + number
	if len(bearers) == 0 {
		hint := "rijksgraaf figures show " + chapter + " lists the articles of a chapter"
		if book.Chapter(chapter) == nil {
			hint = "there are of " + orNone(book.Chapters())
		}
		return nil, &model.Error{Code: model.CodeNotFound, Op: "figures", Message: "there are no figures of " + at, Hint: hint}
	}
	if year == 0 {
		return bearers[0], nil
	}
	if s := book.Article(chapter, number, year); s != nil {
		return s, nil
	}
	var list []int
	for _, s := range bearers {
		for _, b := range s.Bearing(chapter, number) {
			list = append(list, b.Year)
		}
	}
	slices.Sort(list)
	return nil, &model.Error{Code: model.CodeNotFound, Op: "figures", Message: fmt.Sprintf("no article bore the number %s in %d", at, year),
		Hint: "it was borne in " + runs(list)}
}

func standingOf(s *figures.Standing, kind string) standingLine {
	out := standingLine{Year: s.Year, ID: s.ID(), Name: s.Name}
	if c := s.InChapter(); c != nil {
		out.ChapterName = c.Name
	}
	for _, f := range s.Figures() {
		if kind == "" || f.Kind == figures.Kind(kind) {
			out.Figures = append(out.Figures, figureLine{f.Kind, f.Stage, f.Amount(), f.Source, f.Line})
		}
	}
	for _, t := range s.Totals() {
		if kind == "" || t.Kind == figures.Kind(kind) {
			out.Totals = append(out.Totals, totalLine{t.Kind, t.Stage, t.Amount(), t.Articles})
		}
	}
	return out
}

// standingsOf lists where articles stood, without their figures.
func standingsOf(list []*figures.Standing) []standingLine {
	out := make([]standingLine, len(list))
	for i, s := range list {
		out[i] = standingLine{Year: s.Year, ID: s.ID(), Name: s.Name}
	}
	return out
}

func linkLines(links []figures.Link) []figureLink {
	out := make([]figureLink, len(links))
	for i, k := range links {
		out[i] = figureLink{standingsOf([]*figures.Standing{k.From})[0], standingsOf([]*figures.Standing{k.To})[0], k.Basis, k.RestsOn, k.Source}
	}
	return out
}

func (a *app) printSeries(book *figures.Book, s *figures.Series, kind string) {
	last := s.Articles[len(s.Articles)-1]
	a.printf("%s  %s\nin thousands of euros; . where the source has no amount\n", at(last), last.Name)
	for _, k := range figures.Kinds() {
		if kind == "" || kind == string(k) {
			a.printKind(s.Articles, k, "article")
		}
	}
	a.printf("\nnames\n")
	for _, r := range nameRuns(s.Articles) {
		a.printf("  %-9s  %-8s  %s\n", years(r[0].Year, r[len(r)-1].Year), at(r[0]), r[0].Name)
	}
	a.printLinks(s.Links)
	a.printSources(book, s)
}

// printKind prints a row for each year, and two for a year in which the number changed.
// The second column is where the article stands, or how many articles a chapter has.
func (a *app) printKind(list []*figures.Standing, kind figures.Kind, second string) {
	header := false
	for _, s := range list {
		where, cells := cellsAt(s, kind)
		if len(cells) == 0 {
			continue
		}
		if !header {
			a.printf("\n%-12s  %-8s %12s %12s %12s %12s %12s\n", kind, second, "draft", "adopted", "1st suppl.", "2nd suppl.", "outturn")
			header = true
		}
		a.printf("  %-10d  %-8s", s.Year, where)
		for _, stage := range figures.Stages() {
			cell := "."
			if n, ok := cells[stage]; ok {
				cell = strconv.FormatInt(n, 10)
			}
			a.printf(" %12s", cell)
		}
		a.printf("\n")
	}
}

// cellsAt gives the second column and the amounts of a row.
func cellsAt(s *figures.Standing, kind figures.Kind) (where string, cells map[figures.Stage]int64) {
	where, cells = at(s), map[figures.Stage]int64{}
	for _, f := range s.Figures() {
		if f.Kind == kind {
			cells[f.Stage] = f.Thousands
		}
	}
	for _, t := range s.Totals() {
		if t.Kind == kind {
			where, cells[t.Stage] = strconv.Itoa(t.Articles), t.Thousands
		}
	}
	return where, cells
}

// printLinks prints links; those of one number and name from year to year as one line.
func (a *app) printLinks(links []figures.Link) {
	if len(links) == 0 {
		return
	}
	a.printf("\nlinks, and on what each rests\n")
	for i := 0; i < len(links); {
		j := i + 1
		for j < len(links) && links[j].RestsOn == links[i].RestsOn && unchanged(links[i]) && unchanged(links[j]) {
			j++
		}
		a.printf("  %s -> %s: %s", links[i].From, links[j-1].To, links[i].RestsOn)
		if j > i+1 {
			a.printf(", from each year to the next")
		}
		if links[i].Source != "" {
			a.printf("\n    source: %s", links[i].Source)
		}
		a.printf("\n")
		i = j
	}
}

// unchanged says whether a link is no more than one number and name in two years.
func unchanged(k figures.Link) bool {
	return k.Basis == figures.SameName && k.From.Chapter == k.To.Chapter && k.From.Number == k.To.Number
}

func (a *app) printSources(book *figures.Book, s *figures.Series) {
	lines := map[string][]int{}
	for _, article := range s.Articles {
		for _, f := range article.Figures() {
			lines[f.Source] = append(lines[f.Source], f.Line)
		}
	}
	a.printf("\n")
	for _, source := range book.Sources() {
		if list := lines[source.ID]; len(list) > 0 {
			slices.Sort(list)
			a.printf("source: %s, lines %s (%s, sha256 %s)\n", source.File, runs(slices.Compact(list)), source.ID, source.SHA256)
		}
	}
}

// printOthers explains that a number meant something else in other years.
func (a *app) printOthers(others []*figures.Series, chapter, number string) {
	if len(others) == 0 {
		return
	}
	a.printf("\nthe number %s/%s was another article's too, which nothing links to this one:\n", chapter, number)
	for _, o := range others {
		for _, r := range nameRuns(o.Bearing(chapter, number)) {
			a.printf("  %-9s  %s  (rijksgraaf figures show %s/%s --year %d)\n", years(r[0].Year, r[len(r)-1].Year), r[0].Name, chapter, number, r[0].Year)
		}
	}
}

func (a *app) showChapter(book *figures.Book, code, kind string) error {
	c := book.Chapter(code)
	if c == nil {
		return &model.Error{Code: model.CodeNotFound, Op: "figures", Message: "there are no figures of chapter " + code, Hint: "there are of " + orNone(book.Chapters())}
	}
	var articles []*figures.Series
	for _, year := range c.Chapters {
		for _, s := range year.Articles() {
			if series := book.Article(s.Chapter, s.Number, s.Year); !slices.Contains(articles, series) {
				articles = append(articles, series)
			}
		}
	}
	if a.json {
		r := chapterReport{"budget-chapter/" + code, []standingLine{}, linkLines(c.Links), [][]standingLine{}}
		for _, s := range c.Chapters {
			r.Years = append(r.Years, standingOf(s, kind))
		}
		for _, s := range articles {
			r.Articles = append(r.Articles, standingsOf(s.Articles))
		}
		return a.printJSON(r)
	}
	last := c.Chapters[len(c.Chapters)-1]
	a.printf("%s  %s\nthe sum of its articles in thousands of euros; . where an article has no amount\n", code, last.Name)
	for _, k := range figures.Kinds() {
		if kind == "" || kind == string(k) {
			a.printKind(c.Chapters, k, "articles")
		}
	}
	a.printf("\nnames\n")
	for _, r := range nameRuns(c.Chapters) {
		a.printf("  %-9s  %s\n", years(r[0].Year, r[len(r)-1].Year), r[0].Name)
	}
	a.printLinks(c.Links)
	a.printf("\narticles\n")
	for _, s := range articles {
		var places []string
		for _, r := range placeRuns(s.Articles) {
			places = append(places, at(r[0])+" "+years(r[0].Year, r[len(r)-1].Year))
		}
		a.printf("  %s  (%s)\n", s.Articles[len(s.Articles)-1].Name, strings.Join(places, ", "))
	}
	return nil
}

func orNone(list []string) string {
	if len(list) == 0 {
		return "none: import some with rijksgraaf figures import FILE"
	}
	return strings.Join(list, ", ")
}

// listFigureLinks lists the links that are more than the same number and name.
func (a *app) listFigureLinks(book *figures.Book, year int) error {
	n := 0
	for _, k := range book.Links() {
		if unchanged(k) && k.To.Year == k.From.Year+1 || year != 0 && k.To.Year != year {
			continue
		}
		n++
		if a.json {
			if err := a.printJSON(linkLines([]figures.Link{k})[0]); err != nil {
				return err
			}
			continue
		}
		a.printf("%s %q -> %s %q\n  %s\n", k.From, k.From.Name, k.To, k.To.Name, k.RestsOn)
		if k.Source != "" {
			a.printf("  source: %s\n", k.Source)
		}
	}
	if !a.json {
		a.printf("%s\n", plural(n, "link"))
	}
	return nil
}

// at is where an article stands, or a chapter's code.
func at(s *figures.Standing) string { return strings.TrimSuffix(s.Chapter+"/"+s.Number, "/") }

// nameRuns parts standings into runs of one number and name.
func nameRuns(list []*figures.Standing) [][]*figures.Standing {
	return runsOf(list, func(a, b *figures.Standing) bool { return a.ID() == b.ID() && a.Name == b.Name })
}

// placeRuns parts standings into runs of one number, whatever the name.
func placeRuns(list []*figures.Standing) [][]*figures.Standing {
	return runsOf(list, func(a, b *figures.Standing) bool { return a.ID() == b.ID() })
}

// runsOf parts standings into runs of years without a gap that are alike.
func runsOf(list []*figures.Standing, alike func(a, b *figures.Standing) bool) [][]*figures.Standing {
	var out [][]*figures.Standing
	for _, s := range list {
		if n := len(out); n > 0 {
			if last := out[n-1][len(out[n-1])-1]; alike(last, s) && s.Year <= last.Year+1 {
				out[n-1] = append(out[n-1], s)
				continue
			}
		}
		out = append(out, []*figures.Standing{s})
	}
	return out
}

func years(from, until int) string {
	if from == until {
		return strconv.Itoa(from)
	}
	return fmt.Sprintf("%d-%d", from, until)
}

// runs writes sorted numbers as "2, 4-6".
func runs(list []int) string {
	var out []string
	for i := 0; i < len(list); {
		j := i
		for j+1 < len(list) && list[j+1] == list[j]+1 {
			j++
		}
		out = append(out, years(list[i], list[j]))
		i = j + 1
	}
	return strings.Join(out, ", ")
}
