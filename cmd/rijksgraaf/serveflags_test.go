package main

import (
	"os"
	"strings"
	"testing"

	"github.com/spf13/pflag"
)

// docs/graphql.md tells what every setting of serve is for that says what clients may ask.
func TestServeSettingsAreExplained(t *testing.T) {
	text, err := os.ReadFile("../../docs/graphql.md")
	if err != nil {
		t.Fatal(err)
	}
	flags := pflag.NewFlagSet("serve", pflag.ContinueOnError)
	newServeFlags().declare(flags)
	n := 0
	flags.VisitAll(func(f *pflag.Flag) {
		n++
		if !strings.Contains(string(text), "`--"+f.Name+"`") {
			t.Errorf("docs/graphql.md does not explain --%s", f.Name)
		}
	})
	if n < 15 {
		t.Errorf("only %d settings", n)
	}
}
