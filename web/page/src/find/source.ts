import {given} from '../api/ahead';
import {ask} from '../api/client';
import {
  BrowseDocument, FindCountDocument, FindDocument, FindStatementsDocument, NamedDocument, StatementsDocument, SuggestDocument,
  type BrowseQuery, type DocumentLineFragment, type EntityType, type FindQuery, type HighlightedFragment, type RelationFilter, type RelationLineFragment,
} from '../api/generated';
import {browseVariables, findFilter, searchVariables} from './questions';
import {hasFacets, relationFilter, type FindState} from './state';

export interface Hit {
  id: string;
  type: EntityType;
  label: string;
  /** The label or alias that fits; null where nothing was asked of names. */
  snippet: HighlightedFragment | null;
}

type Sentence = Extract<FindQuery['sentences']['nodes'][number], {page: number}>;

export interface DocumentHit {
  document: DocumentLineFragment;
  snippet: HighlightedFragment | null;
}

/** What was found, by group. */
export interface Found {
  entities: Hit[];
  entityCount: number;
  sentences: Sentence[];
  sentenceCount: number;
  statements: RelationLineFragment[];
  statementCount: number;
  documents: DocumentHit[];
  documentCount: number;
  /** Other texts that were maybe meant. */
  suggestions: string[];
  /** Whether the index of words does not hold the latest changes yet. */
  behind: boolean;
}

/** How many of the best hits statements are asked of. */
const best = 5;

/** Asks for everything that fits the state. */
export async function find(s: FindState, signal: AbortSignal): Promise<Found> {
  const found = s.q.trim() !== '' ? await search(s, signal) : await browse(s, signal);
  const statements = await findStatements(s, found.entities, signal);
  return {...found, ...statements};
}

const noStatements = {statements: [], statementCount: 0};
type WithoutStatements = Omit<Found, 'statements' | 'statementCount'>;

async function search(s: FindState, signal: AbortSignal): Promise<WithoutStatements> {
  const r = await ask(FindDocument, searchVariables(s), signal);
  return {
    entities: r.entities.nodes.flatMap(n => ('entity' in n ? [{...n.entity, snippet: n.snippet}] : [])),
    entityCount: r.entities.totalCount,
    sentences: r.sentences.nodes.flatMap(n => ('page' in n ? [n] : [])),
    sentenceCount: r.sentences.totalCount,
    documents: r.documents.nodes.flatMap(n => ('document' in n ? [{document: n.document, snippet: n.snippet}] : [])),
    documentCount: r.documents.totalCount,
    suggestions: r.all.suggestions,
    behind: r.all.behind,
  };
}

async function browse(s: FindState, signal: AbortSignal): Promise<WithoutStatements> {
  return browsed(await ask(BrowseDocument, browseVariables(s), signal));
}

/** What was found, where the page came with all of the answer. */
export function foundAhead(s: FindState): Found | undefined {
  if (s.q.trim() !== '' || asksStatements(s)) return undefined;
  const r = given(BrowseDocument, browseVariables(s));
  return r && {...browsed(r), ...noStatements};
}

function browsed(r: BrowseQuery): WithoutStatements {
  return {
    entities: r.entities.nodes.map(n => ({...n, snippet: null})),
    entityCount: r.entities.totalCount,
    sentences: [],
    sentenceCount: 0,
    documents: r.documents.nodes.map(document => ({document, snippet: null})),
    documentCount: r.documents.totalCount,
    suggestions: [],
    behind: false,
  };
}

/** Gives the filter of all relations of what a text names; null where it names nothing. */
export async function touching(s: FindState, signal: AbortSignal): Promise<RelationFilter | null> {
  const r = await ask(NamedDocument, {text: s.q.trim(), filter: findFilter(s)}, signal);
  const ids = r.find.nodes.flatMap(n => ('entity' in n ? [n.entity.id] : []));
  return ids.length === 0 ? null : {or: [{subjectWhere: {ids}}, {objectWhere: {ids}}]};
}

/** Whether the facets ask for statements. */
const asksStatements = (s: FindState) => s.predicates.length + s.years.length > 0;

/** Of a text: what is said of the best hits, or of all where predicates are chosen. Of facets alone: every statement that fits. */
async function findStatements(s: FindState, hits: Hit[], signal: AbortSignal) {
  const filter = relationFilter(s);
  if (s.q.trim() !== '') {
    // With a text, the years are those of documents and not of amounts.
    delete filter.years;
    if (hits.length === 0) return noStatements;
    if (s.predicates.length > 0) {
      const r = await ask(StatementsDocument, {filter: {...filter, ...await touching(s, signal)}, first: s.count}, signal);
      return {statements: r.relations.nodes, statementCount: r.relations.totalCount};
    }
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
  if (!asksStatements(s)) return noStatements;
  const r = await ask(StatementsDocument, {filter: {...filter, ...(s.types.length > 0 && {subjectTypes: s.types})}, first: s.count}, signal);
  return {statements: r.relations.nodes, statementCount: r.relations.totalCount};
}

/** What somebody may have meant who found nothing: the same without filters, or names that begin like their words. */
export async function suggest(s: FindState, signal: AbortSignal): Promise<{withoutFacets: number; near: {id: string; type: EntityType; label: string}[]}> {
  const text = s.q.trim();
  if (text === '') return {withoutFacets: 0, near: []};
  const whole = hasFacets(s) ? (await ask(FindCountDocument, {text}, signal)).find.totalCount : 0;
  const near = new Map<string, {id: string; type: EntityType; label: string}>();
  for (const word of text.split(/\s+/).filter(w => w.length > 2)) {
    for (let size = word.length; size >= 3 && near.size < 6; size--) {
      const r = await ask(SuggestDocument, {text: word.slice(0, size)}, signal);
      for (const n of r.search.nodes) near.set(n.id, n);
    }
  }
  return {withoutFacets: whole, near: [...near.values()].slice(0, 6)};
}
