import {useCallback, useEffect, useMemo, useRef, useState} from 'preact/hooks';
import {ask} from '../api/client';
import {DocumentDocument, MoreSectionsDocument, ReadingDocument, type DocumentQuery, type PartFragment} from '../api/generated';
import {useLoad} from '../api/use';
import {Failure} from '../parts/failure';
import {Points} from '../parts/points';
import {Unknown} from '../parts/unknown';
import {href, type Route} from '../route';
import {useSettings, useTitle} from '../settings';
import {blocksOf, chunksOf, treeOf, type Chunk, type Span} from './blocks';
import {Panel} from './panel';
import {BlockOf, keyOf, type Reading, type Statement} from './text';
import {Tree} from './tree';

type Source = NonNullable<DocumentQuery['document']>;

async function load(id: string, signal: AbortSignal): Promise<{document: Source | null; parts: PartFragment[]}> {
  const first = await ask(DocumentDocument, {id}, signal);
  const parts = first.sections.nodes;
  let {hasNextPage, endCursor} = first.sections.pageInfo;
  while (hasNextPage && endCursor) {
    const more = await ask(MoreSectionsDocument, {id, after: endCursor}, signal);
    parts.push(...more.sections.nodes);
    ({hasNextPage, endCursor} = more.sections.pageInfo);
  }
  return {document: first.document, parts};
}

/** The document as it was read, with what was made of it. */
export function ReaderView({route}: {route: Route}) {
  const {t} = useSettings();
  const asked = useLoad(route.id, signal => load(route.id, signal));
  useTitle(asked.data?.document?.title ?? '');
  if (asked.error) return <Failure asked={asked} />;
  if (!asked.data || asked.loading) return <p class="quiet" role="status">{t('state.loading')}</p>;
  if (!asked.data.document) return <Unknown id={route.id} />;
  if (!asked.data.document.ingested) return <OnlyCited document={asked.data.document} />;
  return <Reader document={asked.data.document} parts={asked.data.parts} at={spanOf(route.params.get('at'))} page={Number(route.params.get('page')) || 0} />;
}

function spanOf(text: string | null): Span | null {
  const m = /^(\d+)-(\d+)$/.exec(text ?? '');
  return m ? {start: Number(m[1]), end: Number(m[2])} : null;
}

function OnlyCited({document: d}: {document: Source}) {
  const {t} = useSettings();
  return (
    <section class="nothing">
      <h1 lang="nl">{d.title}</h1>
      <p>{t('reader.cited')}</p>
      <p><a href={href('entity', d.id)}>{t('reader.entity')}</a></p>
    </section>
  );
}

function Reader({document: d, parts, at, page}: {document: Source; parts: PartFragment[]; at: Span | null; page: number}) {
  const {t} = useSettings();
  const points = useMemo(() => new Points(d.text), [d.text]);
  const chunks = useMemo(() => chunksOf(blocksOf(points, parts)), [points, parts]);
  const tree = useMemo(() => treeOf(parts), [parts]);
  const [statements, show] = useState<Statement[]>([]);
  const [held, hold] = useState(false);
  const read = useRef(new Map<string, Statement>());
  const text = useRef<HTMLDivElement>(null);
  const pointed = useRef(at);
  pointed.current = at;
  const known = useCallback((r: Reading) => {
    for (const s of r.statements) read.current.set(keyOf(s.span), s);
    const here = r.statements.filter(s => pointed.current && s.span.start < pointed.current.end && pointed.current.start < s.span.end);
    if (here.length > 0) show(here);
  }, []);
  useEffect(() => {
    if (at) scrollTo(text.current, at.start);
    else if (page > 1) document.getElementById(`page-${page}`)?.scrollIntoView();
  }, [at?.start, at?.end, page, d.id]);
  const point = (target: EventTarget | null, keep: boolean) => {
    const keys = (target as HTMLElement | null)?.closest<HTMLElement>('[data-statement]')?.dataset['statement'];
    if (keys === undefined || (held && !keep)) return;
    if (keep) hold(true);
    show(keys.split(' ').map(k => read.current.get(k)).filter(s => s !== undefined));
  };
  return (
    <div class="reader">
      <header class="reader-head">
        <p class="kicker">{[d.kind && t(`document.${d.kind}`), d.budgetYear, d.dossier && t('reader.dossier', {dossier: d.dossier, number: d.number ?? ''})].filter(Boolean).join(' · ')}</p>
        <h1 lang="nl">{d.title}</h1>
        <p class="do">
          {d.chapter && <a href={href('entity', d.chapter.id)} lang="nl">{d.chapter.label}</a>}
          <a href={href('entity', d.id)}>{t('reader.entity')}</a>
          <a href={href('graph', '', {from: d.id})}>{t('entity.graph')}</a>
          {d.pages > 1 && <Jump id={d.id} pages={d.pages} />}
        </p>
      </header>
      <Tree tree={tree} id={d.id} text={() => text.current} />
      <div
        class="text" lang="nl" ref={text}
        onMouseOver={e => point(e.target, false)} onFocusIn={e => point(e.target, false)} onClick={e => point(e.target, true)}
        onKeyDown={e => {
          if (e.key === 'Enter' && (e.target as HTMLElement).matches('[data-statement]')) point(e.target, true);
          if (e.key === 'Escape') (hold(false), show([]));
        }}
      >
        {chunks.map(c => <ChunkOf key={c.start} chunk={c} points={points} id={d.id} at={at} known={known} />)}
      </div>
      <Panel statements={statements} held={held} close={() => (hold(false), show([]))} />
    </div>
  );
}

