package document

import (
	"bytes"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"rijksgraaf/model"
)

func init() { formats = append(formats, htmlPage, xmlPublication) }

// htmlPage is a page of a site: of what stands on it, the main part.
var htmlPage = format{name: "HTML", limit: MaxBytes, is: isHTML, read: readHTML}

var firstTag = regexp.MustCompile(`^<(!?[A-Za-z][A-Za-z0-9.:-]*)([\s/>])`)

// isHTML says whether a file begins with an element of HTML, after comments and the like.
func isHTML(head []byte) bool {
	text, name := firstElement(head)
	if strings.EqualFold(name, "!doctype") {
		return strings.HasPrefix(strings.ToLower(strings.Join(strings.Fields(text), " ")), "<!doctype html")
	}
	r, known := rolesOf["html"][strings.ToLower(name)]
	return strings.EqualFold(name, "html") || known && r.name != "table" && r.name != "skip" || strings.EqualFold(name, "head") || strings.EqualFold(name, "meta")
}

// firstElement gives the text from the first tag on, and the tag's name; comments and
// processing instructions before it are passed over.
func firstElement(head []byte) (text, name string) {
	text = markupHead(head)
	for {
		text = strings.TrimLeft(text, " \t\r\n\f")
		end := ""
		switch {
		case strings.HasPrefix(text, "<!--"):
			end = "-->"
		case strings.HasPrefix(text, "<?"):
			end = "?>"
		}
		if end == "" {
			break
		}
		_, rest, ok := strings.Cut(text, end)
		if !ok {
			return text, ""
		}
		text = rest
	}
	if m := firstTag.FindStringSubmatch(text); m != nil {
		return text, m[1]
	}
	return text, ""
}

// markupHead gives the first bytes of a file as text, good enough to read tags in it.
func markupHead(head []byte) string {
	if utf16Order(head) != "" {
		head = bytes.ReplaceAll(head, []byte{0}, nil)
		head = bytes.TrimPrefix(bytes.TrimPrefix(head, []byte{0xff, 0xfe}), []byte{0xfe, 0xff})
	}
	return strings.TrimPrefix(string(head), "\ufeff")
}

func readHTML(name string, data []byte) (*source, error) {
	text, charset, err := decodeMarkup(name, data, htmlCharset(data))
	if err != nil {
		return nil, err
	}
	doc, err := html.Parse(strings.NewReader(text))
	if err != nil {
		return nil, tooDeep(name)
	}
	page := fromHTML(doc)
	m := newMarkup("html")
	parts := mainParts(m.roles, page)
	if parts == nil {
		m.page, parts = true, []*element{page}
	}
	m.read(parts)
	s := m.source()
	s.encoding = charset
	said := htmlPublication(name, m, page)
	s.meta, s.dossierTitle = said.metadata(), said.dossierTitle
	return finishMarkup(name, s, "the main part of the page")
}

// finishMarkup refuses a file in which no words were found, and warns of a doubtful
// encoding.
func finishMarkup(name string, s *source, where string) (*source, error) {
	if strings.TrimSpace(s.text) == "" {
		return nil, invalid(name, "holds no words in "+where, "open it in a browser to see whether its text is there")
	}
	if s.encoding == "Windows-1252" {
		s.warnings = append(s.warnings, "read as Windows-1252, because it is not valid UTF-8 and does not say what else it is")
	}
	return s, nil
}

func tooDeep(name string) error {
	return &model.Error{Code: model.CodeLimit, Op: "read", Message: name + " has more than 512 elements inside each other",
		Hint: "it is no page that a person made; save its text as a text file"}
}

// fromHTML turns a parsed page into elements; comments and scripts are left out.
func fromHTML(n *html.Node) *element {
	e := &element{}
	switch n.Type {
	case html.TextNode:
		e.words = n.Data
		return e
	case html.ElementNode:
		e.name = strings.ToLower(n.Data)
		for _, a := range n.Attr {
			e.attributes = append(e.attributes, attribute{strings.ToLower(a.Key), a.Val})
		}
	case html.DocumentNode:
		e.name = "body"
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode || c.Type == html.TextNode && e.name != "script" && e.name != "style" {
			e.children = append(e.children, fromHTML(c))
		}
	}
	return e
}

// mainParts gives the main part of a page, and the notes that stand outside it; nil where
// the page names none that has words.
func mainParts(roles map[string]role, page *element) []*element {
	all := visibleWords(roles, page)
	for _, selector := range mainRows(roles) {
		want := roles[selector]
		var parts []*element
		words := 0
		page.each(func(e *element) bool {
			if e.name == "" || isSkipped(roles, e) {
				return false
			}
			for _, s := range e.selectors() {
				if "main "+s == selector {
					parts = append(parts, e)
					words += visibleWords(roles, e)
					return false
				}
			}
			return true
		})
		if words > 0 && (want.depth == surelyMain || 2*words >= all) {
			return append(parts, notesOutside(roles, page, parts)...)
		}
	}
	return nil
}

// surelyMain is the depth of the rows that name a main part by themselves; the others must
// hold half of the page's words.
const surelyMain = 1

// mainRows lists the selectors of main parts in the order of the table.
func mainRows(roles map[string]role) []string {
	var out []string
	for s := range roles {
		if strings.HasPrefix(s, "main ") {
			out = append(out, s)
		}
	}
	slices.SortFunc(out, func(a, b string) int { return roles[a].row - roles[b].row })
	return out
}

// visibleWords counts the words of an element that are read.
func visibleWords(roles map[string]role, e *element) int {
	n := 0
	e.each(func(x *element) bool {
		if x.name == "" {
			n += len(strings.Fields(x.words))
			return true
		}
		return !isSkipped(roles, x) && roleOf(roles, x).name != "chrome"
	})
	return n
}

// notesOutside lists the notes of a page that stand outside the parts that are read.
func notesOutside(roles map[string]role, page *element, parts []*element) []*element {
	var out []*element
	page.each(func(e *element) bool {
		for _, p := range parts {
			if e == p {
				return false
			}
		}
		if e.name != "" && roleOf(roles, e).name == "note" {
			out = append(out, e)
			return false
		}
		return true
	})
	return out
}
