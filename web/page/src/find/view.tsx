import type {ComponentChildren} from 'preact';
import {useEffect, useRef, useState} from 'preact/hooks';
import {DocumentsDocument} from '../api/generated';
import {useLoad, useQuery} from '../api/use';
import {DocumentLine} from '../parts/document-line';
import {EntityLink} from '../parts/entity-link';
import {Failure} from '../parts/failure';
import {Marked} from '../parts/marked';
import {RelationLine} from '../parts/relation';
import {go, href, type Route} from '../route';
import {number, useSettings} from '../settings';
import {useVocabulary} from '../vocabulary';
import {Facets} from './facets';
import {find, suggest, type Found, type Hit} from './source';
import {addressOf, hasFacets, pageSize, readState, withoutFacets, type FindState} from './state';

/** Find: one box over everything, groups below it, facets beside them. */
export function FindView({route}: {route: Route}) {
  const {t} = useSettings();
  const state = readState(route);
  const asked = useLoad(addressOf(state), signal => find(state, signal));
  const documents = useQuery(DocumentsDocument, {first: 1000});
  const years = yearsAround((documents.data?.documents.nodes ?? []).map(d => d.budgetYear).filter(y => y !== null));
  const list = useRef<HTMLDivElement>(null);
  return (
    <>
      <h1 class="unseen">{t('find.title')}</h1>
      <SearchBox state={state} list={() => list.current} />
      {state.q === '' && !hasFacets(state) && <p class="tagline">{t('find.tagline')}</p>}
      {asked.error && <Failure asked={asked} smaller={{label: t('find.smaller'), act: () => go(addressOf({...state, count: pageSize}), true)}} />}
      <div class="find">
        <Facets state={state} years={years} />
        <div class="found" ref={list} onKeyDown={e => walk(e, list.current)} aria-busy={asked.loading}>
          {asked.data && <Results found={asked.data} state={state} />}
        </div>
      </div>
    </>
  );
}

/** The years that amounts of such documents may be of: those before for the outturn, those after for estimates. */
function yearsAround(years: number[]): number[] {
  if (years.length === 0) return [];
  const from = Math.min(...years) - 3;
  const to = Math.min(Math.max(...years) + 5, from + 40);
  return Array.from({length: to - from + 1}, (_, i) => from + i);
}

/** Arrows walk through the links of a list. */
function walk(e: KeyboardEvent, list: HTMLElement | null) {
  if (e.key !== 'ArrowDown' && e.key !== 'ArrowUp') return;
  const links = [...(list?.querySelectorAll<HTMLElement>('[data-hit] a') ?? [])];
  const next = links[links.indexOf(document.activeElement as HTMLElement) + (e.key === 'ArrowDown' ? 1 : -1)];
  e.preventDefault();
  if (next) next.focus();
  else if (e.key === 'ArrowUp') document.getElementById('q')?.focus();
}

function SearchBox({state, list}: {state: FindState; list: () => HTMLElement | null}) {
  const {t} = useSettings();
  const [text, setText] = useState(state.q);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (document.activeElement !== box.current) setText(state.q);
  }, [state.q]);
  useEffect(() => {
    const slash = (e: KeyboardEvent) => {
      if (e.key !== '/' || e.target instanceof HTMLInputElement || e.target instanceof HTMLTextAreaElement) return;
      e.preventDefault();
      box.current?.select();
    };
    addEventListener('keydown', slash);
    return () => removeEventListener('keydown', slash);
  }, []);
  const ask = (q: string, replace: boolean) => {
    clearTimeout(timer.current);
    go(addressOf({...state, q, count: pageSize}), replace);
  };
  return (
    <form class="search" role="search" onSubmit={e => (e.preventDefault(), ask(text, false))}>
      <label for="q" class="unseen">{t('find.label')}</label>
      <input
        id="q" ref={box} type="search" autocomplete="off" spellcheck={false} value={text} placeholder={t('find.placeholder')}
        onInput={e => {
          const q = e.currentTarget.value;
          setText(q);
          clearTimeout(timer.current);
          timer.current = setTimeout(() => ask(q, true), 180);
        }}
        onKeyDown={e => e.key === 'ArrowDown' && walk(e, list())}
      />
      <kbd aria-hidden="true">/</kbd>
    </form>
  );
}

