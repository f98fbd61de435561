// The page in a real browser, on the real program with the documents of the demo.
import assert from 'node:assert/strict';
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {after, before, describe, test} from 'node:test';
import {launch, missing, open, serve, store} from './setup.mjs';

const skip = missing();
if (skip && process.env.BROWSER_NEEDED) throw new Error(skip);

describe('the page', {skip}, () => {
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

  /** Opens a view, lets a test look at it, and then asks whether anything went wrong meanwhile. */
  const at = async (hash, look, options) => {
    const o = await open(browser, server.address, options);
    try {
      await o.visit(hash);
      await look(o.page, o);
      assert.deepEqual(o.faults, []);
    } finally {
      await o.context.close();
    }
  };
  const text = async locator => (await locator.innerText()).replace(/\s+/g, ' ').trim();

  describe('find', () => {
    test('finds while typing, marks the words, and keeps it all in the address', () => at('', async page => {
      await page.getByRole('searchbox').fill('veiligheid');
      await page.waitForURL(/q=veiligheid/);
      await page.locator('.found mark').first().waitFor();
      assert.match((await text(page.locator('.found mark').first())).toLowerCase(), /^veiligheid/);
      for (const group of ['Entiteiten', 'Zinnen', 'Documenten', 'Uitspraken']) {
        await page.getByRole('heading', {name: new RegExp(`^${group}`)}).waitFor();
      }
      await page.getByRole('checkbox', {name: /^organisaties/}).check();
      await page.waitForURL(/type=ORGANISATION/);
      await page.waitForFunction(() => [...document.querySelectorAll('.found .group:first-of-type .hits li')].every(li => /organisatie$/.test(li.innerText)));
      const hits = await page.locator('.found .hits li').allInnerTexts();
      await page.reload();
      await page.locator('.found .hits li').first().waitFor();
      assert.deepEqual(await page.locator('.found .hits li').allInnerTexts(), hits);
    }));

    test('is walked through with the keyboard alone', () => at('', async page => {
      const box = page.getByRole('searchbox'); // which stands before the script that listens to keys is there
      for (let i = 0; i < 100 && !(await box.evaluate(b => b === document.activeElement)); i++) {
        await page.keyboard.press('/');
        await page.waitForTimeout(20);
      }
      await page.keyboard.type('gbvs');
      await page.locator('.found mark').first().waitFor();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', {level: 1, name: /Geïntegreerde Buitenland/}).waitFor();
      assert.match(page.url(), /#\/entity\/policy\/gbvs/);
      const words = page.locator('button.words').first();
      for (let i = 0; i < 40 && !(await words.evaluate(b => b === document.activeElement)); i++) await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.locator('.grounds blockquote').first().waitFor();
      const source = page.locator('.grounds a').first();
      for (let i = 0; i < 10 && !(await source.evaluate(b => b === document.activeElement)); i++) await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.locator('.text mark').first().waitFor();
    }));

    test('shows statements by predicate and year', () => at('#/find?predicate=ALLOCATES&year=2022', async page => {
      await page.getByRole('heading', {name: /^Uitspraken/}).waitFor();
      assert.match(await text(page.locator('.relation .amount').first()), /€/);
      for (const amount of await page.locator('.relation').allInnerTexts()) assert.match(amount, /2022/);
    }));

    test('leads from a sentence to exactly its words', () => at('#/find?q=voorjaar%20kamer', async page => {
      const hit = page.locator('.sentence').first();
      await hit.waitFor();
      assert.ok(await hit.locator('mark').count() >= 1);
      const words = await text(hit.locator('blockquote'));
      await hit.locator('a').click();
      await page.locator('.text mark').first().waitFor();
      assert.equal((await page.locator('.text mark').allTextContents()).join('').replace(/\s+/g, ' ').trim(), words);
    }));

    test('takes typing errors, and says what was maybe meant', () => at('#/find?q=veilighied%20samenwerkng', async page => {
      await page.locator('.found mark').first().waitFor();
      const meant = page.locator('.meant');
      assert.match(await text(meant), /^Bedoelde u veiligheid samenwerking/);
      await meant.getByRole('link').first().click();
      await page.waitForURL(/q=veiligheid\+samenwerking/);
      await meant.waitFor({state: 'detached'});
      assert.equal(await page.getByRole('searchbox').inputValue(), 'veiligheid samenwerking');
    }));

    test('asks for all counts of a text in one question, and each is what its choice leaves', () => at('#/documents', async (page, {visit}) => {
      const sent = [];
      page.on('request', r => r.method() === 'POST' && /facets/.test(r.postData() ?? '') && sent.push(r.postData()));
      await visit('#/find?q=minister');
      await page.locator('.facets label').first().waitFor();
      assert.equal(sent.length, 1);
      const total = async () => (await page.locator('.found h2 small').allInnerTexts()).slice(0, 3).reduce((n, x) => n + Number(x.replace(/\D/g, '')), 0);
      for (const facet of ['Hoofdstuk', 'Onder de kop']) {
        const label = page.locator('.facets fieldset', {hasText: facet}).locator('label').first();
        const count = Number((await text(label.locator('small'))).replace(/\D/g, ''));
        await label.locator('input').check();
        await page.waitForFunction(n => [...document.querySelectorAll('.found .group h2')].filter(h => !/^Uitspraken/.test(h.textContent)).reduce((sum, h) => sum + Number(h.querySelector('small').textContent.replace(/\D/g, '')), 0) === n, count);
        assert.ok(await total() >= count);
        await visit('#/documents');
        await visit('#/find?q=minister');
        await page.locator('.facets label').first().waitFor();
      }
    }));

    test('asks for all counts without a text in one question, and each is what its choice leaves', () => at('#/documents', async (page, {visit}) => {
      const sent = [];
      page.on('request', r => r.method() === 'POST' && /aggregate/.test(r.postData() ?? '') && sent.push(r.postData()));
      const found = group => page.locator('.found h2', {hasText: group}).locator('small');
      for (const [facet, group] of [['Soort', 'Entiteiten'], ['Hoofdstuk', 'Entiteiten'], ['Soort document', 'Documenten'], ['Relatie', 'Uitspraken'], ['Jaar', 'Uitspraken']]) {
        await visit('#/documents');
        sent.length = 0;
        await visit('#/find');
        const label = page.locator('.facets fieldset').filter({has: page.locator('legend', {hasText: new RegExp(`^${facet}`)})}).first().locator('label').first();
        await label.waitFor();
        assert.equal(sent.length, 1);
        const count = await text(label.locator('small'));
        await label.locator('input').check();
        await page.waitForFunction(([group, n]) => [...document.querySelectorAll('.found h2')].some(h => h.textContent.startsWith(group) && h.querySelector('small').textContent === n), [group, count]);
        assert.equal(await text(found(group)), count, facet);
      }
    }));

    test('counts the predicates of a text, and each is the statements that its choice leaves', () => at('#/find?q=veiligheid', async page => {
      const label = page.locator('.facets fieldset').filter({has: page.locator('legend', {hasText: /^Relatie$/})}).locator('label').first();
      await label.waitFor();
      const count = await text(label.locator('small'));
      await label.locator('input').check();
      await page.waitForFunction(n => [...document.querySelectorAll('.found h2')].some(h => h.textContent.startsWith('Uitspraken') && h.querySelector('small').textContent === n), count);
    }));

    test('suggests when nothing is found', () => at('#/find?q=veiligheid%20kwantumveld&type=THREAT', async page => {
      await page.getByRole('heading', {name: 'Niets gevonden'}).waitFor();
      await page.locator('.nothing .entity').first().waitFor();
      assert.match((await text(page.locator('.nothing .hits'))).toLowerCase(), /veiligheid/);
      await page.getByRole('button', {name: /Zonder filters/}).click();
      await page.waitForURL(url => !url.hash.includes('type='));
    }));
  });

  describe('an entity', () => {
    test('opens the sentence of each line in place, and leads to the exact words', () => at('#/entity/budget-article/V/2', async page => {
      const line = page.locator('.relation', {hasText: 'Economische Zaken en Klimaat'}).first();
      await line.getByRole('button', {name: /^woorden/}).click();
      const quote = line.locator('blockquote');
      await quote.waitFor();
      const words = await text(quote);
      assert.match(words, /strekt zich dus uit naar andere begrotingen/);
      assert.match(await text(line.locator('figcaption')), /36 360 V, nr\. 1.*p\. 1.*B\. Rol en verantwoordelijkheid/);
      assert.equal(await page.title(), 'Veiligheid en stabiliteit · Rijksgraaf');
      await line.locator('figcaption a').click();
      await page.locator('.text mark').first().waitFor();
      assert.equal((await page.locator('.text mark').allTextContents()).join('').replace(/\s+/g, ' ').trim(), words);
      assert.ok(await page.locator('.text mark').first().isVisible());
      // And back to the graph, from what the sentence says.
      await page.locator('.panel .relation').first().waitFor();
      await page.locator('.panel a[href^="#/graph"]').click();
      await page.locator('.canvas[data-drawn]').waitFor();
    }));

    test('shows the official figures as a chart and as a table', () => at('#/entity/budget-article/V/2', async page => {
      assert.ok(await page.locator('.chart polyline').count() >= 3);
      await page.getByText('Cijfers als tabel').click();
      assert.match(await text(page.locator('.numbers tr', {hasText: '2018'})), /€ 6\.000\.000.*€ 5\.870\.000/);
      await page.getByRole('button', {name: 'verplichtingen'}).click();
      assert.match(await page.locator('.chart > svg').getAttribute('aria-label'), /verplichtingen/);
    }));

    test('gives itself as data', () => at('#/entity/policy/gbvs', async page => {
      const json = await page.request.get(await page.getByRole('link', {name: 'JSON', exact: true}).evaluate(a => a.href));
      assert.equal((await json.json()).id, 'policy/gbvs');
      const fetched = async name => (await page.request.get(await page.getByRole('link', {name, exact: true}).evaluate(a => a.href))).text();
      assert.match(await fetched('CSV'), /^policy\/gbvs,organisation\/tweede-kamer,.*presentedTo/m);
      assert.match(await fetched('Turtle'), /gbvs/);
      assert.equal(typeof JSON.parse(await fetched('JSON-LD')), 'object');
      await page.getByRole('link', {name: 'Query in GraphiQL'}).click();
      await page.locator('.graphiql-query-editor').getByText('query').first().waitFor();
      assert.match(await text(page.locator('.graphiql-query-editor')), /Entity/);
    }));

    test('says so when there is no such thing', () => at('#/entity/policy/gbvz-strategie', async page => {
      await page.getByRole('heading', {name: 'Dit staat niet in de graaf'}).waitFor();
      assert.match(await text(page.locator('#main')), /policy\/gbvz-strategie/);
    }));
  });

  describe('the graph', () => {
    const drawn = page => page.locator('.canvas').getAttribute('data-drawn').then(Number);
    const drawing = async page => {
      await page.locator('.canvas[data-drawn]').waitFor();
      return drawn(page);
    };
    const saved = async (page, name) => {
      const waiting = page.waitForEvent('download');
      await page.getByRole('button', {name, exact: true}).click();
      return readFileSync(await (await waiting).path());
    };

    test('expands, hides types, walks to evidence, and holds all of it in the address', () => at('#/graph?from=policy/gbvs', async page => {
      const first = await drawing(page);
      await page.getByRole('checkbox', {name: /^doelstellingen/}).uncheck();
      await page.waitForFunction(n => Number(document.querySelector('.canvas').dataset.drawn) < n, first);
      await page.getByText(/^Alles wat getekend is/).click();
      await page.locator('.node-list button', {hasText: 'Tweede Kamer'}).click();
      await page.getByRole('button', {name: 'Uitklappen'}).click();
      await page.waitForURL(/expand=organisation/);
      await page.waitForFunction(n => Number(document.querySelector('.canvas')?.dataset.drawn) >= n, first - 2);
      await page.getByRole('button', {name: 'Vastzetten'}).click();
      await page.waitForURL(/pin=organisation/);
      await page.locator('.selected button.edge', {hasText: 'Geïntegreerde Buitenland'}).first().click();
      await page.locator('.selected blockquote').first().waitFor();
      assert.match(await text(page.locator('.selected blockquote').first()), /voorjaar van 2018/);
      const count = await drawn(page);
      await page.reload();
      await drawing(page);
      await page.waitForFunction(n => Number(document.querySelector('.canvas')?.dataset.drawn) === n, count);
      await page.locator('.selected blockquote').first().waitFor();
    }));

    test('finds the way between two', () => at('#/graph?from=budget-article/V/2&to=organisation/tweede-kamer', async page => {
      await drawing(page);
      await page.getByText('Weg naar Tweede Kamer').waitFor();
      assert.equal(await page.getByText('geen weg gevonden').count(), 0);
    }));

    test('is taken away as a picture and for other programs, the same each time', () => at('#/graph?from=policy/gbvs&depth=2', async (page, {visit}) => {
      const count = await drawing(page);
      const svg = String(await saved(page, 'SVG'));
      assert.equal(svg.match(/<g transform/g).length, count);
      const png = await saved(page, 'PNG');
      assert.deepEqual([...png.subarray(0, 4)], [0x89, 0x50, 0x4e, 0x47]);
      const gexf = String(await saved(page, 'GEXF'));
      const graphml = String(await saved(page, 'GraphML'));
      for (const xml of [svg, gexf, graphml]) {
        assert.equal(await page.evaluate(x => new DOMParser().parseFromString(x, 'text/xml').querySelectorAll('parsererror').length, xml), 0);
      }
      assert.equal(gexf.match(/<node /g).length, count);
      assert.equal(graphml.match(/<node /g).length, count);
      await page.reload();
      await drawing(page);
      assert.equal(String(await saved(page, 'SVG')), svg);
      await visit('#/graph?from=budget-article/X/1&depth=2&layout=layered&along=PART_OF');
      await drawing(page);
      assert.match(String(await saved(page, 'SVG')), /Opdrachten/);
    }));

    test('begins where somebody looks', () => at('#/graph', async page => {
      await page.getByLabel('Begin bij').fill('npdi');
      await page.locator('.graph-start .entity').first().click();
      await drawing(page);
    }));
  });

  test('chapters: marks what only one side says, and shows the words', () => at('#/links', async page => {
    const cell = page.getByRole('link', {name: /V leunt in 1 zinnen op VII, eenzijdig/});
    assert.equal(await text(cell.locator('span').first()), '1*');
    await cell.click();
    await page.locator('.statement blockquote').first().waitFor();
    assert.match(await text(page.locator('.statement').first()), /Binnenlandse Zaken en Koninkrijks ?relaties/);
    await page.getByRole('button', {name: 'geld'}).click();
    await page.waitForURL(/kind=MONEY/);
  }));

  test('compares two years of an article that got another number', () => at('#/documents', async page => {
    await page.getByRole('link', {name: 'Twee documenten vergelijken'}).click();
    await page.getByLabel('eerste').selectOption('document/kst-36200-XV-2');
    await page.getByLabel('tweede').selectOption('document/kst-36410-XV-2');
    await page.getByRole('heading', {name: '6 Veilig en gezond werken → 9 Veilig en gezond werken'}).waitFor();
    const row = page.locator('.changes tr', {hasText: 'verplichtingen, realisatie, 2022'}).first();
    if (await page.getByRole('button', {name: 'Veranderingen tonen'}).count() > 0) await page.getByRole('button', {name: 'Veranderingen tonen'}).first().click();
    await row.waitFor();
    assert.match(await text(row), /42\.500\.000.*42\.480\.000.*-20\.000/);
    await page.locator('.change-NEW .both a').first().click();
    await page.locator('.text mark').first().waitFor();
  }));

  describe('the reader', () => {
    test('underlines mentions and tells what a sentence says, by mouse and by keyboard', () => at('#/read/document/kst-36360-V-1', async page => {
      await page.locator('.said').first().waitFor();
      assert.ok(await page.locator('.mention.type-THREAT').count() >= 5);
      await page.locator('.said', {hasText: 'voorjaar van 2018'}).hover();
      await page.locator('.panel .relation', {hasText: 'Tweede Kamer'}).waitFor();
      await page.locator('.said', {hasText: 'drie pijlers'}).focus();
      await page.locator('.panel .relation', {hasText: 'onveiligheid voorkomen'}).waitFor();
      await page.keyboard.press('Enter');
      await page.locator('.said', {hasText: 'voorjaar van 2018'}).hover();
      assert.ok(await page.locator('.panel .relation', {hasText: 'onveiligheid voorkomen'}).isVisible());
      await page.getByRole('navigation', {name: 'Inhoud'}).getByRole('link', {name: /Rol en verantwoordelijkheid/}).click();
      await page.waitForURL(/at=/);
    }));

    test('shows tables as tables, with the amounts of a row, and goes to a page', () => at('#/read/document/kst-36410-XIV-2', async page => {
      const row = page.locator('.as-read tr.said', {hasText: 'Verplichtingen'}).first();
      await row.waitFor();
      assert.deepEqual((await row.locator('td').allInnerTexts()).map(t => t.trim()), ['Verplichtingen', '512.340', '498.100', '530.775']);
      await row.focus();
      await page.locator('.panel .amount', {hasText: '530.775.000'}).first().waitFor();
      await page.getByLabel('Pagina').fill('2');
      await page.keyboard.press('Enter');
      await page.waitForURL(/page=2/);
      assert.ok(await page.locator('#page-2').evaluate(e => e.getBoundingClientRect().top < innerHeight));
    }));
  });

  test('tells that the graph has changed, and shows it anew', async () => {
    const other = store();
    const token = join(other.folder, 'token');
    writeFileSync(token, 'a-token-that-is-long-enough-for-tests\n', {mode: 0o600});
    const served = await serve(other.db, '127.0.0.1:0', ['--token-file', token]);
    const {page, faults, visit, context} = await open(browser, served.address);
    const listening = page.waitForEvent('websocket').then(ws => ws.waitForEvent('framesent', f => String(f.payload).includes('"subscribe"')));
    await visit('#/entity/policy/gbvs');
    await listening;
    const reply = await page.request.post(`${served.address}/graphql`, {
      headers: {Authorization: 'Bearer a-token-that-is-long-enough-for-tests'},
      data: {query: 'mutation { refuseCandidate(a: "organisation/navo", b: "organisation/ovse") { decision { verdict } } }'},
    });
    assert.equal((await reply.json()).errors, undefined);
    await page.getByRole('button', {name: 'Vernieuwen'}).click();
    await page.getByRole('heading', {level: 1, name: /Geïntegreerde/}).waitFor();
    assert.equal(await page.getByRole('button', {name: 'Vernieuwen'}).count(), 0);
    assert.deepEqual(faults, []);
    await context.close();
    await served.stop();
    other.remove();
  });

  /** Opens an address whose scripts do not come before a test lets them. */
  const withoutScripts = async (hash, look, prepare = () => undefined) => {
    let come;
    const held = new Promise(done => (come = done));
    const {page, faults, context} = await open(browser, server.address);
    await page.route(/\/assets\/.*\.js$/, route => held.then(() => route.continue()));
    await page.addInitScript(prepare);
    await page.goto(`${server.address}/${hash}`, {waitUntil: 'commit'});
    await look(page, come);
    assert.deepEqual(faults, []);
    await context.close();
  };

  describe('before its script is there', () => {
    test('takes what is typed, keeps it with the place in it, and answers it', () => withoutScripts('', async (page, come) => {
      const box = page.getByRole('searchbox');
      await box.pressSequentially('veilgheid');
      for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowLeft');
      come();
      await page.waitForURL(/q=veilgheid/);
      await page.locator('.found .hits li').first().waitFor();
      await page.keyboard.type('i');
      await page.waitForURL(/q=veiligheid/);
      assert.equal(await box.inputValue(), 'veiligheid');
      await page.locator('.found mark').first().waitFor();
    }));

    test('has the language and the theme that the reader chose', () => withoutScripts('', async (page, come) => {
      await page.getByRole('link', {name: 'Find', exact: true}).waitFor();
      assert.deepEqual(await page.evaluate(() => [document.documentElement.lang, getComputedStyle(document.documentElement).colorScheme]), ['en', 'dark']);
      assert.equal(await page.locator('#q').getAttribute('placeholder'), JSON.parse(readFileSync(new URL('../src/i18n/en.json', import.meta.url), 'utf8'))['find.placeholder']);
      come();
      await page.locator('.found .hits li').first().waitFor();
      await page.getByRole('link', {name: 'Find', exact: true}).waitFor();
    }, () => {
      localStorage.setItem('lang', 'en');
      localStorage.setItem('theme', 'dark');
    }));

    test('shows nothing of Find to who goes elsewhere', () => withoutScripts('#/documents', async (page, come) => {
      await page.locator('noscript').waitFor({state: 'attached'});
      assert.equal(await page.locator('#q').count(), 0);
      come();
      await page.locator('.document-line').first().waitFor();
    }));
  });

  test('speaks English too, and stays with it', () => at('', async page => {
    await page.getByRole('button', {name: 'English'}).click();
    await page.getByRole('link', {name: 'Chapters'}).click();
    await page.getByRole('heading', {name: 'Chapters that lean on each other'}).waitFor();
    assert.equal(await page.evaluate(() => document.documentElement.lang), 'en');
    await page.reload();
    await page.getByRole('heading', {name: 'Chapters that lean on each other'}).waitFor();
  }));

  test('may run nothing but its own scripts, and asks no other host', () => at('', async page => {
    const policy = (await page.request.get(`${server.address}/`)).headers()['content-security-policy'];
    assert.match(policy, /default-src 'none'/);
    assert.doesNotMatch(policy, /unsafe/);
    const html = await (await page.request.get(`${server.address}/`)).text();
    assert.doesNotMatch(html, /https?:\/\//);
  }));
});
