package lexicon_test

import (
	"maps"
	"strings"
	"testing"
	"testing/fstest"

	"rijksgraaf/extract/lexicon"
	"rijksgraaf/model"
)

// good is a small lexicon without a mistake: what each file holds below its comment.
func good() map[string]string {
	return map[string]string{
		"organisations.tsv": "type\tslug\tlabel\taliases\tsource\n" +
			"Organisation\ttweede-kamer\tTweede Kamer\tKamer|Tweede Kamer der Staten-Generaal\tgeneral Dutch\n" +
			"Policy\tgbvs\tGeïntegreerde Strategie\t\trijksoverheid.nl\n",
		"chapters.tsv": "code\tname\taliases\tfrom\tuntil\tministry\tsource\n" +
			"V\tBuitenlandse Zaken\tMinisterie van Buitenlandse Zaken\t\t\tbuza\trijksbegroting.nl\n" +
			"VI\tJustitie\t\t\t2010\t\trijksbegroting.nl\n" +
			"VI\tJustitie en Veiligheid\t\t2018\t\t\trijksbegroting.nl\n",
		"ministries.tsv": "slug\tlabel\tportfolio\tabbreviations\taliases\tfrom\tuntil\tsource\n" +
			"buza\tMinisterie van Buitenlandse Zaken\tBuitenlandse Zaken\tBZ|BuZa\t\t\t\torganisaties.overheid.nl\n" +
			"ezk\tMinisterie van Klimaat\tKlimaat\tEZK\t\t2017\t2024\torganisaties.overheid.nl\n",
		"threats.tsv":    "pattern\tkind\tsource\nQ-koorts\tterm\tgeneral Dutch\ndreiging\ttail\tgeneral Dutch\nrisico op\thead\tgeneral Dutch\n",
		"heads.tsv":      "pattern\tposition\ttype\tsource\nContactgroep\tfirst\tCoalition\tgeneral Dutch\nwet\ttail\tLegalInstrument\tgeneral Dutch\n",
		"verbs.tsv":      "infinitive\tpresent3\tpresentPlural\tpast3\tpastPlural\tparticiple\tnominal\tclass\tsource\naanjagen\tjaagt aan\tjagen aan\tjoeg aan|jaagde aan\tjoegen aan\taangejaagd\taanjagen\tpromote\tgeneral Dutch\n",
		"grammar.tsv":    "class\tform\tsource\ndeterminer\tde|het\tgeneral Dutch\nconjunction\ten|of\tgeneral Dutch\n",
		"vocabulary.txt": "water schap\nWaterschap dijk mooie tastbaar\n",
	}
}

