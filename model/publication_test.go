package model_test

import (
	"testing"

	"rijksgraaf/model"
)

func TestPublication(t *testing.T) {
	for id, want := range map[string]string{
		"document/kst-36360-V-1":        "https://zoek.officielebekendmakingen.nl/kst-36360-V-1.html",
		"document/kst-29452-233":        "https://zoek.officielebekendmakingen.nl/kst-29452-233.html",
		"document/stb-2016-233":         "https://zoek.officielebekendmakingen.nl/stb-2016-233.html",
		"document/stcrt-2020-12345":     "https://zoek.officielebekendmakingen.nl/stcrt-2020-12345.html",
		"document/ecli-nl-hr-2019-2006": "https://deeplink.rechtspraak.nl/uitspraak?id=ECLI:NL:HR:2019:2006",
		"document/kst-mijn-bestand-1":   "", "document/kst-1": "", "document/verslag": "", "policy/kst-36360-V-1": "", "": "",
	} {
		if got := model.Publication(id); got != want {
			t.Errorf("%s: %q", id, got)
		}
	}
}
