import {useState} from 'preact/hooks';
import {ask} from '../api/client';
import type {DocumentKind, EntityType, Predicate} from '../api/generated';
import {useLoad} from '../api/use';
import {Glyph} from '../parts/glyph';
import {go} from '../route';
import {number, useSettings, type MessageKey} from '../settings';
import {useVocabulary} from '../vocabulary';
import {addressOf, chosen, hasFacets, toggled, withoutFacets, type Facet, type FindState} from './state';

type Counts = Record<string, {totalCount: number}>;

/** One of the values of a facet, with how many things it would leave. */
interface Value {
  facet: Facet;
  value: string;
  count: number;
}

const text = (s: string) => JSON.stringify(s);
const entityList = (names: string[]) => (names.length > 0 ? `[${names.join(',')}]` : '');

/**
 * The counts are asked for with one field for each value. GraphQL has no facets: these
 * queries are made here and not in queries/, because they differ with the vocabulary.
 */
function countQueries(s: FindState, types: EntityType[], chapters: string[], predicates: Predicate[], years: number[]): string[] {
  const q = s.q.trim();
  const searched = q !== '' && s.chapters.length === 0;
  const inChapters = s.chapters.length > 0 ? `chapters: [${s.chapters.map(text).join(',')}]` : '';
  const has = q === '' ? '' : `text: ${text(q)}`;
  const ofTypes = s.types.length > 0 ? `types: ${entityList(s.types)}` : '';
  const join = (...parts: string[]) => `{${parts.filter(p => p !== '').join(', ')}}`;
  const typeField = (t: EntityType) =>
    searched ? `type_${t}: search(text: ${text(q)}, types: [${t}], first: 0) {totalCount}` : `type_${t}: entities(filter: ${join(has, inChapters, `types: [${t}]`)}, first: 0) {totalCount}`;
  const kindField = (k: string) => `kind_${k}: documents(filter: ${join(has, inChapters, `kinds: [${k}]`)}, first: 0) {totalCount}`;
  const chapterField = (c: string) => `chapter_${c}: entities(filter: ${join(has, ofTypes, `chapters: [${text(`budget-chapter/${c}`)}]`)}, first: 0) {totalCount}`;
  const inYears = s.years.length > 0 ? `years: [${s.years.join(',')}]` : '';
  const along = s.predicates.length > 0 ? `predicates: ${entityList(s.predicates)}` : '';
  const subjects = s.types.length > 0 ? `subjectTypes: ${entityList(s.types)}` : '';
  const predicateField = (p: Predicate) => `predicate_${p}: relations(filter: ${join(inYears, subjects, `predicates: [${p}]`)}, first: 0) {totalCount}`;
  const yearField = (y: number) => `year_${y}: relations(filter: ${join(along, subjects, `years: [${y}]`)}, first: 0) {totalCount}`;
  return [
    [...types.map(typeField), ...kinds.map(kindField)],
    chapters.slice(0, 90).map(chapterField),
    [...predicates.map(predicateField), ...years.map(yearField)],
  ].filter(fields => fields.length > 0).map(fields => `{ ${fields.join(' ')} }`);
}

const kinds: DocumentKind[] = ['BUDGET', 'FIRST_SUPPLEMENTARY_BUDGET', 'SECOND_SUPPLEMENTARY_BUDGET', 'SUPPLEMENTARY_BUDGET', 'FINAL_ACT', 'ANNUAL_REPORT', 'LETTER', 'OTHER'];

/** The facets beside what was found. */
export function Facets({state, years}: {state: FindState; years: number[]}) {
  const {t, lang} = useSettings();
  const vocabulary = useVocabulary();
  const chapters = vocabulary.start.chapters.nodes.map(c => c.id.replace('budget-chapter/', '')).filter(c => /^[A-Za-z0-9]+$/.test(c));
  const queries = countQueries(state, vocabulary.typeOrder, chapters, vocabulary.predicateOrder, years);
  const asked = useLoad(queries.join('\n'), async signal => {
    const answers = await Promise.all(queries.map(q => ask<Counts, unknown>(q, {}, signal)));
    return Object.entries(Object.assign({}, ...answers) as Counts).map(([name, {totalCount}]): Value => {
      const cut = name.indexOf('_');
      return {facet: name.slice(0, cut) as Facet, value: name.slice(cut + 1), count: totalCount};
    });
  });
  const labels = new Map(vocabulary.start.chapters.nodes.map(c => [c.id, c.label]));
  const name = (v: Value): string => {
    switch (v.facet) {
      case 'type': return vocabulary.plural(v.value as EntityType, lang);
      case 'predicate': return vocabulary.predicate(v.value as Predicate, lang);
      case 'chapter': return `${v.value} ${labels.get(`budget-chapter/${v.value}`) ?? ''}`;
      case 'kind': return t(`document.${v.value}` as MessageKey);
      case 'year': return v.value;
    }
  };
  const order: Facet[] = ['type', 'chapter', 'kind', 'predicate', 'year'];
  return (
    <aside class="facets" aria-label={t('facet.label')}>
      {hasFacets(state) && <button type="button" class="plain" onClick={() => go(addressOf(withoutFacets(state)))}>{t('facet.none')}</button>}
      {order.map(facet => (
        <FacetList key={facet} facet={facet} state={state} name={name} values={(asked.data ?? []).filter(v => v.facet === facet)} />
      ))}
    </aside>
  );
}

const few = 7;

function FacetList({facet, state, values, name}: {facet: Facet; state: FindState; values: Value[]; name: (v: Value) => string}) {
  const {t, lang} = useSettings();
  const [all, setAll] = useState(false);
  const taken = chosen(state, facet);
  const there = values.filter(v => v.count > 0 || taken.includes(v.value));
  if (facet !== 'year') there.sort((a, b) => b.count - a.count);
  const shown = all ? there : there.filter((v, i) => i < few || taken.includes(v.value));
  if (there.length === 0) return null;
  return (
    <fieldset>
      <legend>{t(`facet.${facet}`)}</legend>
      {shown.map(v => (
        <label key={v.value}>
          <input type="checkbox" checked={taken.includes(v.value)} onChange={() => go(addressOf(toggled(state, facet, v.value)))} />
          {facet === 'type' && <Glyph type={v.value as EntityType} />}
          <span>{name(v)}</span>
          <small>{number(lang, v.count)}</small>
        </label>
      ))}
      {there.length > shown.length && <button type="button" class="plain" onClick={() => setAll(true)}>{t('facet.more', {count: there.length - shown.length})}</button>}
    </fieldset>
  );
}
