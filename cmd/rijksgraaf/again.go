package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"os"
	"slices"
	"strings"
)

// longestCommand is how long a command line may be, in bytes, to be repeated in a message.
const longestCommand = 2000

// again gives the command that goes on with this one: the same, without --force, which
// would begin from the start.
func (a *app) again() string {
	args := slices.Clone(a.args)
	last := slices.Index(args, "--")
	if last < 0 {
		last = len(args)
	}
	kept := slices.DeleteFunc(slices.Clone(args[:last]), func(s string) bool { return s == "--force" || strings.HasPrefix(s, "--force=") })
	if line := a.commandLine(append(kept, args[last:]...)); len(line) <= longestCommand {
		return line
	}
	return "the same command"
}

// commandLine writes a command so that it can be given to a shell again.
func (a *app) commandLine(args []string) string {
	line := quote(a.Program)
	for _, arg := range args {
		line += " " + quote(arg)
	}
	return line
}

// quote puts a word into quotes where a shell would not take it as it is.
func quote(word string) string {
	plain := func(r rune) bool {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("_@%+=:,./-", r) || r > 127
	}
	if word != "" && strings.IndexFunc(word, func(r rune) bool { return !plain(r) }) < 0 {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}

// extractionVersion names all that an extraction depends on besides the document: the
// program, and those of its settings that change what is found, which must have a JSON
// form. Lexicons and rules are part of the program, so its hash changes with them. "" when
// it cannot be read.
func extractionVersion(settings ...any) string {
	path, err := os.Executable()
	if err != nil {
		return ""
	}
	f, err := os.Open(path)
	if err != nil {
		return ""
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return ""
	}
	if err := json.NewEncoder(h).Encode(settings); err != nil {
		return ""
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}
