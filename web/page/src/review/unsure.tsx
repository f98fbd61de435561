import {useState} from 'preact/hooks';
import {ask} from '../api/client';
import {
  ConfirmRelationDocument, RefuseRelationDocument, RelationDecisionsDocument, UndoRelationDocument, UnsureDocument,
  type RelationDecisionsQuery, type RelationLineFragment,
} from '../api/generated';
import {useLoad} from '../api/use';
import {EvidenceOf} from '../parts/evidence';
import {Failure} from '../parts/failure';
import {RelationLine} from '../parts/relation';
import {go, href} from '../route';
import {percent, useSettings} from '../settings';
import {useAct, type Acting} from './act';
import {ActingHead} from './acting';
import {Decided} from './decided';

/** How many of the last decisions are shown. */
const decisionsShown = 100;

/** Relations that nobody decided of, those first that the rules are least sure of, to be confirmed or refused. */
export function Unsure({first}: {first: number}) {
  const {t, lang} = useSettings();
  const acting = useAct();
  const asked = useLoad(`unsure ${first} ${acting.turn}`, async signal => {
    const [unsure, decided] = await Promise.all([ask(UnsureDocument, {first}, signal), ask(RelationDecisionsDocument, {last: decisionsShown}, signal)]);
    return {...unsure, ...decided};
  });
  const line = (d: RelationDecisionsQuery['relationDecisions']['nodes'][number]) => {
    const what = d.relation ? inWords(d.relation, lang) : `${d.subject} ${d.object}`;
    return {
      key: `${d.relationId} ${d.verdict}`,
      says: <><strong>{t(`ruled.${d.verdict}`)}</strong>{d.relation ? <RelationLine relation={d.relation} /> : ` ${what}`}</>,
      what,
      undo: () => acting.act(() => ask(UndoRelationDocument, {id: d.relationId}), t('review.did.undo-relation', {what})),
    };
  };
  const list = asked.data?.relations;
  return (
    <>
      <p class="lead">{t('review.unsure.what')}</p>
      <ActingHead acting={acting} />
      {asked.error && <Failure asked={asked} smaller={{label: t('find.smaller'), act: () => go(href('review', '', {part: 'relations'}), true)}} />}
      {!list && !asked.error && <p class="quiet" role="status">{t('state.loading')}</p>}
      {list?.nodes.length === 0 && <p class="quiet">{t('review.unsure.none')}</p>}
      {list?.nodes.map(r => <UnsureCard key={r.id} relation={r} acting={acting} />)}
      {list && list.nodes.length < list.totalCount && first < 200 && (
        <button type="button" class="plain" onClick={() => go(href('review', '', {part: 'relations', n: first + 40}), true)}>{t('find.more', {shown: list.nodes.length, count: list.totalCount})}</button>
      )}
      {asked.data && <Decided decisions={asked.data.relationDecisions} line={line} acting={acting} />}
    </>
  );
}

function inWords(r: RelationLineFragment, lang: 'nl' | 'en'): string {
  return [r.subject.label, r[lang], r.object?.label ?? ''].join(' ').trim();
}

function UnsureCard({relation: r, acting}: {relation: RelationLineFragment; acting: Acting}) {
  const {t, lang} = useSettings();
  const [note, setNote] = useState('');
  const variables = {id: r.id, ...(note !== '' && {note})};
  const what = inWords(r, lang);
  return (
    <section class="unsure" aria-label={what}>
      <p class="kicker">{percent(lang, r.confidence)}</p>
      <RelationLine relation={r} />
      <EvidenceOf relation={r.id} />
      <p class="actions">
        <button type="button" disabled={!acting.may} onClick={() => acting.act(() => ask(ConfirmRelationDocument, variables), t('review.did.confirm', {what}))}>{t('review.confirm')}<span class="unseen"> {what}</span></button>
        <button type="button" disabled={!acting.may} onClick={() => acting.act(() => ask(RefuseRelationDocument, variables), t('review.did.reject', {what}))}>{t('review.reject')}<span class="unseen"> {what}</span></button>
        {acting.may && <label>{t('review.note')} <input value={note} maxLength={200} onInput={e => setNote(e.currentTarget.value)} /></label>}
      </p>
    </section>
  );
}
