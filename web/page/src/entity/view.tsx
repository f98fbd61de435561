import {useState} from 'preact/hooks';
import {EntityDocument, type EntityQuery, type Predicate, type RelationLineFragment} from '../api/generated';
import {useQuery} from '../api/use';
import {DocumentLine} from '../parts/document-line';
import {EntityLink, type Named} from '../parts/entity-link';
import {Failure} from '../parts/failure';
import {Glyph} from '../parts/glyph';
import {RelationLine} from '../parts/relation';
import {Unknown} from '../parts/unknown';
import {go, href, type Route} from '../route';
import {number, useSettings, useTitle} from '../settings';
import {useVocabulary} from '../vocabulary';
import {AsData} from './as-data';
import {FiguresOf} from './figures';

export type Entity = NonNullable<EntityQuery['entity']>;

/** How many relations each way are asked for at first. */
export const firstRelations = 200;

/** Everything the graph knows of one thing. */
export function EntityView({route}: {route: Route}) {
  const {t} = useSettings();
  const first = Math.min(1000, Math.max(1, Number(route.params.get('n')) || firstRelations));
  const asked = useQuery(EntityDocument, {id: route.id, first});
  useTitle(asked.data?.entity?.id === route.id ? asked.data.entity.label : '');
  const fewer = {label: t('entity.fewer'), act: () => go(href('entity', route.id, {n: 25}), true)};
  if (asked.error) return <Failure asked={asked} smaller={fewer} />;
  if (!asked.data || (asked.loading && asked.data.entity?.id !== route.id)) return <p class="quiet" role="status">{t('state.loading')}</p>;
  if (!asked.data.entity) return <Unknown id={route.id} />;
  return <Page entity={asked.data.entity} first={first} key={asked.data.entity.id} />;
}

function Page({entity: e, first}: {entity: Entity; first: number}) {
  const {t} = useSettings();
  return (
    <article class="entity-page">
      <Head entity={e} />
      <div class="columns">
        <div class="says">
          <FiguresOf entity={e} />
          <Side title={t('entity.says')} relations={e.says.nodes.map(r => ({...r, subject: e}))} count={e.says.totalCount} way="out" />
          <Side title={t('entity.said')} relations={e.said.nodes.map(r => ({...r, object: e}))} count={e.said.totalCount} way="in" />
          {(e.says.totalCount > first || e.said.totalCount > first) && first < 1000 && (
            <button type="button" class="plain" onClick={() => go(href('entity', e.id, {n: 1000}), true)}>{t('entity.all')}</button>
          )}
          {e.says.totalCount + e.said.totalCount === 0 && <p class="quiet">{t('entity.nothing')}</p>}
        </div>
        <aside class="beside">
          <Parts entity={e} />
          <section>
            <h2>{t('entity.documents')} <small>{e.documents.totalCount}</small></h2>
            {e.documents.nodes.map(d => <DocumentLine key={d.id} document={d} />)}
            {e.documents.totalCount === 0 && <p class="quiet">{t('entity.no-documents')}</p>}
          </section>
          <Years entity={e} />
          <AsData entity={e} first={first} />
        </aside>
      </div>
    </article>
  );
}

