package document

import (
	"regexp"
	"unicode/utf8"

	"golang.org/x/text/encoding/htmlindex"
)

var (
	htmlDeclared = regexp.MustCompile(`(?i)<meta[^>]+charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)`)
	xmlDeclared  = regexp.MustCompile(`^\s*<\?xml[^>]+encoding\s*=\s*["']([A-Za-z0-9_.:-]+)["']`)
)

// htmlCharset gives the encoding that a page declares; "" for none.
func htmlCharset(data []byte) string { return declared(htmlDeclared, data) }

// xmlCharset gives the encoding that XML declares; "" for none.
func xmlCharset(data []byte) string { return declared(xmlDeclared, data) }

func declared(pattern *regexp.Regexp, data []byte) string {
	if m := pattern.FindSubmatch(data[:min(len(data), sniffed)]); m != nil {
		return string(m[1])
	}
	return ""
}

// decodeMarkup turns a file's bytes into text: what is valid UTF-8 or has a byte order mark
// is what it shows itself to be, whatever it declares; all else is what it declares.
func decodeMarkup(name string, raw []byte, declared string) (text, charset string, err error) {
	if declared == "" || utf8.Valid(raw) || utf16Order(raw) != "" {
		return decode(name, raw)
	}
	e, err := htmlindex.Get(declared)
	if err != nil {
		return "", "", invalid(name, "declares the encoding "+declared+", which is unknown", "save it as UTF-8")
	}
	canonical, err := htmlindex.Name(e)
	if err != nil || canonical == "utf-8" || canonical == "windows-1252" || canonical == "utf-16le" || canonical == "utf-16be" {
		return decode(name, raw)
	}
	text, err = decodeWith(name, raw, e, declared)
	if err != nil {
		return "", "", err
	}
	return text, declared, checkText(name, text)
}