/** Brings the words at a place into view. */
export function scrollTo(text: HTMLElement | null, start: number) {
  let found: HTMLElement | undefined;
  for (const block of text?.querySelectorAll<HTMLElement>('[data-start]') ?? []) {
    if (Number(block.dataset['start']) > start) break;
    found = block;
  }
  // What is far away has no size yet: the second call finds the place after the first has drawn it.
  (found?.querySelector('mark') ?? found)?.scrollIntoView({block: 'center'});
  requestAnimationFrame(() => (found?.querySelector('mark') ?? found)?.scrollIntoView({block: 'center'}));
}

function Jump({id, pages}: {id: string; pages: number}) {
  const {t} = useSettings();
  const jump = (value: string) => {
    const page = Math.min(pages, Math.max(1, Math.trunc(Number(value)) || 1));
    history.replaceState(null, '', href('read', id, {page}));
    (document.getElementById(`page-${page}`) ?? document.querySelector('.text'))?.scrollIntoView();
  };
  return (
    <form class="jump" onSubmit={e => (e.preventDefault(), jump(new FormData(e.currentTarget).get('page') as string))}>
      <label>{t('reader.page')} <input name="page" type="number" min="1" max={pages} required /></label> {t('reader.of', {pages})}
      <button type="submit">{t('reader.jump')}</button>
    </form>
  );
}

/** A stretch of the text. What was found in it is asked for when it comes near; the browser draws it when it is seen. */
function ChunkOf({chunk, points, id, at, known}: {chunk: Chunk; points: Points; id: string; at: Span | null; known: (r: Reading) => void}) {
  const {t} = useSettings();
  const [near, come] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (near || !box.current) return;
    const watch = new IntersectionObserver(entries => entries.some(e => e.isIntersecting) && come(true), {rootMargin: '800px 0px'});
    watch.observe(box.current);
    return () => watch.disconnect();
  }, [near]);
  const asked = useLoad(near ? `${id} ${chunk.start}` : null, async signal => {
    const r = await ask(ReadingDocument, {id, start: chunk.start, end: chunk.end}, signal);
    const reading = r.document?.reading ?? {mentions: [], statements: []};
    known(reading);
    return reading;
  });
  const pointed = at && at.start < chunk.end && chunk.start < at.end ? at : null;
  const marks = {reading: asked.data ?? null, at: pointed};
  const words = {page: (n: number) => t('reader.turn', {page: n}), said: (n: number) => t('reader.said', {count: n}), table: t('reader.table')};
  const height = Math.round(chunk.blocks.reduce((sum, b) => sum + 14 + 27 * (b.kind === 'table' ? b.rows.length : Math.ceil((b.end - b.start) / 78)), 0));
  return (
    <div class="chunk" ref={box} style={{containIntrinsicBlockSize: `auto ${height}px`}} data-read={asked.data ? 'true' : undefined}>
      {chunk.blocks.map(b => <BlockOf key={b.start} block={b} points={points} marks={marks} words={words} />)}
    </div>
  );
}
