package model

import (
	"regexp"
	"strings"
)

var (
	publication = regexp.MustCompile(`^document/((?:kst-\d+(?:-[A-Z]+)?|stb-\d{4}|stcrt-\d{4})-\d+)$`)
	judgment    = regexp.MustCompile(`^document/(ecli-[a-z]+-[a-z]+-\d{4}-[a-z0-9]+)$`)
)

// Publication gives the address at which the government or the courts publish a document,
// by its id: a paper of parliament, Staatsblad, Staatscourant or judgment. It is "" for an
// id that is not made of their numbers.
func Publication(id string) string {
	if m := publication.FindStringSubmatch(id); m != nil {
		return "https://zoek.officielebekendmakingen.nl/" + m[1] + ".html"
	}
	if m := judgment.FindStringSubmatch(id); m != nil {
		return "https://deeplink.rechtspraak.nl/uitspraak?id=" + strings.ToUpper(strings.ReplaceAll(m[1], "-", ":"))
	}
	return ""
}
