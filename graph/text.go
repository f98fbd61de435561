package graph

import (
	"unicode/utf8"

	"rijksgraaf/model"
)

// textStride is how many code points lie between two remembered byte offsets.
const textStride = 64

// textIndex finds the words of a span in a text without walking over all of it.
type textIndex struct {
	text    string
	runes   int
	offsets []uint32 // byte offset of every textStride-th code point; nil when all are ASCII
}

func newTextIndex(text string) *textIndex {
	t := &textIndex{text: text, runes: utf8.RuneCountInString(text)}
	if t.runes == len(text) {
		return t
	}
	n := 0
	t.offsets = make([]uint32, 0, t.runes/textStride+1)
	for i := range text {
		if n%textStride == 0 {
			t.offsets = append(t.offsets, uint32(i))
		}
		n++
	}
	return t
}

// slice gives the text over a span, and whether the span lies within the text and is
// not empty.
func (t *textIndex) slice(s model.Span) (string, bool) {
	if s.Start < 0 || s.End <= s.Start || s.End > t.runes {
		return "", false
	}
	from := t.offset(s.Start)
	return t.text[from : from+t.advance(from, s.Len())], true
}

// offset gives the byte offset of a code point.
func (t *textIndex) offset(rune int) int {
	if t.offsets == nil {
		return rune
	}
	if rune == t.runes {
		return len(t.text)
	}
	from := int(t.offsets[rune/textStride])
	return from + t.advance(from, rune%textStride)
}

// advance gives the length in bytes of n code points from a byte offset on.
func (t *textIndex) advance(from, n int) int {
	if t.offsets == nil {
		return n
	}
	at := from
	for ; n > 0; n-- {
		_, size := utf8.DecodeRuneInString(t.text[at:])
		at += size
	}
	return at - from
}
