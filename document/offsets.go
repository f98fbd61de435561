package document

import "rijksgraaf/model"

// OffsetMap leads from clean text to text as read: entry i is the offset, in code points
// of the text as read, of code point i of the clean text. It is strictly increasing.
type OffsetMap []int32

// Raw gives the span of the text as read that a span of clean text came from: from its
// first code point to just after its last. What cleaning left out in between is in it.
func (m OffsetMap) Raw(s model.Span) model.Span {
	if s.Len() <= 0 {
		return model.Span{}
	}
	return model.Span{Start: int(m[s.Start]), End: int(m[s.End-1]) + 1}
}
