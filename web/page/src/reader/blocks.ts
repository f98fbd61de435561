import type {PartFragment} from '../api/generated';
import {Points} from '../parts/points';

export interface Span {
  start: number;
  end: number;
}

export type BlockKind = 'heading' | 'text' | 'item' | 'table' | 'page';

/** A paragraph, heading, list item, table or the turn of a page; places are code points of the document's text. */
export interface Block extends Span {
  kind: BlockKind;
  /** Of a heading: 2 for one that stands under no other, and so on downwards, 6 at most. */
  level: number;
  /** Of a heading: what it is in the document's structure. */
  role: string;
  /** Of a table: the cells of each row. */
  rows: (Span & {cells: Span[]})[];
  /** Of the turn of a page: the number of the page that begins. */
  page: number;
}

/** Blocks that are drawn, and asked about, together. */
export interface Chunk extends Span {
  blocks: Block[];
}

// What is a heading; a list's lead-in and its items are not.
const headings = ['article', 'section', 'table', 'heading', 'role'];
const chunkSize = 3000;

/** A line of the text, without its end. */
interface Line extends Span {
  text: string;
}

/**
 * Cuts a text as it was read into blocks. Soft line ends do not end a paragraph; an empty
 * line, a heading or item of the document's structure, and the turn of a page do.
 */
export function blocksOf(points: Points, parts: PartFragment[]): Block[] {
  const starts = new Map<number, PartFragment>();
  for (const p of parts) if (!starts.has(p.heading.start) || headings.includes(p.kind)) starts.set(p.heading.start, p);
  const levels = levelsOf(treeOf(parts), 2, new Map());
  const tables = parts.filter(p => p.kind === 'table').map(p => p.span);
  const out: Block[] = [];
  let page = 1;
  let current: Block | null = null;
  let table = 0;
  let headingEnd = 0;
  const open = (kind: BlockKind, start: number, end: number, level = 0, role = ''): Block => {
    current = {kind, start, end, level, role, rows: [], page: 0};
    out.push(current);
    return current;
  };
  for (const line of linesOf(points)) {
    if (line.text === '\f') {
      page++;
      open('page', line.start, line.end).page = page;
      current = null;
      continue;
    }
    if (line.text.trim() === '') {
      current = null;
      continue;
    }
    while (table < tables.length && tables[table]!.end <= line.start) table++;
    const inTable = table < tables.length && tables[table]!.start <= line.start;
    const part = partAt(line, starts);
    const last = current as Block | null;
    if (part && headings.includes(part.kind)) {
      open('heading', line.start, Math.min(line.end, Math.max(part.heading.end, line.start + 1)), levels.get(part), part.kind);
      if (part.heading.end < line.end) open('text', part.heading.end, line.end);
      else if (part.heading.end > line.end) (current as unknown as Block).end = line.end;
      headingEnd = part.heading.end;
      continue;
    }
    if (last?.kind === 'heading' && line.start < headingEnd) {
      last.end = line.end;
      continue;
    }
    const cells = cellsOf(line, inTable);
    if (cells) {
      const block = last?.kind === 'table' ? last : open('table', line.start, line.end);
      block.rows.push({start: line.start, end: line.end, cells});
      block.end = line.end;
      continue;
    }
    if (part?.kind === 'item' || /^\s*[–•●▪-]\s/.test(line.text)) open('item', line.start, line.end);
    else if (last && (last.kind === 'text' || last.kind === 'item') && !part) last.end = line.end;
    else open('text', line.start, line.end);
  }
  return out;
}

function* linesOf(points: Points): Generator<Line> {
  let point = 0;
  for (const whole of points.text.split('\n')) {
    for (const text of whole.split(/(\f)/)) {
      if (text === '') continue;
      const length = lengthOf(text);
      yield {text, start: point, end: point + length};
      point += length;
    }
    if (whole === '') yield {text: '', start: point, end: point};
    point++;
  }
}

function lengthOf(text: string): number {
  let n = text.length;
  for (let i = 0; i < text.length; i++) if ((text.charCodeAt(i) & 0xfc00) === 0xd800) n--;
  return n;
}

/** The part of the structure that begins in a line, with nothing but a bullet or blanks before it. */
function partAt(line: Line, starts: Map<number, PartFragment>): PartFragment | undefined {
  for (let i = 0; i < Math.min(6, line.text.length); i++) {
    const part = starts.get(line.start + i);
    if (part) return part;
    if (/[\p{L}\p{N}]/u.test(line.text[i] ?? '')) return undefined;
  }
  return undefined;
}

/** The cells of a table's row: between tabs, or in a table the figures at the line's end. */
function cellsOf(line: Line, inTable: boolean): Span[] | null {
  if (line.text.includes('\t')) {
    let at = line.start;
    return line.text.split('\t').map(text => {
      const cell = {start: at, end: at + lengthOf(text)};
      at = cell.end + 1;
      return cell;
    });
  }
  if (!inTable) return null;
  const figures = /((?:\s+(?:[-–]?\d[\d.]*(?:,\d+)?|p\.m\.|[-–]))+)\s*$/u.exec(line.text);
  if (!figures || figures.index === 0) return null;
  const cells: Span[] = [{start: line.start, end: line.start + lengthOf(line.text.slice(0, figures.index))}];
  for (const f of figures[1]!.matchAll(/\S+/g)) {
    const start = line.start + lengthOf(line.text.slice(0, figures.index + f.index));
    cells.push({start, end: start + lengthOf(f[0])});
  }
  return cells;
}

/** Puts blocks together until they are worth asking about. */
export function chunksOf(blocks: Block[]): Chunk[] {
  const out: Chunk[] = [];
  for (const block of blocks) {
    const last = out.at(-1);
    if (last && last.end - last.start < chunkSize && block.end - last.start < 3 * chunkSize) {
      last.blocks.push(block);
      last.end = block.end;
    } else {
      out.push({start: block.start, end: block.end, blocks: [block]});
    }
  }
  return out;
}

/** A heading with those below it. */
export interface TreeNode {
  part: PartFragment;
  children: TreeNode[];
}

function levelsOf(nodes: TreeNode[], level: number, into: Map<PartFragment, number>): Map<PartFragment, number> {
  for (const n of nodes) {
    into.set(n.part, Math.min(6, level));
    levelsOf(n.children, level + 1, into);
  }
  return into;
}

/** The tree of a document's headings, out of the list that the API gives in the order of place. */
export function treeOf(parts: PartFragment[]): TreeNode[] {
  const roots: TreeNode[] = [];
  const open: TreeNode[] = [];
  for (const part of parts) {
    if (!headings.includes(part.kind)) continue;
    const node = {part, children: []};
    while (open.length > 0 && open.at(-1)!.part.span.end <= part.heading.start) open.pop();
    (open.at(-1)?.children ?? roots).push(node);
    open.push(node);
  }
  return roots;
}
