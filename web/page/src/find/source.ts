import {ask} from '../api/client';
import {
  BrowseDocument, FindDocument, FindStatementsDocument, StatementsDocument, SuggestDocument,
  type DocumentFilter, type DocumentLineFragment, type EntityType, type FindQuery, type RelationLineFragment,
} from '../api/generated';
import {hasFacets, relationFilter, type FindState} from './state';

export interface Hit {
  id: string;
  type: EntityType;
  label: string;
  /** The alias that fits, where the label does not. */
  alias: string;
}

/** What was found, by group. */
export interface Found {
  entities: Hit[];
  entityCount: number;
  statements: RelationLineFragment[];
  statementCount: number;
  headings: FindQuery['sections']['nodes'];
  documents: DocumentLineFragment[];
  documentCount: number;
}

/** How many of the best hits statements are asked of. */
const best = 5;

/** Asks for everything that fits the state. */
export async function find(s: FindState, signal: AbortSignal): Promise<Found> {
  const found = s.q.trim() !== '' && s.chapters.length === 0 ? await search(s, signal) : await browse(s, signal);
  const statements = await findStatements(s, found.entities, signal);
  return {...found, ...statements};
}

type WithoutStatements = Omit<Found, 'statements' | 'statementCount'>;

function documentFilter(s: FindState): DocumentFilter {
  return {
    ...(s.q.trim() !== '' && {text: s.q.trim()}),
    ...(s.kinds.length > 0 && {kinds: s.kinds}),
    ...(s.chapters.length > 0 && {chapters: s.chapters}),
  };
}

async function search(s: FindState, signal: AbortSignal): Promise<WithoutStatements> {
  const text = s.q.trim();
  const r = await ask(FindDocument, {text, types: s.types.length > 0 ? s.types : null, documents: documentFilter(s), sections: {text}, first: s.count}, signal);
  return {
    entities: r.search.edges.map(e => ({...e.node, alias: e.matched === e.node.label ? '' : e.matched})),
    entityCount: r.search.totalCount,
    headings: r.sections.nodes,
    documents: r.documents.nodes,
    documentCount: r.documents.totalCount,
  };
}

async function browse(s: FindState, signal: AbortSignal): Promise<WithoutStatements> {
  const text = s.q.trim();
  const filter = {
    ...(text !== '' && {text}),
    ...(s.types.length > 0 && {types: s.types}),
    ...(s.chapters.length > 0 && {chapters: s.chapters}),
  };
  const r = await ask(BrowseDocument, {filter, documents: documentFilter(s), first: s.count}, signal);
  return {
    entities: r.entities.nodes.map(n => ({...n, alias: ''})),
    entityCount: r.entities.totalCount,
    headings: [],
    documents: r.documents.nodes,
    documentCount: r.documents.totalCount,
  };
}

/** Of a text: what is said of the best hits. Of facets alone: every statement that fits. */
async function findStatements(s: FindState, hits: Hit[], signal: AbortSignal) {
  const filter = relationFilter(s);
  if (s.q.trim() !== '') {
    if (hits.length === 0) return {statements: [], statementCount: 0};
    const r = await ask(FindStatementsDocument, {ids: hits.slice(0, best).map(h => h.id), filter}, signal);
    const seen = new Map<string, RelationLineFragment>();
    let count = 0;
    for (const node of r.nodes) {
      if (!node || !('relations' in node)) continue;
      count += node.relations.totalCount;
      for (const x of node.relations.nodes) seen.set(x.id, x);
    }
    return {statements: [...seen.values()].slice(0, 12), statementCount: count};
  }
  if (s.predicates.length + s.years.length === 0) return {statements: [], statementCount: 0};
  const r = await ask(StatementsDocument, {filter: {...filter, ...(s.types.length > 0 && {subjectTypes: s.types})}, first: s.count}, signal);
  return {statements: r.relations.nodes, statementCount: r.relations.totalCount};
}

/** What somebody may have meant who found nothing: what begins like their words. */
export async function suggest(s: FindState, signal: AbortSignal): Promise<{withoutFacets: number; near: {id: string; type: EntityType; label: string}[]}> {
  const text = s.q.trim();
  if (text === '') return {withoutFacets: 0, near: []};
  const whole = hasFacets(s) ? (await ask(FindDocument, {text, documents: {text}, sections: {text}, first: 1}, signal)).search.totalCount : 0;
  const near = new Map<string, {id: string; type: EntityType; label: string}>();
  for (const word of text.split(/\s+/).filter(w => w.length > 2)) {
    for (let size = word.length; size >= 3 && near.size < 6; size--) {
      const r = await ask(SuggestDocument, {text: word.slice(0, size)}, signal);
      for (const n of r.search.nodes) near.set(n.id, n);
    }
  }
  return {withoutFacets: whole, near: [...near.values()].slice(0, 6)};
}
