import {useId, useState} from 'preact/hooks';
import type {RelationLineFragment} from '../api/generated';
import {euros, useSettings, type MessageKey} from '../settings';
import {EntityLink} from './entity-link';
import {EvidenceOf} from './evidence';

/** One fact on a line that opens its sentences in place. An end that is clear from where the line stands can be left out. */
export function RelationLine({relation: r, without}: {relation: RelationLineFragment; without?: 'subject' | 'object'}) {
  const {t, lang} = useSettings();
  const [open, setOpen] = useState(false);
  const id = useId();
  const withPredicate = without === undefined;
  return (
    <div class={`relation${open ? ' open' : ''}`}>
      <div class="line">
        {without !== 'subject' && <EntityLink entity={r.subject} />}
        {withPredicate && <span class="predicate">{r[lang]}</span>}
        {without !== 'object' && r.object && <EntityLink entity={r.object} />}
        <Narrowing relation={r} />
        {r.decision?.verdict === 'CONFIRMED' && <small class="confirmed" title={t('relation.confirmed')}>✓<span class="unseen"> {t('relation.confirmed')}</span></small>}
        <button type="button" class="words" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
          {open ? t('relation.close') : t('relation.words')}
          <span class="unseen"> {r.subject.label} {r[lang]} {r.object?.label}</span>
        </button>
      </div>
      <div id={id}>{open && <EvidenceOf relation={r.id} />}</div>
    </div>
  );
}

/** What narrows a fact: amounts, period, and that a list goes on. */
function Narrowing({relation: r}: {relation: RelationLineFragment}) {
  const {t, lang} = useSettings();
  const amounts = r.amounts.slice(0, 4);
  const said = ['year', 'stage', 'kind', 'unit', 'scale'];
  return (
    <>
      {amounts.map((a, i) => (
        <span key={i} class="amount">
          {euros(lang, a.amount.value)}
          <small>{[a.kind && t(`kind.${a.kind}`), a.stage && t(`stage.${a.stage}`), a.year].filter(Boolean).join(', ')}</small>
        </span>
      ))}
      {r.amounts.length > amounts.length && <small class="quiet">+{r.amounts.length - amounts.length}</small>}
      {r.qualifiers.filter(q => !said.includes(q.name) && (r.amounts.length === 0 || q.name === 'negation')).map(q => (
        <small key={q.name} class="qualifier">{qualifier(q.name, t)}: {q.value}</small>
      ))}
      {r.exhaustive === false && <small class="quiet" title={t('relation.goes-on.why')}>{t('relation.goes-on')}</small>}
    </>
  );
}

const known = ['period', 'negation', 'modality', 'proposedBy'];

function qualifier(name: string, t: (key: MessageKey) => string): string {
  return known.includes(name) ? t(`qualifier.${name}` as MessageKey) : name;
}
