package server_test

import "testing"

// The Relay rules of npm's @graphql-eslint: connections, edges, pageInfo and arguments.
func TestRelayRules(t *testing.T) {
	out, err := script(t, "relay.mjs", "../schema").CombinedOutput()
	if t.Logf("%s", out); err != nil {
		t.Errorf("the schema does not keep to Relay's specification: %v", err)
	}
}
