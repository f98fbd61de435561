// Package web fetches documents from addresses that a person named, within limits of size,
// time and redirects, and never from a private network unless that is allowed.
package web

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"syscall"
	"time"

	"rijksgraaf/model"
)

// The limits when a Client names none.
const (
	// DefaultMaxBytes is the largest document that is fetched, in bytes.
	DefaultMaxBytes = 256 << 20
	// DefaultTimeout is how long one document may take, from the first connection to the
	// last byte.
	DefaultTimeout = 60 * time.Second
	// MaxRedirects is how many redirects are followed.
	MaxRedirects = 5
)

// Client fetches documents. The zero value fetches from public addresses, within the
// default limits. It may be used by several goroutines at once.
type Client struct {
	// MaxBytes is the largest document, in bytes; 0 for DefaultMaxBytes.
	MaxBytes int64
	// Timeout is for one document; 0 for DefaultTimeout.
	Timeout time.Duration
	// AllowPrivate allows addresses of this machine and of private networks.
	AllowPrivate bool
	// Agent names the program to the server.
	Agent string
}

// errPrivate is why a connection was not made.
type errPrivate struct{ ip string }

func (e errPrivate) Error() string { return e.ip + " is not a public address" }

// errRedirect is why a redirect was not followed.
type errRedirect struct{ why string }

func (e errRedirect) Error() string { return e.why }

// Fetch gives what stands at an http or https address. Errors are *model.Error: CodeInvalid
// (no address, a private one, not a document), CodeNotFound (the server has it not),
// CodeLimit (too large, too slow, too many redirects), CodeUnavailable (no connection, or
// the server says that it failed).
func (c Client) Fetch(ctx context.Context, address string) ([]byte, error) {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return nil, bad(model.CodeInvalid, address+" is no address that documents are fetched from", "it begins with https:// or http:// and names a server", nil)
	}
	if u.User != nil {
		u.User = nil
		return nil, bad(model.CodeInvalid, u.String()+" was given with a name or password in it", "give the address without", nil)
	}
	within, cancel := context.WithTimeout(ctx, c.timeout())
	defer cancel()
	data, err := c.get(within, u)
	if err != nil && ctx.Err() != nil {
		return nil, bad(model.CodeUnavailable, "stopped while "+address+" was fetched", "", ctx.Err())
	}
	return data, err
}

func (c Client) timeout() time.Duration {
	if c.Timeout > 0 {
		return c.Timeout
	}
	return DefaultTimeout
}

func (c Client) maxBytes() int64 {
	if c.MaxBytes > 0 {
		return c.MaxBytes
	}
	return DefaultMaxBytes
}

func (c Client) get(ctx context.Context, u *url.URL) ([]byte, error) {
	address := u.String()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, bad(model.CodeInvalid, address+" is no address that documents are fetched from", "", err)
	}
	request.Header.Set("Accept", "text/html, application/xhtml+xml, application/xml, application/pdf, text/plain;q=0.9, */*;q=0.1")
	if c.Agent != "" {
		request.Header.Set("User-Agent", c.Agent)
	}
	transport := c.transport()
	defer transport.CloseIdleConnections()
	client := &http.Client{Transport: transport, CheckRedirect: checkRedirect}
	answer, err := client.Do(request)
	if err != nil {
		return nil, c.explain(address, err)
	}
	defer answer.Body.Close()
	if err := checkAnswer(address, answer); err != nil {
		return nil, err
	}
	if answer.ContentLength > c.maxBytes() {
		return nil, c.tooLarge(address)
	}
	data, err := io.ReadAll(io.LimitReader(answer.Body, c.maxBytes()+1))
	switch {
	case err != nil:
		return nil, c.explain(address, err)
	case int64(len(data)) > c.maxBytes():
		return nil, c.tooLarge(address)
	case len(data) == 0:
		return nil, bad(model.CodeInvalid, address+" is empty", "open it in a browser to see what stands there", nil)
	}
	return data, nil
}

// transport connects to servers by their addresses in the network, which are checked when
// a connection is made: so that neither a redirect nor a name that changes its address gets
// past the check. Proxies from the environment are not used, since they would connect in
// our place.
func (c Client) transport() *http.Transport {
	dialer := &net.Dialer{Timeout: min(c.timeout(), 15*time.Second)}
	if !c.AllowPrivate {
		dialer.Control = publicOnly
	}
	return &http.Transport{
		DialContext:            dialer.DialContext,
		ForceAttemptHTTP2:      true,
		TLSHandshakeTimeout:    15 * time.Second,
		MaxResponseHeaderBytes: 1 << 20,
		DisableKeepAlives:      true,
	}
}

// publicOnly refuses a connection to an address that is not one of the public internet.
func publicOnly(_, address string, _ syscall.RawConn) error {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return errPrivate{address}
	}
	ip, err := netip.ParseAddr(host)
	if err != nil || !isPublic(ip) {
		return errPrivate{host}
	}
	return nil
}

