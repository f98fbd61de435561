package graph

import (
	"fmt"
	"testing"
)

// BenchmarkChapterLinks counts the links of 20 chapters with 20 documents each, which name
// each other's bodies and budgets and share some of 400 bodies.
func BenchmarkChapterLinks(b *testing.B) {
	codes := []string{"I", "III", "IV", "V", "VI", "VII", "VIII", "IXA", "IXB", "X", "XII", "XIII", "XIV", "XV", "XVI", "XVII", "XX", "XXII", "XXIII", "A"}
	s, err := Open(Memory, Options{Known: sharing})
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	for i, chapter := range codes {
		for d := range 20 {
			var said []string
			for k := range 40 {
				said = append(said, fmt.Sprintf("budget-article/%s/%d funds organisation/O%d", chapter, d, (i*7+d*3+k*11)%400))
			}
			said = append(said, fmt.Sprintf("budget-article/%s/%d extendsTo budget-chapter/%s", chapter, d, codes[(i+d)%len(codes)]), fmt.Sprintf("role/minister-defensie supervises organisation/O%d", d))
			if _, err := s.Apply(b.Context(), Changes(s.View(), says(fmt.Sprintf("d-%s-%d", chapter, d), chapter, 2020+d%5, said...))); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportAllocs()
	b.ResetTimer()
	n := 0
	for b.Loop() {
		n = len(s.View().ChapterLinks(LinkFilter{}))
	}
	b.ReportMetric(float64(n), "links")
}
