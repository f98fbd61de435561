package graph

import (
	"bufio"
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"errors"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"rijksgraaf/model"
)

// IndexFile is the file in a store's folder from which its index is made at opening, many
// times as fast as from Cayley. It is no part of the store: it is used only when it is whole
// and of the store's last commit, and can be thrown away at any time.
const IndexFile = "index.bin"

// indexMagic begins the trailer of a segment; its last byte is the version of the format,
// and of what is packed.
const indexMagic = "rgindex\x01"

// trailerSize is the length of what ends a segment: the magic, the length of what stands
// before it, the number of documents in it, the commit, its mark, and a CRC-32C of all that.
const trailerSize = len(indexMagic) + 3*8 + markSize + 4

// markSize is the length of a mark.
const markSize = 16

// maxSegments is how many segments a file has before it is written anew.
const maxSegments = 24

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// indexState says what an index file is of.
type indexState struct {
	commit int
	mark   [markSize]byte // of the commit's record: a store put back has other ones of its number
}

// stateOf gives the state of a store's last commit; false when there is none yet.
func stateOf(r records) (s indexState, ok bool, err error) {
	last, err := r.LastRecord()
	if err != nil || last == 0 {
		return s, false, err
	}
	err = r.Records(last, func(number uint64, record []byte) (bool, error) {
		sum := sha256.Sum256(record)
		s.commit, ok = int(number), number == last
		copy(s.mark[:], sum[:])
		return false, nil
	})
	return s, ok, err
}

// persisted is what the store knows of its index file.
type persisted struct {
	state     indexState
	documents tree[string, *documentRecord] // as they stand in the file
	segments  int                           // 0: there is no file of use
}

// storedDocument is the head of a document in the file.
type storedDocument struct {
	model.Metadata
	Sections []*model.Section `json:"sections,omitempty"`
	Gaps     []model.Gap      `json:"gaps,omitempty"`
	Refusals []model.Refusal  `json:"refusals,omitempty"`
	Warnings []string         `json:"warnings,omitempty"`
	Quads    int              `json:"quads"`
}

// writeIndex writes the index file for the state of the view; what has changed since the file
// was written is put at its end when it is little. An error leaves a file that is not used.
func (s *Store) writeIndex() error {
	state, ok, err := stateOf(s.back.records())
	v := s.View()
	if err != nil || !ok || state.commit != v.commit || s.persisted.segments > 0 && state == s.persisted.state {
		return err
	}
	path := filepath.Join(s.dir, IndexFile)
	if list, little := s.persisted.changes(v.said); little {
		return appendIndex(path, list, state)
	}
	var all []written
	for id, d := range v.said.documents.All() {
		all = append(all, written{id, d})
	}
	return writeAside(path, func(w io.Writer) error { return writeSegment(w, all, state) })
}

// changes gives the documents that are not as in the file, and whether they are so little
// that they can be put at its end.
func (p *persisted) changes(x *index) ([]written, bool) {
	if p.segments == 0 || p.segments >= maxSegments {
		return nil, false
	}
	var list []written
	changed, size := 0, 0
	for id, d := range x.documents.All() {
		size += d.size()
		if old, _ := p.documents.Get(id); old != d {
			list = append(list, written{id, d})
			changed += d.size()
		}
	}
	for id := range p.documents.All() {
		if x.document(id) == nil {
			list = append(list, written{document: id})
		}
	}
	return list, changed < size/4
}

// size is about how many bytes the document takes.
func (d *documentRecord) size() int { return len(d.document.Text) + len(d.packed.data) }

func appendIndex(path string, list []written, state indexState) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_APPEND, 0)
	if err != nil {
		return err
	}
	return errors.Join(writeSegment(f, list, state), f.Close())
}

// writeAside writes a file and then puts it at its place. Nothing waits for the disk: a file
// that is not whole is not used.
func writeAside(path string, write func(io.Writer) error) error {
	tmp, err := os.CreateTemp(filepath.Dir(path), temporaryName(path))
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(tmp.Name()) }()
	if err = errors.Join(write(tmp), tmp.Chmod(0o644), tmp.Close()); err != nil {
		return err
	}
	return os.Rename(tmp.Name(), path)
}

// segmentWriter counts and sums what it writes.
type segmentWriter struct {
	to    *bufio.Writer
	size  uint64
	sum   uint32
	small []byte
}

func (w *segmentWriter) string(s string) {
	w.small = append(w.small[:0], s...)
	w.bytes(w.small)
}

func (w *segmentWriter) bytes(b []byte) {
	_, _ = w.to.Write(b) // Flush gives the first error
	w.size += uint64(len(b))
	w.sum = crc32.Update(w.sum, castagnoli, b)
}

func (w *segmentWriter) number(n int) { w.bytes(binary.AppendUvarint(nil, uint64(n))) }

func (w *segmentWriter) framed(s string) {
	w.number(len(s))
	w.string(s)
}

func writeSegment(to io.Writer, list []written, state indexState) error {
	w := &segmentWriter{to: bufio.NewWriterSize(to, 1<<20)}
	for _, x := range list {
		w.framed(x.document)
		if x.record == nil {
			w.framed("")
			continue
		}
		head, err := json.Marshal(storedDocument{x.record.document.Metadata, x.record.document.Sections, x.record.gaps, x.record.refusals, x.record.warnings, x.record.tally.quads})
		if err != nil {
			return err
		}
		w.framed(string(head))
		w.framed(x.record.document.Text)
		p := &x.record.packed
		for _, n := range []int{p.entities, p.relations, p.words, p.places} {
			w.number(n)
		}
		w.framed(p.data)
	}
	size := w.size
	w.string(indexMagic)
	for _, n := range []uint64{size, uint64(len(list)), uint64(state.commit)} {
		w.bytes(binary.LittleEndian.AppendUint64(nil, n))
	}
	w.bytes(state.mark[:])
	w.bytes(binary.LittleEndian.AppendUint32(nil, w.sum))
	return w.to.Flush()
}

