package document

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"rijksgraaf/model"
)

// decode turns a file's bytes into UTF-8 text without a byte order mark and says what
// encoding they were read as: UTF-8, UTF-16LE, UTF-16BE or Windows-1252. Bytes that are
// none of these, NUL characters and other control characters are an error with CodeInvalid.
func decode(name string, raw []byte) (text, charset string, err error) {
	switch {
	case bytes.HasPrefix(raw, []byte("\xef\xbb\xbf")):
		text, charset = string(raw[3:]), "UTF-8"
		if !utf8.ValidString(text) {
			return "", "", invalid(name, "has a UTF-8 byte order mark but is not valid UTF-8", "save it as UTF-8")
		}
	case utf16Order(raw) != "":
		charset = utf16Order(raw)
		text, err = decodeUTF16(name, raw, charset)
	case utf8.Valid(raw):
		text, charset = string(raw), "UTF-8"
	default:
		charset = "Windows-1252"
		text, err = decodeWindows1252(name, raw)
	}
	if err != nil {
		return "", "", err
	}
	return text, charset, checkText(name, text)
}

// utf16Order gives "UTF-16LE" or "UTF-16BE" by the byte order mark or, without one, by
// where the zero bytes of Latin letters stand; "" when it is not UTF-16.
func utf16Order(raw []byte) string {
	if bytes.HasPrefix(raw, []byte("\xff\xfe")) {
		return "UTF-16LE"
	}
	if bytes.HasPrefix(raw, []byte("\xfe\xff")) {
		return "UTF-16BE"
	}
	sample := raw[:min(len(raw), 4096)&^1]
	var even, odd int
	for i := 0; i < len(sample); i += 2 {
		if sample[i] == 0 {
			even++
		}
		if sample[i+1] == 0 {
			odd++
		}
	}
	half := len(sample) / 2
	switch {
	case half < 2 || len(raw)%2 != 0:
		return ""
	case odd*10 >= half*8 && even*20 <= half:
		return "UTF-16LE"
	case even*10 >= half*8 && odd*20 <= half:
		return "UTF-16BE"
	}
	return ""
}

func decodeUTF16(name string, raw []byte, charset string) (string, error) {
	order := unicode.LittleEndian
	if charset == "UTF-16BE" {
		order = unicode.BigEndian
	}
	text, err := decodeWith(name, raw, unicode.UTF16(order, unicode.UseBOM), charset)
	if err == nil && strings.ContainsRune(text, utf8.RuneError) && !holdsRuneError(raw, charset) {
		return "", invalid(name, "is not valid "+charset, "save it as UTF-8")
	}
	return text, err
}

// holdsRuneError says whether UTF-16 holds U+FFFD itself, which the decoder also writes
// for half a pair of surrogates and for an odd byte at the end.
func holdsRuneError(raw []byte, charset string) bool {
	high := 1
	if charset == "UTF-16BE" {
		high = 0
	}
	for i := 0; i+1 < len(raw); i += 2 {
		if raw[i+high] == 0xff && raw[i+1-high] == 0xfd {
			return len(raw)%2 == 0
		}
	}
	return false
}

// decodeWindows1252 refuses bytes that the encoding leaves undefined and text that is
// mostly not letters, so that a file in another encoding is not read as gibberish.
func decodeWindows1252(name string, raw []byte) (string, error) {
	high, letters := 0, 0
	for _, b := range raw {
		switch {
		case b == 0x81 || b == 0x8d || b == 0x8f || b == 0x90 || b == 0x9d:
			return "", invalid(name, fmt.Sprintf("is in an unknown encoding (byte 0x%02x is neither UTF-8 nor Windows-1252)", b), "save it as UTF-8")
		case b >= 0x80:
			high++
		case b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z' || b == ' ':
			letters++
		}
	}
	if high*4 > letters {
		return "", invalid(name, "is in an unknown encoding (too few Latin letters for Windows-1252)", "save it as UTF-8")
	}
	return decodeWith(name, raw, charmap.Windows1252, "Windows-1252")
}

func decodeWith(name string, raw []byte, e encoding.Encoding, charset string) (string, error) {
	out, err := e.NewDecoder().Bytes(raw)
	if err != nil {
		return "", invalid(name, "cannot be decoded as "+charset, "save it as UTF-8")
	}
	return string(out), nil
}

// checkText refuses what is no text: nothing but white space, NUL and control characters.
func checkText(name, text string) error {
	blank := true
	for i, r := range text {
		switch {
		case r == 0:
			return invalid(name, fmt.Sprintf("is binary, not text (a NUL character at byte %d)", i), "give a text file")
		case r < ' ' && r != '\n' && r != '\r' && r != '\t' && r != '\f' && r != '\v' && r != 2:
			return invalid(name, fmt.Sprintf("is binary, not text (control character U+%04X at byte %d)", r, i), "give a text file")
		case isVisible(r):
			blank = false
		}
	}
	if blank {
		return invalid(name, "is empty", "give a file with text")
	}
	return nil
}

func invalid(name, message, hint string) error {
	return &model.Error{Code: model.CodeInvalid, Op: "read", Message: name + " " + message, Hint: hint}
}
