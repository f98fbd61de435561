package extract

import (
	"math/big"
	"regexp"
	"strings"
)

// figureKind says what a cell of a table holds.
type figureKind int

const (
	// figureNone is words or nothing.
	figureNone figureKind = iota
	// figureAmount is a number.
	figureAmount
	// figureNil is a dash: nothing is stated, and nothing is there to add up.
	figureNil
	// figureMemo is "p.m.": an amount that is not known yet.
	figureMemo
	// figureNotApplicable is "n.v.t.".
	figureNotApplicable
	// figurePercent is a percentage, which is no amount.
	figurePercent
	// figureUnread is digits in a form that is not Dutch.
	figureUnread
)

// figure is what a cell holds; value is an exact decimal, as printed and without a scale,
// for figureAmount.
type figure struct {
	kind  figureKind
	value string
}

var (
	figurePattern = regexp.MustCompile(`^(?:€|EUR)?\s*([-–−‒+]?)\s*(\(?)\s*([-–−‒]?)\s*(?:€|EUR)?\s*(\d{1,3}(?:[. \x{a0}\x{202f}]\d{3})+|\d+)(?:,(\d+))?\s*(\)?)\s*(-?)$`)
	figureNote    = regexp.MustCompile(`(?:\s*[¹²³⁴⁵⁶⁷⁸⁹⁰*]+|\s+\d\))+$`)
	percentage    = regexp.MustCompile(`^[-–−‒+(]?\s*\d+(?:[,.]\d+)?\)?\s*%$`)
)

// readFigure reads a cell of a table as Dutch prints figures: a point or space between
// thousands, a comma before decimals, a minus sign or dash before or brackets around what
// is negative.
func readFigure(text string) figure {
	text = strings.TrimSpace(text)
	switch strings.ToLower(strings.ReplaceAll(text, " ", "")) {
	case "":
		return figure{}
	case "-", "–", "—", "−", "‒", "--", "./.":
		return figure{kind: figureNil}
	case "p.m.", "pm", "p.m", "pm.":
		return figure{kind: figureMemo}
	case "n.v.t.", "nvt", "n.v.t", "n.a.", "nvt.":
		return figure{kind: figureNotApplicable}
	}
	if percentage.MatchString(text) {
		return figure{kind: figurePercent}
	}
	m := figurePattern.FindStringSubmatch(figureNote.ReplaceAllString(text, ""))
	if m == nil || (m[2] == "") != (m[6] == "") {
		if strings.IndexFunc(text, isLetter) < 0 && strings.ContainsAny(text, "0123456789") {
			return figure{kind: figureUnread}
		}
		return figure{}
	}
	negative := m[2] != "" || m[7] != "" || m[1] != "" && m[1] != "+" || m[3] != ""
	whole := strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, m[4])
	return figure{kind: figureAmount, value: decimal(negative, whole, m[5], 0)}
}

// decimal writes digits before and after the comma, moved scale places to the left of it,
// as an exact decimal without zeros that say nothing.
func decimal(negative bool, whole, fraction string, scale int) string {
	if n := scale - len(fraction); n > 0 {
		fraction += strings.Repeat("0", n)
	}
	whole, fraction = whole+fraction[:scale], strings.TrimRight(fraction[scale:], "0")
	if whole = strings.TrimLeft(whole, "0"); whole == "" {
		whole = "0"
	}
	if fraction != "" {
		whole += "." + fraction
	}
	if negative && whole != "0" {
		return "-" + whole
	}
	return whole
}

// scaled moves a decimal's point: scaled("1.5", 3) is "1500".
func scaled(value string, scale int) string {
	value, negative := strings.CutPrefix(value, "-")
	whole, fraction, _ := strings.Cut(value, ".")
	return decimal(negative, whole, fraction, scale)
}

// number is a decimal as an exact number, for adding up.
func number(value string) *big.Rat {
	r, ok := new(big.Rat).SetString(value)
	if !ok {
		return new(big.Rat)
	}
	return r
}

// powerOfTen writes 10 to a power.
func powerOfTen(n int) string { return "1" + strings.Repeat("0", n) }
