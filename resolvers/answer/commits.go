package answer

import (
	"strconv"
	"time"

	"rijksgraaf/graph"
)

// byNewest is the order of commits: the last first.
var byNewest = order[graph.Commit]{kind: "commit",
	place:   func(c graph.Commit) []string { return []string{strconv.Itoa(c.Number)} },
	compare: func(a, b []string) int { return byNumber(b[0], a[0]) },
}

// AsOf gives a reader of the same operation for an earlier state: after a commit, or at a
// time. Errors: CodeInvalid when neither or both are given or the time is none, and those
// of View.AsOf and View.CommitAt.
func (r *Reader) AsOf(commit *int, at *string) (*Reader, error) {
	if (commit == nil) == (at == nil) {
		return nil, invalid("@asOf takes a commit or a time, one of the two")
	}
	var n int
	if commit != nil {
		n = *commit
	} else {
		t, err := graph.ParseMoment(*at)
		if err != nil {
			return nil, err
		}
		if n, err = r.view().CommitAt(t); err != nil {
			return nil, err
		}
	}
	v, err := r.view().AsOf(n)
	if err != nil {
		return nil, err
	}
	return &Reader{of: v, done: r.done, text: r.text, list: r.list, reads: r.reads, search: r.search, earlier: r.earlier || v != r.of}, nil
}

// Commit is the number of the last commit that the reader sees.
func (r *Reader) Commit() int { return r.of.Commit() }

// Commits pages through the commits that the filter lets through.
func (r *Reader) Commits(f *graph.CommitFilter, o *CommitOrder, d *graph.OrderDirection, p Page) (*CommitConnection, error) {
	if err := r.alive(); err != nil {
		return nil, err
	}
	filter, err := r.commitFilter(f)
	if err != nil {
		return nil, err
	}
	list, err := r.view().Commits(filter)
	if err != nil {
		return nil, err
	}
	w, err := commitOrders.page(r, list, string(or(o)), d, p)
	return &CommitConnection{w, r}, err
}

// Commit is one change of what a document says.
type Commit struct {
	of graph.Commit
	in *Reader
}

// Number counts the store's commits.
func (c *Commit) Number() int { return c.of.Number }

// Time is when it was written.
func (c *Commit) Time() string { return c.of.Time.Format(time.RFC3339) }

// Who wrote it.
func (c *Commit) Who() (string, bool) { return c.of.Who, c.of.Who != "" }

// Kind is what it did.
func (c *Commit) Kind() graph.CommitKind { return c.of.Kind }

// DocumentID is the id of its document.
func (c *Commit) DocumentID() string { return c.of.Document }

// Document is its document as it stands now.
func (c *Commit) Document() *Document {
	if c.in.read(c.of.Document) == nil {
		return nil
	}
	return c.in.Document(c.of.Document)
}

// Title is the document's title then.
func (c *Commit) Title() string { return c.of.Title }

// Added counts the quads that it added.
func (c *Commit) Added() int { return c.of.Added }

// Removed counts the quads that it removed.
func (c *Commit) Removed() int { return c.of.Removed }

// Undoes is the commit that this one undid; false for none.
func (c *Commit) Undoes() (int, bool) { return c.of.Undoes, c.of.Undoes != 0 }

// CommitConnection is a page of commits.
type CommitConnection struct {
	window[graph.Commit]
	in *Reader
}

// fetch reads the documents of the page's commits, all at once.
func (c *CommitConnection) fetch() {
	ids := make([]string, len(c.items))
	for i, x := range c.items {
		ids[i] = x.Document
	}
	c.in.fetch(ids)
}

// Edges are the commits with their cursors.
func (c *CommitConnection) Edges() []CommitEdge {
	c.fetch()
	out := make([]CommitEdge, len(c.items))
	for i, x := range c.items {
		out[i] = CommitEdge{x, i, c}
	}
	return out
}

// Nodes are the commits.
func (c *CommitConnection) Nodes() []Commit {
	c.fetch()
	out := make([]Commit, len(c.items))
	for i, x := range c.items {
		out[i] = Commit{x, c.in}
	}
	return out
}

// CommitEdge is a commit on a page.
type CommitEdge struct {
	of   graph.Commit
	at   int // on the page
	page *CommitConnection
}

// Cursor marks the place.
func (e *CommitEdge) Cursor() string { return e.page.cursor(e.at) }

// Node is the commit.
func (e *CommitEdge) Node() *Commit { return &Commit{e.of, e.page.in} }
