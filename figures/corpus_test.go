package figures

import (
	"os"
	"strings"
	"testing"
)

// realFile is the Ministry of Finance's own file, which is no part of this project.
const realFile = "../../shared/corpus/begrotingsstaten.csv"

func realBook(t *testing.T) (*Source, *Book) {
	t.Helper()
	if _, err := os.Stat(realFile); err != nil {
		t.Skip("the ministry's begrotingsstaten.csv is not here:", err)
	}
	s, err := Read(realFile, Options{Name: "begrotingsstaten", Chapters: chapters()})
	if err != nil {
		t.Fatal(err)
	}
	return s, bookOf(t, s)
}

func TestRealFile(t *testing.T) {
	s, b := realBook(t)
	if len(s.Rows) != 4293 || s.Amounts() != 18659 || len(b.Chapters()) != 27 || len(s.Warnings) != 0 {
		t.Errorf("%d rows, %d amounts, %d chapters, warnings %q", len(s.Rows), s.Amounts(), len(b.Chapters()), s.Warnings)
	}
	if len(s.Repairs) != 1 || s.Repairs[0].Name != "Financiën" || s.Repairs[0].Lines != 72 {
		t.Errorf("repairs %+v", s.Repairs)
	}
	two := b.Bearers("V", "2")
	if len(two) != 1 {
		t.Fatalf("V/2 meant %d articles", len(two))
	}
	var got []string
	for _, a := range two[0].Articles {
		got = append(got, a.String())
	}
	if want := "V/2 of 2013, V/42 of 2014, V/42 of 2015, V/42 of 2016, V/42 of 2017, V/42 of 2018, V/42 of 2019, V/42 of 2020, V/2 of 2020, V/2 of 2021"; strings.Join(got, ", ") != want {
		t.Errorf("V/2 is %v", got)
	}
	if k := two[0].Links[0]; k.Basis != SimilarName || !strings.Contains(k.RestsOn, "veiligheid, stabiliteit") {
		t.Errorf("V/2 of 2013 and V/42 of 2014 are linked by %+v", k)
	}
	for key, want := range map[Key]int64{
		{"V", "2", 2013, Expenditure, Outturn}: 226472, {"V", "42", 2014, Commitments, Outturn}: 331171,
		{"V", "42", 2020, Expenditure, Draft}: 283826, {"V", "42", 2020, Expenditure, Adopted}: 0,
		{"V", "2", 2020, Expenditure, Draft}: 0, {"V", "2", 2020, Expenditure, Adopted}: 280326,
		{"V", "2", 2021, Receipts, Draft}: 1242, {"IXB", "2", 2018, Commitments, FirstSupplementary}: -43058,
	} {
		if f, ok := b.Lookup(key); !ok || f.Thousands != want {
			t.Errorf("%+v is %+v, %v", key, f, ok)
		}
	}
	renamed := false
	for _, k := range b.Chapter("VI").Links {
		renamed = renamed || k.From.Name == "Veiligheid en Justitie" && k.To.Name == "Justitie en Veiligheid" && k.To.Year == 2018 && k.Basis == RegisterRow
	}
	if !renamed {
		t.Error("VI was not renamed in 2018")
	}
}

// TestRealNumbersThatChangedMeaning: what bears one number and is not one article.
func TestRealNumbersThatChangedMeaning(t *testing.T) {
	_, b := realBook(t)
	for _, c := range []struct {
		chapter, number string
		years           [2]int
	}{
		{"V", "4", [2]int{2013, 2021}}, {"IV", "1", [2]int{2017, 2018}}, {"VII", "2", [2]int{2017, 2018}},
		{"A", "19", [2]int{2019, 2020}}, {"XII", "13", [2]int{2018, 2019}}, {"B", "2", [2]int{2016, 2017}},
	} {
		if b.Article(c.chapter, c.number, c.years[0]) == b.Article(c.chapter, c.number, c.years[1]) {
			t.Errorf("%s/%s is one article in %v", c.chapter, c.number, c.years)
		}
	}
	for _, s := range b.ArticlesByYear() {
		for _, k := range b.Article(s.Chapter, s.Number, s.Year).Links {
			if k.Basis == SimilarName && len(k.From.likeness(k.To).shared) == 0 {
				t.Errorf("%s and %s are linked by number alone", k.From, k.To)
			}
		}
	}
}

func BenchmarkRealBook(b *testing.B) {
	if _, err := os.Stat(realFile); err != nil {
		b.Skip("the ministry's begrotingsstaten.csv is not here:", err)
	}
	s, err := Read(realFile, Options{Name: "begrotingsstaten", Chapters: chapters()})
	if err != nil {
		b.Fatal(err)
	}
	r, err := NewRegister(chapters())
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		NewBook([]*Source{s}, r)
	}
}
