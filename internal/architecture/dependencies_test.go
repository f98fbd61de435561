package architecture

import (
	"maps"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// modules lists the modules that the build knows.
func modules(t *testing.T) []string {
	t.Helper()
	cmd := exec.Command("go", "list", "-m", "-f", "{{.Path}}", "all")
	cmd.Dir = "../.."
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal("go list -m:", err)
	}
	return strings.Fields(string(out))
}

// used lists the modules that a package or test of this module imports itself.
func used(t *testing.T) []string {
	known, found := modules(t), map[string]bool{}
	for _, p := range packages(t) {
		for _, imported := range slices.Concat(p.Imports, p.TestImports, p.XTestImports) {
			best := ""
			for _, m := range known {
				if (imported == m || strings.HasPrefix(imported, m+"/")) && len(m) > len(best) {
					best = m
				}
			}
			if best != "" && best+"/" != module {
				found[best] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(found))
}

// TestDependenciesAreDocumented keeps docs/dependencies.md equal to what is imported: a
// row that begins with the module's path in backquotes.
func TestDependenciesAreDocumented(t *testing.T) {
	text, err := os.ReadFile("../../docs/dependencies.md")
	if err != nil {
		t.Fatal(err)
	}
	listed := map[string]bool{}
	for _, row := range regexp.MustCompile("(?m)^\\| `([^`]+)` \\|.+\\|.+\\|.+\\|$").FindAllStringSubmatch(string(text), -1) {
		listed[row[1]] = true
	}
	for _, m := range used(t) {
		if !listed[m] {
			t.Errorf("%s is imported; docs/dependencies.md has no row for it", m)
		}
		delete(listed, m)
	}
	for m := range listed {
		if strings.Contains(strings.Split(m, "/")[0], ".") {
			t.Errorf("docs/dependencies.md has a row for %s, which nothing imports", m)
		}
	}
}
