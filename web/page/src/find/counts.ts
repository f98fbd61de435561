import {ask} from '../api/client';
import {FacetsDocument, type DocumentKind, type EntityType, type Predicate} from '../api/generated';
import type {Vocabulary} from '../vocabulary';
import {findFilter} from './source';
import type {Facet, FindState} from './state';

/** One of the values of a facet, with how many things it would leave. */
export interface Value {
  facet: Facet;
  value: string;
  label: string;
  count: number;
}

/** The counts of a text: what each value would leave, in one question. */
export async function countsOfText(s: FindState, signal: AbortSignal): Promise<Value[]> {
  const r = await ask(FacetsDocument, {
    text: s.q.trim(),
    types: findFilter(s, 'type'),
    chapters: findFilter(s, 'chapter'),
    years: findFilter(s, 'year'),
    kinds: findFilter(s, 'kind'),
    sections: findFilter(s, 'section'),
  }, signal);
  const of = (facet: Facet, answer: {facets: {values: {value: string; label: string; count: number}[]}}) =>
    answer.facets.values.map(v => ({...v, facet, value: facet === 'chapter' ? v.value.replace('budget-chapter/', '') : v.value}));
  const years = of('year', r.years).sort((a, b) => Number(a.value) - Number(b.value));
  return [...of('type', r.types), ...of('chapter', r.chapters), ...of('kind', r.kinds), ...years, ...of('section', r.sections)];
}

type Counts = Record<string, {totalCount: number}>;

const text = (s: string) => JSON.stringify(s);
const names = (key: string, list: string[]) => (list.length > 0 ? `${key}: [${list.join(',')}]` : '');
const filter = (...parts: string[]) => `{${parts.filter(p => p !== '').join(', ')}}`;
const kinds: DocumentKind[] = ['BUDGET', 'FIRST_SUPPLEMENTARY_BUDGET', 'SECOND_SUPPLEMENTARY_BUDGET', 'SUPPLEMENTARY_BUDGET', 'FINAL_ACT', 'ANNUAL_REPORT', 'LETTER', 'OTHER'];

/**
 * The counts without a text, where find gives nothing: one field for each value of the vocabulary. These
 * queries are made here and not in queries/, because they differ with the vocabulary.
 */
export async function countsOfAll(s: FindState, vocabulary: Vocabulary, years: number[], signal: AbortSignal): Promise<Value[]> {
  const chapters = vocabulary.start.chapters.nodes.map(c => c.id.replace('budget-chapter/', '')).filter(c => /^[A-Za-z0-9]+$/.test(c));
  const queries = countQueries(s, vocabulary.typeOrder, chapters, vocabulary.predicateOrder, years);
  const answers = await Promise.all(queries.map(q => ask<Counts, unknown>(q, {}, signal)));
  const labels = new Map(vocabulary.start.chapters.nodes.map(c => [c.id, c.label]));
  return Object.entries(Object.assign({}, ...answers) as Counts).map(([name, {totalCount}]): Value => {
    const cut = name.indexOf('_');
    const value = name.slice(cut + 1);
    return {facet: name.slice(0, cut) as Facet, value, label: labels.get(`budget-chapter/${value}`) ?? value, count: totalCount};
  });
}

function countQueries(s: FindState, types: EntityType[], chapters: string[], predicates: Predicate[], years: number[]): string[] {
  const inChapters = names('chapters', s.chapters.map(text));
  const ofTypes = names('types', s.types);
  const subjects = names('subjectTypes', s.types);
  const along = names('predicates', s.predicates);
  const inYears = names('years', s.years.map(String));
  return [
    [
      ...types.map(t => `type_${t}: entities(filter: ${filter(inChapters, `types: [${t}]`)}, first: 0) {totalCount}`),
      ...kinds.map(k => `kind_${k}: documents(filter: ${filter(inChapters, `kinds: [${k}]`)}, first: 0) {totalCount}`),
    ],
    chapters.slice(0, 90).map(c => `chapter_${c}: entities(filter: ${filter(ofTypes, `chapters: [${text(`budget-chapter/${c}`)}]`)}, first: 0) {totalCount}`),
    [
      ...predicates.map(p => `predicate_${p}: relations(filter: ${filter(inYears, subjects, `predicates: [${p}]`)}, first: 0) {totalCount}`),
      ...years.map(y => `year_${y}: relations(filter: ${filter(along, subjects, `years: [${y}]`)}, first: 0) {totalCount}`),
    ],
  ].filter(fields => fields.length > 0).map(fields => `{ ${fields.join(' ')} }`);
}
