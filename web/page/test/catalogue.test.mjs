import assert from 'node:assert/strict';
import {readdirSync, readFileSync} from 'node:fs';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';

const src = fileURLToPath(new URL('../src/', import.meta.url));
const catalogue = lang => JSON.parse(readFileSync(`${src}i18n/${lang}.json`, 'utf8'));
const [nl, en] = [catalogue('nl'), catalogue('en')];
const sources = readdirSync(src, {recursive: true}).filter(name => /\.tsx?$/.test(name)).map(name => readFileSync(src + name, 'utf8')).join('\n');

test('both languages have every message, with the same values in it', () => {
  assert.deepEqual(Object.keys(nl).sort(), Object.keys(en).sort());
  const values = text => (text.match(/\{\w+\}/g) ?? []).sort();
  for (const key of Object.keys(nl)) {
    assert.notEqual(nl[key].trim(), '', key);
    assert.notEqual(en[key].trim(), '', key);
    assert.deepEqual(values(nl[key]), values(en[key]), key);
  }
});

test('no message is without use', () => {
  const made = [...sources.matchAll(/`([a-z-]+)\.\$\{/g)].map(m => `${m[1]}.`);
  for (const key of Object.keys(nl)) {
    assert.ok(sources.includes(`'${key}'`) || made.some(start => key.startsWith(start)), `${key} is used nowhere`);
  }
});

test('the colours of the types are the same in styles and drawings', () => {
  const rows = [...readFileSync(`${src}glyphs.ts`, 'utf8').matchAll(/([A-Z_]+): \{shape: '(\w+)', light: '(#\w+)', dark: '(#\w+)'\}/g)];
  const styles = readFileSync(`${src}styles/types.css`, 'utf8');
  assert.equal(rows.length, 16);
  for (const [, type, , light, dark] of rows) assert.ok(styles.includes(`.type-${type} { --type: light-dark(${light}, ${dark}); }`), type);
});

test('types of one shape differ in colour, and every colour can be read on its paper', () => {
  const rows = [...readFileSync(`${src}glyphs.ts`, 'utf8').matchAll(/([A-Z_]+): \{shape: '(\w+)', light: '(#\w+)', dark: '(#\w+)'\}/g)];
  assert.equal(new Set(rows.map(r => r[2] + r[3])).size, rows.length);
  const light = hex => {
    const [r, g, b] = [1, 3, 5].map(i => parseInt(hex.slice(i, i + 2), 16) / 255).map(c => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a, b) => (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);
  for (const [, type, , onLight, onDark] of rows) {
    assert.ok(contrast(onLight, '#fbfaf6') >= 4.5, `${type} on light: ${contrast(onLight, '#fbfaf6')}`);
    assert.ok(contrast(onDark, '#17181a') >= 4.5, `${type} on dark: ${contrast(onDark, '#17181a')}`);
  }
});