function Results({found, state}: {found: Found; state: FindState}) {
  const {t, lang} = useSettings();
  const nothing = found.entityCount + found.documentCount + found.statementCount + found.headings.length === 0;
  const onlyStatements = state.q.trim() === '' && state.predicates.length + state.years.length > 0;
  const onlyDocuments = state.kinds.length > 0;
  return (
    <>
      <p class="unseen" role="status">{t('find.status', {entities: found.entityCount, documents: found.documentCount, statements: found.statementCount})}</p>
      {nothing && <Nothing state={state} />}
      {!onlyStatements && !onlyDocuments && (
        <Group title={t('group.entities')} count={found.entityCount}>
          <ul class="hits">{found.entities.map(h => <EntityHit key={h.id} hit={h} state={state} />)}</ul>
          <More shown={found.entities.length} count={found.entityCount} state={state} />
        </Group>
      )}
      {!onlyDocuments && (
        <Group title={t('group.statements')} count={found.statementCount} note={state.q.trim() !== '' ? t('group.statements.note') : ''}>
          {found.statements.map(r => <div data-hit key={r.id}><RelationLine relation={r} /></div>)}
          {onlyStatements && <More shown={found.statements.length} count={found.statementCount} state={state} />}
        </Group>
      )}
      <Group title={t('group.documents')} count={found.documentCount}>
        {found.documents.map(d => <div data-hit key={d.id}><DocumentLine document={d} query={state.q} /></div>)}
        {found.documentCount > found.documents.length && <p class="quiet">{t('more.documents', {count: number(lang, found.documentCount - found.documents.length)})}</p>}
      </Group>
      <Group title={t('group.headings')} count={found.headings.length}>
        {found.headings.map(s => (
          <div data-hit class="document-line" key={`${s.document.id}${s.heading.start}`}>
            <a href={href('read', s.document.id, {at: `${s.heading.start}-${s.heading.end}`})} lang="nl">{s.number && `${s.number} `}<Marked text={s.title} query={state.q} /></a>
            <small class="quiet">{s.document.title}</small>
          </div>
        ))}
      </Group>
    </>
  );
}

function EntityHit({hit, state}: {hit: Hit; state: FindState}) {
  const {lang} = useSettings();
  const vocabulary = useVocabulary();
  return (
    <li data-hit>
      <EntityLink entity={hit}><Marked text={hit.label} query={state.q} /></EntityLink>
      {hit.alias !== '' && <small class="alias"><Marked text={hit.alias} query={state.q} /></small>}
      <small class="quiet">{vocabulary.type(hit.type, lang)}</small>
    </li>
  );
}

function Group({title, count, note = '', children}: {title: string; count: number; note?: string; children: ComponentChildren}) {
  const {lang} = useSettings();
  if (count === 0) return null;
  return (
    <section class="group">
      <h2>{title} <small>{number(lang, count)}</small></h2>
      {note !== '' && <p class="quiet">{note}</p>}
      {children}
    </section>
  );
}

function More({shown, count, state}: {shown: number; count: number; state: FindState}) {
  const {t} = useSettings();
  if (shown >= count || shown >= 1000) return null;
  return <button type="button" class="plain" onClick={() => go(addressOf({...state, count: state.count + 80}), true)}>{t('find.more', {shown, count})}</button>;
}

function Nothing({state}: {state: FindState}) {
  const {t} = useSettings();
  const asked = useLoad(addressOf(state), signal => suggest(state, signal));
  return (
    <section class="nothing">
      <h2>{t('find.nothing')}</h2>
      <p>{t('find.nothing.help')}</p>
      {hasFacets(state) && (
        <p><button type="button" onClick={() => go(addressOf(withoutFacets(state)))}>{t('find.nothing.facets', {count: asked.data?.withoutFacets ?? 0})}</button></p>
      )}
      {(asked.data?.near.length ?? 0) > 0 && (
        <>
          <p>{t('find.nothing.near')}</p>
          <ul class="hits">{asked.data?.near.map(n => <li data-hit key={n.id}><EntityLink entity={n} /></li>)}</ul>
        </>
      )}
    </section>
  );
}
