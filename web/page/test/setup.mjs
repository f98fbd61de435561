// Starts the program on a store of its own with the documents that the demo has, and a
// browser to look at it with. What is missing is said: on a machine without Chromium the
// tests are skipped, unless BROWSER_NEEDED is set.
import {execFileSync, spawn} from 'node:child_process';
import {createHash} from 'node:crypto';
import {existsSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {chromium} from 'playwright-core';

export const root = fileURLToPath(new URL('../../../', import.meta.url));
const program = join(root, 'bin', 'rijksgraaf');
const browsers = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Where Chromium is; undefined where it is not. */
export const browserPath = browsers.find(path => path && existsSync(path));

/** Why the tests cannot run; undefined when they can. */
export function missing() {
  if (!existsSync(program)) return 'bin/rijksgraaf is not built: run make build';
  if (!browserPath) return 'there is no Chromium: apt-get install chromium, or name one in CHROMIUM';
  return undefined;
}

/** A store in a new folder; with the demo's documents, two years of one article, and figures, unless it is to be empty. */
export function store({empty = false, more = []} = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'rijksgraaf-page-'));
  const db = join(folder, 'graph');
  const run = (...args) => execFileSync(program, ['--db', db, ...args], {cwd: root, stdio: ['ignore', 'ignore', 'inherit']});
  if (empty) {
    // There is no command that makes a store with nothing in it.
    run('ingest', '--no-progress', 'testdata/documents/V-artikel-2.txt');
    run('delete', 'document/kst-36360-V-1');
  } else {
    run('ingest', '--no-progress', 'testdata/documents', 'testdata/pdf/two-articles.pdf', 'testdata/compare/XV-2023.txt', 'testdata/compare/XV-2024.txt', ...more);
    run('figures', 'import', 'testdata/figures/begrotingsstaten.csv');
  }
  return {db, folder, ingest: file => run('ingest', '--no-progress', file), remove: () => rmSync(folder, {recursive: true, force: true})};
}

/** Serves a store; gives the address, and what stops it. */
export async function serve(db, address = '127.0.0.1:0', more = []) {
  const child = spawn(program, ['--db', db, '--json', 'serve', '--addr', address, '--log-level', 'error', ...more], {cwd: root, stdio: ['ignore', 'pipe', 'inherit']});
  const line = await new Promise((done, fail) => {
    let text = '';
    child.stdout.on('data', chunk => {
      text += chunk;
      try {
        done(JSON.parse(text));
      } catch {
        // Not all of it is there yet.
      }
    });
    child.on('exit', code => fail(new Error(`the server ended with ${code}`)));
  });
  const stop = () => new Promise(done => (child.exitCode === null ? (child.once('exit', done), child.kill('SIGTERM')) : done()));
  return {address: line.address, stop};
}

/** A browser that draws on the processor, so that it is the same everywhere. */
export function launch() {
  return chromium.launch({executablePath: browserPath, args: ['--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--disable-dev-shm-usage', '--font-render-hinting=none']});
}

/** A page that keeps what goes wrong in it: errors on its console, and requests to other hosts. */
export async function open(browser, address, options = {}) {
  const context = await browser.newContext({viewport: {width: 1360, height: 900}, locale: 'nl-NL', colorScheme: 'light', reducedMotion: 'reduce', ...options});
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const faults = [];
  page.on('console', m => m.type() === 'error' && faults.push(`console: ${m.text()}`));
  page.on('pageerror', e => faults.push(`error: ${e.stack}`));
  page.on('request', r => {
    const url = new URL(r.url());
    if (['http:', 'https:', 'ws:', 'wss:'].includes(url.protocol) && url.origin !== address) faults.push(`asked another host: ${r.url()}`);
  });
  const visit = async hash => {
    await page.goto(`${address}/${hash}`);
    await page.waitForFunction(() => document.querySelector('#main h1, #main .failure') && !document.querySelector('[aria-busy=true]') && ![...document.querySelectorAll('[role=status]')].some(s => /^(Een ogenblik|One moment)/.test(s.textContent)));
  };
  return {context, page, faults, visit};
}

/** The token of the servers that take one. */
export const secret = 'a-token-that-is-long-enough-for-tests';

// Two papers that name one body in two ways.
const alike = {
  'een.txt': 'Artikel 2: Veiligheid\n\nDe Minister van Defensie voert de Nationale Weerbaarheidsstrategie Vitaal (NWV) uit. De Minister werkt samen met het Expertisecentrum Digitale Dreigingen.\n',
  'twee.txt': 'Artikel 3: Weerbaarheid\n\nDe minister van Defensie houdt toezicht op het Expertise-centrum Digitale Dreigingen.\n',
};

/** A server that takes decisions and documents from whoever has the token, with two papers more in its store. */
export async function writing(data) {
  for (const [name, text] of Object.entries(alike)) {
    writeFileSync(join(data.folder, name), text);
    data.ingest(join(data.folder, name));
  }
  return accepting(data);
}

/** A server whose one token has ended. */
export async function expired(data) {
  const file = join(data.folder, 'tokens.tsv');
  const hash = createHash('sha256').update(secret).digest('hex');
  writeFileSync(file, `jan\teditor\t${hash}\t2026-01-01T00:00:00Z\t2026-01-31T00:00:00Z\n`, {mode: 0o600});
  return serve(data.db, '127.0.0.1:0', ['--tokens', file]);
}

/** A server that takes decisions and documents from whoever has the token. */
export async function accepting(data) {
  const file = join(data.folder, 'token');
  writeFileSync(file, `${secret}\n`, {mode: 0o600});
  return serve(data.db, '127.0.0.1:0', ['--token-file', file, '--write']);
}
