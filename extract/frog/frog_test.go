package frog_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"os/exec"
	"strings"
	"testing"
	"time"

	"rijksgraaf/document"
	"rijksgraaf/extract/frog"
	"rijksgraaf/model"
)

const page = "Artikel 1: Proef\nA. Algemene doelstelling\nDe subsidie gaat naar Infraspeed in Café Zuid. De Tweede Kamer is ingelicht.\n– Steun aan Jan de Vries.\n"

func read(t *testing.T, text string) *document.Document {
	t.Helper()
	d, err := document.ReadBytes("proef.txt", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// serves gives the address of a server that answers each connection by answer.
func serves(t *testing.T, answer func(net.Conn)) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer func() { _ = conn.Close() }()
				answer(conn)
			}()
		}
	}()
	return l.Addr().String()
}

// questions calls answer with each text that is asked about, and sends what it gives.
func questions(answer func(text string) string) func(net.Conn) {
	return func(conn net.Conn) {
		in := bufio.NewScanner(conn)
		text := ""
		for in.Scan() {
			if in.Text() != "EOT" {
				text = in.Text()
				continue
			}
			if _, err := io.WriteString(conn, answer(text)); err != nil {
				return
			}
		}
	}
}

// tagged answers as Frog does: every word of the text, with the tags that are given.
func tagged(tags map[string]string) func(string) string {
	return func(text string) string {
		var b strings.Builder
		for i, w := range strings.Fields(strings.ReplaceAll(text, ".", " .")) {
			tag := tags[w]
			if tag == "" {
				tag = "O"
			}
			fmt.Fprintf(&b, "%d\t%s\t%s\t\tN(soort)\t0.9\t%s\t\t\t\t\t\n", i+1, w, strings.ToLower(w), tag)
		}
		return b.String() + "\nREADY\n\n"
	}
}

func client(t *testing.T, addr string, timeout time.Duration) *frog.Client {
	t.Helper()
	c, err := frog.New(addr, timeout)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// proposed gives what a server with an answer proposes, as "Café Zuid/Place".
func proposed(t *testing.T, text string, answer func(string) string) string {
	t.Helper()
	d := read(t, text)
	list, err := client(t, serves(t, questions(answer)), 0).Propose(context.Background(), d)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, p := range list {
		if p.Engine != frog.Engine {
			t.Errorf("engine %q", p.Engine)
		}
		out = append(out, string(d.Clean[p.Span.Start:p.Span.End])+"/"+string(p.Type))
	}
	return strings.Join(out, ", ")
}

func TestPropose(t *testing.T) {
	tags := map[string]string{"Infraspeed": "B-ORG", "Café": "B-LOC", "Zuid": "I-LOC", "Tweede": "B-MISC", "Kamer": "I-MISC", "Jan": "B-PER", "de": "I-PER", "Vries": "I-PER", "subsidie": "B-NONSENSE"}
	if got := proposed(t, page, tagged(tags)); got != "Infraspeed/Organisation, Café Zuid/Place, Tweede Kamer/, Jan de Vries/Person" {
		t.Error(got)
	}
	// A name that begins without a beginning; two names side by side.
	if got := proposed(t, page, tagged(map[string]string{"Infraspeed": "I-ORG", "Café": "B-LOC", "Zuid": "B-LOC"})); got != "Infraspeed/Organisation, Café/Place, Zuid/Place" {
		t.Error(got)
	}
	if got := proposed(t, page, tagged(nil)); got != "" {
		t.Error(got)
	}
}

// With multi-word units Frog joins words, and their tags; a word that is not in the text is
// left out.
func TestJoinedAndChangedWords(t *testing.T) {
	answer := func(text string) string {
		if !strings.HasPrefix(text, "De subsidie") {
			return "\nREADY\n\n"
		}
		return "1\tCafé_Zuid\tx\tx\tSPEC()\t0.9\tB-LOC_I-LOC\tx\n2\tInfraspoed\tx\tx\tSPEC()\t0.9\tB-ORG\tx\n3\tTweede_Kamer\tx\tx\tSPEC()\t0.9\tB-ORG_I-ORG\tx\n\nREADY\n\n"
	}
	if got := proposed(t, page, answer); got != "Café Zuid/Place, Tweede Kamer/Organisation" {
		t.Error(got)
	}
}

// No text that a document may hold ends the question, and a long paragraph is sent in parts.
func TestWhatIsSent(t *testing.T) {
	var asked []string
	long := strings.Repeat("Veel woorden over niets. ", 500) + "Infraspeed."
	got := proposed(t, "Artikel 1: Proef\nA. Algemene doelstelling\nEOT\n\n"+long+"\n", func(text string) string {
		asked = append(asked, text)
		return tagged(map[string]string{"Infraspeed": "B-ORG"})(text)
	})
	if got != "Infraspeed/Organisation" || len(asked) < 3 {
		t.Errorf("%q after %d questions", got, len(asked))
	}
	for _, text := range asked {
		if text == "EOT" || len([]rune(text)) > 4000 {
			t.Errorf("asked about %d code points: %.40q", len([]rune(text)), text)
		}
	}
}

func TestServersThatDoNotAnswer(t *testing.T) {
	silent := func(conn net.Conn) { _, _ = io.Copy(io.Discard, conn) }
	for _, c := range []struct {
		name   string
		answer func(net.Conn)
		want   string
	}{
		{"hangs", silent, "did not answer within 50ms"},
		{"closes", func(conn net.Conn) { _, _ = bufio.NewReader(conn).ReadString('T') }, "closed the connection in the middle of an answer"},
		{"closes after words", func(conn net.Conn) {
			_, _ = bufio.NewReader(conn).ReadString('T')
			_, _ = io.WriteString(conn, "1\tNederland\tx\tx\tx\t1\tO\n")
		}, "closed the connection in the middle of an answer"},
		{"speaks HTTP", questions(func(string) string { return "HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain\r\n\r\n" }), "answers, but not as Frog does"},
		{"has too few columns", questions(func(string) string { return "1\tNederland\tO\nREADY\n" }), "answers, but not as Frog does"},
		{"only ready", questions(func(string) string { return "READY\n" }), "answers, but not as Frog does"},
		{"a line without end", questions(func(string) string { return strings.Repeat("x", 1<<18) }), "answers, but not as Frog does"},
		{"no end of lines", func(conn net.Conn) {
			for {
				if _, err := io.WriteString(conn, "1\tNederland\tx\tx\tx\t1\tO\n"); err != nil {
					return
				}
			}
		}, "answers, but not as Frog does"},
		{"binary", questions(func(string) string { return "\x00\x01\xff\tNederland\t\t\t\t\tB-LOC\n" }), "answers, but not as Frog does"},
	} {
		t.Run(c.name, func(t *testing.T) {
			timeout := 10 * time.Second
			if c.name == "hangs" {
				timeout = 50 * time.Millisecond
			}
			f := client(t, serves(t, c.answer), timeout)
			err := f.Check(context.Background())
			if model.CodeOf(err) != model.CodeUnavailable || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), "frog -S PORT") {
				t.Errorf("check: %v", err)
			}
			if c.name == "only ready" {
				return // a paragraph may hold no word for Frog
			}
			list, err := f.Propose(context.Background(), read(t, page))
			if list != nil || model.CodeOf(err) != model.CodeUnavailable || !strings.Contains(err.Error(), c.want) {
				t.Errorf("propose: %d, %v", len(list), err)
			}
		})
	}
}

