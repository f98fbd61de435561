package server

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strconv"

	"rijksgraaf/resolvers"
)

// body prints an answer, errors first. A request that was refused has no data.
func body(a *resolvers.Answer) []byte {
	var b bytes.Buffer
	b.Grow(len(a.Data) + 256)
	b.WriteByte('{')
	if len(a.Errors) > 0 {
		member(&b, "errors", a.Errors)
	}
	if a.Cost != nil {
		member(&b, "extensions", map[string]*resolvers.Cost{"cost": a.Cost})
	}
	if a.Executed {
		b.WriteString(`"data":`)
		b.Write(orNull(a.Data))
	} else {
		b.Truncate(b.Len() - 1)
	}
	b.WriteByte('}')
	return b.Bytes()
}

// member prints one member of an object, with the comma after it.
func member(b *bytes.Buffer, name string, value any) {
	text, err := json.Marshal(value)
	if err != nil {
		return // what is printed here always can be
	}
	b.WriteString(`"` + name + `":`)
	b.Write(text)
	b.WriteByte(',')
}

func orNull(data []byte) []byte {
	if len(data) == 0 {
		return []byte("null")
	}
	return data
}

func writeBody(w http.ResponseWriter, media string, status int, text []byte) {
	w.Header().Set("Content-Type", media+"; charset=utf-8")
	w.Header().Set("Content-Length", strconv.Itoa(len(text)))
	w.WriteHeader(status)
	_, _ = w.Write(text)
}
