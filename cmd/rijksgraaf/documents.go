package main

import (
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"rijksgraaf/document"
	"rijksgraaf/internal/sources"
	"rijksgraaf/internal/web"
	"rijksgraaf/model"
)

// documentFlagSet are the flags of the commands that read documents: how many at once, where
// from, what is known of them that they do not say themselves, and who else is asked.
type documentFlagSet struct {
	workers      int
	allowPrivate bool
	given        model.Metadata
	frog         string
}

func (d *documentFlagSet) add(f *pflag.FlagSet) {
	f.IntVar(&d.workers, "workers", runtime.GOMAXPROCS(0), "`number` of documents read at once")
	frogFlag(f, &d.frog)
	f.BoolVar(&d.allowPrivate, "allow-private", false, "fetch from this machine and private networks too")
	f.StringVar(&d.given.Dossier, "dossier", "", "the dossier's `number`, such as \"36 360\", in place of what the document says")
	f.StringVar(&d.given.Chapter, "chapter", "", "the budget chapter's `code`, such as V, in place of what the document says")
	f.StringVar(&d.given.Number, "number", "", "the paper's `number` in its dossier, in place of what the document says; for one document")
	f.StringVar(&d.given.ParliamentaryYear, "parliamentary-year", "", "the parliamentary `year`, such as 2022-2023, in place of what the document says")
	f.StringVar(&d.given.Kind, "kind", "", "the `kind` of document, in place of what the document says: "+strings.Join(document.Kinds(), ", "))
	f.IntVar(&d.given.BudgetYear, "budget-year", 0, "the `year` that the document is about, in place of what the document says")
	f.StringVar(&d.given.Title, "title", "", "the `title`, in place of what the document says; for one document")
}

var (
	dossierFlag = regexp.MustCompile(`^(\d{2}) ?(\d{3})$`)
	chapterFlag = regexp.MustCompile(`^(?:[IVXL]+[AB]?|[A-M])$`)
	numberFlag  = regexp.MustCompile(`^(?:\d{1,4}|[A-Z]{1,3})$`)
	yearFlag    = regexp.MustCompile(`^(\d{4})[-–](\d{4}|\d{2})$`)
)

// check gives the metadata that the flags name, as the model has it. Its error is of usage.
func (d *documentFlagSet) check(c *cobra.Command) (model.Metadata, error) {
	if d.workers < 1 {
		return d.given, usagef(c, "--workers %d: at least 1 is needed", d.workers)
	}
	m, wrong := inForm(d.given)
	if wrong != nil {
		return m, usagef(c, "--%s %q is not %s", wrong.name, wrong.value, wrong.want)
	}
	return m, nil
}

// wrongValue is a value of metadata that cannot be, by the name of its flag.
type wrongValue struct{ name, value, want string }

// inForm gives metadata that somebody typed the form that the model has them in, or the
// first that cannot be.
func inForm(m model.Metadata) (model.Metadata, *wrongValue) {
	if m.Dossier != "" {
		n := dossierFlag.FindStringSubmatch(m.Dossier)
		if n == nil {
			return m, &wrongValue{"dossier", m.Dossier, `a dossier's number such as "36 360"`}
		}
		m.Dossier = n[1] + " " + n[2]
	}
	if m.Chapter != "" {
		code := strings.ToUpper(strings.TrimPrefix(m.Chapter, "budget-chapter/"))
		if !chapterFlag.MatchString(code) {
			return m, &wrongValue{"chapter", m.Chapter, "a chapter's code such as V, IXB or A"}
		}
		m.Chapter = "budget-chapter/" + code
	}
	if m.Number != "" && !numberFlag.MatchString(m.Number) {
		return m, &wrongValue{"number", m.Number, "a paper's number such as 2 or K"}
	}
	if m.ParliamentaryYear != "" {
		n := yearFlag.FindStringSubmatch(m.ParliamentaryYear)
		if n == nil || !follows(n[1], n[2]) {
			return m, &wrongValue{"parliamentary-year", m.ParliamentaryYear, "a parliamentary year such as 2022-2023: two years, the second right after the first"}
		}
		m.ParliamentaryYear = n[1] + "–" + n[2]
	}
	if m.Kind != "" && !slices.Contains(document.Kinds(), m.Kind) {
		return m, &wrongValue{"kind", m.Kind, "a kind of document: " + strings.Join(document.Kinds(), ", ")}
	}
	if m.BudgetYear != 0 && (m.BudgetYear < 1800 || m.BudgetYear > 2200) {
		return m, &wrongValue{"budget-year", strconv.Itoa(m.BudgetYear), "a year"}
	}
	return m, nil
}

// follows says whether a year, of four digits or its last two, comes right after another.
func follows(first, second string) bool {
	n, err := strconv.Atoi(first)
	return err == nil && strings.HasSuffix(strconv.Itoa(n+1), second)
}

// find lists the documents that the arguments name. What only one document can have may
// not be given for several.
func (d *documentFlagSet) find(c *cobra.Command, args []string) ([]sources.Source, error) {
	client := web.Client{AllowPrivate: d.allowPrivate, Agent: "rijksgraaf/" + thisBuild().Version}
	found := sources.Finder{Fetch: client.Fetch}.Find(args)
	for _, flag := range []string{"number", "title"} {
		if c.Flags().Changed(flag) && len(found) > 1 {
			return nil, usagef(c, "--%s is for one document, and %d were named", flag, len(found))
		}
	}
	return found, nil
}
