package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"rijksgraaf/graph"
	"rijksgraaf/model"
	"rijksgraaf/resolvers"
)

// maxAnswer is the largest answer that is read from a server, in bytes.
const maxAnswer = 256 << 20

// question is a GraphQL request.
type question struct {
	Query         string          `json:"query"`
	OperationName string          `json:"operationName,omitempty"`
	Variables     json.RawMessage `json:"variables,omitempty"`
}

// answer is a GraphQL response, data as it came.
type answer struct {
	Data   json.RawMessage `json:"data"`
	Errors []complaint     `json:"errors"`
}

// complaint is one error of a GraphQL response.
type complaint struct {
	Message    string                       `json:"message"`
	Locations  []struct{ Line, Column int } `json:"locations"`
	Extensions struct{ Code string }        `json:"extensions"`
}

// String is place, message and code in one line.
func (c complaint) String() string {
	s := c.Message
	if len(c.Locations) > 0 {
		s = fmt.Sprintf("line %d, column %d: %s", c.Locations[0].Line, c.Locations[0].Column, s)
	}
	if c.Extensions.Code != "" {
		s += " (" + c.Extensions.Code + ")"
	}
	return s
}

// queryFlags are the flags of `query`.
type queryFlags struct {
	file, variables, operation, url, token string
}

func (a *app) query() *cobra.Command {
	var f queryFlags
	c := &cobra.Command{
		Use:   "query [-f FILE | QUERY]",
		Short: "Answer a GraphQL query from the store or a running server",
		Long: `Answers a GraphQL query and prints the data, indented; with --json the whole
response on one line. Without --url the store is read directly.`,
		Example: `  rijksgraaf query '{ statistics { documents entities relations } }'
  rijksgraaf query -f threats.graphql --variables '{"article": "budget-article/V/2"}'
  rijksgraaf query --url http://127.0.0.1:8080 '{ search(text: "gbvs") { nodes { entity { id } } } }'`,
		RunE: func(c *cobra.Command, args []string) error {
			q, err := a.question(c, f, args)
			if err != nil {
				return err
			}
			if f.url != "" {
				return a.askServer(c, f.url, f.token, q)
			}
			if f.token != "" {
				return usagef(c, "--token-file is for a server: name it with --url")
			}
			return a.withStore(func(s *graph.Store) error { return a.askStore(c.Context(), s, q) })
		},
	}
	c.Flags().StringVarP(&f.file, "file", "f", "", "`file` with the query, - for standard input")
	c.Flags().StringVar(&f.variables, "variables", "", "variables, a `JSON` object")
	c.Flags().StringVar(&f.operation, "operation", "", "`name` of the operation, where the query has several")
	c.Flags().StringVar(&f.url, "url", "", "`address` of a running server to ask instead of the store")
	c.Flags().StringVar(&f.token, "token-file", "", "`file` with the token of the server, for mutations")
	return c
}

// question puts the request together from flags and arguments.
func (a *app) question(c *cobra.Command, f queryFlags, args []string) (question, error) {
	q := question{OperationName: f.operation}
	var err error
	switch {
	case len(args) > 1:
		return q, usagef(c, "takes one query, was given %d: put it in quotes", len(args))
	case len(args) == 1 && f.file != "":
		return q, usagef(c, "takes a query or --file, not both")
	case len(args) == 1:
		q.Query = args[0]
	case f.file != "":
		q.Query, err = a.readText(f.file)
	default:
		return q, usagef(c, "a query is missing")
	}
	if err != nil {
		return q, err
	}
	if f.variables != "" {
		var object map[string]json.RawMessage
		if err := json.Unmarshal([]byte(f.variables), &object); err != nil || object == nil {
			return q, usagef(c, "--variables is not a JSON object: %s", f.variables)
		}
		q.Variables = json.RawMessage(f.variables)
	}
	return q, nil
}

// readText reads a file, or standard input for "-".
func (a *app) readText(path string) (string, error) {
	if path == "-" {
		text, err := io.ReadAll(a.In)
		if err != nil {
			return "", &model.Error{Code: model.CodeInvalid, Op: "read", Message: "cannot read standard input", Err: err}
		}
		return string(text), nil
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return "", cannotRead(path, err)
	}
	return string(text), nil
}

