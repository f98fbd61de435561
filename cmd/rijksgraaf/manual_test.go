package main

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// manual writes docs/commands.md from the command tree.
func manual() string {
	var b strings.Builder
	commands := tree()
	b.WriteString("# Commands and settings\n\n<!-- Written by `go test ./cmd/rijksgraaf -run TestManual -update`. -->\n\n" +
		"Every setting can be given as a flag or as an environment variable; the flag goes first.\n" +
		"Exit status: 0 done, 1 failed, 2 wrong usage. Errors are one line on standard error.\n\n## For every command\n\n")
	writeFlags(&b, commands[0])
	for _, c := range commands[1:] {
		fmt.Fprintf(&b, "\n## rijksgraaf %s\n\n%s.\n", c.Use, c.Short)
		if c.Long != "" {
			fmt.Fprintf(&b, "\n%s\n", strings.ReplaceAll(c.Long, "*", `\*`))
		}
		fmt.Fprintf(&b, "\n```console\n%s\n```\n", strings.ReplaceAll("$ "+strings.TrimSpace(c.Example), "\n  ", "\n$ "))
		if c.LocalNonPersistentFlags().HasAvailableFlags() {
			var table strings.Builder
			writeFlags(&table, c)
			if strings.Contains(table.String(), "`RIJKSGRAAF") {
				b.WriteString("\n" + table.String())
			}
		}
	}
	return b.String()
}

func writeFlags(b *strings.Builder, c *cobra.Command) {
	b.WriteString("| flag | variable | meaning | default |\n|---|---|---|---|\n")
	eachFlag(c, func(f *pflag.Flag, variable string) {
		kind, usage := pflag.UnquoteUsage(f)
		usage = strings.TrimSpace(strings.TrimSuffix(usage, "[$"+variable+"]"))
		name := "--" + f.Name
		if f.Shorthand != "" {
			name = "-" + f.Shorthand + ", " + name
		}
		value := f.DefValue
		if f.Name == "workers" {
			value = "number of processors"
		}
		fmt.Fprintf(b, "| `%s` | `%s` | %s | %s |\n", strings.TrimSpace(name+" "+kind), variable, usage, value)
	})
}

// TestManual keeps docs/commands.md equal to what the program says of itself.
func TestManual(t *testing.T) {
	const path = "../../docs/commands.md"
	want := manual()
	if *update {
		if err := os.WriteFile(path, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Errorf("%s is stale: run go test ./cmd/rijksgraaf -run TestManual -update", path)
	}
}
