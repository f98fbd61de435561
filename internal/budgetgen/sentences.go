package budgetgen

import (
	"embed"
	"fmt"
	"strings"
	"sync"

	"rijksgraaf/model"
)

//go:embed data/sentences.tsv
var data embed.FS

const sentencesFile = "data/sentences.tsv"

// template is a text with slots: pieces at even places are words, at odd ones the names of
// slots.
type template []string

// builtIn gives the sentences that come with the package, by their part.
var builtIn = sync.OnceValues(func() (map[string][]template, error) {
	raw, err := data.ReadFile(sentencesFile)
	if err != nil {
		return nil, err
	}
	return parse(sentencesFile, string(raw))
})

// parse reads a file of sentences. An error names the file and the line.
func parse(file, text string) (map[string][]template, error) {
	out := map[string][]template{}
	head := false
	for i, line := range strings.Split(strings.TrimSuffix(text, "\n"), "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		fail := func(what string) error {
			return &model.Error{Code: model.CodeInvalid, Op: "read sentences", Message: fmt.Sprintf("%s:%d: %s", file, i+1, what)}
		}
		cells := strings.Split(line, "\t")
		switch {
		case len(cells) != 3 || cells[0] == "" || cells[1] == "" || cells[2] == "":
			return nil, fail("a row has three cells that are not empty: part, text and source")
		case !head:
			head = true
			continue
		}
		t, ok := parseTemplate(cells[1])
		if !ok {
			return nil, fail("a { without its }, or a slot that is not known")
		}
		out[cells[0]] = append(out[cells[0]], t)
	}
	for _, part := range parts {
		if len(out[part]) == 0 {
			return nil, &model.Error{Code: model.CodeInvalid, Op: "read sentences", Message: fmt.Sprintf("%s: nothing for the part %q", file, part)}
		}
	}
	return out, nil
}

// parseTemplate cuts a text at its slots, and says whether they are known.
func parseTemplate(s string) (template, bool) {
	var t template
	for {
		before, rest, found := strings.Cut(s, "{")
		t = append(t, before)
		if !found {
			return t, !strings.Contains(before, "}")
		}
		slot, after, closed := strings.Cut(rest, "}")
		if _, known := slots[strings.ToLower(slot)]; !closed || !known {
			return nil, false
		}
		t, s = append(t, slot), after
	}
}
