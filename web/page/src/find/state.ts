import type {DocumentKind, EntityType, Predicate, RelationFilter} from '../api/generated';
import {href, list, type Route} from '../route';

/** What is asked of the graph: all of it stands in the address. */
export interface FindState {
  q: string;
  types: EntityType[];
  chapters: string[];
  kinds: DocumentKind[];
  predicates: Predicate[];
  years: number[];
  /** Texts in the titles of sections around a sentence. */
  sections: string[];
  /** How many entities, or statements, are shown. */
  count: number;
  /** How many sentences and documents are shown. */
  sentences: number;
  documents: number;
}

/** How many of each are shown at first. */
export const pageSize = 20;
export const sentencesAtFirst = 10;
export const documentsAtFirst = 10;

const atFirst = {count: pageSize, sentences: sentencesAtFirst, documents: documentsAtFirst};

/** The facets that narrow, by the names they have in the address. */
export type Facet = 'type' | 'chapter' | 'kind' | 'predicate' | 'year' | 'section';

export function readState({params}: Route): FindState {
  return {
    q: params.get('q') ?? '',
    types: list(params, 'type') as EntityType[],
    chapters: list(params, 'chapter').map(c => `budget-chapter/${c}`),
    kinds: list(params, 'kind') as DocumentKind[],
    predicates: list(params, 'predicate') as Predicate[],
    years: list(params, 'year').map(Number).filter(Number.isInteger),
    sections: params.getAll('section').filter(x => x !== ''),
    count: size(params, 'n', pageSize),
    sentences: size(params, 's', sentencesAtFirst),
    documents: size(params, 'd', documentsAtFirst),
  };
}

function size(params: URLSearchParams, name: string, least: number): number {
  return Math.min(1000, Math.max(least, Math.trunc(Number(params.get(name))) || least));
}

/** The values of a facet as they stand in the address. */
export function chosen(state: FindState, facet: Facet): string[] {
  switch (facet) {
    case 'type': return state.types;
    case 'chapter': return state.chapters.map(c => c.replace('budget-chapter/', ''));
    case 'kind': return state.kinds;
    case 'predicate': return state.predicates;
    case 'year': return state.years.map(String);
    case 'section': return state.sections;
  }
}

/** The address of a state. */
export function addressOf(state: FindState): string {
  const address = href('find', '', {
    q: state.q,
    type: state.types,
    chapter: chosen(state, 'chapter'),
    kind: state.kinds,
    predicate: state.predicates,
    year: chosen(state, 'year'),
    n: state.count > pageSize ? state.count : '',
    s: state.sentences > sentencesAtFirst ? state.sentences : '',
    d: state.documents > documentsAtFirst ? state.documents : '',
  });
  // Titles may have commas in them: each is a parameter of its own.
  return state.sections.reduce((to, title) => `${to}${to.includes('?') ? '&' : '?'}section=${encodeURIComponent(title)}`, address);
}

/** The state with a value of a facet taken or let go. */
export function toggled(state: FindState, facet: Facet, value: string): FindState {
  const next = {...state, ...atFirst};
  const flip = <T extends string>(values: T[], v: T) => (values.includes(v) ? values.filter(x => x !== v) : [...values, v]);
  switch (facet) {
    case 'type': next.types = flip(state.types, value as EntityType); break;
    case 'chapter': next.chapters = flip(state.chapters, `budget-chapter/${value}`); break;
    case 'kind': next.kinds = flip(state.kinds, value as DocumentKind); break;
    case 'predicate': next.predicates = flip(state.predicates, value as Predicate); break;
    case 'year': next.years = flip(chosen(state, 'year'), value).map(Number); break;
    case 'section': next.sections = flip(state.sections, value); break;
  }
  return next;
}

export function withoutFacets(state: FindState): FindState {
  return {q: state.q, types: [], chapters: [], kinds: [], predicates: [], years: [], sections: [], ...atFirst};
}

/** The state with another text, from the start. */
export function withText(state: FindState, q: string): FindState {
  return {...state, q, ...atFirst};
}

export function hasFacets(s: FindState): boolean {
  return s.types.length + s.chapters.length + s.kinds.length + s.predicates.length + s.years.length + s.sections.length > 0;
}

/** What the facets ask of statements; empty lists ask nothing. */
export function relationFilter(s: FindState): RelationFilter {
  return {
    ...(s.predicates.length > 0 && {predicates: s.predicates}),
    ...(s.years.length > 0 && {years: s.years}),
  };
}
