package main

import (
	"fmt"
	"io"
	"strings"
)

// apiSides are the sides in the order of the table.
var apiSides = []string{"ours", "peer", "bare"}

// line is the row for who waits.
func (r *apiRow) line() string {
	text := fmt.Sprintf("%-7s %-9s %2d", r.Query, way(r.Apart), r.Connections)
	for _, side := range apiSides {
		if s, ok := r.Sides[side]; ok {
			text += fmt.Sprintf("  %s %.0f/s (p99 %s ms)", side, s.PerSecond, milliseconds(s.P99))
		}
	}
	return text + fmt.Sprintf("  kept %.0f%%", 100*r.Sides["ours"].Kept)
}

// write prints the tables, and what was not reached.
func (g *apiReport) write(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%d entities, %d relations, %d evidences. Load of the machine before: %s; after, this included: %s. Taken in: ours %.0f s, PostgreSQL %.0f s.\n\n",
		g.Entities, g.Relations, g.Evidences, g.Load[0], g.Load[1], g.Loaded["ours"], g.Loaded["peer"])
	b.WriteString("| query | requests | connections | ours, /s | p50; p99, ms | of them kept | PostGraphile, /s | p50; p99, ms | bare gqlgen, /s | p50; p99, ms | ours by PostGraphile (goal) | ours by bare (goal) |\n|" + strings.Repeat("---|", 12) + "\n")
	var missed []string
	for _, r := range g.Rows {
		fmt.Fprintf(&b, "| %s | %s | %d |", r.Query, way(r.Apart), r.Connections)
		for _, side := range apiSides {
			if s, ok := r.Sides[side]; ok {
				fmt.Fprintf(&b, " %.0f | %s; %s |", s.PerSecond, milliseconds(s.P50), milliseconds(s.P99))
			} else {
				b.WriteString(" | |")
			}
			if side == "ours" {
				fmt.Fprintf(&b, " %.0f%% |", 100*r.Sides[side].Kept)
			}
		}
		text, short := r.goals()
		b.WriteString(text + "\n")
		missed = append(missed, short...)
	}
	if len(g.Ingests) > 0 {
		b.WriteString("\n| cards at 16 connections | requests | alone, /s | p50; p99, ms | documents coming in, /s | p50; p99, ms | documents |\n|" + strings.Repeat("---|", 7) + "\n")
	}
	for _, x := range g.Ingests {
		fmt.Fprintf(&b, "| %s | %s | %.0f | %s; %s | %.0f | %s; %s | %d |\n", x.Side, way(x.Apart), x.Alone.PerSecond, milliseconds(x.Alone.P50), milliseconds(x.Alone.P99),
			x.Beside.PerSecond, milliseconds(x.Beside.P50), milliseconds(x.Beside.P99), x.Documents)
	}
	if len(missed) > 0 {
		b.WriteString("\nNot reached: " + strings.Join(missed, "; ") + ".\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// goals gives the last cells of a row, and which goals it misses.
func (r *apiRow) goals() (cells string, missed []string) {
	var q apiQuery
	for _, x := range apiQueries {
		if x.name == r.Query {
			q = x
		}
	}
	miss := func(format string, args ...any) {
		missed = append(missed, fmt.Sprintf("%s %s at %d: ", r.Query, way(r.Apart), r.Connections)+fmt.Sprintf(format, args...))
	}
	ours, peer := r.Sides["ours"], r.Sides["peer"]
	by := ours.PerSecond / peer.PerSecond
	cells = fmt.Sprintf(" %.1f (%g) |", by, q.floor)
	if by < q.floor {
		miss("%.1f of %g times the peer", by, q.floor)
	}
	if ours.P99 >= peer.P99 {
		miss("p99 %s ms, the peer %s", milliseconds(ours.P99), milliseconds(peer.P99))
	}
	if q.limit == 0 {
		return cells + " |", missed
	}
	part := ours.PerSecond / r.Sides["bare"].PerSecond
	if part < q.limit {
		miss("%.2f of %g of bare gqlgen", part, q.limit)
	}
	return cells + fmt.Sprintf(" %.2f (%g) |", part, q.limit), missed
}