// reserved are networks that are not of the public internet and that netip has no word
// for, after the registries of special addresses of IANA. Those that hold an address of the
// older kind inside are refused whole.
var reserved = []netip.Prefix{
	netip.MustParsePrefix("0.0.0.0/8"),
	netip.MustParsePrefix("100.64.0.0/10"),
	netip.MustParsePrefix("192.0.0.0/24"),
	netip.MustParsePrefix("192.0.2.0/24"),
	netip.MustParsePrefix("192.88.99.0/24"),
	netip.MustParsePrefix("198.18.0.0/15"),
	netip.MustParsePrefix("198.51.100.0/24"),
	netip.MustParsePrefix("203.0.113.0/24"),
	netip.MustParsePrefix("240.0.0.0/4"),
	netip.MustParsePrefix("::/96"),
	netip.MustParsePrefix("64:ff9b::/96"),
	netip.MustParsePrefix("64:ff9b:1::/48"),
	netip.MustParsePrefix("100::/64"),
	netip.MustParsePrefix("2001::/23"),
	netip.MustParsePrefix("2001:db8::/32"),
	netip.MustParsePrefix("2002::/16"),
	netip.MustParsePrefix("3fff::/20"),
	netip.MustParsePrefix("5f00::/16"),
	netip.MustParsePrefix("fec0::/10"),
}

func isPublic(ip netip.Addr) bool {
	ip = ip.Unmap().WithZone("")
	if !ip.IsGlobalUnicast() || ip.IsPrivate() || ip.IsLoopback() || ip.IsLinkLocalUnicast() {
		return false
	}
	for _, p := range reserved {
		if p.Contains(ip) {
			return false
		}
	}
	return true
}

func checkRedirect(next *http.Request, before []*http.Request) error {
	switch {
	case len(before) > MaxRedirects:
		return errRedirect{fmt.Sprintf("more than %d redirects", MaxRedirects)}
	case next.URL.Scheme != "http" && next.URL.Scheme != "https":
		return errRedirect{"a redirect to " + next.URL.Scheme + ":, which is not followed"}
	case before[len(before)-1].URL.Scheme == "https" && next.URL.Scheme == "http":
		return errRedirect{"a redirect from https to http, which is not followed"}
	}
	return nil
}

// checkAnswer refuses an answer that is no document.
func checkAnswer(address string, answer *http.Response) error {
	switch code := answer.StatusCode; {
	case code == http.StatusNotFound || code == http.StatusGone:
		return bad(model.CodeNotFound, address+" does not exist: the server says "+answer.Status, "check the address", nil)
	case code >= 500 || code == http.StatusTooManyRequests:
		return bad(model.CodeUnavailable, "the server of "+address+" says "+answer.Status, "try again later", nil)
	case code != http.StatusOK:
		return bad(model.CodeInvalid, "the server of "+address+" says "+answer.Status, "open it in a browser to see what stands there", nil)
	}
	kind, _, err := mime.ParseMediaType(answer.Header.Get("Content-Type"))
	if err != nil || isReadable(kind) {
		return nil // what it is, its content tells
	}
	return bad(model.CodeInvalid, address+" is "+kind+", which is no document", "give the address of a page, a publication or a text", nil)
}

// isReadable says whether a document may be of the kind that a server names. Many servers
// name none, or no right one, so that only what cannot be a document is left out.
func isReadable(kind string) bool {
	switch top, _, _ := strings.Cut(kind, "/"); top {
	case "image", "audio", "video", "font", "model":
		return false
	}
	switch kind {
	case "application/json", "text/css", "text/javascript", "application/javascript", "text/csv":
		return false
	}
	return true
}

// explain turns what went wrong on the way into an error that says so.
func (c Client) explain(address string, err error) error {
	var private errPrivate
	var redirect errRedirect
	var timeout net.Error
	switch {
	case errors.As(err, &private):
		return bad(model.CodeInvalid, address+" leads to "+private.ip+", which is no public address", "--allow-private fetches from this machine and private networks", nil)
	case errors.As(err, &redirect):
		code := model.CodeInvalid
		if strings.HasPrefix(redirect.why, "more") {
			code = model.CodeLimit
		}
		return bad(code, address+" leads to "+redirect.why, "give the address where the document stands", nil)
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &timeout) && timeout.Timeout():
		return bad(model.CodeLimit, fmt.Sprintf("%s did not arrive within %s", address, c.timeout()), "try again later, or save it to a file first", nil)
	}
	var ue *url.Error
	if errors.As(err, &ue) {
		err = ue.Err
	}
	return bad(model.CodeUnavailable, "cannot fetch "+address, "check the address and the connection", err)
}

func (c Client) tooLarge(address string) error {
	return bad(model.CodeLimit, fmt.Sprintf("%s is larger than %s", address, size(c.maxBytes())), "save it to a file first, and split it", nil)
}

// size writes a number of bytes, in MiB where they are whole.
func size(n int64) string {
	if n > 0 && n%(1<<20) == 0 {
		return fmt.Sprintf("%d MiB", n>>20)
	}
	return fmt.Sprintf("%d bytes", n)
}

func bad(code model.Code, message, hint string, err error) error {
	return &model.Error{Code: code, Op: "fetch", Message: message, Hint: hint, Err: err}
}
