package server_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"rijksgraaf/model"
	"rijksgraaf/search"
	"rijksgraaf/server"
)

// kept is how many answers the server has given as they had been before.
func (c client) kept() int {
	c.t.Helper()
	r := c.send(http.MethodGet, "/metrics", "", "", nil)
	m := regexp.MustCompile(`(?m)^rijksgraaf_graphql_kept_total (\d+)$`).FindStringSubmatch(r.raw)
	if m == nil {
		c.t.Fatal("the metrics do not count answers that were kept")
	}
	n, _ := strconv.Atoi(m[1])
	return n
}

// as posts a query with a token.
func (c client) as(bearer, query string) reply {
	c.t.Helper()
	body, _ := json.Marshal(map[string]any{"query": query})
	q, err := http.NewRequest(http.MethodPost, c.url+"/graphql", strings.NewReader(string(body)))
	if err != nil {
		c.t.Fatal(err)
	}
	q.Header.Set("Content-Type", "application/json")
	if bearer != "" {
		q.Header.Set("Authorization", bearer)
	}
	resp, err := http.DefaultClient.Do(q)
	if err != nil {
		c.t.Fatal(err)
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		c.t.Fatal(err)
	}
	return parse(c.t, resp, text)
}

// An answer has the same bytes whether it is kept or not, by POST and by GET.
func TestKeptAnswersAreTheSame(t *testing.T) {
	s := newStore(t, paperV(t), paperX(t))
	keeps, not := serve(t, s, server.Options{}), serve(t, s, server.Options{Kept: -1})
	files, err := filepath.Glob("../testdata/queries/*.graphql")
	if err != nil || len(files) < 5 {
		t.Fatalf("%d questions: %v", len(files), err)
	}
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(text), "subscription") {
			continue
		}
		want := not.ask(string(text), nil)
		before := keeps.kept()
		for n := range 3 {
			if got := keeps.ask(string(text), nil); got.raw != want.raw || got.status != want.status || got.media != want.media {
				t.Errorf("%s, time %d: %d %s\nwanted %d %s", f, n+1, got.status, got.raw, want.status, want.raw)
			}
		}
		got := keeps.send(http.MethodGet, "/graphql?query="+url.QueryEscape(string(text)), "", "application/graphql-response+json", nil)
		if got.raw != want.raw {
			t.Errorf("%s by GET: %s\nwanted %s", f, got.raw, want.raw)
		}
		wanted := 2 // from the second time on
		if len(want.Errors) > 0 {
			wanted = 0 // it is run each time
		}
		if n := keeps.kept() - before; n != wanted {
			t.Errorf("%s: %d of 4 answers were kept ones, wanted %d", f, n, wanted)
		}
	}
	if n := not.kept(); n != 0 {
		t.Errorf("a server that keeps none gave %d kept ones", n)
	}
}

// What is asked with other variables, by another name of its operation, or of another state is
// another answer.
func TestKeptAnswersAreTold(t *testing.T) {
	s := newStore(t, paperV(t))
	c := serve(t, s, server.Options{})
	const label = `query ($id: ID!) { entity(id: $id) { id } }`
	for range 2 {
		for _, id := range []string{"policy/gbvs", "budget-chapter/V", "policy/none"} {
			var got struct{ Entity *struct{ ID string } }
			c.get(&got, label, map[string]any{"id": id})
			if id == "policy/none" && got.Entity != nil || id != "policy/none" && (got.Entity == nil || got.Entity.ID != id) {
				t.Errorf("%s: %+v", id, got.Entity)
			}
		}
		for name, want := range map[string]string{"A": `{"entity":{"id":"policy/gbvs"}}`, "B": `{"entity":{"id":"organisation/navo"}}`} {
			r := c.send(http.MethodPost, "/graphql", "application/json", "", strings.NewReader(
				`{"query": "query A { entity(id: \"policy/gbvs\") { id } } query B { entity(id: \"organisation/navo\") { id } }", "operationName": "`+name+`"}`))
			if string(r.Data) != want {
				t.Errorf("%s: %s", name, r.raw)
			}
		}
	}
	const count = `{ documents { totalCount } }`
	c.same(count, `{"documents": {"totalCount": 1}}`)
	c.same(count, `{"documents": {"totalCount": 1}}`)
	before := c.kept()
	put(t, s, paperX(t))
	c.same(count, `{"documents": {"totalCount": 2}}`)
	if n := c.kept(); n != before {
		t.Error("an answer was kept beyond a commit")
	}
	c.same(count, `{"documents": {"totalCount": 2}}`)
	if n := c.kept(); n != before+1 {
		t.Error("an answer was not kept")
	}
}

