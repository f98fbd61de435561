import {glyphs, outlines} from '../glyphs';
import type {Drawn, Place} from './model';

const escape = (s: string) => s.replace(/[&<>"']/g, c => `&#${c.charCodeAt(0)};`);

/** What a picture is made of. */
export interface Scene {
  drawn: Drawn;
  places: Map<string, Place>;
  dark: boolean;
  lang: 'nl' | 'en';
}

const margin = 60;

/** The graph as a picture of lines and letters that needs nothing else. */
export function svg({drawn, places, dark}: Scene): string {
  const at = drawn.nodes.map(n => places.get(n.id) ?? {x: 0, y: 0});
  const xs = at.map(p => p.x);
  const ys = at.map(p => -p.y);
  const [left, right, top, bottom] = [Math.min(...xs, 0), Math.max(...xs, 1), Math.min(...ys, 0), Math.max(...ys, 1)];
  const scale = Math.min(20, Math.max(0.5, 1500 / Math.max(right - left, bottom - top)));
  const x = (p: Place) => Math.round((p.x - left) * scale * 10) / 10 + margin;
  const y = (p: Place) => Math.round((-p.y - top) * scale * 10) / 10 + margin;
  const width = Math.round((right - left) * scale) + 2 * margin + 160;
  const height = Math.round((bottom - top) * scale) + 2 * margin;
  const ink = dark ? '#e8e4da' : '#1d1b18';
  const paper = dark ? '#17181a' : '#fbfaf6';
  const line = dark ? '#5b5a55' : '#b9b3a6';
  const lines = drawn.edges.map(e => {
    const [a, b] = [places.get(e.subject.id), places.get(e.object.id)];
    if (!a || !b) return '';
    const way = drawn.way.has(e.id);
    return `<line x1="${x(a)}" y1="${y(a)}" x2="${x(b)}" y2="${y(b)}" stroke="${way ? ink : line}" stroke-width="${way ? 2.5 : 1}" marker-end="url(#arrow)"><title>${escape(e.nl)}</title></line>`;
  });
  const marks = drawn.nodes.map((n, i) => {
    const p = at[i]!;
    const glyph = glyphs[n.type];
    return `<g transform="translate(${x(p)} ${y(p)})"><path d="${outlines[glyph.shape]}" transform="scale(7)" fill="${dark ? glyph.dark : glyph.light}"/><text x="10" y="4">${escape(n.label)}</text></g>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="Source Sans, Source Sans 3, sans-serif" font-size="12" fill="${ink}">
<defs><marker id="arrow" viewBox="0 0 8 8" refX="16" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0 8 4 0 8z" fill="${line}"/></marker></defs>
<rect width="100%" height="100%" fill="${paper}"/>
${lines.join('\n')}
${marks.join('\n')}
</svg>
`;
}

/** The same picture in dots, twice as fine as a plain screen. */
export async function png(scene: Scene): Promise<Blob> {
  const address = URL.createObjectURL(new Blob([svg(scene)], {type: 'image/svg+xml'}));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement('canvas');
    const scale = Math.min(2, 8000 / Math.max(image.width, image.height));
    canvas.width = image.width * scale;
    canvas.height = image.height * scale;
    canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((done, fail) => canvas.toBlob(b => (b ? done(b) : fail(new Error('no picture'))), 'image/png'));
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** GraphML, for yEd, Gephi, NetworkX and igraph. */
export function graphml({drawn, places}: Scene): string {
  const keys = [['label', 'node'], ['type', 'node'], ['x', 'node'], ['y', 'node'], ['predicate', 'edge'], ['words', 'edge'], ['confidence', 'edge']]
    .map(([name, of]) => `<key id="${name}" for="${of}" attr.name="${name}" attr.type="${['x', 'y', 'confidence'].includes(name!) ? 'double' : 'string'}"/>`);
  const data = (key: string, value: string | number) => `<data key="${key}">${escape(String(value))}</data>`;
  const nodes = drawn.nodes.map(n => {
    const p = places.get(n.id) ?? {x: 0, y: 0};
    return `<node id="${escape(n.id)}">${data('label', n.label)}${data('type', n.type)}${data('x', p.x)}${data('y', p.y)}</node>`;
  });
  const edges = drawn.edges.map(e => `<edge id="${escape(e.id)}" source="${escape(e.subject.id)}" target="${escape(e.object.id)}">${data('predicate', e.predicate)}${data('words', e.nl)}${data('confidence', e.confidence)}</edge>`);
  return `<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
${keys.join('\n')}
<graph id="rijksgraaf" edgedefault="directed">
${nodes.join('\n')}
${edges.join('\n')}
</graph>
</graphml>
`;
}

/** GEXF 1.3, for Gephi, with places and colours. */
export function gexf({drawn, places, dark}: Scene): string {
  const colour = (hex: string) => `<viz:color r="${parseInt(hex.slice(1, 3), 16)}" g="${parseInt(hex.slice(3, 5), 16)}" b="${parseInt(hex.slice(5, 7), 16)}"/>`;
  const nodes = drawn.nodes.map(n => {
    const p = places.get(n.id) ?? {x: 0, y: 0};
    const glyph = glyphs[n.type];
    return `<node id="${escape(n.id)}" label="${escape(n.label)}"><attvalues><attvalue for="type" value="${n.type}"/></attvalues><viz:position x="${p.x}" y="${p.y}" z="0"/>${colour(dark ? glyph.dark : glyph.light)}</node>`;
  });
  const edges = drawn.edges.map(e => `<edge id="${escape(e.id)}" source="${escape(e.subject.id)}" target="${escape(e.object.id)}" label="${escape(e.nl)}"><attvalues><attvalue for="predicate" value="${e.predicate}"/></attvalues></edge>`);
  return `<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">
<graph defaultedgetype="directed">
<attributes class="node"><attribute id="type" title="type" type="string"/></attributes>
<attributes class="edge"><attribute id="predicate" title="predicate" type="string"/></attributes>
<nodes>
${nodes.join('\n')}
</nodes>
<edges>
${edges.join('\n')}
</edges>
</graph>
</gexf>
`;
}

/** Hands a file to the reader. */
export function save(name: string, content: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
