package lexicon_test

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"rijksgraaf/model"
)

const identifiers = "id\taddress\tsource\n"

// identified is good with rows of identifiers.tsv.
func identified(rows string) map[string]string {
	files := good()
	files["identifiers.tsv"] = identifiers + rows
	return files
}

func TestIdentifiers(t *testing.T) {
	l := mustLoad(t, identified("# a comment\n"+
		"organisation/tweede-kamer\thttps://b.example/1\tb\n"+
		"organisation/tweede-kamer\thttp://a.example/2\ta\n"+
		"ministry/ezk\thttps://a.example/3#x\ta\n"+
		"budget-chapter/VI\thttps://a.example/4\ta\n"))
	got, err := l.Identifiers()
	if err != nil {
		t.Fatal(err)
	}
	for id, want := range map[string]string{"organisation/tweede-kamer": "http://a.example/2 https://b.example/1", "ministry/ezk": "https://a.example/3#x",
		"budget-chapter/VI": "https://a.example/4", "policy/gbvs": "", "ministry/buza": ""} {
		if strings.Join(got.Of(id), " ") != want {
			t.Errorf("%s: %q, want %q", id, got.Of(id), want)
		}
	}
	if got, err := mustLoad(t, good()).Identifiers(); err != nil || got.Of("ministry/ezk") != nil {
		t.Errorf("without the file: %v, %v", got, err)
	}
}

func TestMistakesInIdentifiers(t *testing.T) {
	const kamer = "organisation/tweede-kamer"
	row := func(cells ...string) string { return strings.Join(cells, "\t") + "\n" }
	for _, c := range []struct{ name, rows, says string }{
		{"unknown id", row("organisation/niets", "https://a.example/1", "a"), `identifiers.tsv:2:1 (id): no table has "organisation/niets"`},
		{"unknown ministry", row("ministry/niets", "https://a.example/1", "a"), `identifiers.tsv:2:1 (id): no table has "ministry/niets"`},
		{"a slug alone", row("tweede-kamer", "https://a.example/1", "a"), `identifiers.tsv:2:1 (id): no table has "tweede-kamer"`},
		{"no address", row(kamer, "", "a"), "identifiers.tsv:2:2 (address): is empty"},
		{"no source", row(kamer, "https://a.example/1", ""), "identifiers.tsv:2:3 (source): is empty"},
		{"relative", row(kamer, "BWBR0001840", "a"), `identifiers.tsv:2:2 (address): "BWBR0001840" is no absolute http or https address`},
		{"no host", row(kamer, "https:///1", "a"), `identifiers.tsv:2:2 (address): "https:///1" is no absolute`},
		{"another scheme", row(kamer, "javascript:alert(1)", "a"), `identifiers.tsv:2:2 (address): "javascript:alert(1)" is no absolute`},
		{"a space", row(kamer, "https://a.example/a b", "a"), `identifiers.tsv:2:2 (address): "https://a.example/a b" is no absolute`},
		{"a bracket", row(kamer, "https://a.example/<1>", "a"), `identifiers.tsv:2:2 (address): "https://a.example/<1>" is no absolute`},
		{"twice the same", row(kamer, "https://a.example/1", "a") + row(kamer, "https://a.example/1", "a"), "identifiers.tsv:3:2 (address): organisation/tweede-kamer has an address at a.example already (line 2)"},
		{"two at one host", row(kamer, "https://a.example/1", "a") + row("ministry/ezk", "https://a.example/1", "a") + row(kamer, "http://a.example/2", "a"), "identifiers.tsv:4:2 (address): organisation/tweede-kamer has an address at a.example already (line 2)"},
		{"a form without a year", row("policy/p-{number}", "https://a.example/{year}/{number}", "a"), "identifiers.tsv:2:1 (id): a form has {year} once"},
		{"a form with two numbers", row("policy/p-{year}-{number}", "https://a.example/{year}/{number}/{number}", "a"), "identifiers.tsv:2:2 (address): a form has {number} once"},
		{"a form of no type", row("beleid/p-{year}-{number}", "https://a.example/{year}/{number}", "a"), `identifiers.tsv:2:1 (id): "beleid/p-{year}-{number}" begins with no type`},
		{"a form twice", row("policy/p-{year}-{number}", "https://a.example/{year}/{number}", "a") + row("policy/p-{year}-{number}", "https://a.example/{number}/{year}", "a"), "identifiers.tsv:3:2 (address): policy/p-{year}-{number} has an address at a.example already (line 2)"},
		{"a form for one thing", row(kamer, "https://a.example/{year}/{number}", "a"), `identifiers.tsv:2:2 (address): "https://a.example/{year}/{number}" is no absolute`},
		{"a cell too few", kamer + "\thttps://a.example/1\n", "identifiers.tsv:2:2 (address): 2 cells; the header has 3"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := mustLoad(t, identified(c.rows)).Identifiers()
			if model.CodeOf(err) != model.CodeInvalid || !strings.Contains(err.Error(), "lexicon: "+c.says) {
				t.Errorf("got %v\nwant %s", err, c.says)
			}
		})
	}
}

