package figures

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"rijksgraaf/model"
)

func bookOf(t *testing.T, sources ...*Source) *Book {
	t.Helper()
	r, err := NewRegister(chapters())
	if err != nil {
		t.Fatal(err)
	}
	return NewBook(sources, r)
}

// rowsOf makes a source of rows "2013 V/2 name", with amounts where they matter:
// "2020 V/42 name 12..." has a draft and an adopted amount of 1 and 2 and no other.
func rowsOf(t *testing.T, id string, rows ...string) *Source {
	t.Helper()
	s := &Source{ID: "figures/" + id, File: id + ".csv"}
	for i, line := range rows {
		head, name, _ := strings.Cut(line, ": ")
		var r Row
		var at, amounts string
		if _, err := fmt.Sscanf(head, "%d %s", &r.Year, &at); err != nil {
			t.Fatal(line, err)
		}
		r.Chapter, r.Number, _ = strings.Cut(at, "/")
		name, amounts, _ = strings.Cut(name, " = ")
		r.Name, r.ChapterName, r.Kind, r.Line = name, "Chapter "+r.Chapter, Expenditure, i+2
		if amounts == "" {
			amounts = "11111"
		}
		for i, c := range amounts {
			if c != '.' {
				n := int64(c - '0')
				r.Amounts[i] = &n
			}
		}
		s.Rows = append(s.Rows, r)
	}
	return s
}

// show prints links for a comparison: "V/2 of 2013 > V/42 of 2014 [similar-name]".
func show(links []Link) string {
	var out []string
	for _, k := range links {
		out = append(out, fmt.Sprintf("%s > %s [%s]", k.From, k.To, k.Basis))
	}
	return strings.Join(out, "\n")
}

