package server_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// The audits of npm's graphql-http: what the GraphQL-over-HTTP specification asks of a
// server. They run where the modules of web/graphiql are installed.
func TestGraphQLOverHTTPAudit(t *testing.T) {
	web := filepath.Join("..", "web", "graphiql")
	if _, err := os.Stat(filepath.Join(web, "node_modules", "graphql-http")); err != nil {
		t.Skip("graphql-http is not installed: run make web")
	}
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("there is no node")
	}
	c := fixture(t)
	out, err := exec.Command(node, filepath.Join(web, "audit.mjs"), c.url+"/graphql").CombinedOutput()
	t.Logf("%s", out)
	if err != nil || bytes.Contains(out, []byte("error ")) {
		t.Errorf("the audit failed: %v", err)
	}
}
