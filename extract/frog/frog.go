// Package frog asks a Frog server (https://languagemachines.github.io/frog/) for the names
// in a document. Frog is a tagger of Dutch that runs as a process of its own and answers
// over a socket; what it finds are proposals, which package extract may take or leave.
package frog

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"rijksgraaf/document"
	"rijksgraaf/extract"
	"rijksgraaf/model"
)

// Engine is the name under which proposals are marked.
const Engine = "frog"

const (
	// DefaultTimeout is how long one piece of text may take. Frog reads some 1,000 words a
	// second, and a piece is a paragraph.
	DefaultTimeout = time.Minute
	// longest is how many code points are sent at once.
	longest = 4000
	// manyLines is more lines than an answer to a piece of longest code points can have.
	manyLines = 3 * longest
)

// Client asks one server. It is safe for concurrent use: each document has a connection
// of its own.
type Client struct {
	addr    string
	timeout time.Duration
}

// New gives a client of the server at host:port. A timeout of 0 is DefaultTimeout; it
// holds for connecting and for each piece of text. Error: CodeInvalid for an address that
// is none. Nothing is sent yet.
func New(addr string, timeout time.Duration) (*Client, error) {
	if _, port, err := net.SplitHostPort(addr); err != nil || port == "" {
		return nil, &model.Error{Code: model.CodeInvalid, Op: "frog", Message: fmt.Sprintf("%q is no address", addr), Hint: "name it as host:port, such as localhost:12345"}
	}
	if timeout <= 0 {
		timeout = DefaultTimeout
	}
	return &Client{addr: addr, timeout: timeout}, nil
}

// Check asks the server something small, so that one that is not there, or is no Frog, is
// told of before any document is read. Error: CodeUnavailable.
func (c *Client) Check(ctx context.Context) error {
	t, err := c.dial(ctx)
	if err != nil {
		return err
	}
	defer t.close()
	lines, err := t.ask("Nederland.")
	if err == nil && len(lines) == 0 {
		err = errNotFrog
	}
	return c.failed(err)
}

// Propose gives the names that Frog finds in the prose and list items of a document, in
// the order of the text. Error: CodeUnavailable when the server does not answer in time or
// not as Frog does; no proposals are given then.
func (c *Client) Propose(ctx context.Context, d *document.Document) ([]extract.Proposal, error) {
	t, err := c.dial(ctx)
	if err != nil {
		return nil, err
	}
	defer t.close()
	var out []extract.Proposal
	for _, b := range d.Blocks {
		if b.Kind != document.Paragraph && b.Kind != document.Item {
			continue
		}
		for _, piece := range pieces(d.Clean, b.Span) {
			text := line(d.Clean[piece.Start:piece.End])
			if text == "" {
				continue
			}
			answer, err := t.ask(text)
			if err != nil {
				return nil, c.failed(err)
			}
			out = append(out, names(d.Clean, piece, answer)...)
		}
	}
	return out, nil
}

// failed makes an error of the connection one that a person can act on.
func (c *Client) failed(err error) error {
	if err == nil {
		return nil
	}
	e := &model.Error{Code: model.CodeUnavailable, Op: "frog", Message: c.addr + " did not answer", Err: err, Hint: "is `frog -S PORT` running there? without --frog nothing needs it"}
	var timeout net.Error
	switch {
	case errors.Is(err, errNotFrog):
		e.Message, e.Err = c.addr+" answers, but not as Frog does", nil
	case errors.As(err, &timeout) && timeout.Timeout():
		e.Message, e.Err = fmt.Sprintf("%s did not answer within %s", c.addr, c.timeout), nil
	case errors.Is(err, io.ErrUnexpectedEOF):
		e.Message, e.Err = c.addr+" closed the connection in the middle of an answer", nil
	}
	return e
}

var errNotFrog = errors.New("not Frog")

// talk is one connection.
type talk struct {
	conn    net.Conn
	in      *bufio.Reader
	timeout time.Duration
	end     func() bool
}

func (c *Client) dial(ctx context.Context) (*talk, error) {
	dialer := net.Dialer{Timeout: c.timeout}
	conn, err := dialer.DialContext(ctx, "tcp", c.addr)
	if err != nil {
		return nil, c.failed(err)
	}
	end := context.AfterFunc(ctx, func() { _ = conn.Close() })
	return &talk{conn: conn, in: bufio.NewReaderSize(conn, 1<<16), timeout: c.timeout, end: end}, nil
}

func (t *talk) close() {
	t.end()
	_ = t.conn.Close()
}

// ask sends one line of text and gives the lines of the answer that hold a word.
func (t *talk) ask(text string) ([]word, error) {
	if err := t.conn.SetDeadline(time.Now().Add(t.timeout)); err != nil {
		return nil, err
	}
	if _, err := io.WriteString(t.conn, text+"\nEOT\n"); err != nil {
		return nil, err
	}
	var out []word
	for range manyLines {
		raw, err := t.in.ReadSlice('\n')
		switch {
		case errors.Is(err, io.EOF):
			return nil, io.ErrUnexpectedEOF
		case errors.Is(err, bufio.ErrBufferFull):
			return nil, errNotFrog
		case err != nil:
			return nil, err
		}
		s := strings.TrimRight(string(raw), "\r\n")
		if s == "READY" {
			return out, nil
		}
		if s == "" {
			continue
		}
		w, ok := readWord(s)
		if !ok {
			return nil, errNotFrog
		}
		out = append(out, w)
	}
	return nil, errNotFrog
}

// pieces cuts a span into stretches that are not too long, at spaces.
func pieces(clean []rune, s model.Span) []model.Span {
	var out []model.Span
	for s.Len() > longest {
		cut := s.Start + longest
		for cut > s.Start && !unicode.IsSpace(clean[cut]) {
			cut--
		}
		if cut == s.Start {
			cut = s.Start + longest
		}
		out = append(out, model.Span{Start: s.Start, End: cut})
		s.Start = cut
	}
	return append(out, s)
}

// line gives text as one line; "" for text that is none or that would end the question.
func line(text []rune) string {
	s := strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.IsControl(r) || r == utf8.RuneError {
			return ' '
		}
		return r
	}, string(text)))
	if s == "EOT" {
		return ""
	}
	return s
}
