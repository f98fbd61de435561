import {useState} from 'preact/hooks';
import type {EntityType, Predicate} from '../api/generated';
import {useLoad} from '../api/use';
import {useAfterPaint} from '../later';
import {Glyph} from '../parts/glyph';
import {go} from '../route';
import {number, useSettings, type MessageKey} from '../settings';
import {useVocabulary} from '../vocabulary';
import {countsAhead, countsOfAll, countsOfText, type Value} from './counts';
import {addressOf, chosen, hasFacets, toggled, withoutFacets, type Facet, type FindState} from './state';

const order: Facet[] = ['type', 'chapter', 'kind', 'predicate', 'year', 'section'];

/** The facets beside what was found; they are most of the first view and are drawn after the rest of it. */
export function Facets({state}: {state: FindState}) {
  const {t, lang} = useSettings();
  const vocabulary = useVocabulary();
  const asked = useLoad(addressOf(state), signal => (state.q.trim() === '' ? countsOfAll(state, signal) : countsOfText(state, signal)), () => countsAhead(state));
  const room = useAfterPaint();
  const name = (v: Value): string => {
    switch (v.facet) {
      case 'type': return vocabulary.plural(v.value as EntityType, lang);
      case 'predicate': return vocabulary.predicate(v.value as Predicate, lang);
      case 'chapter': return v.label === v.value ? v.value : `${v.value} ${v.label}`;
      case 'kind': return t(`document.${v.value}` as MessageKey);
      case 'year':
      case 'section': return v.value;
    }
  };
  /** The values of a facet; what is chosen stays on show to be let go, whatever is counted. */
  const values = (facet: Facet): Value[] => {
    const counted = (asked.data ?? []).filter(v => v.facet === facet);
    const without = chosen(state, facet).filter(value => !counted.some(v => v.value === value));
    return [...counted, ...without.map(value => ({facet, value, label: value, count: 0}))];
  };
  return (
    <aside class="facets" aria-label={t('facet.label')}>
      {hasFacets(state) && <button type="button" class="plain" onClick={() => go(addressOf(withoutFacets(state)))}>{t('facet.none')}</button>}
      {room && order.map(facet => <FacetList key={facet} facet={facet} state={state} name={name} values={values(facet)} />)}
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
      <legend>{t(facet === 'year' && state.q.trim() !== '' ? 'facet.year.document' : `facet.${facet}`)}</legend>
      {shown.map(v => (
        <label key={v.value}>
          <input type="checkbox" checked={taken.includes(v.value)} onChange={() => go(addressOf(toggled(state, facet, v.value)))} />
          {facet === 'type' && <Glyph type={v.value as EntityType} />}
          <span>{name(v)}</span>
          {v.count > 0 && <small>{number(lang, v.count)}</small>}
        </label>
      ))}
      {there.length > shown.length && <button type="button" class="plain" onClick={() => setAll(true)}>{t('facet.more', {count: there.length - shown.length})}</button>}
    </fieldset>
  );
}