func load(files map[string]string) (*lexicon.Lexicon, error) {
	folder := fstest.MapFS{}
	for name, text := range files {
		folder[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return lexicon.Load(folder)
}

func mustLoad(t *testing.T, files map[string]string) *lexicon.Lexicon {
	t.Helper()
	l, err := load(files)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// What the files hold comes out, row by row and typed.
func TestRows(t *testing.T) {
	l := mustLoad(t, good())
	if len(l.Entries) != 2 || len(l.Chapters) != 3 || len(l.Ministries) != 2 || len(l.Threats) != 3 || len(l.Heads) != 2 || len(l.Verbs) != 1 {
		t.Fatalf("%+v", l)
	}
	e := l.Entries[0]
	if e.ID != "organisation/tweede-kamer" || e.Type != model.TypeOrganisation || e.Label != "Tweede Kamer" || strings.Join(e.Aliases, "/") != "Kamer/Tweede Kamer der Staten-Generaal" || e.Source != "general Dutch" {
		t.Errorf("entry %+v", e)
	}
	if e := l.Entries[1]; e.ID != "policy/gbvs" || e.Type != model.TypePolicy || len(e.Aliases) != 0 {
		t.Errorf("entry %+v", e)
	}
	if c := l.Chapters[0]; c.Code != "V" || c.Name != "Buitenlandse Zaken" || c.From != 0 || c.Until != 0 || c.Ministry != "buza" || len(c.Aliases) != 1 {
		t.Errorf("chapter %+v", c)
	}
	if c, d := l.Chapters[1], l.Chapters[2]; c.Until != 2010 || d.From != 2018 || c.Ministry != "" {
		t.Errorf("chapters %+v %+v", c, d)
	}
	if m := l.Ministries[1]; m.Slug != "ezk" || m.Label != "Ministerie van Klimaat" || m.Portfolio != "Klimaat" || m.From != 2017 || m.Until != 2024 || m.Abbreviations[0] != "EZK" {
		t.Errorf("ministry %+v", m)
	}
	if p := l.Threats[1]; p.Words != "dreiging" || p.Kind != "tail" || p.Type != model.TypeThreat || p.Source == "" {
		t.Errorf("threat %+v", p)
	}
	if p := l.Heads[1]; p.Words != "wet" || p.Kind != "tail" || p.Type != model.TypeLegalInstrument {
		t.Errorf("head %+v", p)
	}
	v := l.Verbs[0]
	if v.Infinitive != "aanjagen" || v.Participle != "aangejaagd" || strings.Join(v.Present, "/") != "jaagt aan/jagen aan" || strings.Join(v.Past, "/") != "joeg aan/jaagde aan/joegen aan" ||
		strings.Join(v.Nominals, "/") != "aanjagen" || v.Class != "promote" {
		t.Errorf("verb %+v", v)
	}
	if strings.Join(l.Grammar("conjunction"), "/") != "en/of" || l.Grammar("none") != nil {
		t.Errorf("grammar %q", l.Grammar("conjunction"))
	}
}

// Comments, blank lines and CRLF are allowed everywhere.
func TestLayout(t *testing.T) {
	files := good()
	for name, text := range files {
		if strings.HasSuffix(name, ".tsv") {
			files[name] = "# a comment\r\n\r\n" + strings.ReplaceAll(text, "\n", "\r\n") + "#\tthe end\r\n"
		}
	}
	if l := mustLoad(t, files); len(l.Entries) != 2 || l.Entries[1].Source != "rijksoverheid.nl" {
		t.Errorf("%+v", l.Entries)
	}
}

// Each mistake is an error that names file, line and column, or the rows that contradict
// each other.
func TestMistakes(t *testing.T) {
	row := map[string]string{
		"organisations.tsv": "Organisation\ta\tA\t\tsource",
		"chapters.tsv":      "X\tDefensie\t\t\t\t\tsource",
		"ministries.tsv":    "def\tMinisterie van Defensie\tDefensie\t\t\t\t\tsource",
		"threats.tsv":       "oorlog\tterm\tsource",
		"heads.tsv":         "Verdrag\tfirst\tLegalInstrument\tsource",
		"verbs.tsv":         "doen\tdoet\tdoen\tdeed\tdeden\tgedaan\t\tact\tsource",
		"grammar.tsv":       "pronoun\tik|wij\tsource",
	}
	// change replaces cell n, from 1, of the row above.
	change := func(file string, n int, cell string) string {
		cells := strings.Split(row[file], "\t")
		cells[n-1] = cell
		return strings.Join(cells, "\t")
	}
	type mistake struct{ name, file, row, says string }
	cases := []mistake{
		{"unknown type", "organisations.tsv", change("organisations.tsv", 1, "Organization"), `organisations.tsv:4:1 (type): there is no type "Organization"`},
		{"slug with a capital", "organisations.tsv", change("organisations.tsv", 2, "Kamer"), `organisations.tsv:4:2 (slug): `},
		{"slug with a space", "organisations.tsv", change("organisations.tsv", 2, "de kamer"), `organisations.tsv:4:2 (slug): `},
		{"slug with a slash", "organisations.tsv", change("organisations.tsv", 2, "de/kamer"), `organisations.tsv:4:2 (slug): `},
		{"an id twice", "organisations.tsv", change("organisations.tsv", 2, "tweede-kamer"), `organisations.tsv:4:2 (slug): organisation/tweede-kamer stands twice: "Tweede Kamer" and "A"`},
		{"empty alias", "organisations.tsv", change("organisations.tsv", 4, "a||b"), `organisations.tsv:4:4 (aliases): an empty alternative`},
		{"alias of spaces", "organisations.tsv", change("organisations.tsv", 4, "a| |b"), `organisations.tsv:4:4 (aliases): an empty alternative`},
		{"space at an end", "organisations.tsv", change("organisations.tsv", 3, "A "), `organisations.tsv:4:3 (label): space at an end of the cell`},
		{"a cell too few", "organisations.tsv", "Organisation\ta\tA\tsource", `organisations.tsv:4:4 (aliases): 4 cells; the header has 5`},
		{"a cell too many", "organisations.tsv", row["organisations.tsv"] + "\tmore", `organisations.tsv:4:5 (source): 6 cells; the header has 5`},
		{"not a year", "chapters.tsv", change("chapters.tsv", 4, "soon"), `chapters.tsv:5:4 (from): "soon" is not a year`},
		{"a year out of range", "chapters.tsv", change("chapters.tsv", 5, "20177"), `chapters.tsv:5:5 (until): "20177" is not a year`},
		{"years the wrong way round", "chapters.tsv", "X\tDefensie\t\t2018\t2017\t\tsource", `chapters.tsv:5:5 (until): 2017 lies before 2018`},
		{"unknown ministry", "chapters.tsv", change("chapters.tsv", 6, "def"), `chapters.tsv:5:6 (ministry): X Defensie: there is no ministry "def"`},
		{"a code twice in a year", "chapters.tsv", "VI\tVeiligheid\t\t2010\t2012\t\tsource", `chapters.tsv:5:1 (code): VI has two names in one year: "Justitie" and "Veiligheid"`},
		{"a name twice in a year", "chapters.tsv", "XX\tBuitenlandse Zaken\t\t2020\t\t\tsource", `chapters.tsv:5:2 (name): "Buitenlandse Zaken" is the name of V and XX in one year`},
		{"years of a ministry", "ministries.tsv", "def\tMinisterie van Defensie\tDefensie\t\t\t2020\t2010\tsource", `ministries.tsv:4:7 (until): 2010 lies before 2020`},
		{"unknown kind", "threats.tsv", change("threats.tsv", 2, "word"), `threats.tsv:5:2 (kind): "word" is none of term, tail, head`},
		{"unknown position", "heads.tsv", change("heads.tsv", 2, "last"), `heads.tsv:4:2 (position): "last" is neither tail nor first`},
		{"unknown type of a head", "heads.tsv", change("heads.tsv", 3, "Treaty"), `heads.tsv:4:3 (type): there is no type "Treaty"`},
		{"a class twice", "grammar.tsv", change("grammar.tsv", 1, "determiner"), `grammar.tsv:4:1 (class): "determiner" stands twice`},
	}
	for file, required := range map[string][]int{"organisations.tsv": {1, 2, 3, 5}, "chapters.tsv": {1, 2, 7}, "ministries.tsv": {1, 2, 3, 8}, "threats.tsv": {1, 2, 3}, "heads.tsv": {1, 2, 3, 4}, "verbs.tsv": {1, 8, 9}, "grammar.tsv": {1, 2, 3}} {
		line := 1 + strings.Count(good()[file], "\n")
		for _, n := range required {
			header := strings.Split(strings.SplitN(good()[file], "\n", 2)[0], "\t")
			cases = append(cases, mistake{"no " + header[n-1], file, change(file, n, ""), file + ":" + itoa(line) + ":" + itoa(n) + " (" + header[n-1] + "): is empty"})
		}
	}
	for _, c := range cases {
		t.Run(c.file+" "+c.name, func(t *testing.T) {
			files := good()
			files[c.file] += c.row + "\n"
			wantMistake(t, files, c.says)
		})
	}
	for file := range row {
		files := good()
		files[file] += row[file] + "\n"
		mustLoad(t, files)
	}
}

func itoa(n int) string { return string(rune('0' + n)) }

func wantMistake(t *testing.T, files map[string]string, says string) {
	t.Helper()
	_, err := load(files)
	if model.CodeOf(err) != model.CodeInvalid || !strings.Contains(err.Error(), "lexicon: "+says) {
		t.Errorf("got %v\nwant %s", err, says)
	}
}

// Mistakes of a whole file.
func TestMistakenFiles(t *testing.T) {
	for name := range good() {
		if !strings.HasSuffix(name, ".tsv") {
			continue
		}
		files := good()
		files[name] = "# nothing else\n"
		wantMistake(t, files, name+": no header line")
		files[name] = "# first\nname\tsource\n"
		wantMistake(t, files, name+":2:1 (")
	}
	files := good()
	files["notes.md"] = "# Notes"
	wantMistake(t, files, "notes.md: neither .tsv nor .txt")
}

// An open or closed period touches another only where they share a year.
func TestPeriods(t *testing.T) {
	header := "code\tname\taliases\tfrom\tuntil\tministry\tsource\n"
	row := func(code, name, from, until string) string {
		return code + "\t" + name + "\t\t" + from + "\t" + until + "\t\tsource\n"
	}
	for _, c := range []struct {
		rows string
		ok   bool
	}{
		{row("A", "x", "", "2010") + row("A", "y", "2011", ""), true},
		{row("A", "x", "", "2011") + row("A", "y", "2011", ""), false},
		{row("A", "x", "2011", "") + row("A", "y", "", "2010"), true},
		{row("A", "x", "2011", "") + row("A", "y", "", "2011"), false},
		{row("A", "x", "", "") + row("A", "y", "2030", "2030"), false},
		{row("A", "x", "2010", "2020") + row("A", "y", "2015", "2016"), false},
		{row("A", "x", "2010", "2012") + row("B", "x", "2013", "2014"), true},
		{row("A", "x", "2010", "2013") + row("B", "x", "2013", "2014"), false},
		{row("A", "x", "", "") + row("B", "y", "", ""), true},
	} {
		_, err := load(map[string]string{"chapters.tsv": header + c.rows})
		if (err == nil) != c.ok {
			t.Errorf("%q: %v", c.rows, err)
		}
	}
}

// A name belongs to one thing of a type in a year; what is a name twice names both rows.
func TestOneNameTwice(t *testing.T) {
	for _, c := range []struct{ name, file, row, says string }{
		{"an alias that is an alias", "organisations.tsv", "Organisation\tk\tEen kamer\tKamer\tsource",
			`organisations.tsv:4:4 (aliases): "Kamer" is a name of organisation/tweede-kamer already (line 2)`},
		{"an alias that is a label", "organisations.tsv", "Organisation\tk\tEen kamer\tX|Tweede Kamer\tsource",
			`organisations.tsv:4:4 (aliases): "Tweede Kamer" is a name of organisation/tweede-kamer already (line 2)`},
		{"a label that is a label", "organisations.tsv", "Policy\tk\tGeïntegreerde Strategie\t\tsource",
			`organisations.tsv:4:3 (label): "Geïntegreerde Strategie" is a name of policy/gbvs already (line 3)`},
		{"in another file", "policies.tsv", "type\tslug\tlabel\taliases\tsource\nPolicy\tk\tX\tGeïntegreerde Strategie\tsource",
			`policies.tsv:2:4 (aliases): "Geïntegreerde Strategie" is a name of policy/gbvs already (organisations.tsv, line 3)`},
		{"a ministry in the same years", "ministries.tsv", "x\tMinisterie van X\tX\tEZK\t\t2024\t\tsource",
			`ministries.tsv:4:4 (abbreviations): "EZK" is a name of ministry/ezk already (line 3)`},
		{"a ministry of later years", "ministries.tsv", "x\tMinisterie van X\tX\tEZK\t\t2025\t\tsource", ""},
		{"another type", "organisations.tsv", "Policy\tk\tKamer\t\tsource", ""},
		{"another case", "organisations.tsv", "Organisation\tk\tkamer\t\tsource", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			files := good()
			files[c.file] += c.row + "\n"
			if c.says == "" {
				mustLoad(t, files)
				return
			}
			wantMistake(t, files, c.says)
		})
	}
}

// The words of names count as known; what has content and what is made of known words.
func TestKnownWords(t *testing.T) {
	l := mustLoad(t, good())
	for word, want := range map[string]bool{"water": true, "Water": true, "waterschap": true, "kamer": true, "tweede": true, "staten": true, "strategie": true,
		"geïntegreerde": true, "koorts": true, "aangejaagd": true, "joegen": true, "justitie": true, "klimaat": true, "risico": false, "ontbreekt": false, "": false} {
		if l.KnowsWord(word) != want {
			t.Errorf("KnowsWord(%q) = %t", word, !want)
		}
	}
	// Content wants a known word that is no grammar, no finite form, no adjective, and long.
	for word, want := range map[string]bool{"water": true, "schap": true, "waterschap": true, "de": false, "en": false, "jaagt": false, "joeg": false, "aangejaagd": false,
		"aanjagen": true, "mooie": false, "onbekend": false} {
		if l.Content(word) != want {
			t.Errorf("Content(%q) = %t", word, !want)
		}
	}
	for word, want := range map[string]bool{"dijkwater": true, "waterdijk": true, "waterschapsdijk": true, "dijk": false, "water": false, "dijkxwater": false, "dedijk": false, "": false} {
		if l.Compound(word) != want {
			t.Errorf("Compound(%q) = %t", word, !want)
		}
	}
}

func TestLoadIsStable(t *testing.T) {
	a, b := mustLoad(t, good()), mustLoad(t, maps.Clone(good()))
	for i := range a.Entries {
		if a.Entries[i].ID != b.Entries[i].ID {
			t.Errorf("entry %d is %s, then %s", i, a.Entries[i].ID, b.Entries[i].ID)
		}
	}
}
