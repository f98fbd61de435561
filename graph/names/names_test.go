package names

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestTableIsWellFormed(t *testing.T) {
	if _, line := parseWords(table); line != 0 {
		t.Errorf("words.tsv line %d makes no sense", line)
	}
	for _, bad := range []string{"article\t\tde", "number\t\teerste\tANS", "contrast\t\tnoord\tANS", "colour\t\trood\tANS", "small\t\tvan\t"} {
		if _, line := parseWords("class\tvalue\tforms\tsource\n" + bad); line != 2 {
			t.Errorf("%q passes", bad)
		}
	}
}

func TestKey(t *testing.T) {
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"Geïntegreerde  Strategie", "geïntegreerde strategie", true},
		{"Coo\u0308rdinatie van zorg", "Coördinatie van zorg", true},
		{"Geïntegreerde Strategie", "Geintegreerde Strategie", false},
		{"EU", "eu", false},
		{"Raad", "raad", false},
		{"De Raad", "Raad", false},
	} {
		if got := Key(c.a) == Key(c.b); got != c.same {
			t.Errorf("%q and %q: %v", c.a, c.b, got)
		}
	}
}

func TestNumbers(t *testing.T) {
	for name, want := range map[string]string{
		"Artikel 2":                          "2",
		"Artikel 2.1":                        "2.1",
		"Strategie 2018-2022":                "2018 2022",
		"Wereldoorlog II":                    "2",
		"Tweede Kamer":                       "2",
		"Pijler één":                         "",
		"Actieplan 007":                      "7",
		"Bijlage B":                          "B",
		"G20":                                "g20",
		"Verordening (EU) 2016/679":          "2016/679",
		"Wet op de inlichtingendiensten":     "",
		"VI: Justitie":                       "6",
		"CIVIC":                              "",
		"Resolutie 1325 (2000) van de VN":    "1325 2000",
		"Regeling voor de 1e en de 2de lijn": "1 2",
	} {
		if got := strings.Join(Parse(name).Numbers, " "); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
	if got := strings.Join(SlugNumbers("actieplan-ii-2030"), " "); got != "2 2030" {
		t.Errorf("slug: %q", got)
	}
	if SlugNumbers("v-n-raad") != nil {
		t.Error("single letters of a slug are no numbers")
	}
}

// What can only be told apart by a number, an ordinal or an opposite is never alike.
func TestApart(t *testing.T) {
	for _, pair := range [][2]string{
		{"artikel 2", "artikel 2.1"},
		{"pijler 1", "pijler 2"},
		{"resolutie 1325", "resolutie 2250"},
		{"Nationale Veiligheidsstrategie 2019", "Nationale Veiligheidsstrategie 2023"},
		{"Agenda", "Agenda 2030"},
		{"Actieplan Zorg I", "Actieplan Zorg II"},
		{"Eerste Kamer", "Tweede Kamer"},
		{"eerste pijler van het beleid", "derde pijler van het beleid"},
		{"Bijlage A", "Bijlage B"},
		{"binnenlandse veiligheid", "buitenlandse veiligheid"},
		{"Noord-Holland", "Zuid-Holland"},
		{"nationale veiligheid", "internationale veiligheid"},
		{"nationaal voedselbeleid", "internationale voedselbeleid"},
		{"Europees voedselbeleid", "nationale voedselbeleid"},
		{"nucleaire dreiging", "niet-nucleaire dreiging"},
		{"Minister van Defensie", "Staatssecretaris van Defensie"},
		{"Voorjaarsnota", "Najaarsnota"},
		{"directe bijdragen", "indirecte bijdragen"},
		{"extremismebestrijding", "contraextremismebestrijding"},
	} {
		a, b := Parse(pair[0]), Parse(pair[1])
		if Apart(a, b) == "" || Apart(b, a) == "" {
			t.Errorf("nothing sets %q and %q apart", pair[0], pair[1])
		}
		if score, why := Compare(a, b); score != 0 {
			t.Errorf("%q and %q are alike, %g: %s", pair[0], pair[1], score, why)
		}
	}
}

func TestCompare(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want float64
	}{
		{"Europese Unie", "Europese Unie", 1},
		{"Cyber-security Raad", "Cyber Security raad", scoreSpelling},
		{"Geïntegreerde Strategie", "Geintegreerde strategie", scoreSpelling},
		{"de Rijksbrede Aanpak", "Rijksbrede Aanpak", scoreSpelling},
		{"Veiligheids strategie", "Veiligheidsstrategie", scoreSpelling},
		{"Wet op de inlichtingen- en veiligheidsdiensten", "Wet inlichtingen- en veiligheidsdiensten", scoreSmall},
		{"cyberdreiging", "cyberdreigingen", scoreEndings},
		{"Nationaal Preventieakkoord", "Nationale Preventieakkoord", scoreEndings},
		{"Nationale Strategie Cyberveiligheid", "Strategie Nationale Cyberveiligheid", scoreOrder},
		{"Veiligheidstrategie Europa", "Veiligheidsstrategie Europa", scoreEndings}, // a doubled letter counts as one
		{"Veiligheidsstrategie Europa", "Veiligheidsstragegie Europa", scoreLetter},
		{"NVS", "Nationale Veiligheidsstrategie", 0}, // VS lies within a word
		{"NPDI", "Non-Proliferation and Disarmament Initiative", scoreInitials},
		{"IOB", "Inspectie Ontwikkelingssamenwerking en Beleidsevaluatie", scoreInitials},
		{"NAVO", "NATO", 0},
		{"Rijksbrede Strategie Vitale Infrastructuur", "Strategie Vitale Infrastructuur", scorePart + partSpan*.77},
		{"strategie", "Strategie Vitale Infrastructuur", 0},
		{"Raad", "Europese Raad", 0},
		{"Verenigde Naties", "Kantoor van de Verenigde Naties voor Drugs en Criminaliteit", 0},
		{"Europees Hof van Justitie", "Europees Bureau voor Visserij", 0},
		{"Iran", "Irak", 0},
		{"", "Iran", 0},
		{"...", "!", 0},
	} {
		a, b := Parse(c.a), Parse(c.b)
		got, why := Compare(a, b)
		if got < c.want-.02 || got > c.want+.02 || (got > 0) != (why.String() != "") {
			t.Errorf("%q and %q: %g (%s), want %g", c.a, c.b, got, why, c.want)
		}
		if again, _ := Compare(b, a); again != got {
			t.Errorf("%q and %q: %g one way, %g the other", c.a, c.b, got, again)
		}
		if got > 0 && !slices.ContainsFunc(a.Blocks(), func(s string) bool { return slices.Contains(b.Blocks(), s) }) {
			t.Errorf("%q and %q are alike and never meet: %q, %q", c.a, c.b, a.Blocks(), b.Blocks())
		}
	}
}

