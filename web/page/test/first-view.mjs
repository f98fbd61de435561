// How soon the page can be used, told in the browser itself: a driver that looks for things
// from outside takes the processor from the page that it measures.
import {open} from './setup.mjs';

/** The middle of some numbers. */
export const median = list => [...list].sort((a, b) => a - b)[list.length >> 1];

/** Notes in the page when the search box and the first list stand, and when a text is answered. */
function watch() {
  const seen = (globalThis.seen = {});
  const note = (name, there) => {
    if (!(name in seen) && there) seen[name] = performance.now();
  };
  new MutationObserver(() => {
    const box = document.getElementById('q');
    note('box', box);
    note('list', document.querySelector('.found .hits li'));
    note('answer', seen.typed && document.querySelector('.found mark'));
  }).observe(document, {childList: true, subtree: true});
  addEventListener('input', () => (seen.typed = performance.now()), true);
}

/**
 * Loads a page in a browser that has nothing of it yet, on a processor so many times as slow.
 * Gives, in milliseconds after the address was asked for: when something was painted (paint) and,
 * of the page itself, when the search box stood (box) and the first list (list), and how long
 * after its last letter the answer to a text stood (answer); also the time of processor that the
 * page's thread took (processor), and what was fetched in kB (fetched).
 */
export async function load(browser, server, path, rate, itself = true) {
  const {page, faults, context} = await open(browser, server);
  const devtools = await context.newCDPSession(page);
  let bytes = 0;
  devtools.on('Network.loadingFinished', e => (bytes += e.encodedDataLength));
  await devtools.send('Network.enable');
  await devtools.send('Performance.enable', {timeDomain: 'threadTicks'});
  await devtools.send('Emulation.setCPUThrottlingRate', {rate});
  await page.addInitScript(watch);
  await page.goto(server + path);
  if (itself) await page.waitForFunction(() => globalThis.seen.list, null, {polling: 100});
  await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0, null, {polling: 100});
  const {metrics} = await devtools.send('Performance.getMetrics');
  const fetched = bytes / 1000;
  if (itself) {
    await page.locator('#q').pressSequentially('weerbaarheid');
    await page.waitForFunction(() => globalThis.seen.answer, null, {polling: 100});
  }
  const seen = await page.evaluate(() => ({...globalThis.seen, paint: performance.getEntriesByName('first-contentful-paint')[0].startTime}));
  await context.close();
  return {...seen, answer: seen.answer - seen.typed, fetched, processor: 1000 * metrics.find(m => m.name === 'TaskDuration').value, faults};
}
