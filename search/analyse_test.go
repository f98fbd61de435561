package search

import (
	"strings"
	"testing"
)

// pairs are plurals and singulars, inflected and plain forms that budget documents use.
var pairs = strings.Fields(`
begroting/begrotingen minister/ministers ministerie/ministeries gemeente/gemeenten provincie/provincies overheid/overheden
mogelijkheid/mogelijkheden bevoegdheid/bevoegdheden stad/steden lid/leden kamerlid/kamerleden schip/schepen kind/kinderen schuld/schulden
maatregel/maatregelen fonds/fondsen risico/risico's foto/foto's museum/musea crisis/crises politicus/politici bedrag/bedragen uitgave/uitgaven
ontvangst/ontvangsten artikel/artikelen hoofdstuk/hoofdstukken wet/wetten kamer/kamers dreiging/dreigingen brief/brieven raad/raden huis/huizen
bedrijf/bedrijven subsidie/subsidies beurs/beurzen weg/wegen strategie/strategieen strategie/strategieën coalitie/coalities organisatie/organisaties
verplichting/verplichtingen wapen/wapens massavernietigingswapen/massavernietigingswapens conflict/conflicten land/landen school/scholen
leraar/leraren student/studenten universiteit/universiteiten ziekenhuis/ziekenhuizen woning/woningen regio/regio's veiligheidsregio/veiligheidsregio's
militair/militairen terrorist/terroristen programma/programma's thema/thema's doel/doelen doelstelling/doelstellingen taak/taken zaak/zaken
norm/normen prijs/prijzen reis/reizen beleidsdoel/beleidsdoelen haven/havens dijk/dijken rivier/rivieren cao/cao's ngo/ngo's criterium/criteria
centrum/centra bezuiniging/bezuinigingen garantie/garanties lening/leningen instrument/instrumenten directeur/directeuren ambassade/ambassades
ambassadeur/ambassadeurs vluchteling/vluchtelingen statushouder/statushouders asielzoeker/asielzoekers paragraaf/paragrafen motie/moties
staatssecretaris/staatssecretarissen eiland/eilanden bank/banken belasting/belastingen premie/premies uitkering/uitkeringen pensioen/pensioenen
werkgever/werkgevers werknemer/werknemers onderzoek/onderzoeken advies/adviezen besluit/besluiten verdrag/verdragen akkoord/akkoorden
actie/acties agenda/agenda's idee/ideeen industrie/industrieen industrie/industrieën technologie/technologieen ziekte/ziektes ziekte/ziekten
waarde/waarden waarde/waardes rechtbank/rechtbanken gevangenis/gevangenissen dienst/diensten agentschap/agentschappen waterschap/waterschappen
gemeenschap/gemeenschappen vereniging/verenigingen stelsel/stelsels middel/middelen medewerker/medewerkers burger/burgers inwoner/inwoners
Europees/Europese nationaal/nationale internationaal/internationale economisch/economische buitenlands/buitenlandse Nederlands/Nederlandse duurzaam/duurzame
publiek/publieke financieel/financiële sociaal/sociale veilig/veilige crimineel/criminele structureel/structurele regionaal/regionale
onderwijsinstelling/onderwijsinstellingen ei/eieren goed/goederen lied/liederen gelid/gelederen analyse/analyses datum/data medium/media
proces/processen groep/groepen vrouw/vrouwen meisje/meisjes jongere/jongeren oudere/ouderen leerling/leerlingen beleidsregel/beleidsregels basis/bases
spoor/sporen auto/auto's boot/boten vliegtuig/vliegtuigen kwaliteit/kwaliteiten pilot/pilots project/projecten kosten/kost baten/baat bate/baten
inkomen/inkomens last/lasten mens/mensen wens/wensen verlies/verliezen verlieslatend/verlieslatende volk/volkeren grens/grenzen college/colleges campagne/campagnes affaire/affaires
controle/controles actueel/actuele ideaal/ideale tekort/tekorten overschot/overschotten periode/periodes periode/perioden effect/effecten`)

// TestForms: the forms of one word have one stem.
func TestForms(t *testing.T) {
	for _, p := range pairs {
		a, b, _ := strings.Cut(p, "/")
		if x, y := Analyse(a), Analyse(b); len(x) != 1 || len(y) != 1 || x[0].Stem != y[0].Stem {
			t.Errorf("%s and %s: %+v, %+v", a, b, x, y)
		}
	}
}

// TestRowsAreNeeded: without a row of the table one of the pairs has two stems.
func TestRowsAreNeeded(t *testing.T) {
	lines := strings.Split(strings.TrimSpace(stemRows), "\n")
	for i, line := range lines {
		if strings.HasPrefix(line, "#") || strings.HasPrefix(line, "kind\t") {
			continue
		}
		l := &language{words: map[string]string{}, stems: map[string]string{}}
		rest := append(append([]string{}, lines[:i]...), lines[i+1:]...)
		if err := l.readStems(strings.Join(rest, "\n")); err != nil {
			t.Fatal(err)
		}
		needed := false
		for _, p := range pairs {
			a, b, _ := strings.Cut(p, "/")
			needed = needed || l.stem(Analyse(a)[0].Form) != l.stem(Analyse(b)[0].Form)
		}
		if !needed {
			t.Errorf("%q: all pairs are alike without it", line)
		}
	}
}

// TestBadTable: a row that cannot be read is named by its line.
func TestBadTable(t *testing.T) {
	for _, c := range []struct{ table, want string }{
		{"kind\tfrom\tto\tsource\nending\tx\ty", "line 2: must have"},
		{"prefix\tx\ty\tz", `line 1: the kind "prefix"`},
	} {
		l := &language{words: map[string]string{}}
		if err := l.readStems(c.table); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: %v, want %s", c.table, err, c.want)
		}
	}
}