func TestLinks(t *testing.T) {
	for _, c := range []struct {
		name string
		rows []string
		want string
	}{
		{"the same number and name", []string{"2013 V/2: Veiligheid", "2014 V/2: veiligheid"}, "V/2 of 2013 > V/2 of 2014 [same-name]"},
		{"never by number alone", []string{"2013 V/2: Veiligheid", "2014 V/2: Armoede"}, ""},
		{"another number, the same name", []string{"2013 V/2: Veiligheid", "2014 V/42: Veiligheid"}, "V/2 of 2013 > V/42 of 2014 [same-name]"},
		{"equal names go before the number", []string{"2013 V/1: Politie en brandweer", "2013 V/2: Politie", "2014 V/1: Politie", "2014 V/2: Politie en rechters"},
			"V/2 of 2013 > V/1 of 2014 [same-name]"},
		{"diacritics, punctuation and & do not count", []string{"2013 V/2: Sociaal-economische & financiële zaken", "2014 V/3: Sociaaleconomische en financiele zaken"},
			"V/2 of 2013 > V/3 of 2014 [same-name]"},
		{"half of the words, the same number", []string{"2013 V/2: Nationale politie", "2014 V/2: Politie"}, "V/2 of 2013 > V/2 of 2014 [similar-name]"},
		{"half of the words, another number", []string{"2013 V/2: Nationale politie", "2014 V/3: Politie"}, ""},
		{"fewer than half", []string{"2013 V/2: Politie, brandweer en ambulance", "2014 V/2: Politie en justitie in de keten"}, ""},
		{"a name within another", []string{"2013 V/2: Grotere veiligheid en stabiliteit en humanitaire hulp", "2014 V/42: Veiligheid en stabiliteit"},
			"V/2 of 2013 > V/42 of 2014 [similar-name]"},
		{"inflected words", []string{"2013 V/2: Innovatief en duurzaam ondernemen", "2014 V/2: Innovatie en duurzame ondernemingen"}, "V/2 of 2013 > V/2 of 2014 [similar-name]"},
		{"words that only begin alike", []string{"2013 V/2: Waterkwaliteit", "2014 V/2: Waterkwantiteit"}, ""},
		{"a word cut short", []string{"2013 V/2: Internationale fin. betrekkingen", "2014 V/2: Internationale financiële betrekkingen"}, "V/2 of 2013 > V/2 of 2014 [similar-name]"},
		{"a short form", []string{"2013 V/2: Bijdrage BDU", "2014 V/2: Brede doeluitkering"}, "V/2 of 2013 > V/2 of 2014 [similar-name]"},
		{"two candidates are none", []string{"2013 V/2: Langdurige zorg en ondersteuning thuis", "2014 V/3: Langdurige zorg", "2014 V/4: Ondersteuning thuis"}, ""},
		{"a kind of article", []string{"2013 V/2: Nominaal en onvoorzien", "2014 V/2: Nog onverdeeld"}, "V/2 of 2013 > V/2 of 2014 [register]"},
		{"two kinds", []string{"2013 V/2: Algemeen", "2014 V/2: Apparaat"}, ""},
		{"another chapter", []string{"2013 V/2: Veiligheid", "2014 X/2: Veiligheid"}, ""},
		{"years apart, the same number", []string{"2013 V/2: Veiligheid", "2016 V/2: Veiligheid", "2014 V/3: Armoede"}, "V/2 of 2013 > V/2 of 2016 [same-name]"},
		{"years apart, another number", []string{"2013 V/2: Veiligheid", "2016 V/3: Veiligheid"}, ""},
		{"a register row", []string{"2017 VI/37: Vreemdelingen", "2018 VI/37: Migratie"}, "VI/37 of 2017 > VI/37 of 2018 [register]"},
		{"a register row that means another name", []string{"2017 VI/37: Vreemdelingen en paspoorten", "2018 VI/37: Migratie"}, ""},
		{"both stand, the amounts pass", []string{"2019 V/42: Veiligheid", "2020 V/2: Veiligheid = 02222", "2020 V/42: Veiligheid = 10000", "2021 V/2: Veiligheid"},
			"V/42 of 2019 > V/42 of 2020 [same-name]\nV/42 of 2020 > V/2 of 2020 [same-name]\nV/2 of 2020 > V/2 of 2021 [same-name]"},
		{"both stand, in the only year", []string{"2020 V/2: Veiligheid = 02222", "2020 V/42: Veiligheid = 10000"}, "V/42 of 2020 > V/2 of 2020 [same-name]"},
		{"both stand for years", []string{"2019 V/2: Veiligheid", "2019 V/42: Veiligheid", "2020 V/2: Veiligheid", "2020 V/42: Veiligheid"},
			"V/2 of 2019 > V/2 of 2020 [same-name]\nV/42 of 2019 > V/42 of 2020 [same-name]"},
		{"moved to another chapter", []string{"2018 VII/3: Woningmarkt = 02222", "2018 XVIII/1: Woningmarkt = 10000"}, "XVIII/1 of 2018 > VII/3 of 2018 [same-name]"},
		{"in two chapters at once", []string{"2018 VII/3: Woningmarkt = 22222", "2018 XVIII/1: Woningmarkt = 10000"}, ""},
		{"a kind is never moved", []string{"2018 VII/3: Apparaat = 02222", "2018 XVIII/1: Apparaat = 10000"}, ""},
	} {
		b := bookOf(t, rowsOf(t, "x", c.rows...))
		var links []Link
		for _, s := range b.ArticlesByYear() {
			if series := b.Article(s.Chapter, s.Number, s.Year); series.Articles[0] == s {
				links = append(links, series.Links...)
			}
		}
		if got := show(links); got != c.want {
			t.Errorf("%s: linked\n%s\nnot\n%s", c.name, got, c.want)
		}
		for _, k := range links {
			if k.RestsOn == "" || (k.Basis == RegisterRow) != (k.Source != "") {
				t.Errorf("%s: %s > %s rests on %q, source %q", c.name, k.From, k.To, k.RestsOn, k.Source)
			}
		}
	}
}

func TestChapterLinks(t *testing.T) {
	row := func(year int, code, name string) Row {
		return Row{Year: year, Kind: Expenditure, Chapter: code, Number: "1", ChapterName: name, Name: "Politie"}
	}
	for _, c := range []struct {
		name, was, is string
		want          Basis // "" for no link
		articles      int   // series of V/1 or its like
	}{
		{"the register says that it was renamed", "VI Veiligheid en Justitie", "VI Justitie en Veiligheid", RegisterRow, 1},
		{"the same words", "VII Verkeer en Waterstaat", "VII Verkeer & waterstaat", SameName, 1},
		{"a similar name", "VII Verkeer en Waterstaat", "VII Infrastructuur en Waterstaat", SimilarName, 1},
		{"another chapter under the code", "XVII Jeugd en Gezin", "XVII Buitenlandse Handel", "", 2},
		{"another code", "XIX Nationaal Groeifonds", "L Nationaal Groeifonds", SameName, 1},
	} {
		a, was, _ := strings.Cut(c.was, " ")
		b, is, _ := strings.Cut(c.is, " ")
		book := bookOf(t, &Source{ID: "figures/x", Rows: []Row{row(2017, a, was), row(2018, b, is)}})
		links := book.Chapter(a).Links
		if c.want == "" && len(links) > 0 || c.want != "" && (len(links) != 1 || links[0].Basis != c.want) {
			t.Errorf("%s: %s", c.name, show(links))
		}
		series := []*Series{book.Article(a, "1", 2017)}
		if s := book.Article(b, "1", 2018); s != series[0] {
			series = append(series, s)
		}
		if len(series) != c.articles {
			t.Errorf("%s: article 1 is %d articles, not %d", c.name, len(series), c.articles)
		}
	}
}

