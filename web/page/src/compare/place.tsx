import type {ComponentChildren} from 'preact';
import {ComparePlaceDocument, type CompareChange, type ComparePlaceQuery, type WordsFragment} from '../api/generated';
import {useQuery} from '../api/use';
import {EntityLink} from '../parts/entity-link';
import {Failure} from '../parts/failure';
import {RelationLine} from '../parts/relation';
import {href} from '../route';
import {euros, useSettings} from '../settings';

type Details = NonNullable<ComparePlaceQuery['compare']>['places'][number];

/** What became of everything in one place. */
export function PlaceOf({from, to, article}: {from: string; to: string; article: string}) {
  const {t} = useSettings();
  const asked = useQuery(ComparePlaceDocument, {from, to, article});
  if (asked.error) return <Failure asked={asked} />;
  const p = asked.data?.compare?.places[0];
  if (!p) return <p class="quiet" role="status">{t('state.loading')}</p>;
  return (
    <div class="changes">
      <Amounts list={p.amounts} />
      <Group title={t('compare.entities')} there={p.entities.length > 0}>
        {p.entities.map((e, i) => {
          const entity = (e.to ?? e.from)?.entity;
          return (
            <Line key={i} change={e.change}>
              {entity && <EntityLink entity={entity} />} <small class="quiet">{t(`topic.${e.topic}`)}</small>
              <Words label={t('compare.from')} words={e.change === 'NEW' ? null : e.from?.words ?? null} />
              <Words label={t('compare.to')} words={e.change === 'GONE' ? null : e.to?.words ?? null} />
            </Line>
          );
        })}
      </Group>
      <Group title={t('topic.CHAPTERS')} there={p.chapters.length > 0}>
        {p.chapters.map(c => (
          <Line key={c.chapterId} change={c.change}>
            <a href={href('entity', c.chapterId)} lang="nl">{c.chapter?.label ?? c.chapterId}</a>
            {[...c.from, ...c.to].slice(0, 2).map((l, i) => <Words key={i} label={t(`link.${l.kind}`)} words={l.evidence} />)}
          </Line>
        ))}
      </Group>
      <Group title={t('topic.RELATIONS')} there={p.relations.some(r => !r.implied)}>
        {p.relations.filter(r => !r.implied).map((r, i) => {
          const relation = (r.to ?? r.from)?.relation;
          return <Line key={i} change={r.change}>{relation && <RelationLine relation={relation} />}</Line>;
        })}
      </Group>
    </div>
  );
}

const signs: Record<CompareChange, string> = {GONE: '−', NEW: '+', REWORDED: '~', CHANGED: '~', KEPT: '='};

function Line({change, children}: {change: CompareChange; children: ComponentChildren}) {
  const {t} = useSettings();
  return (
    <div class={`change change-${change}`}>
      <span class="sign" title={t(`change.${change}`)}><span aria-hidden="true">{signs[change]}</span><span class="unseen">{t(`change.${change}`)}: </span></span>
      <div>{children}</div>
    </div>
  );
}

function Group({title, there, children}: {title: string; there: boolean; children: ComponentChildren}) {
  if (!there) return null;
  return <section class="predicate-group"><h3>{title}</h3><div>{children}</div></section>;
}

function Words({label, words}: {label: string; words: Pick<WordsFragment, 'text' | 'document' | 'span' | 'page'> | null}) {
  if (!words) return null;
  return (
    <p class="both">
      <small class="quiet">{label}</small> <a href={href('read', words.document.id, {at: `${words.span.start}-${words.span.end}`})} lang="nl">{words.text.replace(/\s+/g, ' ')}</a>
    </p>
  );
}

function Amounts({list}: {list: Details['amounts']}) {
  const {t, lang} = useSettings();
  if (list.length === 0) return null;
  // What is of two years or stages is named with both.
  const both = (a: string | number | null | undefined, b: string | number | null | undefined) => (a && b && a !== b ? `${a} → ${b}` : b || a);
  const what = ({from, to}: Details['amounts'][number]) => {
    const [a, b] = [from?.stated, to?.stated];
    return [
      both(a?.kind && t(`kind.${a.kind}`), b?.kind && t(`kind.${b.kind}`)),
      both(a?.stage && t(`stage.${a.stage}`), b?.stage && t(`stage.${b.stage}`)),
      both(a?.year, b?.year),
    ].filter(Boolean).join(', ');
  };
  return (
    <div class="scroll" tabIndex={0} role="group" aria-label={t('topic.AMOUNTS')}>
      <table class="numbers">
        <caption class="unseen">{t('topic.AMOUNTS')}</caption>
        <thead><tr><th scope="col">{t('topic.AMOUNTS')}</th><th scope="col">{t('compare.from')}</th><th scope="col">{t('compare.to')}</th><th scope="col">{t('compare.difference')}</th></tr></thead>
        <tbody>
          {list.map((a, i) => {
            const one = a.to ?? a.from!;
            return (
              <tr key={i}>
                <th scope="row"><a href={href('entity', one.subject.id)} lang="nl">{one.line}</a> <small class="quiet">{what(a)}</small></th>
                <td>{a.from && euros(lang, a.from.stated.amount.value)}</td>
                <td>{a.to && euros(lang, a.to.stated.amount.value)}</td>
                <td>{a.difference && `${Number(a.difference) > 0 ? '+' : ''}${euros(lang, a.difference)}`}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
