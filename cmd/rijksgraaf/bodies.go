package main

import (
	"rijksgraaf/extract/lexicon"
	"rijksgraaf/graph"
)

// knowBodies adds what the register tells of bodies: to the chapter of whose ministry they
// belong, and which things nearly every chapter speaks of.
func knowBodies(k *graph.Knowledge) {
	l, err := lexicon.Default()
	if err != nil {
		return // that the built-in data load is tested
	}
	k.Generic = l.Generic
	for _, b := range l.Bodies {
		k.Bodies = append(k.Bodies, graph.Office{ID: b.ID, Chapter: "budget-chapter/" + b.Chapter, From: b.From, Until: b.Until})
	}
}