var someWords = strings.Fields("nationale internationale strategie agenda 2030 veiligheid veiligheids-strategie II de van voor Cyber EU wet eerste tweede binnenland buitenland dreiging dreigingen")

// Whatever the names: the score lies in [0,1], is the same both ways, and is 0 for names
// that are set apart.
func TestCompareLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		draw := func(what string) *Name {
			return Parse(strings.Join(rapid.SliceOfN(rapid.SampledFrom(someWords), 0, 5).Draw(t, what), " "))
		}
		a, b := draw("a"), draw("b")
		x, why := Compare(a, b)
		y, _ := Compare(b, a)
		if x != y || x < 0 || x > 1 || (x == 0) != (why.Kind == "") {
			t.Fatalf("%q, %q: %g and %g (%s)", a.Text, b.Text, x, y, why)
		}
		if Apart(a, b) != "" && x != 0 || Apart(a, b) == "" != (Apart(b, a) == "") {
			t.Fatalf("%q, %q: set apart, and %g", a.Text, b.Text, x)
		}
	})
}

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"a", "", 1}, {"kern", "kern", 0}, {"kern", "kren", 1}, {"kernen", "kern", 2}, {"één", "een", 2}, {"strategie", "strategy", 2}, {"abc", "xyz", 3}, {"lang", "langer dan dat", 3}} {
		if got := distance(c.a, c.b); got != c.want {
			t.Errorf("%q, %q: %d, want %d", c.a, c.b, got, c.want)
		}
		if got := distance(c.b, c.a); got != c.want {
			t.Errorf("%q, %q: %d, want %d", c.b, c.a, got, c.want)
		}
	}
}

func BenchmarkCompare(b *testing.B) {
	rng := rand.New(rand.NewPCG(1, 2))
	list := make([]*Name, 100)
	for i := range list {
		list[i] = Parse(someWords[rng.IntN(len(someWords))] + " " + someWords[rng.IntN(len(someWords))] + " " + someWords[rng.IntN(len(someWords))])
	}
	for i := 0; b.Loop(); i++ {
		Compare(list[i%100], list[(i*7+3)%100])
	}
}

func TestShort(t *testing.T) {
	for name, want := range map[string]bool{"EU": true, "JenV": true, "BuZa": true, "NCTb": true, "AT&T": true, "G20": false, "Zuid-Holland": false,
		"Raad": false, "EU raad": false, "": false, "NEDERLANDSEOVERHEID": false, "Wet X": false} {
		if Short(name) != want {
			t.Errorf("%q: %v", name, !want)
		}
	}
	if !Strong("EU") || !Strong("Europese Raad") || Strong("Raad") {
		t.Error("Strong")
	}
}
