package server

import (
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"regexp"
	"strconv"
	"strings"
)

// The folder always holds a README, so that the program builds before the page is built.
//
//go:embed all:page
var pageFiles embed.FS

const pageMissing = `<!doctype html>
<html lang="nl">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Rijksgraaf</title></head>
<body>
<h1>Rijksgraaf</h1>
<p lang="nl">De pagina is niet in dit programma gebouwd. Bouw het webdeel met <code>make web</code> (npm is nodig) en bouw opnieuw.</p>
<p lang="en">The page was not built into this program: build the web part with <code>make web</code> (it needs npm) and build again.</p>
<ul>
<li><a href="graphiql/">GraphiQL</a></li>
<li><code>/graphql</code> · <a href="graphql/schema">schema</a></li>
<li><a href="id/policy/gbvs">/id/policy/gbvs</a></li>
</ul>
</body>
</html>
`

// website hands out the page that lies in page/dist, or says how to make it. What lies in
// assets has its content's hash in its name and is kept by browsers for good; beside each
// file there may be packed ones (.br, .gz), which who takes these codings is given.
func website(embedded fs.FS) http.Handler {
	dist, err := fs.Sub(embedded, "page/dist")
	var html []byte
	if err == nil {
		html, err = fs.ReadFile(dist, "index.html")
	}
	if err != nil {
		return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			_, _ = w.Write([]byte(pageMissing))
		})
	}
	policy := strict(html)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { serveFile(w, r, dist, policy) })
}

func serveFile(w http.ResponseWriter, r *http.Request, dist fs.FS, policy string) {
	name := strings.TrimPrefix(path.Clean("/"+r.URL.Path), "/")
	if name == "" {
		name = "index.html"
	}
	h := w.Header()
	h.Add("Vary", "Accept-Encoding")
	text, err := fs.ReadFile(dist, name)
	if err != nil {
		http.Error(w, "there is no such file", http.StatusNotFound)
		return
	}
	if coding, packed := packedFile(r, dist, name); packed != nil {
		h.Set("Content-Encoding", coding)
		text = packed
	}
	h.Set("Content-Security-Policy", policy)
	h.Set("Cache-Control", "no-cache")
	if strings.HasPrefix(name, "assets/") {
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	h.Set("Content-Type", mediaType(name))
	h.Set("Content-Length", strconv.Itoa(len(text)))
	_, _ = w.Write(text)
}

// packedFile gives a file as it was packed when the page was built, in the way that the
// client likes best of those there are; nil where there is none.
func packedFile(r *http.Request, dist fs.FS, name string) (coding string, packed []byte) {
	there := map[string][]byte{}
	var codings []string
	for _, x := range [][2]string{{codingBrotli, ".br"}, {codingGzip, ".gz"}} {
		if text, err := fs.ReadFile(dist, name+x[1]); err == nil {
			there[x[0]], codings = text, append(codings, x[0])
		}
	}
	coding = preferred(r, codings...)
	return coding, there[coding]
}

// mediaType does not rest on what the machine knows of endings.
func mediaType(name string) string {
	switch path.Ext(name) {
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".css":
		return "text/css; charset=utf-8"
	case ".html":
		return "text/html; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	case ".txt":
		return "text/plain; charset=utf-8"
	case ".woff2":
		return "font/woff2"
	}
	if t := mime.TypeByExtension(path.Ext(name)); t != "" {
		return t
	}
	return "application/octet-stream"
}

// inlined finds what stands in the page's own HTML and a policy is about: scripts and styles.
// What has another type, such as the block of answers, is data.
var inlined = map[string]*regexp.Regexp{
	"script": regexp.MustCompile(`(?s)<script>(.*?)</script>`),
	"style":  regexp.MustCompile(`(?s)<style>(.*?)</style>`),
}

// strict is the policy of the page whose HTML is given: nothing but its own files, what stands
// in its HTML as it was built, by its hash, and this server's answers. Pictures it makes itself
// (blob:, data:) are those that a person saves.
func strict(html []byte) string {
	return "default-src 'none'; script-src 'self'" + hashes(html, "script") + "; style-src 'self'" + hashes(html, "style") + "; font-src 'self'; img-src 'self' data: blob:; " +
		"connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
}

// hashes names in a policy what stands between tags of a name.
func hashes(html []byte, tag string) string {
	var b strings.Builder
	for _, m := range inlined[tag].FindAllSubmatch(html, -1) {
		sum := sha256.Sum256(m[1])
		b.WriteString(" 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'")
	}
	return b.String()
}
