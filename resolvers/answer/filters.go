package answer

import (
	"slices"
	"strconv"
	"strings"

	"rijksgraaf/graph"
	"rijksgraaf/search"
)

// or gives the value, or the zero value where it is null.
func or[T any](v *T) T {
	var zero T
	if v == nil {
		return zero
	}
	return *v
}

// entityFilter gives the filter with short ids; nil lets everything through. Errors:
// CodeLimit when it holds too many filters or they stand too deep within each other, CodeInvalid for a kind of section that there is not.
func (r *Reader) entityFilter(f *graph.EntityFilter) (graph.EntityFilter, error) {
	return prepared(r, f, (*graph.EntityFilter).Check, r.shortEntities)
}

// relationFilter is entityFilter for relations.
func (r *Reader) relationFilter(f *graph.RelationFilter) (graph.RelationFilter, error) {
	return prepared(r, f, (*graph.RelationFilter).Check, r.shortRelations)
}

// documentFilter is entityFilter for documents.
func (r *Reader) documentFilter(f *graph.DocumentFilter) (graph.DocumentFilter, error) {
	return prepared(r, f, (*graph.DocumentFilter).Check, r.shortDocuments)
}

// sectionFilter is entityFilter for sections.
func (r *Reader) sectionFilter(f *graph.SectionFilter) (graph.SectionFilter, error) {
	return prepared(r, f, (*graph.SectionFilter).Check, r.shortSections)
}

// commitFilter is entityFilter for commits.
func (r *Reader) commitFilter(f *graph.CommitFilter) (graph.CommitFilter, error) {
	return prepared(r, f, (*graph.CommitFilter).Check, func(f graph.CommitFilter) (graph.CommitFilter, error) { return r.shortCommits(f), nil })
}

// mentionFilter is entityFilter for mentions.
func (r *Reader) mentionFilter(f *graph.MentionFilter) (graph.MentionFilter, error) {
	return prepared(r, f, (*graph.MentionFilter).Check, r.shortMentions)
}

// candidateFilter is entityFilter for candidates.
func (r *Reader) candidateFilter(f *graph.CandidateFilter) (graph.CandidateFilter, error) {
	return prepared(r, f, (*graph.CandidateFilter).Check, r.shortCandidates)
}

// decisionFilter is entityFilter for decisions; CodeInvalid for a day that is none.
func (r *Reader) decisionFilter(f *DecisionFilter) (DecisionFilter, error) {
	return prepared(r, f, graph.CheckNesting[DecisionFilter], r.shortDecisions)
}

// fileFilter is entityFilter for the files of a job.
func (r *Reader) fileFilter(f *IngestFileFilter) (IngestFileFilter, error) {
	return prepared(r, f, graph.CheckNesting[IngestFileFilter], r.shortFiles)
}

// findFilter is entityFilter for what find finds.
func (r *Reader) findFilter(f *search.Filter) (search.Filter, error) {
	return prepared(r, f, graph.CheckNesting[search.Filter], r.shortFinds)
}

// prepared checks a filter and gives it as the View takes it.
func prepared[F any](r *Reader, f *F, check func(*F) error, short func(F) (F, error)) (F, error) {
	var zero F
	if err := r.alive(); err != nil || f == nil {
		return zero, err
	}
	if err := check(f); err != nil {
		return zero, err
	}
	return short(*f)
}

