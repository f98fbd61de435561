package document

import "rijksgraaf/extract/lexicon"

// DefaultReader gives a Reader with the program's own vocabulary.
func DefaultReader() (Reader, error) {
	l, err := lexicon.Default()
	if err != nil {
		return Reader{}, err
	}
	return Reader{Words: l}, nil
}

// Read reads a file with the program's own vocabulary; see Reader.Read.
func Read(path string) (*Document, error) {
	r, err := DefaultReader()
	if err != nil {
		return nil, err
	}
	return r.Read(path)
}

// ReadBytes reads a document from bytes with the program's own vocabulary; see
// Reader.ReadBytes.
func ReadBytes(name string, data []byte) (*Document, error) {
	r, err := DefaultReader()
	if err != nil {
		return nil, err
	}
	return r.ReadBytes(name, data)
}
