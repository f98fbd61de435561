package server

import (
	"net/http"
	"strconv"
)

func writeBody(w http.ResponseWriter, media string, status int, text []byte) {
	w.Header().Set("Content-Type", media+"; charset=utf-8")
	w.Header().Set("Content-Length", strconv.Itoa(len(text)))
	w.WriteHeader(status)
	_, _ = w.Write(text)
}
