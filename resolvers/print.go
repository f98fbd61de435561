package resolvers

import (
	"bytes"
	"encoding/json"
	"strconv"
)

// JSON prints the answer as it is sent, errors first. A request that was refused has no data.
// The text must not be changed.
func (a *Answer) JSON() []byte {
	if a.text != nil {
		return a.text
	}
	var b bytes.Buffer
	b.Grow(len(a.Data) + 256)
	b.WriteByte('{')
	if len(a.Errors) > 0 {
		member(&b, "errors", a.Errors)
	}
	if a.Cost != nil {
		cost(&b, a.Cost)
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

// cost prints the extensions of an answer with their comma, as json.Marshal would, which
// takes a tenth of the time of a small answer.
func cost(b *bytes.Buffer, c *Cost) {
	text := append(b.AvailableBuffer(), `"extensions":{"cost":{"cost":`...)
	text = strconv.AppendInt(text, int64(c.Cost), 10)
	for _, x := range []struct {
		name string
		n    int
	}{{`,"limit":`, c.Limit}, {`,"depth":`, c.Depth}, {`,"depthLimit":`, c.DepthLimit}, {`,"reads":`, c.Reads}} {
		text = strconv.AppendInt(append(text, x.name...), int64(x.n), 10)
	}
	b.Write(append(text, "}},"...))
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