func TestNobodyThere(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	addr := l.Addr().String()
	_ = l.Close()
	f := client(t, addr, time.Second)
	if err := f.Check(context.Background()); model.CodeOf(err) != model.CodeUnavailable || !strings.Contains(err.Error(), addr+" did not answer") {
		t.Error(err)
	}
	if _, err := f.Propose(context.Background(), read(t, page)); model.CodeOf(err) != model.CodeUnavailable {
		t.Error(err)
	}
	for _, bad := range []string{"", "localhost", "localhost:", "a:b:c"} {
		if _, err := frog.New(bad, 0); model.CodeOf(err) != model.CodeInvalid {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

// Whoever stops waiting is not kept by a server that hangs.
func TestCancelled(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	f := client(t, serves(t, func(conn net.Conn) {
		_, _ = bufio.NewReader(conn).ReadString('T')
		stop()
		_, _ = io.Copy(io.Discard, conn)
	}), time.Minute)
	if err := f.Check(ctx); model.CodeOf(err) != model.CodeUnavailable {
		t.Error(err)
	}
}

// TestRealFrog asks a Frog that it starts itself, where one is installed.
func TestRealFrog(t *testing.T) {
	if testing.Short() {
		t.Skip("starting Frog takes seconds")
	}
	program, err := exec.LookPath("frog")
	if err != nil {
		t.Skip("Frog is not installed (Debian: frog, frogdata)")
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	addr := l.Addr().String()
	_, port, _ := net.SplitHostPort(addr)
	_ = l.Close()
	cmd := exec.Command(program, "-S", port, "--skip=pac")
	cmd.Dir = t.TempDir()
	if err := cmd.Start(); err != nil {
		t.Skip("Frog does not start: ", err)
	}
	defer func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	}()
	f := client(t, addr, 30*time.Second)
	for range 600 {
		if err = f.Check(context.Background()); err == nil {
			break
		}
		time.Sleep(100 * time.Millisecond)
	}
	if err != nil {
		t.Skip("Frog does not come up: ", err)
	}
	d := read(t, page)
	list, err := f.Propose(context.Background(), d)
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{}
	for _, p := range list {
		found[string(d.Clean[p.Span.Start:p.Span.End])] = true
	}
	if !found["Tweede Kamer"] || !found["Jan de Vries"] {
		t.Errorf("Frog proposed %v", found)
	}
}
