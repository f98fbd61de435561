package lexicon

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/words"
)

// Trie finds names in a row of tokens: a tree over words. Values are indexes that the
// caller gives to Add.
type Trie struct{ root trieNode }

type trieNode struct {
	next   map[string]*trieNode
	values []int
}

// Words cuts a phrase as the extractor cuts text: by the word boundaries of Unicode
// Standard Annex 29, white space left out, apostrophes plain.
func Words(phrase string) []string {
	var out []string
	it := words.FromString(strings.ReplaceAll(phrase, "’", "'"))
	for it.Next() {
		r, _ := utf8.DecodeRuneInString(it.Value())
		if !unicode.IsSpace(r) {
			out = append(out, it.Value())
		}
	}
	return out
}

// Add puts a phrase into the trie, case and all, with a value. Adding a phrase twice
// keeps both values, in the order of adding.
func (t *Trie) Add(phrase string, value int) {
	n := &t.root
	for _, w := range Words(phrase) {
		if n.next == nil {
			n.next = map[string]*trieNode{}
		}
		child, ok := n.next[w]
		if !ok {
			child = &trieNode{}
			n.next[w] = child
		}
		n = child
	}
	if n != &t.root {
		n.values = append(n.values, value)
	}
}

// Opens says whether a phrase of the trie begins with a word.
func (t *Trie) Opens(word string) bool { return t.root.next[word] != nil }

// Longest finds the longest phrase that begins at token i of a row of n tokens; word
// gives the token at an index. first replaces the word at i, so that a caller can try it
// in small letters; "" leaves it. It returns the number of tokens (0: none) and the
// phrase's values.
func (t *Trie) Longest(i, n int, first string, word func(int) string) (int, []int) {
	node, length := &t.root, 0
	var values []int
	for k := i; k < n; k++ {
		w := word(k)
		if k == i && first != "" {
			w = first
		}
		child, ok := node.next[w]
		if !ok {
			break
		}
		node = child
		if len(node.values) > 0 {
			length, values = k-i+1, node.values
		}
	}
	return length, values
}
