// Package export writes a part of the graph in forms that other programs read, one item
// after the other, so that a graph of any size takes no more memory than a small one.
//
// The same view and selection always give the same bytes. What each form holds, and what
// it cannot, stands in docs/exports.md.
package export

import (
	"bufio"
	"context"
	"io"

	"rijksgraaf/graph"
	"rijksgraaf/model"
)

// Format is a form that a part of the graph can be written in.
type Format struct {
	// Name is what the command line calls it, Extension what names of its files end in,
	// without the first dot, Media its media type.
	Name, Extension, Media string
	// About says in a few words what it is.
	About string

	write func(*writer) error
}

// Formats lists the forms, in the order in which they are told of.
func Formats() []Format {
	return []Format{
		{"nquads", "nq", "application/n-quads", "N-Quads, all that documents said; can be imported", nquads},
		{"turtle", "ttl", "text/turtle", "Turtle", turtle},
		{"jsonld", "jsonld", "application/ld+json", "JSON-LD", jsonLD},
		{"jsonl", "jsonl", "application/jsonl", "JSON Lines, a document, entity, relation or official figure a line", jsonLines},
		{"graphml", "graphml", "application/graphml+xml", "GraphML (yEd, igraph, NetworkX)", graphML},
		{"gexf", "gexf", "application/gexf+xml", "GEXF 1.2 (Gephi)", gexf},
		{"csv", "csv.zip", "application/zip", "a zip of every table below as CSV", csvZip},
		{"neo4j", "neo4j.zip", "application/zip", "a zip of nodes and relationships for neo4j-admin import", neo4jZip},
		{"nodes", "nodes.csv", mediaCSV, "CSV of entities and documents", tableOf(nodesTable)},
		{"edges", "edges.csv", mediaCSV, "CSV of relations", tableOf(edgesTable)},
		{"evidence", "evidence.csv", mediaCSV, "CSV of the words that relations rest on", tableOf(evidenceTable)},
		{"amounts", "amounts.csv", mediaCSV, "CSV of the amounts that relations state", tableOf(amountsTable)},
		{"mentions", "mentions.csv", mediaCSV, "CSV of the words that name entities", tableOf(mentionsTable)},
		{"figures", "figures.csv", mediaCSV, "CSV of the official figures", tableOf(figuresTable)},
	}
}

const mediaCSV = "text/csv"

// ByName finds a form by its name, and says whether there is one.
func ByName(name string) (Format, bool) {
	for _, f := range Formats() {
		if f.Name == name {
			return f, true
		}
	}
	return Format{}, false
}

// bufferSize is how much is kept back before it goes to the writer, in bytes.
const bufferSize = 64 << 10

// Write writes a part of a view. It ends early when ctx is done, with its cause; other
// errors are those of w. What was written before an error is no whole file.
func (f Format) Write(ctx context.Context, w io.Writer, p *graph.Part) error {
	b := bufio.NewWriterSize(w, bufferSize)
	out := &writer{ctx: ctx, w: b, part: p, view: p.View(), base: p.View().Base()}
	if err := f.write(out); err != nil {
		return err
	}
	if out.err != nil {
		return out.err
	}
	return b.Flush()
}

// writer writes one part, and keeps the first error.
type writer struct {
	ctx  context.Context
	w    *bufio.Writer
	part *graph.Part // nil for what is no part of the graph
	view *graph.View
	base string
	err  error

	identities map[string][]Decision // made when first asked for
}

// more says whether to go on: nobody has stopped the work, and it can be written.
func (w *writer) more() bool {
	if w.err == nil {
		w.err = context.Cause(w.ctx)
	}
	return w.err == nil
}

func (w *writer) print(list ...string) {
	for _, s := range list {
		if w.err == nil {
			_, w.err = w.w.WriteString(s)
		}
	}
}

func (w *writer) iri(id string) string { return model.IRI(w.base, id) }

func nquads(w *writer) error { return w.part.WriteNQuads(w.ctx, w.w) }
