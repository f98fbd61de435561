import type {ComponentChildren} from 'preact';
import type {ReadingQuery} from '../api/generated';
import type {Points} from '../parts/points';
import {href} from '../route';
import type {Block, Span} from './blocks';

export type Reading = NonNullable<ReadingQuery['document']>['reading'];
export type Statement = Reading['statements'][number];

/** What is shown on the text: what stands in it, and the words that the address points at. */
export interface Marks {
  reading: Reading | null;
  at: Span | null;
}

const overlaps = (a: Span, b: Span) => a.start < b.end && b.start < a.end;

/** The text of a span with its statements, mentions and pointed-at words marked. */
export function Text({span, points, marks, label}: {span: Span; points: Points; marks: Marks; label: (n: number) => string}) {
  const groups = grouped(span, marks.reading?.statements ?? []);
  const parts: ComponentChildren[] = [];
  let at = span.start;
  for (const g of groups) {
    if (g.start > at) parts.push(<Words key={at} span={{start: at, end: g.start}} points={points} marks={marks} />);
    parts.push(
      <span key={`s${g.start}`} class="said" tabIndex={0} role="group" data-statement={g.keys.join(' ')} aria-label={label(g.count)}>
        <Words span={g} points={points} marks={marks} />
      </span>,
    );
    at = g.end;
  }
  if (at < span.end) parts.push(<Words key={at} span={{start: at, end: span.end}} points={points} marks={marks} />);
  return <>{parts}</>;
}

/** How a statement is named between the text and the panel. */
export const keyOf = (s: Span) => `${s.start}-${s.end}`;

interface Group extends Span {
  keys: string[];
  count: number;
}

/** Statements that share words stand as one. */
function grouped(span: Span, statements: Statement[]): Group[] {
  const out: Group[] = [];
  for (const s of statements) {
    if (!overlaps(s.span, span)) continue;
    const start = Math.max(s.span.start, span.start);
    const end = Math.min(s.span.end, span.end);
    const last = out.at(-1);
    if (last && start < last.end) {
      last.end = Math.max(last.end, end);
      last.keys.push(keyOf(s.span));
      last.count += s.relations.length;
    } else {
      out.push({start, end, keys: [keyOf(s.span)], count: s.relations.length});
    }
  }
  return out;
}

/** Words with their mentions underlined: of mentions within each other the outermost is the link. */
function Words({span, points, marks}: {span: Span; points: Points; marks: Marks}) {
  const parts: ComponentChildren[] = [];
  let at = span.start;
  for (const m of marks.reading?.mentions ?? []) {
    if (m.span.start < at || m.span.start >= span.end || m.span.start < span.start) continue;
    const end = Math.min(m.span.end, span.end);
    if (m.span.start > at) parts.push(<Plain key={at} span={{start: at, end: m.span.start}} points={points} at={marks.at} />);
    parts.push(
      <a key={`m${m.span.start}`} class={`mention type-${m.entity.type}`} href={href('entity', m.entity.id)} title={m.entity.label}>
        <Plain span={{start: m.span.start, end}} points={points} at={marks.at} />
      </a>,
    );
    at = end;
  }
  if (at < span.end) parts.push(<Plain key={at} span={{start: at, end: span.end}} points={points} at={marks.at} />);
  return <>{parts}</>;
}

function Plain({span, points, at}: {span: Span; points: Points; at: Span | null}) {
  if (!at || !overlaps(span, at)) return <>{points.slice(span.start, span.end)}</>;
  const start = Math.max(span.start, at.start);
  const end = Math.min(span.end, at.end);
  return (
    <>
      {points.slice(span.start, start)}
      <mark>{points.slice(start, end)}</mark>
      {points.slice(end, span.end)}
    </>
  );
}

/** One block of the document. */
export function BlockOf({block, points, marks, words}: {block: Block; points: Points; marks: Marks; words: {page: (n: number) => string; said: (n: number) => string; table: string}}) {
  const text = <Text span={block} points={points} marks={marks} label={words.said} />;
  switch (block.kind) {
    case 'page':
      return <div class="page-turn" id={`page-${block.page}`}><span>{words.page(block.page)}</span></div>;
    case 'heading': {
      const Tag = `h${block.level}` as 'h2';
      return <Tag class={`head-${block.role}`} data-start={block.start}>{text}</Tag>;
    }
    case 'item':
      return <p class="item" data-start={block.start}>{text}</p>;
    case 'table':
      return <TableOf block={block} points={points} marks={marks} words={words} />;
    case 'text':
      return <p data-start={block.start}>{text}</p>;
  }
}

function TableOf({block, points, marks, words}: {block: Block; points: Points; marks: Marks; words: {said: (n: number) => string; table: string}}) {
  const columns = Math.max(...block.rows.map(r => r.cells.length));
  // Above the first whole row stand the columns' names, which have no name of a row before them.
  const whole = block.rows.findIndex(r => r.cells.length === columns);
  return (
    <div class="scroll" tabIndex={0} role="group" aria-label={words.table} data-start={block.start}>
      <table class="as-read">
        <tbody>
          {block.rows.map((row, nth) => {
            const lacks = columns - row.cells.length;
            const said = (marks.reading?.statements ?? []).filter(s => overlaps(s.span, row));
            const keys = said.map(s => keyOf(s.span)).join(' ');
            return (
              <tr key={row.start} {...(keys !== '' && {class: 'said', tabIndex: 0, 'data-statement': keys})}>
                {nth < whole && <td class="first" colSpan={lacks} />}
                {row.cells.map((cell, i) => (
                  <td key={cell.start} colSpan={i === 0 && nth >= whole ? 1 + lacks : 1} class={i === 0 && nth >= whole ? 'first' : undefined}>
                    <Words span={cell} points={points} marks={marks} />
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
