// How fast the page is: reported, not asserted, for that depends on the machine. What is
// asserted is that it comes to its end.
import assert from 'node:assert/strict';
import {loadavg} from 'node:os';
import {after, before, describe, test} from 'node:test';
import {load, median} from './first-view.mjs';
import {launch, missing, open, serve, store} from './setup.mjs';

const skip = missing();

/** An answer to Neighbourhood with so many nodes and edges, the same each time. */
function large(nodes, edges) {
  const types = ['ORGANISATION', 'POLICY', 'THREAT', 'BUDGET_LINE', 'OBJECTIVE', 'ACTIVITY', 'PLACE', 'ROLE'];
  let seed = 7;
  const random = n => (seed = (seed * 48271) % 2147483647) % n;
  const id = i => (i === 0 ? 'policy/gbvs' : `organisation/o${i}`);
  return {
    nodes: Array.from({length: nodes}, (_, i) => ({id: id(i), type: types[i % types.length], label: `Entiteit ${i}`})),
    edges: Array.from({length: edges}, (_, i) => ({id: `relation/${i}`, predicate: 'INVOLVES', nl: 'betrekt', en: 'involves', confidence: 0.9, subject: {id: id(random(nodes))}, object: {id: id(random(nodes / 20))}})),
    truncated: false,
  };
}

/** The times of the page's frames while something is done with the mouse. */
async function frames(page, act) {
  await page.evaluate(() => {
    const times = (globalThis.times = []);
    let last = performance.now();
    const next = now => {
      times.push(now - last);
      last = now;
      globalThis.counting = requestAnimationFrame(next);
    };
    globalThis.counting = requestAnimationFrame(next);
  });
  await act();
  const times = await page.evaluate(() => (cancelAnimationFrame(globalThis.counting), globalThis.times.slice(1).sort((a, b) => a - b)));
  return `median ${Math.round(times[times.length >> 1])} ms, longest ${Math.round(times.at(-1))} ms of ${times.length}`;
}

describe('speed', {skip}, () => {
  let data, server, browser;
  before(async () => {
    data = store();
    server = await serve(data.db);
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
    data?.remove();
  });

  test('5,000 things are drawn, and can be moved and zoomed', async t => {
    const {page, faults, context} = await open(browser, server.address, {reducedMotion: 'no-preference'});
    const answer = large(5000, 10000);
    await page.route('**/graphql', route => (route.request().postData().includes('query Neighbourhood') ? route.fulfill({json: {data: {neighbourhood: answer}}}) : route.fallback()));
    const start = Date.now();
    await page.goto(`${server.address}/#/graph?from=policy/gbvs`);
    await page.locator('.canvas[data-drawn="5000"]').waitFor();
    t.diagnostic(`5,000 nodes and 10,000 edges were laid out and drawn after ${Date.now() - start} ms`);
    const box = await page.locator('.canvas').boundingBox();
    await page.mouse.move(box.x + 20, box.y + 20);
    t.diagnostic(`a frame while it is dragged: ${await frames(page, async () => {
      await page.mouse.down();
      for (let i = 1; i <= 12; i++) await page.mouse.move(box.x + 20 + 15 * i, box.y + 20 + 10 * i);
      await page.mouse.up();
    })}`);
    t.diagnostic(`a frame while it is zoomed: ${await frames(page, async () => {
      for (let i = 0; i < 12; i++) {
        await page.mouse.wheel(0, i < 6 ? -100 : 100);
        await page.waitForTimeout(30);
      }
    })}`);
    await page.waitForFunction(() => document.querySelector('.canvas canvas').style.transform === '');
    assert.deepEqual(faults, []);
    await context.close();
  });

  test('the wheel zooms a large drawing at the pointer, and the mouse moves it', async () => {
    const {page, faults, context} = await open(browser, server.address);
    const answer = large(1500, 2000);
    await page.route('**/graphql', route => (route.request().postData().includes('query Neighbourhood') ? route.fulfill({json: {data: {neighbourhood: answer}}}) : route.fallback()));
    await page.goto(`${server.address}/#/graph?from=policy/gbvs`);
    await page.locator('.canvas[data-drawn="1500"]').waitFor();
    const box = await page.locator('.canvas').boundingBox();
    const selected = () => new URLSearchParams(new URL(page.url()).hash.split('?')[1]).get('select');
    const click = async at => {
      await page.mouse.click(at.x, at.y);
      await page.waitForTimeout(400); // the address follows, and the next click is no double one
      return selected();
    };
    let at, there;
    for (let i = 0; i < 40 && !there?.startsWith('organisation/'); i++) {
      at = {x: box.x + box.width * (0.04 + 0.01 * (i % 5)), y: box.y + box.height * (0.45 + 0.01 * Math.floor(i / 5))}; // far from the middle, where those lie that nothing joins
      there = await click(at);
    }
    assert.ok(there?.startsWith('organisation/'), 'no place of the drawing has a node');
    const stretched = page.waitForFunction(() => document.querySelector('.canvas canvas').style.transform.startsWith('translate'));
    await page.mouse.wheel(0, 30); // a little: the node is not hit in its middle
    await stretched;
    await page.waitForFunction(() => document.querySelector('.canvas canvas').style.transform === '');
    assert.equal(await click(at), there, 'what is under the pointer has moved away');
    await page.mouse.move(box.x + box.width / 5, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * (1 / 5 + 1 / 6), box.y + box.height / 3, {steps: 5});
    await page.waitForFunction(() => document.querySelector('.canvas canvas').style.transform.startsWith('translate'));
    await page.mouse.up();
    await page.waitForFunction(() => document.querySelector('.canvas canvas').style.transform === '');
    assert.equal(await click({x: at.x + box.width / 6, y: at.y - box.height / 6}), there, 'what was dragged is not where it was dragged to');
    assert.deepEqual(faults, []);
    await context.close();
  });

  // Beside each load a page is loaded that the server writes and that has no script: a busy machine makes both slow, a slow page
  // only itself. Processor time is hardly changed by what else the machine does.
  test('the first view can be used soon', async t => {
    const own = [], plain = [];
    await load(browser, server.address, '/', 1); // the first load is the browser's, not the page's
    for (let i = 0; i < 9; i++) {
      plain.push(await load(browser, server.address, '/id/policy/gbvs.html', 4, false));
      own.push(await load(browser, server.address, '/', 4));
    }
    const of = (loads, name) => Math.round(median(loads.map(x => x[name])));
    t.diagnostic(`with a processor four times as slow and a load of ${loadavg()[0].toFixed(1)}, the middle of ${own.length} first visits: the search box is painted, and takes what is typed, after ${of(own, 'box')} ms, `
      + `the first list is painted after ${of(own, 'list')} ms, an answer ${of(own, 'answer')} ms after the last letter; ${of(own, 'fetched')} kB fetched by the first list`);
    t.diagnostic(`a page without a script beside it is painted after ${of(plain, 'paint')} ms, so the box takes ${(of(own, 'box') / of(plain, 'paint')).toFixed(1)} and the list ${(of(own, 'list') / of(plain, 'paint')).toFixed(1)} times as long; `
      + `the page's thread took ${of(own, 'processor')} ms of processor (slowed down), beside ${of(plain, 'processor')} ms`);
    assert.deepEqual(own.flatMap(x => x.faults), []);
  });
});
