import type {Question} from '../api/ahead';
import {
  BrowseDocument, CountsDocument, FindDocument, StartDocument,
  type BrowseQueryVariables, type CountsQueryVariables, type DocumentFilter, type FindFilter, type FindQueryVariables,
} from '../api/generated';
import {parse} from '../route';
import {readState, type Facet, type FindState} from './state';

/** What the facets ask of a text, but for one of them. */
export function findFilter(s: FindState, but?: Facet): FindFilter {
  return {
    ...(s.types.length > 0 && but !== 'type' && {types: s.types}),
    ...(s.chapters.length > 0 && but !== 'chapter' && {chapters: s.chapters}),
    ...(s.years.length > 0 && but !== 'year' && {years: s.years}),
    ...(s.kinds.length > 0 && but !== 'kind' && {documentKinds: s.kinds}),
    ...(s.sections.length > 0 && but !== 'section' && {sections: s.sections}),
  };
}

export function searchVariables(s: FindState): FindQueryVariables {
  return {text: s.q.trim(), filter: findFilter(s), first: s.count, sentences: s.sentences, documents: s.documents};
}

/** What everything that fits the facets is asked with. */
export function browseVariables(s: FindState): BrowseQueryVariables {
  const filter = {
    ...(s.types.length > 0 && {types: s.types}),
    ...(s.chapters.length > 0 && {chapters: s.chapters}),
  };
  const documents: DocumentFilter = {
    ...(s.kinds.length > 0 && {kinds: s.kinds}),
    ...(s.chapters.length > 0 && {chapters: s.chapters}),
  };
  return {filter, documents, first: s.count, papers: s.documents};
}

/** What the counts without a text are asked with. Each facet leaves out what was chosen in it: it says what another choice would give. */
export function countVariables(s: FindState): CountsQueryVariables {
  const inChapters = s.chapters.length > 0 ? {chapters: s.chapters} : {};
  const ofTypes = s.types.length > 0 ? {types: s.types} : {};
  const subjects = s.types.length > 0 ? {subjectTypes: s.types} : {};
  return {
    types: inChapters,
    chapters: ofTypes,
    documents: s.chapters.length > 0 ? s.chapters : null,
    predicates: {...subjects, ...(s.years.length > 0 && {years: s.years})},
    years: {...subjects, ...(s.predicates.length > 0 && {predicates: s.predicates})},
  };
}

/** What find asks for first. */
export function findQuestions(s: FindState): Question[] {
  if (s.q.trim() !== '') return [{query: FindDocument, variables: searchVariables(s)}];
  return [{query: BrowseDocument, variables: browseVariables(s)}, {query: CountsDocument, variables: countVariables(s)}];
}

/**
 * What the page asks for at its bare address. The build writes these down (ahead.json), and
 * the server puts the answers into the page, in this order.
 */
export function frontQuestions(): Question[] {
  return [{query: StartDocument, variables: {}}, ...findQuestions(readState(parse('')))];
}
