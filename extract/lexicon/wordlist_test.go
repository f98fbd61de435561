package lexicon

import (
	"strings"
	"testing"
)

// Words of the list are found, those that are not are not, wherever they would stand.
func TestWordList(t *testing.T) {
	if !HasWordList() {
		t.Skip("built without a list of words: make build makes it")
	}
	lines := strings.Split(strings.Trim(wordList(), "\n"), "\n")
	if len(lines) < 100_000 {
		t.Fatalf("%d words", len(lines))
	}
	for i := 0; i < len(lines); i += 997 {
		if !inWordList(lines[i]) {
			t.Errorf("%q is not found", lines[i])
		}
		if inWordList(lines[i] + "qx") {
			t.Errorf("%q is found", lines[i]+"qx")
		}
	}
	for _, w := range []string{lines[0], lines[len(lines)-1], "begrotingen", "bereidwilligheid"} {
		if !inWordList(w) {
			t.Errorf("%q is not found", w)
		}
	}
	for _, w := range []string{"", "a", "zzzz", "tionale", "\n", "0"} {
		if inWordList(w) {
			t.Errorf("%q is found", w)
		}
	}
}