// readIndex reads the index file of a folder; false when there is none of use for a state.
func readIndex(dir string, state indexState) ([]written, int, bool) {
	data, ok := readWhole(filepath.Join(dir, IndexFile))
	if !ok {
		return nil, 0, false
	}
	segments, ok := segmentsOf(data, state)
	if !ok {
		return nil, 0, false
	}
	latest := map[string]*documentRecord{}
	for _, s := range segments {
		list, ok := s.documents()
		if !ok {
			return nil, 0, false
		}
		for _, x := range list {
			if latest[x.document] = x.record; x.record == nil {
				delete(latest, x.document)
			}
		}
	}
	out := make([]written, 0, len(latest))
	for id, d := range latest {
		out = append(out, written{id, d})
	}
	slices.SortFunc(out, func(a, b written) int { return cmp.Compare(a.document, b.document) })
	return out, len(segments), true
}

// readWhole reads a file as a string, of which what is unpacked is made of without copying.
func readWhole(path string) (string, bool) {
	f, err := os.Open(path)
	if err != nil {
		return "", false
	}
	defer func() { _ = f.Close() }()
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() {
		return "", false
	}
	var b strings.Builder
	b.Grow(int(info.Size()))
	_, err = io.CopyBuffer(struct{ io.Writer }{&b}, struct{ io.Reader }{f}, make([]byte, 1<<20))
	return b.String(), err == nil
}

// segment is a part of the file: all documents, or those that changed after the parts before.
type segment struct {
	data  string
	count int
}

// segmentsOf finds the segments of a file, from its end, and checks that they are whole; the
// last must be of the state.
func segmentsOf(data string, state indexState) ([]segment, bool) {
	var out []segment
	for end := len(data); end > 0; {
		at := end - trailerSize
		if at < 0 || data[at:at+len(indexMagic)] != indexMagic {
			return nil, false
		}
		size, count, commit := uint64At(data, at+8), uint64At(data, at+16), uint64At(data, at+24)
		start := at - int(size)
		if size > uint64(at) || (len(out) == 0 && (indexState{int(commit), [markSize]byte([]byte(data[at+32 : at+32+markSize]))}) != state) {
			return nil, false
		}
		if checksum(data[start:end-4]) != uint32(uint64At(data[end-4:end]+"\x00\x00\x00\x00", 0)) {
			return nil, false
		}
		out = append(out, segment{data[start:at], int(count)})
		end = start
	}
	slices.Reverse(out)
	return out, len(out) > 0
}

func uint64At(s string, at int) uint64 { return binary.LittleEndian.Uint64([]byte(s[at : at+8])) }

// checksum sums a string by parts, so that it is not copied whole.
func checksum(s string) uint32 {
	sum := uint32(0)
	part := make([]byte, 1<<20)
	for len(s) > 0 {
		n := copy(part, s)
		sum = crc32.Update(sum, castagnoli, part[:n])
		s = s[n:]
	}
	return sum
}

// documents reads the documents of a segment, several at once.
func (s segment) documents() ([]written, bool) {
	if s.count > len(s.data) {
		return nil, false
	}
	list, heads := make([]written, s.count), make([]string, s.count)
	r := &segmentReader{left: s.data}
	for i := range list {
		list[i].document, heads[i] = r.framed(), r.framed()
		if heads[i] == "" {
			continue
		}
		d := &documentRecord{}
		d.document.Text = r.framed()
		p := &d.packed
		p.entities, p.relations, p.words, p.places = r.number(), r.number(), r.number(), r.number()
		p.data = r.framed()
		list[i].record = d
	}
	if r.failed || r.left != "" {
		return nil, false
	}
	var failed atomic.Bool
	inParallel(len(list), func(i int) {
		if list[i].record != nil && !list[i].record.readHead(heads[i]) {
			failed.Store(true)
		}
	})
	return list, !failed.Load()
}

func (d *documentRecord) readHead(head string) bool {
	var h storedDocument
	if json.Unmarshal([]byte(head), &h) != nil {
		return false
	}
	d.document.Metadata, d.document.Sections = h.Metadata, h.Sections
	d.gaps, d.refusals, d.warnings = h.Gaps, h.Refusals, h.Warnings
	d.tally = tally{gaps: len(h.Gaps), refusals: len(h.Refusals), quads: h.Quads}
	d.text = newTextIndex(d.document.Text)
	return true
}

// segmentReader reads what segmentWriter wrote.
type segmentReader struct {
	left   string
	failed bool
}

func (r *segmentReader) number() int {
	n := uint64(0)
	for shift := 0; shift < 64 && shift/7 < len(r.left); shift += 7 {
		b := r.left[shift/7]
		n |= uint64(b&0x7f) << shift
		if b < 0x80 {
			r.left = r.left[shift/7+1:]
			return int(n)
		}
	}
	r.failed = true
	return 0
}

func (r *segmentReader) framed() string {
	n := r.number()
	if r.failed || n < 0 || n > len(r.left) {
		r.failed = true
		return ""
	}
	s := r.left[:n]
	r.left = r.left[n:]
	return s
}

// inParallel calls f with the numbers below n, on all processors, in no order.
func inParallel(n int, f func(int)) {
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				f(i)
			}
		})
	}
	wg.Wait()
}
