// How soon the page can be used, told in the browser itself: a driver that looks for things
// from outside takes the processor from the page that it measures.
import {open} from './setup.mjs';

/** The middle of some numbers. */
export const median = list => [...list].sort((a, b) => a - b)[list.length >> 1];

/** What the page tells when all was noted that is waited for. */
const told = 'toldFirstView';

/** Notes in the page when the search box and the first list were painted, and when a text is answered; itself says that the page has them. */
function watch({told, itself}) {
  const seen = (globalThis.seen = {});
  const note = (name, at) => {
    seen[name] = at;
    if (seen.paint && (!itself || seen.list) && !seen.told) globalThis[told]((seen.told = 'first'));
    if (name === 'answer') globalThis[told]('answer');
  };
  const noted = new Set();
  // What stands in the page is painted with its next frame: the first task after that comes when it was.
  const painted = (name, there) => {
    if (noted.has(name) || !there) return;
    noted.add(name);
    requestAnimationFrame(() => {
      const {port1, port2} = new MessageChannel();
      port1.onmessage = () => note(name, performance.now());
      port2.postMessage(0);
    });
  };
  new PerformanceObserver(list => list.getEntriesByName('first-contentful-paint').forEach(e => note('paint', e.startTime))).observe({type: 'paint', buffered: true});
  new MutationObserver(() => {
    painted('box', document.getElementById('q'));
    painted('list', document.querySelector('.found .hits li'));
    painted('answer', seen.typed && document.querySelector('.found mark'));
  }).observe(document, {childList: true, subtree: true});
  addEventListener('input', () => (seen.typed = performance.now()), true);
}

/**
 * Loads a page in a browser that has nothing of it yet, on a processor so many times as slow.
 * Gives, in milliseconds after the address was asked for: when something was painted (paint) and,
 * of the page itself, when the search box was (box) and the first list (list), and how long
 * after its last letter the answer to a text was (answer); also the time of processor that the
 * page's thread took (processor), and what was fetched in kB (fetched).
 */
export async function load(browser, server, path, rate, itself = true) {
  const {page, faults, context} = await open(browser, server);
  const devtools = await context.newCDPSession(page);
  let bytes = 0;
  const tells = {};
  const heard = {first: new Promise(done => (tells.first = done)), answer: new Promise(done => (tells.answer = done))};
  devtools.on('Network.loadingFinished', e => (bytes += e.encodedDataLength));
  devtools.on('Runtime.bindingCalled', e => e.name === told && tells[e.payload]());
  await devtools.send('Network.enable');
  await devtools.send('Runtime.enable');
  await devtools.send('Runtime.addBinding', {name: told});
  await devtools.send('Performance.enable', {timeDomain: 'threadTicks'});
  await devtools.send('Emulation.setCPUThrottlingRate', {rate});
  await page.addInitScript(watch, {told, itself});
  await page.goto(server + path, {waitUntil: 'commit'});
  await heard.first;
  const {metrics} = await devtools.send('Performance.getMetrics');
  const fetched = bytes / 1000;
  if (itself) {
    await page.locator('#q').pressSequentially('weerbaarheid');
    await heard.answer;
  }
  const seen = await page.evaluate(() => globalThis.seen);
  await context.close();
  return {...seen, answer: seen.answer - seen.typed, fetched, processor: 1000 * metrics.find(m => m.name === 'TaskDuration').value, faults};
}