function Head({entity: e}: {entity: Entity}) {
  const {t, lang} = useSettings();
  const vocabulary = useVocabulary();
  return (
    <header class="entity-head">
      <p class="kicker"><Glyph type={e.type} size={12} /> {vocabulary.type(e.type, lang)}<Above entity={e} /></p>
      <h1 lang="nl">{e.label}</h1>
      {e.aliases.length > 0 && <p class="aliases"><span class="unseen">{t('entity.aliases')} </span><span lang="nl">{e.aliases.join(' · ')}</span></p>}
      <p class="ids">
        <code>{e.id}</code>
        {e.sameAs.map(iri => <a key={iri} href={iri} rel="noreferrer">{iri.replace(/^https?:\/\//, '')}</a>)}
        {e.joined.map(j => <span key={j.id} title={j.reason}>{t('entity.joined', {id: j.id})}</span>)}
      </p>
      <p class="do">
        <a class="button" href={href('graph', '', {from: e.id})}>{t('entity.graph')}</a>
        {e.__typename === 'Document' && e.ingested && <a class="button" href={href('read', e.id)}>{t('entity.read')}</a>}
        <span class="quiet">{t('entity.mentions', {count: e.mentions.totalCount})}</span>
      </p>
    </header>
  );
}

/** What the thing is part of, in the budget's own structure. */
function Above({entity: e}: {entity: Entity}) {
  const {t} = useSettings();
  if (e.__typename === 'BudgetArticle') {
    return <> {e.number}{e.chapter && <>, <a href={href('entity', e.chapter.id)} lang="nl">{e.chapter.code} {e.chapter.label}</a></>}{e.year !== null && `, ${e.year}`}</>;
  }
  if (e.__typename === 'BudgetChapter') return <> {e.code}</>;
  if (e.__typename === 'BudgetLine' && e.article) return <> {t('entity.of')} <a href={href('entity', e.article.id)} lang="nl">{e.article.label}</a></>;
  if (e.__typename === 'Document' && e.kind) return <>: {t(`document.${e.kind}`)}{e.budgetYear !== null && ` ${e.budgetYear}`}</>;
  return null;
}

function Parts({entity: e}: {entity: Entity}) {
  const {t} = useSettings();
  let list: Named[] = [];
  if (e.__typename === 'BudgetChapter') list = e.articles;
  if (e.__typename === 'BudgetArticle' || e.__typename === 'BudgetLine') list = e.lines;
  if (list.length === 0) return null;
  return (
    <section>
      <h2>{e.__typename === 'BudgetChapter' ? t('entity.articles') : t('entity.lines')} <small>{list.length}</small></h2>
      <ul class="plain-list">{list.map(x => <li key={x.id}><EntityLink entity={x} /></li>)}</ul>
    </section>
  );
}

/** Of an article that documents of several years describe: what changed from each to the next. */
function Years({entity: e}: {entity: Entity}) {
  const {t} = useSettings();
  if (e.__typename !== 'BudgetArticle') return null;
  const described = new Set(e.says.nodes.filter(r => r.predicate === 'DESCRIBED_IN').map(r => r.object?.id));
  const papers = e.documents.nodes.filter(d => described.has(d.id)).sort((a, b) => (a.budgetYear ?? 0) - (b.budgetYear ?? 0));
  const pairs = papers.slice(1).map((to, i) => ({from: papers[i]!, to}));
  if (pairs.length === 0) return null;
  return (
    <section>
      <h2>{t('entity.years')}</h2>
      <ul class="plain-list">
        {pairs.map(({from, to}) => (
          <li key={to.id}><a href={href('compare', '', {from: from.id, to: to.id, article: e.id})}>{from.budgetYear ?? from.title} → {to.budgetYear ?? to.title}</a></li>
        ))}
      </ul>
    </section>
  );
}

const shownAtFirst = 12;

function Side({title, relations, count, way}: {title: string; relations: RelationLineFragment[]; count: number; way: 'in' | 'out'}) {
  const {lang} = useSettings();
  const vocabulary = useVocabulary();
  if (count === 0) return null;
  const groups = vocabulary.predicateOrder.map(p => ({p, list: relations.filter(r => r.predicate === p)})).filter(g => g.list.length > 0);
  return (
    <section class="side">
      <h2>{title} <small>{number(lang, count)}</small></h2>
      {groups.map(g => <PredicateGroup key={g.p} predicate={g.p} list={g.list} way={way} />)}
    </section>
  );
}

function PredicateGroup({predicate, list, way}: {predicate: Predicate; list: RelationLineFragment[]; way: 'in' | 'out'}) {
  const {t, lang} = useSettings();
  const vocabulary = useVocabulary();
  const [all, setAll] = useState(false);
  const shown = all ? list : list.slice(0, shownAtFirst);
  return (
    <section class="predicate-group">
      <h3>{vocabulary.predicate(predicate, lang, way === 'in')}</h3>
      <div>
        {shown.map(r => <RelationLine key={r.id} relation={r} without={way === 'out' ? 'subject' : 'object'} />)}
        {list.length > shown.length && <button type="button" class="plain" onClick={() => setAll(true)}>{t('facet.more', {count: list.length - shown.length})}</button>}
      </div>
    </section>
  );
}
