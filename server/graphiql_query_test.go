package server_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"rijksgraaf/graph"
	"rijksgraaf/server"
)

// TestGraphiQLKeepsTheQuestion checks that an address which carries a question keeps it
// on the way to the page, and that a browser's wish for an icon is no error.
func TestGraphiQLKeepsTheQuestion(t *testing.T) {
	store, err := graph.Open(graph.Memory, graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	s := server.New(store, server.Options{})
	for address, want := range map[string]struct {
		status   int
		location string
	}{
		"/graphiql?query=%7B__typename%7D": {http.StatusSeeOther, "/graphiql/?query=%7B__typename%7D"},
		"/graphiql":                        {http.StatusSeeOther, "/graphiql/"},
		"/favicon.ico":                     {http.StatusNoContent, ""},
	} {
		w := httptest.NewRecorder()
		s.ServeHTTP(w, httptest.NewRequest(http.MethodGet, address, nil))
		if w.Code != want.status || w.Header().Get("Location") != want.location {
			t.Errorf("%s: %d to %q", address, w.Code, w.Header().Get("Location"))
		}
	}
}
