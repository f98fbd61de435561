import type {ComponentChildren, RefObject} from 'preact';
import {useContext, useEffect, useRef, useState} from 'preact/hooks';
import {useLoad} from '../api/use';
import {DocumentLine} from '../parts/document-line';
import {EntityLink} from '../parts/entity-link';
import {Failure} from '../parts/failure';
import {Highlighted} from '../parts/highlighted';
import {RelationLine} from '../parts/relation';
import {go, href, type Route} from '../route';
import {number, useSettings} from '../settings';
import {useVocabulary, VocabularyContext} from '../vocabulary';
import {Facets} from './facets';
import {find, foundAhead, suggest, type Found, type Hit} from './source';
import {addressOf, hasFacets, readState, withoutFacets, withText, type FindState} from './state';

/** Find: one box over everything, groups below it, facets beside them. The box needs nothing of the server and stands before the rest. */
export function FindView({route}: {route: Route}) {
  const {t} = useSettings();
  const vocabulary = useContext(VocabularyContext);
  const state = readState(route);
  const list = useRef<HTMLDivElement>(null);
  return (
    <>
      <h1 class="unseen">{t('find.title')}</h1>
      <SearchBox state={state} list={() => list.current} />
      {state.q === '' && !hasFacets(state) && <p class="tagline">{t('find.tagline')}</p>}
      {vocabulary && <Answer state={state} list={list} />}
    </>
  );
}

/** What fits what is asked, with the facets that narrow it. */
function Answer({state, list}: {state: FindState; list: RefObject<HTMLDivElement | null>}) {
  const asked = useLoad(addressOf(state), signal => find(state, signal), () => foundAhead(state));
  const {t} = useSettings();
  return (
    <>
      {asked.error && <Failure asked={asked} smaller={{label: t('find.smaller'), act: () => go(addressOf(withText(state, state.q)), true)}} />}
      <div class="find">
        <Facets state={state} />
        <div class="found" ref={list} onKeyDown={e => walk(e, list.current)} aria-busy={asked.loading}>
          {asked.data && <Results found={asked.data} state={state} />}
        </div>
      </div>
    </>
  );
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
    go(addressOf(withText(state, q)), replace);
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
  const {t} = useSettings();
  const nothing = found.entityCount + found.sentenceCount + found.documentCount + found.statementCount === 0;
  const words = state.q.trim() !== '';
  const onlyStatements = !words && state.predicates.length + state.years.length > 0;
  const onlyDocuments = !words && state.kinds.length > 0;
  return (
    <>
      <p class="unseen" role="status">{t('find.status', {entities: found.entityCount, sentences: found.sentenceCount, documents: found.documentCount, statements: found.statementCount})}</p>
      <Meant texts={found.suggestions} state={state} />
      {found.behind && <p class="note">{t('find.behind')}</p>}
      {nothing && <Nothing state={state} suggested={found.suggestions.length > 0} />}
      {!onlyStatements && !onlyDocuments && (
        <Group title={t('group.entities')} count={found.entityCount}>
          <ul class="hits">{found.entities.map(h => <EntityHit key={h.id} hit={h} />)}</ul>
          <More shown={found.entities.length} count={found.entityCount} next={{...state, count: state.count + 80}} />
        </Group>
      )}
      <Group title={t('group.sentences')} count={found.sentenceCount}>
        {found.sentences.map(h => <SentenceHit key={`${h.document.id} ${h.span.start}`} hit={h} />)}
        <More shown={found.sentences.length} count={found.sentenceCount} next={{...state, sentences: state.sentences + 40}} />
      </Group>
      <Group title={t('group.documents')} count={found.documentCount}>
        {found.documents.map(({document: d, snippet}) => (
          <div data-hit key={d.id}><DocumentLine document={d}>{snippet?.text === d.title && <Highlighted snippet={snippet} />}</DocumentLine></div>
        ))}
        <More shown={found.documents.length} count={found.documentCount} next={{...state, documents: state.documents + 40}} />
      </Group>
      {!onlyDocuments && (
        <Group title={t('group.statements')} count={found.statementCount} note={words && state.predicates.length === 0 ? t('group.statements.note') : ''}>
          {found.statements.map(r => <div data-hit key={r.id}><RelationLine relation={r} /></div>)}
          {(onlyStatements || state.predicates.length > 0) && <More shown={found.statements.length} count={found.statementCount} next={{...state, count: state.count + 80}} />}
        </Group>
      )}
    </>
  );
}

/** What else the words may have been meant as: each leads to the same question about it. */
function Meant({texts, state}: {texts: string[]; state: FindState}) {
  const {t} = useSettings();
  if (texts.length === 0) return null;
  return (
    <p class="meant">
      {t('find.meant')} {texts.map((text, i) => <span key={text}>{i > 0 && ', '}<a href={addressOf(withText(state, text))} lang="nl">{text}</a></span>)}?
    </p>
  );
}

function EntityHit({hit}: {hit: Hit}) {
  const {lang} = useSettings();
  const vocabulary = useVocabulary();
  const byLabel = hit.snippet?.text === hit.label;
  return (
    <li data-hit>
      <EntityLink entity={hit}>{hit.snippet && byLabel && <Highlighted snippet={hit.snippet} />}</EntityLink>
      {hit.snippet && !byLabel && <small class="alias" lang="nl"><Highlighted snippet={hit.snippet} /></small>}
      <small class="quiet">{vocabulary.type(hit.type, lang)}</small>
    </li>
  );
}

/** A sentence with the words that fit; it leads to exactly these words in the document. */
function SentenceHit({hit}: {hit: Found['sentences'][number]}) {
  const {t} = useSettings();
  const at = hit.snippet.span ?? hit.span;
  return (
    <figure class="sentence" data-hit>
      <blockquote lang="nl"><a href={href('read', hit.document.id, {at: `${at.start}-${at.end}`})}><Highlighted snippet={hit.snippet} /></a></blockquote>
      <figcaption>{[hit.document.title, t('evidence.page', {page: hit.page}), hit.section.at(-1) ?? ''].filter(x => x !== '').join(', ')}</figcaption>
    </figure>
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

function More({shown, count, next}: {shown: number; count: number; next: FindState}) {
  const {t} = useSettings();
  if (shown >= count || shown >= 1000) return null;
  return <button type="button" class="plain" onClick={() => go(addressOf(next), true)}>{t('find.more', {shown, count})}</button>;
}

function Nothing({state, suggested}: {state: FindState; suggested: boolean}) {
  const {t} = useSettings();
  const asked = useLoad(addressOf(state), signal => suggest(state, signal));
  const near = suggested ? [] : asked.data?.near ?? [];
  return (
    <section class="nothing">
      <h2>{t('find.nothing')}</h2>
      <p>{t('find.nothing.help')}</p>
      {hasFacets(state) && (
        <p><button type="button" onClick={() => go(addressOf(withoutFacets(state)))}>{t('find.nothing.facets', {count: asked.data?.withoutFacets ?? 0})}</button></p>
      )}
      {near.length > 0 && (
        <>
          <p>{t('find.nothing.near')}</p>
          <ul class="hits">{near.map(n => <li data-hit key={n.id}><EntityLink entity={n} /></li>)}</ul>
        </>
      )}
    </section>
  );
}