func TestBook(t *testing.T) {
	b := bookOf(t, readFixture(t))
	bearers := b.Bearers("V", "4")
	if len(bearers) != 2 || bearers[0].Articles[0].String() != "V/44 of 2018" || bearers[1].Articles[0].Name != "Welvaart voor armen" {
		t.Fatalf("the bearers of V/4 are %v", bearers)
	}
	s := b.Bearers("V", "2")[0]
	var got []string
	for _, a := range s.Articles {
		got = append(got, a.String())
	}
	want := []string{"V/2 of 2017", "V/42 of 2018", "V/42 of 2019", "V/42 of 2020", "V/2 of 2020", "V/2 of 2021"}
	if !slices.Equal(got, want) {
		t.Errorf("V/2 is %v", got)
	}
	if len(s.Bearing("V", "42")) != 3 || b.Bearers("V", "42")[0] != s {
		t.Error("V/42 is not V/2")
	}
	f, ok := b.Lookup(Key{"V", "2", 2020, Expenditure, Adopted})
	if !ok || f.Thousands != 6100 || f.Source != "figures/begrotingsstaten" || f.Line != 22 {
		t.Errorf("the adopted expenditure of V/2 in 2020 is %+v, %v", f, ok)
	}
	if f, ok := b.Lookup(Key{"V", "2", 2020, Expenditure, Outturn}); ok {
		t.Errorf("an empty cell is %+v", f)
	}
	if _, ok := b.Lookup(Key{"V", "2", 2018, Expenditure, Draft}); ok {
		t.Error("V/2 has a figure in a year in which it was V/42")
	}
	if b.ArticleAsOf("V", "2", 2025) != s || b.ArticleAsOf("V", "2", 2019) != s || b.ArticleAsOf("V", "4", 2019) != bearers[1] || b.ArticleAsOf("V", "4", 2016) != nil {
		t.Error("the bearer of a number as of a year is another one")
	}
	if list := s.Lookup(2020, Expenditure, Draft); len(list) != 2 || list[0].Thousands != 6200 || list[1].Thousands != 0 || len(s.Lookup(2021, Expenditure, Adopted)) != 0 {
		t.Errorf("V/2 has %+v in 2020", list)
	}
	if b.Article("V", "2", 2018) != nil || b.Article("V", "42", 2018) != s || b.Chapter("QQ") != nil || len(b.Bearers("V", "99")) != 0 {
		t.Error("what there is not was found, or what there is was not")
	}
	if codes := b.Chapters(); !slices.Equal(codes, []string{"IV", "V", "VI", "VII", "IXB", "XVIII", "A"}) {
		t.Errorf("chapters %v", codes)
	}
	if c := b.Chapter("V"); len(c.Chapters) != 5 || len(c.Chapters[3].Articles()) != 4 || c.Chapters[3].Articles()[0].InChapter() != c.Chapters[3] {
		t.Errorf("chapter V is %+v", c)
	}
}

