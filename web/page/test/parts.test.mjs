// The parts that need no browser: addresses, places in texts, blocks of a document.
import assert from 'node:assert/strict';
import {after, before, describe, test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {createServer} from 'vite';

let vite;
before(async () => {
  vite = await createServer({root: fileURLToPath(new URL('..', import.meta.url)), configFile: false, logLevel: 'error', appType: 'custom', server: {middlewareMode: true, hmr: false, ws: false}});
});
after(() => vite.close());
const load = path => vite.ssrLoadModule(`/src/${path}`);

describe('addresses', () => {
  test('say where one is, and are read back', async () => {
    const {href, parse, list} = await load('route.ts');
    const to = href('graph', '', {from: 'policy/gbvs', hide: ['THREAT', 'PLACE'], depth: 2, layout: ''});
    assert.equal(to, '#/graph?from=policy/gbvs&hide=THREAT,PLACE&depth=2');
    const route = parse(to);
    assert.equal(route.view, 'graph');
    assert.deepEqual(list(route.params, 'hide'), ['THREAT', 'PLACE']);
    const odd = 'document/a b?c#d%e';
    assert.equal(parse(href('read', odd)).id, odd);
  });

  test('that nobody made lead to find', async () => {
    const {parse} = await load('route.ts');
    for (const hash of ['', '#', '#/', '#/niets/x', '#/%E0%A4%A']) assert.equal(parse(hash).view, 'find', hash);
  });

  test('hold all that is asked for', async () => {
    const {readState, addressOf, toggled} = await load('find/state.ts');
    const {parse} = await load('route.ts');
    let state = readState(parse('#/find?q=navo'));
    for (const [facet, value] of [['type', 'THREAT'], ['chapter', 'X'], ['kind', 'BUDGET'], ['predicate', 'FUNDS'], ['year', '2024'], ['section', 'A. Doel, en meer'], ['section', 'B & C']]) state = toggled(state, facet, value);
    const address = addressOf(state);
    assert.deepEqual(readState(parse(address)), state);
    assert.equal(addressOf(toggled(readState(parse(address)), 'year', '2024')).includes('year'), false);
  });
});

test('numbers are written as the browser writes them', async () => {
  const {number} = await load('settings.ts');
  for (const n of [0, 7, 999, 1000, 12345, 123456, 1234567, -1000, -999, 1234.5]) {
    assert.equal(number('nl', n), new Intl.NumberFormat('nl-NL').format(n));
    assert.equal(number('en', n), new Intl.NumberFormat('en-GB').format(n));
  }
});

describe('a text', () => {
  test('is counted in code points, whatever is in it', async () => {
    const {Points} = await load('parts/points.ts');
    const text = 'a😀b𝔘c';
    const points = new Points(text);
    assert.equal(points.length, 5);
    assert.deepEqual([...text].map((_, i) => points.slice(i, i + 1)), [...text]);
    assert.equal(points.slice(1, 4), '😀b𝔘');
  });

  test('is cut into blocks that hold every letter but blanks, in order', async () => {
    const {Points} = await load('parts/points.ts');
    const {blocksOf, chunksOf, treeOf} = await load('reader/blocks.ts');
    const text = '😀 Voorwoord\nloopt door\n\nArtikel 2: Iets\nA. Doel\nHet doel.\n– een\n– twee\nTabel 1\nUitgaven\t1.000\t2.000\nTotaal\t3.000\n\fPagina twee\n';
    const at = words => [...text.slice(0, text.indexOf(words))].length;
    const part = (kind, words, end) => ({kind, number: null, title: words, page: 1, heading: {start: at(words), end: at(words) + words.length}, span: {start: at(words), end: end ?? [...text].length}});
    const parts = [part('article', 'Artikel 2: Iets'), part('section', 'A. Doel'), part('table', 'Tabel 1')];
    const blocks = blocksOf(new Points(text), parts);
    assert.deepEqual(blocks.map(b => b.kind), ['text', 'heading', 'heading', 'text', 'item', 'item', 'heading', 'table', 'page', 'text']);
    assert.deepEqual(blocks.filter(b => b.kind === 'heading').map(b => b.level), [2, 3, 4]);
    const points = new Points(text);
    const table = blocks.find(b => b.kind === 'table');
    assert.deepEqual(table.rows.map(r => r.cells.map(c => points.slice(c.start, c.end))), [['Uitgaven', '1.000', '2.000'], ['Totaal', '3.000']]);
    assert.equal(blocks.find(b => b.kind === 'page').page, 2);
    const letters = s => s.replace(/\s/g, '');
    assert.equal(letters(blocks.map(b => points.slice(b.start, b.end)).join('')), letters(text));
    assert.equal(chunksOf(blocks).flatMap(c => c.blocks).length, blocks.length);
    assert.equal(treeOf(parts)[0].children[0].children.length, 1);
  });

  test('without tabs still has rows where the structure says that it is a table', async () => {
    const {Points} = await load('parts/points.ts');
    const {blocksOf} = await load('reader/blocks.ts');
    const text = 'Tabel 1\nUitgaven   486.215  501.930 p.m.\nIn 2022 was dat anders.\n';
    const part = {kind: 'table', number: null, title: 'Tabel 1', page: 1, heading: {start: 0, end: 7}, span: {start: 0, end: text.length}};
    const points = new Points(text);
    const [, table, prose] = blocksOf(points, [part]);
    assert.deepEqual(table.rows[0].cells.map(c => points.slice(c.start, c.end)), ['Uitgaven', '486.215', '501.930', 'p.m.']);
    assert.equal(prose.kind, 'text');
  });
});

test('what was found is marked where the API says, in code points', async () => {
  const {Highlighted} = await load('parts/highlighted.tsx');
  const marks = (text, ...highlights) => [Highlighted({snippet: {text, span: null, highlights}}).props.children].flat().filter(c => c?.type === 'mark').map(c => c.props.children);
  assert.deepEqual(marks('😀 Geïntegreerde strategie', {start: 2, end: 9}, {start: 16, end: 25}), ['Geïnteg', 'strategie']);
  assert.deepEqual(marks('over elkaar', {start: 0, end: 6}, {start: 4, end: 11}), ['over e']);
  assert.deepEqual(marks('Veiligheid'), []);
});
