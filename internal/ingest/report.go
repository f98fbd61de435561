package ingest

import (
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"rijksgraaf/model"
)

// FileReport is what a machine is told of one source.
type FileReport struct {
	File     string `json:"file"`
	Document string `json:"document,omitempty"`
	Status   Status `json:"status"`
	// Skipped says that an unchanged document was not extracted anew.
	Skipped bool `json:"skipped,omitempty"`
	// Counts is nil when Status is Failed.
	*Counts
	Messages []string `json:"messages,omitempty"`
	// Error and Code are set when Status is Failed.
	Error string     `json:"error,omitempty"`
	Code  model.Code `json:"code,omitempty"`
}

// NewFileReport makes an outcome into what a machine is told of it.
func NewFileReport(o Outcome) FileReport {
	f := FileReport{File: o.File, Document: o.Document, Status: o.Status, Skipped: o.Skipped, Messages: o.Warnings}
	if o.Err != nil {
		f.Error, f.Code = o.Err.Error(), model.CodeOf(o.Err)
	} else {
		f.Counts = &o.Counts
	}
	return f
}

// Report is what a run leaves behind to be read later.
type Report struct {
	// Program is the program and its version, Command the command line.
	Program string    `json:"program"`
	Command string    `json:"command"`
	Started time.Time `json:"started"`
	// Settings are those that the run had, by name.
	Settings []Setting `json:"settings"`
	Summary  Summary   `json:"summary"`
	// Seconds is how long the run took, PagesPerSecond how fast the files were read that
	// were not skipped.
	Seconds        float64 `json:"seconds"`
	PagesPerSecond float64 `json:"pagesPerSecond"`
	// Stopped says why the run did not come to its end; empty when it did.
	Stopped string       `json:"stopped,omitempty"`
	Files   []FileReport `json:"files"`
}

// Setting is one setting of a run.
type Setting struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// Row is a line of a summary's table: a number, what it counts, and what is to be said of
// it.
type Row struct{ Name, Number, Note string }

// Rows gives the summary of a run that took a time as the lines of a table.
func (s Summary) Rows(took time.Duration) []Row {
	of := fmt.Sprintf("%d added, %d changed, %d unchanged", s.Added, s.Changed, s.Unchanged)
	if s.Skipped > 0 {
		of += fmt.Sprintf(" of which %d not read anew", s.Skipped)
	}
	rows := []Row{{"documents", strconv.Itoa(s.Documents), of}}
	for _, r := range []struct {
		name   string
		number int
	}{
		{"pages", s.Pages}, {"entities", s.Entities}, {"relations", s.Relations}, {"evidences", s.Evidences},
		{"gaps", s.Gaps}, {"refusals", s.Refusals}, {"warnings", s.Warnings}, {"failures", s.Failed},
	} {
		rows = append(rows, Row{Name: r.name, Number: strconv.Itoa(r.number)})
	}
	return append(rows, Row{Name: "seconds", Number: fmt.Sprintf("%.1f", took.Seconds())},
		Row{Name: "pages/s", Number: fmt.Sprintf("%.1f", s.PagesPerSecond(took)), Note: "of documents that were read"})
}

// PagesPerSecond is how fast the documents were read that were not skipped.
func (s Summary) PagesPerSecond(took time.Duration) float64 {
	if took <= 0 {
		return 0
	}
	return float64(s.pagesRead) / took.Seconds()
}

// Read counts the documents, and their pages, that were not skipped.
func (s Summary) Read() (documents, pages int) { return s.Documents - s.Skipped, s.pagesRead }

// WriteJSON writes the report as one JSON object, indented.
func (r *Report) WriteJSON(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(r)
}

// WriteMarkdown writes the report for a person.
func (r *Report) WriteMarkdown(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "# Ingest of %s\n\n", r.Started.Format(time.RFC3339))
	if r.Stopped != "" {
		fmt.Fprintf(&b, "**Not all was done:** %s\n\n", inline(r.Stopped))
	}
	settings := [][]string{{"command", r.Command}, {"program", r.Program}}
	for _, s := range r.Settings {
		settings = append(settings, []string{s.Name, s.Value})
	}
	table(&b, "Settings", []string{"setting", "value"}, settings)
	var rows [][]string
	for _, row := range r.Summary.Rows(time.Duration(r.Seconds * float64(time.Second))) {
		rows = append(rows, []string{row.Name, row.Number, row.Note})
	}
	table(&b, "Summary", []string{"what", "number", ""}, rows)
	table(&b, "Failures", []string{"file", "reason"}, r.failures())
	table(&b, "Warnings", []string{"file", "warning"}, r.warnings())
	table(&b, "Files", []string{"file", "document", "status", "pages", "entities", "relations", "evidences", "gaps", "refusals", "warnings"}, r.files())
	_, err := io.WriteString(w, b.String())
	return err
}

func (r *Report) failures() (rows [][]string) {
	for _, f := range r.Files {
		if f.Status == Failed {
			rows = append(rows, []string{f.File, f.Error})
		}
	}
	return rows
}

func (r *Report) warnings() (rows [][]string) {
	for _, f := range r.Files {
		for _, m := range f.Messages {
			rows = append(rows, []string{f.File, m})
		}
	}
	return rows
}

func (r *Report) files() (rows [][]string) {
	for _, f := range r.Files {
		status, c := string(f.Status), f.Counts
		if f.Skipped {
			status += ", not read anew"
		}
		row := []string{f.File, f.Document, status}
		if c != nil {
			for _, n := range []int{c.Pages, c.Entities, c.Relations, c.Evidences, c.Gaps, c.Refusals, c.Warnings} {
				row = append(row, strconv.Itoa(n))
			}
		}
		rows = append(rows, row)
	}
	return rows
}

// table writes rows under a heading; nothing when there are none.
func table(b *strings.Builder, title string, head []string, rows [][]string) {
	if len(rows) == 0 {
		return
	}
	fmt.Fprintf(b, "## %s\n\n| %s |\n|%s\n", title, strings.Join(head, " | "), strings.Repeat("---|", len(head)))
	for _, row := range rows {
		b.WriteByte('|')
		for i := range head {
			cell := ""
			if i < len(row) {
				cell = inline(row[i])
			}
			b.WriteString(" " + cell + " |")
		}
		b.WriteByte('\n')
	}
	b.WriteByte('\n')
}

// inline makes a text fit into a cell of a Markdown table as it is.
func inline(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	return strings.NewReplacer(`\`, `\\`, `|`, `\|`, `*`, `\*`, `_`, `\_`, "`", "\\`", `<`, `\<`, `[`, `\[`).Replace(s)
}