// cannotRead is the error for a file that is not there or cannot be read.
func cannotRead(path string, err error) error {
	if errors.Is(err, os.ErrNotExist) {
		return &model.Error{Code: model.CodeNotFound, Op: "read", Message: path + " does not exist", Hint: "check the path"}
	}
	return &model.Error{Code: model.CodeInvalid, Op: "read", Message: "cannot read " + path, Err: err}
}

// askServer sends a question to a running server.
func (a *app) askServer(c *cobra.Command, address, tokenFile string, q question) error {
	at, err := serverAddress(c, "url", address)
	if err != nil {
		return err
	}
	client, err := a.withToken(tokenFile)
	if err != nil {
		return err
	}
	return a.ask(c.Context(), client, at, q)
}

// serverAddress gives the address of a server's GraphQL, which a flag names with or without
// its path. Its error is of usage.
func serverAddress(c *cobra.Command, flag, address string) (string, error) {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") {
		return "", usagef(c, "--%s %q is not an address such as http://%s", flag, address, defaultAddr)
	}
	if strings.Trim(u.Path, "/") == "" {
		u.Path = "/graphql"
	}
	return u.String(), nil
}

// storeAddress stands for the store where an address is wanted; nobody connects to it.
const storeAddress = "http://store/graphql"

// askStore sends a question through the same door as a server's, without a network.
func (a *app) askStore(ctx context.Context, s *graph.Store, q question) error {
	return a.ask(ctx, a.inStore(s), storeAddress, q)
}

// inStore is a client whose requests the store answers.
func (a *app) inStore(s *graph.Store) *http.Client {
	return &http.Client{Transport: inProcess{a.server(s, nil, resolvers.DefaultLimits())}}
}

// ask sends a question, prints the answer, and gives an error when the answer has one.
func (a *app) ask(ctx context.Context, client *http.Client, address string, q question) error {
	text, err := a.post(ctx, client, address, q)
	if err != nil {
		return err
	}
	return a.printAnswer(text)
}

// post sends a question and gives the GraphQL response as it came.
func (a *app) post(ctx context.Context, client *http.Client, address string, q question) ([]byte, error) {
	body, err := json.Marshal(q)
	if err != nil {
		return nil, err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, address, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Accept", "application/graphql-response+json, application/json;q=0.9")
	response, err := client.Do(request)
	if err != nil {
		return nil, unreachable(address, err)
	}
	defer func() { _ = response.Body.Close() }()
	text, err := io.ReadAll(io.LimitReader(response.Body, maxAnswer))
	if err != nil {
		return nil, unreachable(address, err)
	}
	var got answer
	if err := json.Unmarshal(text, &got); err != nil || (got.Data == nil && got.Errors == nil) {
		return nil, &model.Error{Code: model.CodeUnavailable, Op: "query", Message: address + " gave no GraphQL answer (" + response.Status + ")",
			Hint: "is it the address of a rijksgraaf server?"}
	}
	return text, nil
}

func unreachable(address string, err error) error {
	var ue *url.Error
	if errors.As(err, &ue) {
		err = ue.Err
	}
	return &model.Error{Code: model.CodeUnavailable, Op: "query", Message: "cannot reach " + address,
		Hint: "is the server running? start it with rijksgraaf serve", Err: err}
}

// compactAnswer writes errors and data on one line; what the answer cost is between the
// server and its clients.
func compactAnswer(b *bytes.Buffer, text []byte) error {
	var parts struct {
		Errors json.RawMessage `json:"errors,omitempty"`
		Data   json.RawMessage `json:"data,omitempty"`
	}
	if err := json.Unmarshal(text, &parts); err != nil {
		return err
	}
	enc := json.NewEncoder(b)
	enc.SetEscapeHTML(false)
	return enc.Encode(parts)
}

// printAnswer prints the data for a person, or the whole response on one line for a
// machine; errors go to standard error, one line each.
func (a *app) printAnswer(text []byte) error {
	var got answer
	var b bytes.Buffer
	err := json.Unmarshal(text, &got)
	switch {
	case err != nil:
	case a.json:
		err = compactAnswer(&b, text)
	case len(got.Data) > 0 && string(got.Data) != "null":
		err = json.Indent(&b, got.Data, "", "  ")
	}
	if err != nil {
		return err
	}
	if b.Len() > 0 {
		a.printf("%s\n", bytes.TrimSpace(b.Bytes()))
	}
	for _, e := range got.Errors {
		a.note("query: %s", e)
	}
	if len(got.Errors) > 0 {
		return errReported
	}
	return nil
}
