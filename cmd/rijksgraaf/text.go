package main

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// plural reads like "1 entity" or "2 entities".
func plural(n int, one string) string {
	many := one + "s"
	if stem, ok := strings.CutSuffix(one, "y"); ok {
		many = stem + "ies"
	}
	if n == 1 {
		many = one
	}
	return strconv.Itoa(n) + " " + many
}

// wrap joins the words of s into lines of at most width letters, each but the first
// begun with indent.
func wrap(s string, width int, indent string) string {
	var b strings.Builder
	length := 0
	for i, word := range strings.Fields(s) {
		n := utf8.RuneCountInString(word)
		switch {
		case i == 0:
		case length+1+n > width:
			b.WriteString("\n" + indent)
			length = 0
		default:
			b.WriteString(" ")
			length++
		}
		b.WriteString(word)
		length += n
	}
	return b.String()
}
