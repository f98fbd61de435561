import {EvidenceDocument, type EvidenceQuery, type GroundsFragment} from '../api/generated';
import {useQuery} from '../api/use';
import {href} from '../route';
import {percent, useSettings} from '../settings';
import {Failure} from './failure';
import {Points} from './points';

/** Every sentence that a relation rests on, asked for when it is opened. */
export function EvidenceOf({relation}: {relation: string}) {
  const asked = useQuery(EvidenceDocument, {id: relation});
  const {t} = useSettings();
  if (asked.error) return <Failure asked={asked} />;
  if (!asked.data) return <p class="quiet" role="status">{t('state.loading')}</p>;
  return <div class="evidences">{groundsOf(asked.data).map((g, i) => <Grounds key={i} grounds={g} />)}</div>;
}

/** The evidence in an answer; empty for an id that is no relation. */
export function groundsOf(answer: EvidenceQuery): GroundsFragment[] {
  return answer.node?.evidence ?? [];
}

/** One sentence with its place; the words for subject and object are marked in it. */
export function Grounds({grounds: g}: {grounds: GroundsFragment}) {
  const {t, lang} = useSettings();
  const place = [g.page !== null ? t('evidence.page', {page: g.page}) : '', ...g.section].filter(x => x !== '');
  return (
    <figure class="grounds">
      <blockquote lang="nl"><Words grounds={g} /></blockquote>
      <figcaption>
        <a href={href('read', g.document.id, {at: `${g.span.start}-${g.span.end}`})}>{g.document.title}</a>
        {place.length > 0 && <span>, {place.join(' › ')}</span>}
        <span class="rule" title={t('evidence.rule')}>{g.rule} · {percent(lang, g.confidence)}</span>
        {g.inherited && <span class="inherited">{t('evidence.inherited', {what: g.inherited})}</span>}
      </figcaption>
    </figure>
  );
}

function Words({grounds: g}: {grounds: GroundsFragment}) {
  const points = new Points(g.text);
  const marks = [
    g.subjectSpan && {...g.subjectSpan, role: 'subject'},
    g.objectSpan && {...g.objectSpan, role: 'object'},
  ].filter(m => m !== null).map(m => ({role: m.role, start: m.start - g.span.start, end: m.end - g.span.start}))
    .filter(m => m.start >= 0 && m.end <= points.length)
    .sort((a, b) => a.start - b.start);
  const parts = [];
  let at = 0;
  for (const m of marks) {
    if (m.start < at) continue;
    parts.push(points.slice(at, m.start), <mark key={m.start} class={m.role}>{points.slice(m.start, m.end)}</mark>);
    at = m.end;
  }
  parts.push(points.slice(at, points.length));
  return <>{parts}</>;
}
