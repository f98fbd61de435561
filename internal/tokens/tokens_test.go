package tokens_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"rijksgraaf/internal/tokens"
	"rijksgraaf/model"
)

var day = time.Date(2026, 3, 4, 5, 6, 7, 8, time.UTC)

func add(t *testing.T, path, name string, role tokens.Role, days int) string {
	t.Helper()
	token, secret, err := tokens.New(name, role, days, day)
	if err == nil {
		err = tokens.Add(path, token)
	}
	if err != nil {
		t.Fatal(err)
	}
	return secret
}

// The file holds a hash, is its owner's alone, and a token is known until it ends or is
// revoked.
func TestTokens(t *testing.T) {
	path := filepath.Join(t.TempDir(), "tokens.tsv")
	ada, els := add(t, path, "ada", tokens.Admin, 0), add(t, path, "Els de Vries", tokens.Editor, 2)
	text, _ := os.ReadFile(path)
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 || strings.Contains(string(text), ada) || strings.Contains(string(text), els[3:]) || ada == els || len(els) < 43 {
		t.Errorf("%v %v\n%s", info.Mode(), err, text)
	}
	now := day
	ring, err := tokens.NewRing(path, func() time.Time { return now })
	if err != nil {
		t.Fatal(err)
	}
	if h, err := ring.Who(els); err != nil || h.Name != "Els de Vries" || h.Role != tokens.Editor || !h.Expires.Equal(day.Truncate(time.Second).AddDate(0, 0, 2)) {
		t.Error(h, err)
	}
	for _, wrong := range []string{"", "rg_", els + "x", els[:len(els)-1], strings.ToUpper(els)} {
		if _, err := ring.Who(wrong); model.CodeOf(err) != model.CodeUnauthenticated {
			t.Errorf("%q: %v", wrong, err)
		}
	}
	now = day.AddDate(0, 0, 2)
	if _, err := ring.Who(els); model.CodeOf(err) != model.CodeUnauthenticated || !strings.Contains(err.Error(), "expired") {
		t.Error("expired:", err)
	}
	if _, err := ring.Who(ada); err != nil {
		t.Error("without an end:", err)
	}
	if err := tokens.Revoke(path, "ada"); err != nil {
		t.Fatal(err)
	}
	if _, err := ring.Who(ada); model.CodeOf(err) != model.CodeUnauthenticated {
		t.Error("revoked:", err)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if _, err := ring.Who(els); model.CodeOf(err) != model.CodeUnavailable {
		t.Error("without its file:", err)
	}
}

func TestRoles(t *testing.T) {
	for _, x := range []struct {
		has, needs tokens.Role
		want       bool
	}{{tokens.Reader, tokens.Reader, true}, {tokens.Reader, tokens.Editor, false}, {tokens.Editor, tokens.Reader, true}, {tokens.Editor, tokens.Admin, false},
		{tokens.Admin, tokens.Editor, true}, {"", tokens.Reader, false}, {"", "", false}, {tokens.Admin, "king", false}} {
		if got := x.has.Least(x.needs); got != x.want {
			t.Errorf("%q may do what %q may: %v", x.has, x.needs, got)
		}
	}
}

func TestBadTokens(t *testing.T) {
	path := filepath.Join(t.TempDir(), "tokens.tsv")
	for _, x := range []struct {
		name string
		role tokens.Role
		days int
	}{{"", tokens.Reader, 0}, {"a\tb", tokens.Reader, 0}, {"a\nb", tokens.Reader, 0}, {"#a", tokens.Reader, 0}, {strings.Repeat("a", 65), tokens.Reader, 0},
		{"a", "king", 0}, {"a", tokens.Reader, -1}, {"a", tokens.Reader, 99999}} {
		if _, _, err := tokens.New(x.name, x.role, x.days, day); model.CodeOf(err) != model.CodeInvalid {
			t.Errorf("%+v: %v", x, err)
		}
	}
	add(t, path, "ada", tokens.Admin, 0)
	token, _, _ := tokens.New("ada", tokens.Reader, 0, day)
	if err := tokens.Add(path, token); model.CodeOf(err) != model.CodeInvalid {
		t.Error("one name twice:", err)
	}
	if err := tokens.Revoke(path, "els"); model.CodeOf(err) != model.CodeNotFound {
		t.Error("revoking what is not there:", err)
	}
	sum := strings.Repeat("0", 64)
	for text, want := range map[string]string{
		"ada\tadmin": "line 2: 2 columns instead of 5",
		"\tadmin\t" + sum + "\t2026-01-01T00:00:00Z\tnever":                     "line 2: the name cannot be",
		"ada\tking\t" + sum + "\t2026-01-01T00:00:00Z\tnever":                   `line 2: the role "king"`,
		"ada\tadmin\tgeheim\t2026-01-01T00:00:00Z\tnever":                       "line 2: the third column is not 64 hex digits",
		"ada\tadmin\t" + sum + "\tgisteren\tnever":                              "line 2: the time of creation",
		"ada\tadmin\t" + sum + "\t2026-01-01T00:00:00Z\tmorgen":                 "line 2: the end is",
		strings.Repeat("ada\tadmin\t"+sum+"\t2026-01-01T00:00:00Z\tnever\n", 2): "line 3: there are two tokens",
	} {
		if err := os.WriteFile(path, []byte("# tokens\n"+text+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := tokens.NewRing(path, nil); model.CodeOf(err) != model.CodeInvalid || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "geheim") {
			t.Errorf("%q: %v", text, err)
		}
	}
	if err := os.Chmod(path, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := tokens.Read(path); model.CodeOf(err) != model.CodeInvalid || !strings.Contains(err.Error(), "chmod 600") {
		t.Error("open to others:", err)
	}
	if _, err := tokens.Read(filepath.Join(t.TempDir(), "none")); model.CodeOf(err) != model.CodeNotFound {
		t.Error(err)
	}
}
