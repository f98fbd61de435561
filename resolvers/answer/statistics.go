package answer

import "rijksgraaf/graph"

// Statistics is how much the graph holds.
type Statistics struct{ graph.Statistics }

// Evidences is the number of evidences.
func (s *Statistics) Evidences() int { return s.Statistics.Evidence }

// DocumentsByKind counts the documents of each kind.
func (s *Statistics) DocumentsByKind() []KindCount {
	out := make([]KindCount, len(s.Statistics.DocumentsByKind))
	for i, k := range s.Statistics.DocumentsByKind {
		out[i] = KindCount{k}
	}
	return out
}

// KindCount is how many documents of a kind there are.
type KindCount struct{ graph.KindCount }

// Kind is the kind; false for documents whose kind is unknown.
func (k *KindCount) Kind() (string, bool) { return known(k.KindCount.Kind) }