// each changes every filter of a list, in a list of its own.
func each[F any](list []F, change func(F) (F, error)) ([]F, error) {
	out := slices.Clone(list)
	for i := range out {
		var err error
		if out[i], err = change(out[i]); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// inner changes a filter that may be nil, in place of its own.
func inner[F any](f *F, change func(F) (F, error), failed *error) *F {
	if f == nil || *failed != nil {
		return f
	}
	out, err := change(*f)
	*failed = err
	return &out
}

// combine changes and, or and not.
func combine[F any](and, or *[]F, not **F, change func(F) (F, error), failed *error) {
	for _, list := range []*[]F{and, or} {
		if *failed == nil {
			*list, *failed = each(*list, change)
		}
	}
	*not = inner(*not, change, failed)
}

func (r *Reader) shortEntities(f graph.EntityFilter) (graph.EntityFilter, error) {
	var err error
	f.IDs, f.Chapters, f.Documents, f.Articles = r.shorts(f.IDs), r.shorts(f.Chapters), r.shorts(f.Documents), r.shorts(f.Articles)
	f.Relations, f.Sections = inner(f.Relations, r.shortRelations, &err), inner(f.Sections, r.shortSections, &err)
	combine(&f.And, &f.Or, &f.Not, r.shortEntities, &err)
	return f, err
}

func (r *Reader) shortRelations(f graph.RelationFilter) (graph.RelationFilter, error) {
	var err error
	f.Subject, f.Object, f.IDs = r.short(f.Subject), r.short(f.Object), r.shorts(f.IDs)
	f.Documents, f.Chapters, f.Articles = r.shorts(f.Documents), r.shorts(f.Chapters), r.shorts(f.Articles)
	f.SubjectWhere, f.ObjectWhere = inner(f.SubjectWhere, r.shortEntities, &err), inner(f.ObjectWhere, r.shortEntities, &err)
	f.Sections = inner(f.Sections, r.shortSections, &err)
	combine(&f.And, &f.Or, &f.Not, r.shortRelations, &err)
	return f, err
}

func (r *Reader) shortDocuments(f graph.DocumentFilter) (graph.DocumentFilter, error) {
	var err error
	f.IDs, f.Chapters, f.Articles = r.shorts(f.IDs), r.shorts(f.Chapters), r.shorts(f.Articles)
	f.Entities, f.Relations = inner(f.Entities, r.shortEntities, &err), inner(f.Relations, r.shortRelations, &err)
	f.Sections = inner(f.Sections, r.shortSections, &err)
	combine(&f.And, &f.Or, &f.Not, r.shortDocuments, &err)
	return f, err
}

func (r *Reader) shortSections(f graph.SectionFilter) (graph.SectionFilter, error) {
	for _, k := range f.Kinds {
		if !slices.Contains(graph.SectionKinds(), k) {
			return f, invalid("kinds: there is no kind of section " + strconv.Quote(k) + "; there are " + strings.Join(graph.SectionKinds(), ", "))
		}
	}
	var err error
	f.Chapters, f.Documents, f.Articles, f.Entities = r.shorts(f.Chapters), r.shorts(f.Documents), r.shorts(f.Articles), r.shorts(f.Entities)
	f.Relations = inner(f.Relations, r.shortRelations, &err)
	combine(&f.And, &f.Or, &f.Not, r.shortSections, &err)
	return f, err
}

func (r *Reader) shortMentions(f graph.MentionFilter) (graph.MentionFilter, error) {
	var err error
	f.Documents, f.Chapters, f.Articles = r.shorts(f.Documents), r.shorts(f.Chapters), r.shorts(f.Articles)
	f.Sections = inner(f.Sections, r.shortSections, &err)
	combine(&f.And, &f.Or, &f.Not, r.shortMentions, &err)
	return f, err
}

func (r *Reader) shortCandidates(f graph.CandidateFilter) (graph.CandidateFilter, error) {
	var err error
	f.IDs, f.Documents = r.shorts(f.IDs), r.shorts(f.Documents)
	combine(&f.And, &f.Or, &f.Not, r.shortCandidates, &err)
	return f, err
}

func (r *Reader) shortDecisions(f DecisionFilter) (DecisionFilter, error) {
	err := shortTaken(r, &f.Taken, &f.IDs, &f.And, &f.Or, &f.Not, r.shortDecisions)
	return f, err
}

func (r *Reader) shortRelationDecisions(f RelationDecisionFilter) (RelationDecisionFilter, error) {
	err := shortTaken(r, &f.Taken, &f.IDs, &f.And, &f.Or, &f.Not, r.shortRelationDecisions)
	return f, err
}

// shortTaken does what the filters of decisions on entities and on relations have in common.
// In the API they are two, for what can be decided of the one cannot be of the other.
func shortTaken[F any](r *Reader, t *Taken, ids *[]string, and, or *[]F, not **F, change func(F) (F, error)) error {
	err := t.check()
	if err == nil {
		*ids = r.shorts(*ids)
		combine(and, or, not, change, &err)
	}
	return err
}

func (r *Reader) shortFiles(f IngestFileFilter) (IngestFileFilter, error) {
	var err error
	f.Documents = r.shorts(f.Documents)
	combine(&f.And, &f.Or, &f.Not, r.shortFiles, &err)
	return f, err
}

func (r *Reader) shortFinds(f search.Filter) (search.Filter, error) {
	var err error
	f.Chapters, f.Documents = r.shorts(f.Chapters), r.shorts(f.Documents)
	combine(&f.And, &f.Or, &f.Not, r.shortFinds, &err)
	return f, err
}

func (r *Reader) shortCommits(f graph.CommitFilter) graph.CommitFilter {
	f.Document, f.Documents = r.short(f.Document), r.shorts(f.Documents)
	var err error // there is none
	combine(&f.And, &f.Or, &f.Not, func(f graph.CommitFilter) (graph.CommitFilter, error) { return r.shortCommits(f), nil }, &err)
	return f
}
