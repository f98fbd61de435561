import {given} from '../api/ahead';
import {ask} from '../api/client';
import {CountsDocument, FacetsDocument, PredicateCountsDocument, type CountsQuery, type DocumentKind} from '../api/generated';
import {countVariables, findFilter} from './questions';
import {touching} from './source';
import type {Facet, FindState} from './state';

/** One of the values of a facet, with how many things it would leave. */
export interface Value {
  facet: Facet;
  value: string;
  label: string;
  count: number;
}

const chapterCode = (id: string) => id.replace('budget-chapter/', '');
const byYear = (a: Value, b: Value) => Number(a.value) - Number(b.value);

/** The counts of a text: what each value would leave. Predicates are those of all relations of the things that were found. */
export async function countsOfText(s: FindState, signal: AbortSignal): Promise<Value[]> {
  const text = s.q.trim();
  const r = await ask(FacetsDocument, {
    text,
    types: findFilter(s, 'type'),
    chapters: findFilter(s, 'chapter'),
    years: findFilter(s, 'year'),
    kinds: findFilter(s, 'kind'),
    sections: findFilter(s, 'section'),
  }, signal);
  const of = (facet: Facet, answer: {facets: {values: {value: string; label: string; count: number}[]}}) =>
    answer.facets.values.map(v => ({...v, facet, value: facet === 'chapter' ? chapterCode(v.value) : v.value}));
  return [...of('type', r.types), ...of('chapter', r.chapters), ...of('kind', r.kinds), ...of('year', r.years).sort(byYear), ...of('section', r.sections), ...await predicatesOfText(s, signal)];
}

async function predicatesOfText(s: FindState, signal: AbortSignal): Promise<Value[]> {
  const filter = await touching(s, signal);
  if (filter === null) return [];
  const r = await ask(PredicateCountsDocument, {filter}, signal);
  return r.aggregateRelations.groups.flatMap(g => (g.predicate ? [{facet: 'predicate' as const, value: g.predicate, label: g.predicate, count: g.count}] : []));
}

/** The counts without a text, where find gives nothing. */
export async function countsOfAll(s: FindState, signal: AbortSignal): Promise<Value[]> {
  return counted(await ask(CountsDocument, countVariables(s), signal));
}

/** The counts without a text, where the page came with them. */
export function countsAhead(s: FindState): Value[] | undefined {
  const r = s.q.trim() === '' ? given(CountsDocument, countVariables(s)) : undefined;
  return r && counted(r);
}

function counted(r: CountsQuery): Value[] {
  const value = (facet: Facet, of: string | number | null, count: number, label = ''): Value[] => (of === null ? [] : [{facet, value: String(of), label: label === '' ? String(of) : label, count}]);
  const kinds: [DocumentKind, {totalCount: number}][] = [
    ['BUDGET', r.BUDGET], ['FIRST_SUPPLEMENTARY_BUDGET', r.FIRST_SUPPLEMENTARY_BUDGET], ['SECOND_SUPPLEMENTARY_BUDGET', r.SECOND_SUPPLEMENTARY_BUDGET],
    ['SUPPLEMENTARY_BUDGET', r.SUPPLEMENTARY_BUDGET], ['FINAL_ACT', r.FINAL_ACT], ['ANNUAL_REPORT', r.ANNUAL_REPORT], ['LETTER', r.LETTER], ['OTHER', r.OTHER],
  ];
  return [
    ...r.types.groups.flatMap(g => value('type', g.type, g.count)),
    ...r.chapters.groups.flatMap(g => value('chapter', g.chapterId && chapterCode(g.chapterId), g.count, g.chapter?.label)),
    ...kinds.flatMap(([kind, {totalCount}]) => value('kind', kind, totalCount)),
    ...r.predicates.groups.flatMap(g => value('predicate', g.predicate, g.count)),
    ...r.years.groups.flatMap(g => value('year', g.year, g.count)).sort(byYear),
  ];
}
