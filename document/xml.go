package document

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"

	"rijksgraaf/model"
)

// xmlPublication is an official publication, or any other XML, whose elements it does not
// know but whose words it keeps.
var xmlPublication = format{name: "XML", limit: MaxBytes, is: isXML, read: readXML}

// isXML says whether a file begins as XML does. A file without a head that begins with the
// root of an official publication is one too, however soon it is cut off.
func isXML(head []byte) bool {
	text := strings.TrimLeft(markupHead(head), " \t\r\n")
	if strings.HasPrefix(text, "<?xml") {
		return true
	}
	rest, name := firstElement(head)
	if name == "" {
		return false
	}
	return strings.EqualFold(name, "!doctype") || rolesOf["xml"][strings.ToLower(name)].name == "root" || strings.Contains(rest, "</") || strings.Contains(rest, "/>")
}

func readXML(name string, data []byte) (*source, error) {
	text, charset, err := decodeMarkup(name, data, xmlCharset(data))
	if err != nil {
		return nil, err
	}
	root, err := parseXML(name, text)
	if err != nil {
		return nil, err
	}
	m := newMarkup("xml")
	m.read([]*element{root})
	s := m.source()
	s.encoding = charset
	said := xmlMetadata(m, root)
	s.meta, s.dossierTitle = said.metadata(), said.dossierTitle
	return finishMarkup(name, s, "it")
}

// parseXML reads XML into elements. Entities that the file declares are refused, since to
// resolve them would be to read what the file names or to let it grow without end.
func parseXML(name, text string) (*element, error) {
	d := xml.NewDecoder(strings.NewReader(text))
	d.Entity = xml.HTMLEntity
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil } // decoded before
	var root *element
	var open []*element
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, badXML(name, err)
		}
		switch t := token.(type) {
		case xml.Directive:
			if err := checkDirective(name, string(t)); err != nil {
				return nil, err
			}
		case xml.StartElement:
			e := fromXML(t)
			if len(open) == 0 {
				root = e
			} else {
				parent := open[len(open)-1]
				parent.children = append(parent.children, e)
				if e.name == "titel" && parent.name == "stuk" {
					e.name = "stuk-titel"
				}
			}
			if open = append(open, e); len(open) > maxDepthOfMarkup {
				return nil, tooDeep(name)
			}
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			if len(open) > 0 {
				open[len(open)-1].children = append(open[len(open)-1].children, &element{words: string(t)})
			}
		}
	}
	if root == nil {
		return nil, invalid(name, "has no element", "give XML that is whole")
	}
	return root, nil
}

func fromXML(t xml.StartElement) *element {
	e := &element{name: strings.ToLower(t.Name.Local)}
	for _, a := range t.Attr {
		e.attributes = append(e.attributes, attribute{strings.ToLower(a.Name.Local), a.Value})
	}
	return e
}

// entity is the declaration of an entity in a document type. One with NDATA names a
// picture and never stands in the text.
var entity = regexp.MustCompile(`(?i)<!ENTITY[^>]*>`)

func checkDirective(name, directive string) error {
	for _, e := range entity.FindAllString(directive, -1) {
		if !strings.Contains(e, " NDATA ") {
			return invalid(name, "declares entities in its document type ("+short(e)+"); they are never resolved",
				"save it with its entities filled in")
		}
	}
	return nil
}

func short(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if len(s) > 60 {
		s = firstBytes(s, 60) + "…"
	}
	return s
}

func badXML(name string, err error) error {
	var syntax *xml.SyntaxError
	if errors.As(err, &syntax) {
		return &model.Error{Code: model.CodeInvalid, Op: "read", Message: fmt.Sprintf("%s:%d is not well-formed XML", name, syntax.Line),
			Err: errors.New(syntax.Msg), Hint: "fetch it again, it may be cut off"}
	}
	return &model.Error{Code: model.CodeInvalid, Op: "read", Message: name + " is not well-formed XML", Err: err, Hint: "fetch it again, it may be cut off"}
}
