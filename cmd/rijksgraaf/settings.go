package main

import (
	"errors"
	"net"
	"net/url"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"rijksgraaf/graph"
	"rijksgraaf/model"
)

// environmentPrefix begins the name of every environment variable that is read.
const environmentPrefix = "RIJKSGRAAF_"

const defaultAddr = "127.0.0.1:8080"

// sharedFlags are the settings of all commands.
func (a *app) sharedFlags(f *pflag.FlagSet) {
	f.StringVar(&a.db, "db", "", "`folder` of the store, or :memory: (default: rijksgraaf/graph in the user's data folder)")
	f.StringVar(&a.addr, "addr", defaultAddr, "`host:port` to serve on; port 0 takes a free one")
	f.StringVar(&a.base, "base", "", "`address` under which entities are named (default: the store's own, "+model.DefaultBase+" for a new one)")
	f.StringVar(&a.decisions, "decisions", "", "`file` of decisions on what is one thing (default: "+graph.DecisionsFile+" in the store's folder)")
	f.StringVar(&a.author, "author", "", "who writes, as `name` for the store's log (default: the user's name)")
	f.IntVar(&a.retention.Commits, "keep-commits", 0, "how many of the last `commits` the store remembers (default: all)")
	f.DurationVar(&a.retention.Age, "keep-for", 0, "for how `long` the store remembers a commit, such as 8760h (default: for ever)")
	f.BoolVar(&a.json, "json", false, "print for machines: JSON, one object a line")
}

// variable names the environment variable of a flag: RIJKSGRAAF_DB for a setting of all
// commands, RIJKSGRAAF_EXPORT_FORMAT for one of a single command.
func variable(c *cobra.Command, f *pflag.Flag) string {
	name := f.Name
	if c.HasParent() && c.Root().PersistentFlags().Lookup(f.Name) != f {
		name = c.Name() + "_" + name
	}
	return environmentPrefix + strings.ToUpper(strings.ReplaceAll(name, "-", "_"))
}

// eachFlag calls do for every flag of c that has an environment variable.
func eachFlag(c *cobra.Command, do func(f *pflag.Flag, variable string)) {
	visit := func(f *pflag.Flag) {
		if f.Name != "help" {
			do(f, variable(c, f))
		}
	}
	if !c.HasParent() {
		c.PersistentFlags().VisitAll(visit)
		return
	}
	c.LocalNonPersistentFlags().VisitAll(visit)
}

// documentFlags adds to the help of every flag the environment variable that sets it.
func documentFlags(root *cobra.Command) {
	for _, c := range append(root.Commands(), root) {
		eachFlag(c, func(f *pflag.Flag, variable string) { f.Usage += " [$" + variable + "]" })
	}
}

// prepare settles the settings before a command runs: a flag goes before its environment
// variable, which goes before the default. An empty variable counts as not set.
func (a *app) prepare(c *cobra.Command) error {
	var failed error
	set := func(f *pflag.Flag, variable string) {
		value, ok := a.LookupEnv(variable)
		if !ok || value == "" || f.Changed || failed != nil {
			return
		}
		if err := c.Flags().Set(f.Name, value); err != nil {
			failed = usagef(c, "$%s: %q is no value for --%s", variable, value, f.Name)
		}
	}
	eachFlag(c.Root(), set)
	if c.HasParent() {
		eachFlag(c, set)
	}
	if failed != nil {
		return failed
	}
	return a.checkSettings(c)
}

// wrongFlag is the usage error for a flag that could not be read.
func wrongFlag(c *cobra.Command, err error) error {
	var invalid *pflag.InvalidValueError
	if !errors.As(err, &invalid) {
		return usagef(c, "%s", err)
	}
	f := invalid.GetFlag()
	want, ok := map[string]string{"int": "a whole number", "float64": "a number", "duration": "a time such as 30s", "bool": "true or false"}[f.Value.Type()]
	switch {
	case !ok:
		return usagef(c, "%s", err)
	case errors.Is(err, strconv.ErrRange):
		return usagef(c, "--%s: %q is too large a number", f.Name, invalid.GetValue())
	}
	return usagef(c, "--%s: %q is not %s", f.Name, invalid.GetValue(), want)
}

func (a *app) checkSettings(c *cobra.Command) error {
	if _, port, err := net.SplitHostPort(a.addr); err != nil || !isPort(port) {
		return usagef(c, "--addr %q is not host:port", a.addr)
	}
	if a.retention.Commits < 0 || a.retention.Age < 0 {
		return usagef(c, "--keep-commits and --keep-for cannot be negative")
	}
	if a.base == "" {
		return nil
	}
	if u, err := url.Parse(a.base); err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") {
		return usagef(c, "--base %q is not an address such as %s", a.base, model.DefaultBase)
	}
	return nil
}

func isPort(s string) bool {
	n, err := strconv.Atoi(s)
	return err == nil && n >= 0 && n <= 65535
}

// database gives the folder of the store: --db, or rijksgraaf/graph in the user's data
// folder (XDG_DATA_HOME, else .local/share in the home folder).
func (a *app) database() (string, error) {
	if a.db != "" {
		return a.db, nil
	}
	data, _ := a.LookupEnv("XDG_DATA_HOME")
	if !filepath.IsAbs(data) {
		home, _ := a.LookupEnv("HOME")
		if home == "" {
			home, _ = a.LookupEnv("USERPROFILE")
		}
		if home == "" {
			return "", &model.Error{Code: model.CodeUsage, Op: "open store", Message: "there is no home folder to keep the store in", Hint: "name one with --db"}
		}
		data = filepath.Join(home, ".local", "share")
	}
	return filepath.Join(data, "rijksgraaf", "graph"), nil
}
