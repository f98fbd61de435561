import {useState} from 'preact/hooks';
import {ask} from '../api/client';
import {AcceptDocument, CandidatesDocument, DecisionsDocument, RefuseDocument, UndoDocument, type CandidatesQuery, type DecisionsQuery, type SideFragment} from '../api/generated';
import {useLoad} from '../api/use';
import {EntityLink} from '../parts/entity-link';
import {Failure} from '../parts/failure';
import {go, href, type Route} from '../route';
import {percent, useSettings} from '../settings';
import {useAct} from './act';
import {ActingHead} from './acting';
import {Decided} from './decided';
import {useReasons} from './reason';
import {Unsure} from './unsure';

const pageSize = 10;

/** Review: what may be one thing, to be decided by somebody with a token; and relations that are least sure. */
export function ReviewView({route}: {route: Route}) {
  const {t} = useSettings();
  const part = route.params.get('part') === 'relations' ? 'relations' : 'candidates';
  return (
    <>
      <h1>{t('nav.review')}</h1>
      <p class="choice" role="group" aria-label={t('review.parts')}>
        {(['candidates', 'relations'] as const).map(p => (
          <button key={p} type="button" aria-pressed={p === part} onClick={() => go(href('review', '', {part: p === 'candidates' ? '' : p}))}>{t(`review.${p}`)}</button>
        ))}
      </p>
      {part === 'candidates' ? <Candidates first={Math.min(1000, Math.max(pageSize, Number(route.params.get('n')) || pageSize))} /> : <Unsure first={Math.min(200, Math.max(20, Number(route.params.get('n')) || 20))} />}
    </>
  );
}

type Pair = {a: string; b: string};
type Act = 'accept' | 'refuse' | 'undo';
const acts = {accept: AcceptDocument, refuse: RefuseDocument, undo: UndoDocument};

function Candidates({first}: {first: number}) {
  const {t} = useSettings();
  const acting = useAct();
  const asked = useLoad(`candidates ${first} ${acting.turn}`, async signal => {
    const [candidates, decisions] = await Promise.all([ask(CandidatesDocument, {first}, signal), ask(DecisionsDocument, {first: 100}, signal)]);
    return {...candidates, ...decisions};
  });
  const act = (what: Act, pair: Pair, note = '') =>
    acting.act(() => ask(acts[what] as typeof AcceptDocument, {...pair, ...(what !== 'undo' && note !== '' && {note})}), t(`review.did.${what}`, {a: pair.a, b: pair.b}));
  const line = ({ids: [a = '', b = ''], verdict}: DecisionsQuery['decisions']['nodes'][number]) => ({
    key: `${a} ${b}`,
    says: <><a href={href('entity', a)}>{a}</a> {t(`verdict.${verdict}`)} <a href={href('entity', b)}>{b}</a></>,
    what: `${a} ${b}`,
    undo: () => act('undo', {a, b}),
  });
  const list = asked.data?.candidates;
  return (
    <>
      <p class="lead">{t('review.what')}</p>
      <ActingHead acting={acting} />
      {asked.error && <Failure asked={asked} smaller={{label: t('find.smaller'), act: () => go(href('review'), true)}} />}
      {!list && !asked.error && <p class="quiet" role="status">{t('state.loading')}</p>}
      {list?.nodes.length === 0 && <p class="quiet">{t('review.none')}</p>}
      {list?.nodes.map(c => (
        <CandidateCard key={`${c.a.entity.id} ${c.b.entity.id}`} candidate={c} may={acting.may} act={(what, note) => act(what, {a: c.a.entity.id, b: c.b.entity.id}, note)} />
      ))}
      {list && list.totalCount > list.nodes.length && (
        <button type="button" class="plain" onClick={() => go(href('review', '', {n: first + 40}), true)}>{t('find.more', {shown: list.nodes.length, count: list.totalCount})}</button>
      )}
      {asked.data && <Decided decisions={asked.data.decisions} line={line} acting={acting} />}
    </>
  );
}

type Shown = CandidatesQuery['candidates']['nodes'][number];

function CandidateCard({candidate: c, may, act}: {candidate: Shown; may: boolean; act: (what: Act, note: string) => void}) {
  const {t, lang} = useSettings();
  const [note, setNote] = useState('');
  const reason = useReasons();
  return (
    <section class="candidate" aria-label={t('review.pair', {a: c.a.entity.label, b: c.b.entity.label})}>
      <p class="kicker">{percent(lang, c.score)}: {c.reasonCodes.map(reason).join('; ')}</p>
      <div class="pair">
        <Side side={c.a} fate={t('review.goes')} />
        <Side side={c.b} fate={t('review.stays')} />
      </div>
      <p class="actions">
        <button type="button" disabled={!may} onClick={() => act('accept', note)}>{t('review.accept')}</button>
        <button type="button" disabled={!may} onClick={() => act('refuse', note)}>{t('review.refuse')}</button>
        {may && <label>{t('review.note')} <input value={note} maxLength={200} onInput={e => setNote(e.currentTarget.value)} /></label>}
      </p>
    </section>
  );
}

/** One of two: what it is called, how much is said of it, and sentences that name it. */
function Side({side: s, fate}: {side: SideFragment; fate: string}) {
  const {t} = useSettings();
  return (
    <div>
      <h2><EntityLink entity={s.entity} /></h2>
      {s.entity.aliases.length > 0 && <p class="alias" lang="nl">{s.entity.aliases.join(' · ')}</p>}
      <p class="quiet"><code>{s.entity.id}</code>, {fate}</p>
      <p class="quiet">{t('review.counts', {mentions: s.mentionCount, relations: s.relationCount})}{s.registered && `, ${t('review.registered')}`}</p>
      {s.passages.map(p => (
        <figure class="sentence" key={`${p.document.id} ${p.span.start}`}>
          <blockquote lang="nl"><a href={href('read', p.document.id, {at: `${p.span.start}-${p.span.end}`})}>{p.text}</a></blockquote>
          <figcaption>{p.document.title}{p.page !== null && `, ${t('evidence.page', {page: p.page})}`}</figcaption>
        </figure>
      ))}
    </div>
  );
}