func TestTotals(t *testing.T) {
	b := bookOf(t, readFixture(t))
	c := b.Chapter("V").Chapters
	var got []string
	for _, total := range slices.Concat(c[0].Totals(), c[3].Totals()) {
		got = append(got, fmt.Sprintf("%s %s %d of %d", total.Kind, total.Stage, total.Thousands, total.Articles))
	}
	// In 2020 an article stands under two numbers, of which one is zero at each stage.
	want := []string{
		"commitments draft 9450 of 3", "commitments adopted 9550 of 3", "commitments first-supplementary 9410 of 3", "commitments second-supplementary 9410 of 3", "commitments outturn 9310 of 3",
		"expenditure draft 10150 of 3", "expenditure adopted 10250 of 3", "expenditure first-supplementary 10080 of 3", "expenditure second-supplementary 10060 of 3", "expenditure outturn 10000 of 3",
		"receipts draft 11 of 1", "receipts adopted 11 of 1", "receipts first-supplementary 11 of 1", "receipts second-supplementary 11 of 1", "receipts outturn 14 of 1",
		"commitments draft 5800 of 2", "commitments adopted 5700 of 2", "commitments first-supplementary 5650 of 2",
		"expenditure draft 6630 of 4", "expenditure adopted 6520 of 4", "expenditure first-supplementary 6475 of 4",
		"receipts draft 12 of 2", "receipts adopted 12 of 2", "receipts first-supplementary 12 of 2",
	}
	if !slices.Equal(got, want) {
		t.Errorf("totals\n%s\nnot\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if len(c[0].Articles()[0].Totals()) != 0 {
		t.Error("an article has totals")
	}
	// A stage that one article lacks has no total.
	part := bookOf(t, rowsOf(t, "x", "2013 V/2: Veiligheid = 111..", "2013 V/3: Europa = 11111"))
	if list := part.Chapter("V").Chapters[0].Totals(); len(list) != 3 || list[2].Thousands != 2 {
		t.Errorf("totals of a part: %+v", list)
	}
}

func TestAmount(t *testing.T) {
	for thousands, want := range map[int64]string{0: "0", 7: "7000", -43058: "-43058000", 999999999999999: "999999999999999000"} {
		a := (&Figure{Thousands: thousands}).Amount()
		if a != (model.Amount{Value: want, Unit: "EUR", Scale: "1000", AsPrinted: strings.TrimSuffix(want, "000")}) && thousands != 0 {
			t.Errorf("%d thousand is %+v", thousands, a)
		}
		if a.Value != want {
			t.Errorf("%d thousand is %s", thousands, a.Value)
		}
	}
}

func TestSourcesTogether(t *testing.T) {
	one := rowsOf(t, "one", "2013 V/2: Veiligheid = 111..")
	more := rowsOf(t, "two", "2013 V/2: Veiligheid = 11122", "2014 V/42: Veiligheid")
	r, err := NewRegister(nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := Contradiction(more, []*Source{one}, r); err != nil {
		t.Error("a source that fills empty cells:", err)
	}
	b := bookOf(t, more, one)
	if f, _ := b.Lookup(Key{"V", "2", 2013, Expenditure, Draft}); f.Source != "figures/one" {
		t.Errorf("of two sources %s was taken", f.Source)
	}
	if f, _ := b.Lookup(Key{"V", "2", 2013, Expenditure, Outturn}); f.Source != "figures/two" || f.Thousands != 2 {
		t.Errorf("the outturn is %+v", f)
	}
	if s := b.Bearers("V", "2")[0]; len(s.Articles) != 2 || len(s.Articles[0].Figures()) != 5 {
		t.Error("the sources are not linked to each other")
	}
	for want, other := range map[string]*Source{
		"the outturn expenditure of V/2 of 2013 is 3 in line 2 and 2 in line 2 there": rowsOf(t, "three", "2013 V/2: Veiligheid = 11123"),
		`V/2 of 2013 is called "Veiligheid" there and "Armoede" here`:                 rowsOf(t, "three", "2013 V/2: Armoede = 11122"),
	} {
		err := Contradiction(other, []*Source{one, more}, r)
		if model.CodeOf(err) != model.CodeInvalid || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, wanted %q", err, want)
		}
		other.ID = "figures/two"
		if err := Contradiction(other, []*Source{more}, r); err != nil {
			t.Error("a source contradicts the one that it replaces:", err)
		}
	}
}

func TestRegisterData(t *testing.T) {
	r, err := NewRegister(nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(r.short) == 0 || len(r.function) == 0 || len(r.kinds) == 0 || len(r.renumberings) == 0 {
		t.Error("a file of the register is empty")
	}
	for want, text := range map[string]string{
		"words.tsv:2: it has 3 cells":           "a\tb\tc\td\nfunction\tde\tx\n",
		"words.tsv:2: it has no source":         "a\tb\tc\td\nfunction\tde\t\t \n",
		`words.tsv:3: there is no class "verb"`: "a\tb\tc\td\n# note\nverb\tde\t\tsource\n",
		`the short form "x" has no long one`:    "a\tb\tc\td\nshort\tx\t\tsource\n",
	} {
		empty := &Register{function: map[string]bool{}}
		if err := eachRow("words.tsv", text, 4, empty.addWord); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, wanted %q", err, want)
		}
	}
	row := "2013\tV\t2\tVeiligheid\t2014\tV\t42\tVrede\tsource\n"
	for want, text := range map[string]string{
		"one successor and one predecessor": row + row,
		"of the same or the next year":      strings.Replace(row, "2014", "2016", 1),
		"is no year, chapter, number":       strings.Replace(row, "\t42\t", "\tx\t", 1),
		"invalid syntax":                    strings.Replace(row, "2014", "later", 1),
	} {
		if err := eachRow("renumberings.tsv", strings.Repeat("h\t", 8)+"h\n"+text, 9, (&Register{}).addRenumbering); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, wanted %q", err, want)
		}
	}
}