// A form gives the address of whatever has a year and a number in its id; a row for one
// thing goes before it.
func TestAddressesByForm(t *testing.T) {
	l := mustLoad(t, identified("policy/gbvs\thttps://c.example/$1\tc\n"+
		"policy/p-{year}-{number}\thttps://a.example/$1/{year}/{number}/x\ta\n"+
		"policy/p-{number}-{year}\thttps://b.example/{year}/{number}\tb\n"+
		"policy/gb{year}{number}\thttps://d.example/{year}/{number}\td\n"))
	i, err := l.Identifiers()
	if err != nil {
		t.Fatal(err)
	}
	for id, want := range map[string]string{"policy/p-2021-695": "https://a.example/$1/2021/695/x", "policy/p-695-2021": "https://b.example/2021/695", "policy/p-2021-2013": "https://a.example/$1/2021/2013/x",
		"policy/gbvs": "https://c.example/$1", "policy/p-1799-695": "", "policy/p-2021-0": "", "policy/p-2021-695-a": "", "policy/xp-2021-695": "", "policy/p-2021": "", "policy/p-2021-123456": ""} {
		if got := strings.Join(i.Of(id), " "); got != want {
			t.Errorf("%s: %q, want %q", id, got, want)
		}
	}
}

// registers are the forms of the addresses that the head of identifiers.tsv tells of, and
// the types of things that each may name.
var registers = map[string]struct {
	address *regexp.Regexp
	types   []string
}{
	"wetten.overheid.nl":     {regexp.MustCompile(`^https://wetten\.overheid\.nl/BWBR\d{7}$`), []string{"legal-instrument"}},
	"data.europa.eu":         {regexp.MustCompile(`^http://data\.europa\.eu/eli/(reg|dir|reg_impl|reg_del)/(19|20)\d\d/[1-9]\d*/oj$`), []string{"legal-instrument"}},
	"identifier.overheid.nl": {regexp.MustCompile(`^https://identifier\.overheid\.nl/tooi/id/(ministerie/mnre|oorg/oorg|zbo/zb|so/so|col/col|waterschap/ws|gemeente/gm)\d+$`), []string{"ministry", "organisation"}},
	"publications.europa.eu": {regexp.MustCompile(`^http://publications\.europa\.eu/resource/authority/(country/[A-Z]{3}|corporate-body/[A-Z]+)$`), []string{"place", "organisation"}},
	"www.wikidata.org":       {regexp.MustCompile(`^http://www\.wikidata\.org/entity/Q[1-9]\d*$`), []string{"legal-instrument", "place", "organisation", "coalition"}},
}

// Each address of the built-in data has the form of its register and names one thing, but
// for a ministry under a former name.
func TestBuiltinIdentifiers(t *testing.T) {
	all, err := builtin(t).Identifiers()
	if err != nil {
		t.Fatal(err)
	}
	if len(all.ByID) < 1000 {
		t.Errorf("only %d things have an address", len(all.ByID))
	}
	bearer := map[string]string{}
	for id, addresses := range all.ByID {
		kind, _, _ := strings.Cut(id, "/")
		for _, a := range addresses {
			at, err := url.Parse(a)
			if err != nil {
				t.Fatal(err)
			}
			r, ok := registers[at.Host]
			if !ok || !r.address.MatchString(a) || !slices.Contains(r.types, kind) {
				t.Errorf("%s: %s", id, a)
			}
			if other, ok := bearer[a]; ok && kind != "ministry" {
				t.Errorf("%s is both %s and %s", a, other, id)
			}
			bearer[a] = id
		}
	}
}
