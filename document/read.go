package document

import "rijksgraaf/extract/lexicon"

// Read reads a file with the program's own vocabulary; see Reader.Read.
func Read(path string) (*Document, error) {
	l, err := lexicon.Default()
	if err != nil {
		return nil, err
	}
	return Reader{Words: l}.Read(path)
}

// ReadBytes reads a document from bytes with the program's own vocabulary; see
// Reader.ReadBytes.
func ReadBytes(name string, data []byte) (*Document, error) {
	l, err := lexicon.Default()
	if err != nil {
		return nil, err
	}
	return Reader{Words: l}.ReadBytes(name, data)
}
