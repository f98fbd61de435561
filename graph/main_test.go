package graph

import (
	"flag"
	"fmt"
	"os"
	"testing"
)

// helperEnv makes the test binary act as another process; its value names the part.
const helperEnv = "RIJKSGRAAF_TEST_HELPER"

func TestMain(m *testing.M) {
	switch os.Getenv(helperEnv) {
	case "crash":
		os.Exit(helperCrash())
	case "hold":
		os.Exit(helperHold())
	}
	flag.Parse()
	_ = flag.Set("rapid.nofailfile", "true")
	if !flagGiven("rapid.seed") && !flagGiven("rapid.checks") { // the same everywhere; more checks look further
		_ = flag.Set("rapid.seed", "1")
	}
	if !flagGiven("rapid.checks") {
		_ = flag.Set("rapid.checks", "40")
	}
	if !flagGiven("test.parallel") { // the tests that run at once wait for the disk, not for a processor
		_ = flag.Set("test.parallel", "8")
	}
	// The log of files opened would be written by threads that the kernel refuses writing.
	_ = flag.Set("test.testlogfile", "")
	os.Exit(m.Run())
}

func flagGiven(name string) bool {
	given := false
	flag.Visit(func(f *flag.Flag) { given = given || f.Name == name })
	return given
}

// helperHold holds a store until its standard input ends.
func helperHold() int {
	s, err := Open(os.Getenv("STORE"), Options{ReadOnly: os.Getenv("READONLY") != ""})
	if err != nil {
		fmt.Println("error", err)
		return 1
	}
	fmt.Println("holding")
	_, _ = os.Stdin.Read(make([]byte, 1))
	_ = s.Close()
	return 0
}

// with gives the view after a document has come to say something else; nil: nothing.
func (v *View) with(document string, after *saying) *View {
	return v.withRecords([]written{{document, packSaying(after)}})
}
