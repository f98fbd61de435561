package lexicon

import (
	"bytes"
	"compress/gzip"
	"embed"
	"io"
	"sort"
	"strings"
	"sync"
)

// wordListFolder holds words.gz where the program was built with a list of words (make
// build); README.md tells what it is. Without it only the vocabulary counts.
//
//go:embed wordlist
var wordListFolder embed.FS

// wordList is the list, small letters, sorted, one a line, each line's end a \n; empty
// without one. It is unpacked when it is first asked for.
var wordList = sync.OnceValue(func() string {
	packed, err := wordListFolder.ReadFile("wordlist/words.gz")
	if err != nil {
		return "" // built without it
	}
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return ""
	}
	text, err := io.ReadAll(r)
	if err != nil {
		return ""
	}
	return "\n" + string(text)
})

// HasWordList says whether the program was built with a list of words.
func HasWordList() bool { return wordList() != "" }

// inWordList says whether a word in small letters stands in the list: by halving it, since
// as a map it would take ten times the memory.
func inWordList(word string) bool {
	list := wordList()
	// The first line that begins at or after each place is at least as large as those before.
	at := sort.Search(len(list), func(i int) bool {
		start := strings.IndexByte(list[i:], '\n')
		if start < 0 || i+start+1 >= len(list) {
			return true
		}
		line := list[i+start+1:]
		return line[:strings.IndexByte(line, '\n')] >= word
	})
	if at >= len(list) {
		return false
	}
	start := strings.IndexByte(list[at:], '\n')
	return start >= 0 && strings.HasPrefix(list[at+start+1:], word+"\n")
}
