// What needs a token: deciding what is one thing, and taking in documents.
import assert from 'node:assert/strict';
import {after, before, describe, test} from 'node:test';
import {accepting, expired, launch, missing, open, secret, serve, store, writing} from './setup.mjs';

const skip = missing();
/** Enters a token in the form. */
async function enter(page, token = secret) {
  await page.getByLabel('Token', {exact: true}).fill(token);
  await page.getByRole('button', {name: 'Gebruiken'}).click();
  await page.getByText('Er is een token opgegeven').waitFor();
}

describe('with a token', {skip}, () => {
  let data, server, browser;
  before(async () => {
    data = store();
    server = await writing(data);
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
    data?.remove();
  });
  const at = async (hash, look) => {
    const o = await open(browser, server.address);
    try {
      await o.visit(hash);
      await look(o.page, o);
    } finally {
      await o.context.close();
    }
  };

  test('candidates stand side by side with their words, and are refused, taken back and accepted', () => at('#/review', async (page, {faults}) => {
    const card = page.locator('.candidate', {hasText: 'Expertise-centrum Digitale Dreigingen'});
    await card.waitFor();
    assert.equal(await card.locator('.pair > div').count(), 2);
    assert.ok(await card.locator('blockquote').count() >= 2);
    assert.ok(await card.getByRole('button', {name: 'Het is hetzelfde'}).isDisabled());
    await enter(page);
    await card.getByLabel('Waarom').fill('twee adressen');
    await card.getByRole('button', {name: 'Het zijn er twee'}).focus();
    await page.keyboard.press('Enter');
    await card.waitFor({state: 'detached'});
    const decided = page.locator('.decided li');
    assert.match(await decided.innerText(), /iets anders dan.*twee adressen/s);
    await decided.getByRole('button', {name: /Terugnemen/}).click();
    await card.getByRole('button', {name: 'Het is hetzelfde'}).click();
    await card.waitFor({state: 'detached'});
    assert.match(await decided.innerText(), /is hetzelfde als/);
    await decided.getByRole('button', {name: /Terugnemen/}).click();
    await card.waitFor();
    assert.deepEqual(faults, []);
    await card.locator('blockquote a').first().click();
    await page.locator('.text mark').first().waitFor();
  }));

  test('a token that is not the server’s is refused in plain words, and nothing is changed', () => at('#/review', async page => {
    await enter(page, 'not-the-token-of-this-server-at-all');
    await page.getByRole('button', {name: 'Het zijn er twee'}).first().click();
    await page.getByText('Het token wordt niet aangenomen.').waitFor();
    assert.equal(await page.locator('.decided').count(), 0);
    await page.getByRole('button', {name: 'Token vergeten'}).click();
    await page.getByLabel('Token', {exact: true}).waitFor();
    assert.equal(await page.evaluate(() => sessionStorage.length), 0);
  }));

  test('why two may be one is told in the language of the page', () => at('#/review', async page => {
    const why = page.locator('.candidate', {hasText: 'Expertise-centrum Digitale Dreigingen'}).locator('.kicker');
    assert.match(await why.innerText(), /verschillen alleen in hoofdletters, accenten, streepjes of spaties/);
    await page.getByRole('button', {name: 'English'}).click();
    assert.match(await why.innerText(), /are the same but for capitals, accents, hyphens or spaces/);
  }));

  test('relations that are least sure come first, each with its words, and are confirmed, refused and taken back', () => at('#/review?part=relations', async (page, {visit, faults}) => {
    await page.locator('.unsure blockquote').first().waitFor();
    const sure = (await page.locator('.unsure .kicker').allInnerTexts()).map(t => parseInt(t, 10));
    assert.ok(sure.length >= 10);
    assert.deepEqual(sure, [...sure].sort((a, b) => a - b));
    const counted = async () => Number((await page.locator('.foot p').first().innerText()).match(/([\d.]+) relaties/)[1].replaceAll('.', ''));
    const before = await counted();
    const card = page.locator('.unsure').first();
    const name = await card.getAttribute('aria-label');
    const same = page.locator(`.unsure[aria-label=${JSON.stringify(name)}]`);
    const decided = page.locator('.decided > ul > li');
    assert.ok(await card.getByRole('button', {name: /^Klopt niet/}).isDisabled());
    await enter(page);
    await card.getByLabel('Waarom').fill('een bijzin');
    await card.getByRole('button', {name: /^Klopt niet/}).focus();
    await page.keyboard.press('Enter');
    await same.waitFor({state: 'detached'});
    assert.match(await decided.innerText(), /Verworpen.*een bijzin/s);
    // It is nowhere but among the decisions: the page, loaded anew, counts one relation less.
    await page.reload();
    await decided.waitFor();
    assert.equal(await counted(), before - 1);
    assert.equal(await same.count(), 0);
    await decided.getByRole('button', {name: /^Terugnemen/}).click();
    await same.waitFor();
    assert.equal(await decided.count(), 0);
    await same.getByRole('button', {name: /^Klopt(?! niet)/}).click();
    await same.waitFor({state: 'detached'});
    assert.match(await decided.innerText(), /Bevestigd/);
    // Whoever reads of it sees that somebody confirmed it.
    const subject = await decided.locator('.line a').first().getAttribute('href');
    await visit(subject);
    await page.locator('.confirmed').first().waitFor();
    await visit('#/review?part=relations');
    await decided.getByRole('button', {name: /^Terugnemen/}).click();
    await same.waitFor();
    assert.deepEqual(faults, []);
  }));

  test('a token that has ended is refused in plain words', async () => {
    const own = store();
    const other = await expired(own);
    const {page, visit, context} = await open(browser, other.address);
    try {
      await visit('#/review?part=relations');
      await enter(page);
      await page.locator('.unsure').first().getByRole('button', {name: /^Klopt niet/}).click();
      await page.getByText('Het token wordt niet aangenomen.').waitFor();
      assert.match(await page.locator('.failure .detail').innerText(), /the token has expired/);
      assert.equal(await page.locator('.decided').count(), 0);
      await visit('#/ingest');
      await page.getByText('Het token wordt niet aangenomen.').waitFor();
      assert.equal(await page.getByLabel('Sleep bestanden hierheen').count(), 0);
    } finally {
      await context.close();
      await other.stop();
      own.remove();
    }
  });

  test('files are dropped with the mouse', () => at('#/ingest', async (page, {faults}) => {
    await enter(page);
    const field = page.locator('.drop');
    await field.waitFor();
    const dragged = await page.evaluateHandle(() => {
      const data = new DataTransfer();
      data.items.add(new File(['Artikel 5: Rust\n\nDe Minister van Defensie werkt samen met de EU tegen terrorisme.\n'], 'gesleept.txt', {type: 'text/plain'}));
      return data;
    });
    await field.dispatchEvent('dragover', {dataTransfer: dragged});
    await page.locator('.drop.over').waitFor();
    await field.dispatchEvent('drop', {dataTransfer: dragged});
    await page.getByRole('heading', {name: 'Klaar'}).waitFor();
    assert.match(await page.locator('.job li').innerText(), /nieuw/);
    assert.equal(await page.locator('.drop.over').count(), 0);
    assert.deepEqual(faults, []);
  }));

  test('a file is read while one watches, and leads to what was found', () => at('#/ingest', async (page, {faults}) => {
    await enter(page);
    await page.getByLabel('Sleep bestanden hierheen').setInputFiles([
      {name: 'nieuw.txt', mimeType: 'text/plain', buffer: Buffer.from('Artikel 4: Vrede\n\nDe Minister van Defensie werkt samen met de NAVO tegen terrorisme.\n')},
      {name: 'kapot.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\nniets meer')},
    ]);
    await page.getByRole('heading', {name: 'Klaar'}).waitFor();
    await page.getByText('2 van 2 bestanden gelezen').waitFor();
    assert.match(await page.locator('.job li', {hasText: 'kapot.pdf'}).innerText(), /niet ingelezen/);
    await page.locator('.job li a').first().click();
    await page.locator('.text', {hasText: /werkt samen met de NAVO/}).waitFor();
    assert.deepEqual(faults, []);
  }));

  test('a wrong token takes in nothing', () => at('#/ingest', async page => {
    await enter(page, 'not-the-token-of-this-server-at-all');
    await page.getByText('Het token wordt niet aangenomen.').waitFor();
    assert.equal(await page.getByLabel('Sleep bestanden hierheen').count(), 0);
  }));

  test('an empty store leads to ingesting', async () => {
    const empty = store({empty: true});
    const other = await serve(empty.db);
    const {page, visit, faults, context} = await open(browser, other.address);
    await visit('');
    await page.locator('.empty').getByRole('link', {name: 'Inlezen'}).click();
    await page.getByRole('heading', {level: 1, name: 'Inlezen'}).waitFor();
    assert.deepEqual(faults, []);
    await context.close();
    await other.stop();
    empty.remove();
  });

  test('the first run offers the demo’s documents, and leads to what is in them', async () => {
    const empty = store({empty: true});
    const other = await accepting(empty);
    const {page, visit, faults, context} = await open(browser, other.address);
    try {
      await visit('');
      const button = page.getByRole('button', {name: 'Voorbeelden inlezen'});
      assert.ok(await button.isDisabled());
      await page.getByText('rijksgraaf token add').waitFor();
      await enter(page);
      await button.click();
      await page.getByRole('heading', {name: 'Klaar'}).waitFor();
      await page.getByText('6 van 6 bestanden gelezen').waitFor();
      await page.getByRole('link', {name: 'Zoeken', exact: true}).click();
      await page.locator('.found .hits li').first().waitFor();
      assert.deepEqual(faults, []);
    } finally {
      await context.close();
      await other.stop();
      empty.remove();
    }
  });
});
