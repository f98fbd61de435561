package main

import (
	"net/http"
	"strings"

	"rijksgraaf/model"
)

// bearer is a transport that sends a token with each request.
type bearer struct{ token string }

// RoundTrip sends a copy of the request with the token.
func (b bearer) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.Header.Set("Authorization", "Bearer "+b.token)
	return http.DefaultTransport.RoundTrip(r)
}

// withToken is a client that sends the token in a file; without a file it sends none. It
// follows no redirection, which could lead the token elsewhere.
func (a *app) withToken(file string) (*http.Client, error) {
	if file == "" {
		return http.DefaultClient, nil
	}
	text, err := a.readText(file)
	if err != nil {
		return nil, err
	}
	token := strings.TrimSpace(text)
	if token == "" || strings.ContainsAny(token, " \n\r\t") || strings.HasPrefix(token, "sha256:") {
		return nil, &model.Error{Code: model.CodeInvalid, Op: "query", Message: file + " does not hold a token on one line"}
	}
	stay := func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &http.Client{Transport: bearer{token}, CheckRedirect: stay}, nil
}
