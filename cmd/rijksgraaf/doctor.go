package main

import (
	"context"
	"errors"
	"net"
	"net/http"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"rijksgraaf/extract"
	"rijksgraaf/graph"
	"rijksgraaf/model"
	"rijksgraaf/ontology"
)

// finding is what one check of `doctor` found.
type finding struct {
	Check string `json:"check"`
	// Status is "ok", "note" for something to know, or "failed".
	Status string `json:"status"`
	Detail string `json:"detail"`
	Hint   string `json:"hint,omitempty"`
}

func (a *app) doctor() *cobra.Command {
	return &cobra.Command{
		Use:   "doctor",
		Short: "Check store, ontology, lexicons, address and settings",
		Long: `Checks everything that the other commands rest on and says what to do about what
is wrong. The exit status is 1 when a check failed.`,
		Example: "  rijksgraaf doctor --db ./budget",
		Args:    noArguments,
		RunE: func(c *cobra.Command, _ []string) error {
			failed := false
			for _, f := range a.examine(c) {
				failed = failed || f.Status == "failed"
				if err := a.printFinding(f); err != nil {
					return err
				}
			}
			if failed {
				return errReported
			}
			return nil
		},
	}
}

func (a *app) examine(c *cobra.Command) []finding {
	return []finding{
		{Check: "version", Status: "ok", Detail: thisBuild().String()},
		checkOntology(),
		checkLexicons(),
		a.checkStore(c.Context()),
		a.checkAddress(c.Context()),
		a.checkEnvironment(c.Root()),
	}
}

func (a *app) printFinding(f finding) error {
	if a.json {
		return a.printJSON(f)
	}
	a.printf("%-7s %-12s %s\n", f.Status, f.Check, oneLine(f.Detail))
	if f.Hint != "" {
		a.printf("%-7s %-12s %s\n", "", "", f.Hint)
	}
	return nil
}

// failure makes a finding of an error.
func failure(check string, err error) finding {
	f := finding{Check: check, Status: "failed", Detail: err.Error()}
	var known *model.Error
	if errors.As(err, &known) {
		f.Hint = known.Hint
		bare := *known
		bare.Hint = ""
		f.Detail = bare.Error()
	}
	return f
}

func checkOntology() finding {
	types, predicates := len(ontology.Types()), len(ontology.Predicates())
	if types == 0 || predicates == 0 {
		return finding{"ontology", "failed", "this binary was built without it", "run make generate and build again"}
	}
	return finding{Check: "ontology", Status: "ok", Detail: plural(types, "type") + ", " + plural(predicates, "predicate")}
}

func checkLexicons() finding {
	if _, err := extract.New(); err != nil {
		return failure("lexicons", err)
	}
	return finding{Check: "lexicons", Status: "ok", Detail: "lexicons and rules are well formed"}
}

func (a *app) checkStore(ctx context.Context) finding {
	dir, err := a.database()
	if err != nil {
		return failure("store", err)
	}
	f := finding{Check: "store", Status: "ok"}
	err = a.withStore(func(s *graph.Store) error {
		n := s.View().Statistics()
		f.Detail = dir + ": " + plural(n.Documents, "document") + ", " + plural(n.Entities, "entity") + ", " + plural(n.Relations, "relation")
		if sources := len(s.View().Figures().Sources()); sources > 0 {
			f.Detail += ", " + plural(sources, "source") + " of official figures"
		}
		return s.Verify(ctx)
	})
	switch {
	case model.CodeOf(err) == model.CodeNotFound:
		return finding{"store", "note", "there is none yet in " + dir, "make one with rijksgraaf ingest"}
	case err != nil:
		return failure("store", err)
	}
	return f
}

// checkAddress finds out whether --addr is free, and if not, whether one of ours has it.
func (a *app) checkAddress(ctx context.Context) finding {
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", a.addr)
	if err == nil {
		_ = l.Close()
		return finding{Check: "address", Status: "ok", Detail: a.addr + " is free"}
	}
	if isReady(ctx, a.addr) {
		return finding{Check: "address", Status: "note", Detail: "a server is ready on " + a.addr}
	}
	return finding{"address", "failed", "cannot serve: " + err.Error(), "choose another with --addr; port 0 takes one that is free"}
}

// isReady says whether a server answers on an address that it is ready.
func isReady(ctx context.Context, addr string) bool {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+addr+"/readyz", nil)
	if err != nil {
		return false
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return false
	}
	return response.Body.Close() == nil && response.StatusCode == http.StatusOK
}

// checkEnvironment looks for variables that look like ours and set nothing.
func (a *app) checkEnvironment(root *cobra.Command) finding {
	known := map[string]bool{}
	for _, c := range append(root.Commands(), root) {
		eachFlag(c, func(_ *pflag.Flag, variable string) { known[variable] = true })
	}
	var set, unknown []string
	for _, entry := range a.Environ() {
		name, _, _ := strings.Cut(entry, "=")
		switch {
		case !strings.HasPrefix(name, environmentPrefix):
		case known[name]:
			set = append(set, name)
		default:
			unknown = append(unknown, name)
		}
	}
	if len(unknown) > 0 {
		return finding{"environment", "failed", strings.Join(unknown, ", ") + " sets nothing", "see rijksgraaf help for the names"}
	}
	if len(set) == 0 {
		return finding{Check: "environment", Status: "ok", Detail: "no " + environmentPrefix + "* variable is set"}
	}
	return finding{Check: "environment", Status: "ok", Detail: strings.Join(set, ", ") + " set"}
}
