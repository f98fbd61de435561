package main

import (
	"strconv"
	"strings"
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

func itoa(n int) string { return strconv.Itoa(n) }
