package graph

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/cayleygraph/quad"
	cquads "github.com/cayleygraph/quad/nquads"

	"rijksgraaf/model"
	"rijksgraaf/ontology"
)

// ReadNQuads reads what documents say from N-Quads such as WriteNQuads writes, in any
// order, and gives the difference that each makes to what the view holds, in the order in
// which the file first names them. The change set of a document that may not be stored has
// an Err that names the line: it goes through everything that Changes checks, and its
// quads must be exactly those that it would be stored with. Lines of white space and
// comments are passed over, and a quad that stands twice counts once.
//
// Errors: CodeInvalid for a line that is no quad or has no document as its label; then
// nothing can be told of any document. name is what errors call the file.
func ReadNQuads(v *View, name string, r io.Reader) ([]*ChangeSet, error) {
	n := &nquadsReader{voc: v.voc, name: name, documents: map[string]*statedQuads{}}
	if err := n.read(r); err != nil {
		return nil, err
	}
	var out []*ChangeSet
	for _, id := range n.order {
		out = append(out, n.changes(v, id))
		delete(n.documents, id)
	}
	return out, nil
}

// BaseOfNQuads gives the address under which N-Quads name their documents, from the label
// of their first quad; "" when that is no document's. It reads one line.
func BaseOfNQuads(r *bufio.Reader) string {
	const most = 1 << 20 // a first line is the title of a document, or an entity's type
	start, _ := r.Peek(min(most, r.Size()))
	line, _, _ := strings.Cut(string(start), "\n")
	i := strings.LastIndexByte(line, '<')
	if i < 0 {
		return ""
	}
	base, _, ok := strings.Cut(line[i+1:], "/id/document/")
	if !ok {
		return ""
	}
	return base
}

// statedQuads are the quads that a file has of one document, each with its line, from 1.
type statedQuads struct {
	quads []quad.Quad
	lines map[quad.Quad]int
	first int
}

type nquadsReader struct {
	voc       *vocabulary
	name      string
	documents map[string]*statedQuads
	order     []string
}

func (n *nquadsReader) read(r io.Reader) error {
	b := bufio.NewReader(r)
	for line := 1; ; line++ {
		text, err := b.ReadString('\n')
		if text = strings.TrimSpace(text); text != "" && text[0] != '#' {
			if fault := n.take(line, text); fault != nil {
				return n.fault(line, fault)
			}
		}
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return &model.Error{Code: model.CodeInvalid, Op: "import", Message: "cannot read " + n.name, Err: err}
		}
	}
}

func (n *nquadsReader) fault(line int, err error) error {
	return invalid("import", fmt.Sprintf("%s line %d", n.name, line), err)
}

// take keeps the quad of one line.
func (n *nquadsReader) take(line int, text string) error {
	if !utf8.ValidString(text) {
		return errors.New("it is not UTF-8")
	}
	q, err := parseQuad(text)
	if err != nil {
		return err
	}
	id, ok := n.voc.idOf(q.Label)
	if t, known := ontology.TypeOfID(id); !ok || !known || t != model.TypeDocument {
		return fmt.Errorf("its label is not the address of a document under %s", n.voc.ids)
	}
	d := n.documents[id]
	if d == nil {
		d = &statedQuads{lines: map[quad.Quad]int{}, first: line}
		n.documents[id] = d
		n.order = append(n.order, id)
	}
	if _, twice := d.lines[q]; !twice {
		d.lines[q] = line
		d.quads = append(d.quads, q)
	}
	return nil
}

// parseQuad reads one line. What the parser makes of bytes that are no N-Quads, be it a
// panic, is an error.
func parseQuad(text string) (q quad.Quad, err error) {
	defer func() {
		if recover() != nil {
			err = errors.New("it is no N-Quad")
		}
	}()
	q, err = cquads.Parse(text)
	if err != nil || !q.IsValid() || !strings.HasSuffix(text, ".") {
		return q, errors.New("it is no N-Quad")
	}
	return q, nil
}

// changes gives the change set of one document.
func (n *nquadsReader) changes(v *View, id string) *ChangeSet {
	s, line, err := n.documents[id].decode(n.voc, id)
	if err != nil {
		return &ChangeSet{document: id, err: n.fault(line, fmt.Errorf("%s cannot be stored: %w", id, err))}
	}
	return difference(v, id, s)
}

// decode gives what the quads say, or what is wrong with them and in which line.
func (d *statedQuads) decode(voc *vocabulary, id string) (*saying, int, error) {
	dec := newDecoder(voc, id)
	for _, q := range d.quads {
		if err := d.fits(voc, q); err != nil {
			return nil, d.lines[q], err
		}
		if err := dec.add(q); err != nil {
			return nil, d.lines[q], err
		}
	}
	s, err := dec.build()
	if err == nil {
		err = s.check()
	}
	if err != nil {
		var fault *faultOf
		if errors.As(err, &fault) {
			return nil, d.lineOf(voc.id(fault.id)), err
		}
		return nil, d.first, err
	}
	if line, err := d.differsFrom(encode(voc, s)); err != nil {
		return nil, line, err
	}
	return s, 0, nil
}

// fits says why a quad cannot be part of a document by itself.
func (d *statedQuads) fits(voc *vocabulary, q quad.Quad) error {
	switch q.Object.(type) {
	case quad.IRI, quad.String, quad.TypedString:
	default:
		return fmt.Errorf("the object %v is of a kind that is not stored", q.Object)
	}
	if name, ok := voc.defOf(q.Object); ok && q.Predicate == rdfType {
		if _, known := ontology.Type(model.EntityType(name)); !known {
			return fmt.Errorf("the ontology has no type %s", name)
		}
	}
	return nil
}

// lineOf is the first line that speaks of a subject; the document's first where none does.
func (d *statedQuads) lineOf(subject quad.Value) int {
	for _, q := range d.quads {
		if q.Subject == subject {
			return d.lines[q]
		}
	}
	return d.first
}

// differsFrom names the first quad of the file that what was read of it does not give, or
// one that it gives and the file lacks.
func (d *statedQuads) differsFrom(now []quad.Quad) (int, error) {
	if extra := missing(d.quads, now); len(extra) > 0 {
		return d.lines[extra[0]], errors.New("this quad does not follow from the others of the document")
	}
	if lost := missing(now, d.quads); len(lost) > 0 {
		return d.lineOf(lost[0].Subject), fmt.Errorf("this quad is missing: %s", lost[0].NQuad())
	}
	return 0, nil
}
