package graph

type Candidate struct{}
