// Every view in both themes: nothing that keeps people out (axe), nothing wider than the
// screen of a telephone, nothing wrong on the console. With SCREENSHOTS set, their pictures
// are written to docs/screenshots.
import assert from 'node:assert/strict';
import {mkdirSync, readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {join} from 'node:path';
import {after, before, describe, test} from 'node:test';
import {accepting, launch, missing, open, root, secret, store, writing} from './setup.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const skip = missing();
const pictures = join(root, 'docs', 'screenshots');

const views = {
  find: {hash: '#/find?q=veiligheid', there: '.found mark'},
  entity: {hash: '#/entity/budget-article/V/2', there: '.chart', act: page => page.locator('.relation', {hasText: 'Economische Zaken en Klimaat'}).getByRole('button').click().then(() => page.locator('blockquote').first().waitFor())},
  line: {hash: '#/entity/budget-article/X/1', there: '.amount'},
  graph: {hash: '#/graph?from=policy/gbvs&depth=2', there: '.canvas[data-drawn]', act: page => page.waitForTimeout(300)},
  layers: {hash: '#/graph?from=budget-article/X/1&depth=2&layout=layered&along=PART_OF', there: '.canvas[data-drawn]', act: page => page.waitForTimeout(300)},
  start: {hash: '#/graph', there: '.graph-start .entity'},
  links: {hash: '#/links?from=XVII&to=VI', there: '.statement blockquote'},
  reader: {hash: '#/read/document/kst-36360-V-1?at=972-1200', there: '.panel .relation'},
  table: {hash: '#/read/document/kst-36410-XIV-2', there: 'tr.said'},
  compare: {hash: '#/compare?from=document/kst-36200-XV-2&to=document/kst-36410-XV-2&article=budget-article/XV/6', there: '.change'},
  documents: {hash: '#/documents', there: '.document-line'},
  review: {hash: '#/review', there: '.candidate'},
  unsure: {hash: '#/review?part=relations', there: '.unsure blockquote'},
  ingest: {hash: '#/ingest', there: '.drop'},
  unknown: {hash: '#/entity/policy/onbekend', there: '.nothing'},
};
const shown = ['find', 'entity', 'graph', 'layers', 'links', 'reader', 'table', 'compare', 'review', 'unsure', 'ingest'];

async function violations(page) {
  await page.evaluate(axe);
  const result = await page.evaluate(() => globalThis.axe.run(document, {resultTypes: ['violations']}));
  return result.violations.map(v => `${v.id}: ${v.help}\n${v.nodes.slice(0, 3).map(n => `  ${n.html.slice(0, 160)}\n  ${n.failureSummary}`).join('\n')}`);
}

describe('every view', {skip}, () => {
  let data, server, browser;
  before(async () => {
    data = store();
    server = await writing(data);
    browser = await launch();
    if (process.env.SCREENSHOTS) mkdirSync(pictures, {recursive: true});
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
    data?.remove();
  });

  for (const theme of ['light', 'dark']) {
    test(`can be used by everybody in the ${theme} theme`, async () => {
      const {page, faults, visit, context} = await open(browser, server.address, {colorScheme: theme});
      await page.addInitScript(token => sessionStorage.setItem('token', token), secret);
      for (const [name, view] of Object.entries(views)) {
        await visit(view.hash);
        await page.locator(view.there).first().waitFor();
        await view.act?.(page);
        await page.mouse.move(0, 0);
        assert.deepEqual(await violations(page), [], `${name} in ${theme}`);
        if (process.env.SCREENSHOTS && shown.includes(name)) {
          if (name === 'entity') await page.setViewportSize({width: 1360, height: 1240});
          if (name !== 'reader') await page.evaluate(() => scrollTo(0, 0));
          await page.screenshot({path: join(pictures, `${name}${theme === 'dark' ? '-dark' : ''}.png`)});
          await page.setViewportSize({width: 1360, height: 900});
        }
      }
      assert.deepEqual(faults, []);
      await context.close();
    });
  }

  test('fits a screen of 360 pixels', async () => {
    const {page, faults, visit, context} = await open(browser, server.address, {viewport: {width: 360, height: 740}});
    await page.addInitScript(token => sessionStorage.setItem('token', token), secret);
    for (const [name, view] of Object.entries(views)) {
      await visit(view.hash);
      await page.locator(view.there).first().waitFor({state: 'attached'});
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= 360, `${name} is ${wide} pixels wide`);
      if (process.env.SCREENSHOTS && name === 'reader') await page.screenshot({path: join(pictures, `${name}-360.png`)});
    }
    assert.deepEqual(await violations(page), []);
    for (const id of ['policy/gbvs', 'ministry/buza', 'legal-instrument/wdo', 'budget-article/V/2', 'document/kst-36360-V-1']) { // pages without a script
      assert.equal((await page.goto(`${server.address}/id/${id}.html`)).status(), 200);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= 360, `${id}.html is ${wide} pixels wide`);
      assert.deepEqual(await violations(page), [], id);
    }
    assert.deepEqual(faults, []);
    await context.close();
  });

  test('the first run can be used by everybody too', async () => {
    const empty = store({empty: true});
    const other = await accepting(empty);
    const {page, faults, visit, context} = await open(browser, other.address);
    try {
      for (const theme of ['light', 'dark']) {
        await page.emulateMedia({colorScheme: theme});
        await visit('');
        await page.locator('.empty').waitFor();
        assert.deepEqual(await violations(page), [], theme);
        if (process.env.SCREENSHOTS) await page.screenshot({path: join(pictures, `empty${theme === 'dark' ? '-dark' : ''}.png`)});
      }
      await page.setViewportSize({width: 360, height: 740});
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth) <= 360);
      assert.deepEqual(faults, []);
    } finally {
      await context.close();
      await other.stop();
      empty.remove();
    }
  });

  test('keeps the theme that was chosen', async () => {
    const {page, visit, context} = await open(browser, server.address);
    await visit('');
    const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await paper();
    for (const name of ['Kleur: als het systeem', 'Kleur: licht']) await page.getByRole('button', {name}).click();
    await page.getByRole('button', {name: 'Kleur: donker'}).waitFor();
    await page.waitForFunction(() => document.documentElement.dataset.theme === 'dark');
    assert.notEqual(await paper(), light);
    await page.reload();
    await page.getByRole('button', {name: 'Kleur: donker'}).waitFor();
    assert.notEqual(await paper(), light);
    await context.close();
  });
});
