import {ask} from '../api/client';
import {ConfidencesDocument, RelationsDocument, type RelationLineFragment} from '../api/generated';
import {useLoad} from '../api/use';
import {EvidenceOf} from '../parts/evidence';
import {Failure} from '../parts/failure';
import {RelationLine} from '../parts/relation';
import {go, href} from '../route';
import {useSettings} from '../settings';

/** How many relations are looked at, at most: 20 questions. */
const most = 20_000;
const page = 1000;

interface Found {
  relations: RelationLineFragment[];
  seen: number;
  total: number;
}

/** The relations that are least sure. The API has no order by confidence, so all are looked at, by id and confidence only. */
async function leastSure(first: number, signal: AbortSignal): Promise<Found> {
  const all: {id: string; confidence: number}[] = [];
  let total = 0;
  for (let after: string | null = null; all.length < most;) {
    const r: {relations: {totalCount: number; nodes: {id: string; confidence: number}[]; pageInfo: {hasNextPage: boolean; endCursor: string | null}}} =
      await ask(ConfidencesDocument, {first: page, after}, signal);
    all.push(...r.relations.nodes);
    total = r.relations.totalCount;
    after = r.relations.pageInfo.endCursor;
    if (!r.relations.pageInfo.hasNextPage) break;
  }
  const ids = all.sort((a, b) => a.confidence - b.confidence || (a.id < b.id ? -1 : 1)).slice(0, first).map(r => r.id);
  const r = await ask(RelationsDocument, {ids}, signal);
  return {relations: r.nodes.flatMap(n => (n && 'predicate' in n ? [n as RelationLineFragment] : [])), seen: all.length, total};
}

/** Relations that the rules are least sure of, each with its words, for reading. */
export function Unsure({first}: {first: number}) {
  const {t, lang} = useSettings();
  const asked = useLoad(`unsure ${first}`, signal => leastSure(first, signal));
  const percent = new Intl.NumberFormat(lang, {style: 'percent'});
  if (asked.error) return <Failure asked={asked} smaller={{label: t('find.smaller'), act: () => go(href('review', '', {part: 'relations'}), true)}} />;
  if (!asked.data) return <p class="quiet" role="status">{t('state.loading')}</p>;
  const {relations, seen, total} = asked.data;
  return (
    <>
      <p class="lead">{t('review.unsure.what')}</p>
      {seen < total && <p class="note">{t('review.unsure.some', {seen, total})}</p>}
      {relations.map(r => (
        <section class="unsure" key={r.id}>
          <p class="kicker">{percent.format(r.confidence)}</p>
          <RelationLine relation={r} />
          <EvidenceOf relation={r.id} />
        </section>
      ))}
      {relations.length < total && first < 200 && <button type="button" class="plain" onClick={() => go(href('review', '', {part: 'relations', n: first + 40}), true)}>{t('find.more', {shown: relations.length, count: total})}</button>}
    </>
  );
}
