// Writes the licences of what is in the page, lays packed files (gzip, brotli) beside each that is worth it, and holds the budget of the first view:
// index.html, with the style in it, and the scripts that it asks for, packed, may not be more than 300 kB.
import {mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {brotliCompressSync, gzipSync} from 'node:zlib';

const budget = 300_000;
const root = fileURLToPath(new URL('.', import.meta.url));
const dist = fileURLToPath(new URL('../../server/page/dist/', import.meta.url));
const packages = ['preact', 'graphql-ws', 'sigma', 'graphology', 'graphology-utils', 'graphology-layout-forceatlas2', 'events', '@dagrejs/dagre',
  '@fontsource-variable/source-serif-4', '@fontsource-variable/source-sans-3'];
const licences = packages.map(name => {
  const folder = join(root, 'node_modules', name);
  const {version, license} = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find(f => /^licen[cs]e/i.test(f));
  return `${name} ${version}, ${license}\n\n${file ? readFileSync(join(folder, file), 'utf8') : ''}`;
});
mkdirSync(join(dist, 'assets'), {recursive: true});
writeFileSync(join(dist, 'assets', 'LICENCES.txt'), licences.join('\n\n----\n\n'));

const packed = new Map();
for (const name of readdirSync(dist, {recursive: true})) {
  if (!/\.(js|css|svg|html)$/.test(name)) continue;
  const plain = readFileSync(join(dist, name));
  const small = gzipSync(plain, {level: 9});
  writeFileSync(join(dist, `${name}.gz`), small);
  writeFileSync(join(dist, `${name}.br`), brotliCompressSync(plain));
  packed.set(name, small.length);
}
const html = readFileSync(join(dist, 'index.html'), 'utf8');
const first = ['index.html', ...[...html.matchAll(/(?:src|href)="\.\/([^"]+\.(?:js|css))"/g)].map(m => m[1])];
const sum = first.reduce((n, name) => n + packed.get(name), 0);
console.log(`first view: ${first.length} files, ${(sum / 1000).toFixed(1)} kB packed; everything: ${([...packed.values()].reduce((a, b) => a + b) / 1000).toFixed(1)} kB`);
if (sum > budget) {
  console.error(`the first view is more than ${budget / 1000} kB`);
  process.exit(1);
}