// Who asks is told apart: an answer for one role is not given to another, what depends on who
// asks is not kept, and who may not ask is not given what is kept.
func TestKeptAnswersAndRoles(t *testing.T) {
	d := newDesk(t, server.Options{})
	const label = `{ documents { totalCount } }`
	for i, who := range []string{"", "lees", "els", "ada", "eva", "", "els", ""} {
		if r := d.as(d.tokens[who], label); string(r.Data) != `{"documents":{"totalCount":0}}` {
			t.Errorf("%s: %s", who, r.raw)
		}
		if want := max(0, i-5); d.kept() != want { // eva has the role of els
			t.Errorf("after %q %d answers were kept ones, wanted %d", who, d.kept(), want)
		}
	}
	for _, bad := range []string{d.tokens["oud"], "Bearer wrong"} {
		if r := d.as(bad, label); r.code() != "UNAUTHENTICATED" || r.Data != nil {
			t.Errorf("a bad token got %s", r.raw)
		}
	}
	before := d.kept()
	for range 2 {
		for _, who := range []string{"els", "eva", "ada", "lees"} {
			if r := d.as(d.tokens[who], `{ viewer { name } }`); string(r.Data) != `{"viewer":{"name":"`+who+`"}}` {
				t.Errorf("%s: %s", who, r.raw)
			}
		}
		if r := d.as(d.tokens["els"], `{ jobs { id } }`); string(r.Data) != `{"jobs":[]}` {
			t.Errorf("jobs: %s", r.raw)
		}
		if r := d.as(d.tokens["lees"], `{ jobs { id } }`); r.code() != "FORBIDDEN" {
			t.Errorf("jobs, to a reader: %s", r.raw)
		}
	}
	if n := d.kept(); n != before {
		t.Errorf("%d answers that depend on who asks were kept", n-before)
	}
}

// What find gives from an index that is behind is not kept: the next answer may know more.
func TestFindThatIsBehindIsNotKept(t *testing.T) {
	s := newStore(t, paperV(t))
	x := search.New(s, search.Options{Wait: time.Nanosecond})
	t.Cleanup(func() { _ = x.Close() })
	c := serve(t, s, server.Options{Search: x})
	const ask = `{ find(text: "defensie", in: [DOCUMENTS]) { totalCount behind } }`
	var got struct {
		Find struct {
			TotalCount int
			Behind     bool
		}
	}
	c.get(&got, ask, nil)
	put(t, s, paperX(t))
	for end := time.Now().Add(time.Minute); ; time.Sleep(time.Millisecond) {
		if c.get(&got, ask, nil); !got.Find.Behind {
			break
		}
		if time.Now().After(end) {
			t.Fatal("the index has caught up, and the answer from before is still given")
		}
	}
	if got.Find.TotalCount != 1 {
		t.Errorf("%d found", got.Find.TotalCount)
	}
}

// Many may ask while documents come in: whoever asks after a commit sees it.
func TestKeptAnswersBesideCommits(t *testing.T) {
	s := newStore(t)
	c := serve(t, s, server.Options{Kept: 64 << 10})
	stop := make(chan struct{})
	var asking sync.WaitGroup
	for range 4 {
		asking.Go(func() {
			for last := 0; ; {
				select {
				case <-stop:
					return
				default:
				}
				r := c.ask(`{ commit }`, nil)
				var got struct{ Commit int }
				if err := json.Unmarshal(r.Data, &got); err != nil || got.Commit < last {
					t.Errorf("after commit %d: %s", last, r.raw)
					return
				}
				last = got.Commit
			}
		})
	}
	for n := range 20 {
		p := newPaper(t, model.Metadata{ID: "document/kst-" + strconv.Itoa(n+1), Title: "Brief", Kind: "letter"}, "Er staat niets in.\n")
		put(t, s, p.x)
		c.same(`{ commit }`, `{"commit": `+strconv.Itoa(n+1)+`}`)
	}
	close(stop)
	asking.Wait()
}
