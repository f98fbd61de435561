// What a person sees when something is not as it should be.
import assert from 'node:assert/strict';
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {after, before, describe, test} from 'node:test';
import {launch, missing, open, serve, store} from './setup.mjs';

const skip = missing();

/** A text of so many pages, as a PDF reader would give it. */
function longText(pages) {
  const page = n => {
    const lines = [`Artikel ${n}: Veiligheid van deel ${n}`, 'A. Algemene doelstelling', `Het bevorderen van de veiligheid in deel ${n} door samenwerking met de NAVO.`, 'B. Rol en verantwoordelijkheid'];
    lines.push(`De Minister van Defensie is verantwoordelijk voor de inzet van onderdeel ${n}, samen met de OVSE.`);
    for (let i = 0; i < 32; i++) lines.push(`Dat is in jaar ${i} van deel ${n} niet anders geworden dan het al was, al werd er vaak en lang over gesproken.`);
    return lines.join('\n');
  };
  return Array.from({length: pages}, (_, i) => page(i + 1)).join('\n\f');
}

describe('trouble', {skip}, () => {
  let browser;
  before(async () => {
    browser = await launch();
  });
  after(() => browser?.close());

  test('an empty store explains itself', async () => {
    const data = store({empty: true});
    const server = await serve(data.db);
    const {page, faults, visit, context} = await open(browser, server.address);
    await visit('');
    await page.getByRole('heading', {name: 'De graaf is nog leeg'}).waitFor();
    await page.getByText('rijksgraaf demo', {exact: true}).waitFor();
    assert.deepEqual(faults, []);
    await context.close();
    await server.stop();
    data.remove();
  });

  test('a server that is gone is waited for, and what was shown stays', async () => {
    const data = store();
    let server = await serve(data.db);
    const {page, visit, context} = await open(browser, server.address);
    await visit('#/entity/policy/gbvs');
    await server.stop();
    await page.locator('button.words').first().click();
    await page.getByText('De server antwoordt niet.').waitFor();
    await page.getByText(/Nieuwe poging over/).waitFor();
    assert.ok(await page.getByRole('heading', {level: 1}).isVisible());
    server = await serve(data.db, server.address.replace('http://', ''));
    await page.locator('blockquote').first().waitFor();
    assert.equal(await page.getByText('De server antwoordt niet.').count(), 0);
    await context.close();
    await server.stop();
    data.remove();
  });

  test('a question that is too heavy is refused in plain words, with a smaller one beside it', async () => {
    const data = store();
    const server = await serve(data.db, '127.0.0.1:0', ['--max-cost', '1500']);
    const {page, visit, context} = await open(browser, server.address);
    await visit('#/graph?from=policy/gbvs&depth=2');
    await page.getByText('Deze vraag is te zwaar.').waitFor();
    await page.getByRole('button', {name: 'Kleiner tekenen (50, één stap)'}).click();
    await page.locator('.canvas[data-drawn]').waitFor();
    await context.close();
    await server.stop();
    data.remove();
  });

  test('a browser that draws nothing on the graphics card is given a still picture', async () => {
    const data = store();
    const server = await serve(data.db);
    const {page, visit, context} = await open(browser, server.address);
    await page.addInitScript(() => {
      const get = HTMLCanvasElement.prototype.getContext;
      HTMLCanvasElement.prototype.getContext = function (kind, ...more) {
        return kind.startsWith('webgl') ? null : get.call(this, kind, ...more);
      };
    });
    await visit('#/graph?from=policy/gbvs');
    await page.getByText(/tekent niet op de grafische kaart/).waitFor();
    await page.waitForFunction(() => document.querySelector('.still img')?.naturalWidth > 100);
    await page.locator('.selected button.edge').first().click();
    await page.locator('.selected blockquote').first().waitFor();
    await context.close();
    await server.stop();
    data.remove();
  });

  test('a document of 300 pages is drawn where it is read, and nowhere else', async t => {
    const data = store({empty: true});
    const file = join(data.folder, 'lang.txt');
    writeFileSync(file, longText(300));
    data.ingest(file);
    const server = await serve(data.db);
    const {page, faults, visit, context} = await open(browser, server.address);
    await visit('#/documents');
    const start = Date.now();
    await page.locator('.document-line a').first().click();
    await page.locator('.said').first().waitFor();
    t.diagnostic(`300 pages were open, with their first sentences marked, after ${Date.now() - start} ms`);
    const all = await page.locator('.chunk').count();
    const read = await page.locator('.chunk[data-read]').count();
    assert.ok(all > 100, `${all} chunks`);
    assert.ok(read <= 6, `${read} of ${all} chunks were read`);
    await page.getByLabel('Pagina').fill('290');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', {name: 'Artikel 290: Veiligheid van deel 290'}).waitFor();
    await page.waitForFunction(() => document.querySelector('#page-290').getBoundingClientRect().top < innerHeight);
    assert.ok(await page.locator('.chunk[data-read]').count() < all / 4);
    assert.deepEqual(faults, []);
    await context.close();
    await server.stop();
    data.remove();
  });
});
