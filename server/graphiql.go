package server

import (
	"embed"
	"io/fs"
	"net/http"
)

// The folder always holds a README, so that the program builds before the page is built.
//
//go:embed graphiql
var graphiqlFiles embed.FS

const graphiqlMissing = `GraphiQL was not built into this program.

Run "make web" and build again; it needs npm. The API at /graphql works without it.
`

// graphiql hands out the page that lies in graphiql/dist, or says how to make it.
func graphiql(embedded fs.FS) http.Handler {
	dist, err := fs.Sub(embedded, "graphiql/dist")
	if err == nil {
		_, err = fs.Stat(dist, "index.html")
	}
	if err != nil {
		return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { say(w, http.StatusOK, graphiqlMissing) })
	}
	files := http.StripPrefix("/graphiql/", http.FileServerFS(dist))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		page(w.Header())
		w.Header().Set("Cache-Control", "max-age=3600")
		files.ServeHTTP(w, r)
	})
}
