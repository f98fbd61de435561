package pdfium

import (
	"bufio"
	"encoding/binary"
	"errors"
	"io"
	"math"
)

// What is said between the program and a worker: messages, each a kind, a length and that
// many bytes, numbers with the lowest byte first.
const (
	// The program asks.
	askOpen  = 'O' // the file
	askPages = 'P' // the number of the first page, how many, and whether each is to be sent at once
	// The worker says that it is ready, and answers.
	sayReady  = 'e'
	sayOpen   = 'o' // the number of pages, the bookmarks
	sayRefuse = 'r' // pdfium's number of an error
	sayPage   = 'p' // a page
	sayNoPage = 'n' // nothing: the page cannot be loaded
	sayFault  = 'f' // words: pdfium broke, the worker ends
)

// writeMessage sends a message.
func writeMessage(w *bufio.Writer, kind byte, body []byte) error {
	if err := putMessage(w, kind, body); err != nil {
		return err
	}
	return w.Flush()
}

// putMessage writes a message that is sent with the next one, or when w is full.
func putMessage(w *bufio.Writer, kind byte, body []byte) error {
	head := binary.LittleEndian.AppendUint32(append(w.AvailableBuffer(), kind), uint32(len(body)))
	if _, err := w.Write(head); err != nil {
		return err
	}
	_, err := w.Write(body)
	return err
}

func readMessage(r io.Reader) (kind byte, body []byte, err error) {
	var head [5]byte
	if _, err := io.ReadFull(r, head[:]); err != nil {
		return 0, nil, err
	}
	n := binary.LittleEndian.Uint32(head[1:])
	if n > 1<<30 {
		return 0, nil, errors.New("a message of more than 1 GiB")
	}
	body = make([]byte, n)
	_, err = io.ReadFull(r, body)
	return head[0], body, err
}

const (
	wordBytes  = 23 // and the text
	styleBytes = 9
)

// encodePage writes a page as bytes, decodePage reads it again.
func encodePage(p *Page) []byte {
	out := make([]byte, 0, 20+len(p.Words)*(wordBytes+8)+len(p.Styles)*styleBytes)
	number := func(n uint32) { out = binary.LittleEndian.AppendUint32(out, n) }
	float := func(f float32) { number(math.Float32bits(f)) }
	float(p.Width)
	float(p.Height)
	number(uint32(p.Images))
	number(uint32(len(p.Styles)))
	number(uint32(len(p.Words)))
	for i := range p.Styles {
		s := &p.Styles[i]
		float(s.Size)
		float(s.Baseline)
		out = append(out, flags(s.Bold, s.Italic, s.Upright))
	}
	for i := range p.Words {
		w := &p.Words[i]
		float(w.X0)
		float(w.Y0)
		float(w.X1)
		float(w.Y1)
		number(uint32(w.Style))
		out = append(out, flags(w.Apart))
		text := w.Text[:min(len(w.Text), math.MaxUint16)]
		out = binary.LittleEndian.AppendUint16(out, uint16(len(text)))
		out = append(out, text...)
	}
	return out
}

func flags(bits ...bool) byte {
	var out byte
	for i, b := range bits {
		if b {
			out |= 1 << i
		}
	}
	return out
}

var errShort = errors.New("a page of too few bytes")

func decodePage(b []byte) (*Page, error) {
	if len(b) < 20 {
		return nil, errShort
	}
	number := func(at int) uint32 { return binary.LittleEndian.Uint32(b[at:]) }
	p := &Page{Width: float(b, 0), Height: float(b, 4), Images: int(number(8))}
	styles, words := int(number(12)), int(number(16))
	if b = b[20:]; len(b) < styles*styleBytes+words*wordBytes {
		return nil, errShort
	}
	p.Styles = make([]Style, styles)
	for i := range p.Styles {
		p.Styles[i] = Style{Size: float(b, 0), Baseline: float(b, 4), Bold: b[8]&1 != 0, Italic: b[8]&2 != 0, Upright: b[8]&4 != 0}
		b = b[styleBytes:]
	}
	texts := string(b) // once for all words
	p.Words = make([]Word, words)
	for i := range p.Words {
		if len(b) < wordBytes {
			return nil, errShort
		}
		n := wordBytes + int(binary.LittleEndian.Uint16(b[21:]))
		if len(b) < n || number(16) >= uint32(styles) {
			return nil, errShort
		}
		p.Words[i] = Word{X0: float(b, 0), Y0: float(b, 4), X1: float(b, 8), Y1: float(b, 12), Style: int32(number(16)), Apart: b[20]&1 != 0, Text: texts[wordBytes:n]}
		b, texts = b[n:], texts[n:]
	}
	return p, nil
}

// encodeRun writes which pages are asked for, decodeRun reads it again.
func encodeRun(r run) []byte {
	return append(binary.LittleEndian.AppendUint32(binary.LittleEndian.AppendUint32(nil, uint32(r.first)), uint32(r.pages)), flags(r.atOnce))
}

func decodeRun(b []byte) (run, error) {
	if len(b) != 9 {
		return run{}, errors.New("a question of another length")
	}
	return run{int(binary.LittleEndian.Uint32(b)), int(binary.LittleEndian.Uint32(b[4:])), b[8] != 0}, nil
}

// encodeOpen writes what is known of a file that was opened, decodeOpen reads it again.
func encodeOpen(pages int, marks []Bookmark) []byte {
	out := binary.LittleEndian.AppendUint32(nil, uint32(pages))
	for _, m := range marks {
		out = binary.LittleEndian.AppendUint32(out, uint32(m.Level))
		out = binary.LittleEndian.AppendUint32(out, uint32(m.Page))
		out = binary.LittleEndian.AppendUint32(out, uint32(len(m.Title)))
		out = append(out, m.Title...)
	}
	return out
}

func decodeOpen(b []byte) (pages int, marks []Bookmark, err error) {
	if len(b) < 4 {
		return 0, nil, errors.New("an answer of too few bytes")
	}
	number := func(at int) int { return int(int32(binary.LittleEndian.Uint32(b[at:]))) }
	pages = number(0)
	for b = b[4:]; len(b) > 0; {
		if len(b) < 12 || number(8) < 0 || len(b) < 12+number(8) {
			return 0, nil, errors.New("a bookmark of too few bytes")
		}
		n := number(8)
		marks = append(marks, Bookmark{Level: number(0), Page: number(4), Title: string(b[12 : 12+n])})
		b = b[12+n:]
	}
	return pages, marks, nil
}
