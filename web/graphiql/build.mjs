// Copies GraphiQL, React and this page into the folder that the Go server embeds. There
// is nothing to compile: the packages ship files that a browser runs as they are.
import {copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {basename, dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, '..', '..', 'server', 'graphiql', 'dist');
const files = {
  'graphiql.min.js': 'node_modules/graphiql/graphiql.min.js',
  'graphiql.min.css': 'node_modules/graphiql/graphiql.min.css',
  'react.js': 'node_modules/react/umd/react.production.min.js',
  'react-dom.js': 'node_modules/react-dom/umd/react-dom.production.min.js',
  'index.html': 'index.html',
  'start.js': 'start.js',
};

rmSync(out, {recursive: true, force: true});
mkdirSync(out, {recursive: true});
for (const [name, from] of Object.entries(files)) copyFileSync(join(here, from), join(out, name));

// The questions that ship with the project, a tab each. A question without a name gets that
// of its file, since GraphiQL calls a tab by it.
const questions = join(here, '..', '..', 'testdata', 'queries');
const tabs = readdirSync(questions).filter(name => /^\d+-.*\.graphql$/.test(name)).sort().slice(0, 8).map(file => {
  const words = basename(file, '.graphql').split('-').slice(1);
  const name = words.map(w => w[0].toUpperCase() + w.slice(1)).join('');
  const variables = join(questions, file.replace('.graphql', '.variables.json'));
  return {
    query: readFileSync(join(questions, file), 'utf8').replace(/^\{/m, `query ${name} {`),
    variables: existsSync(variables) ? readFileSync(variables, 'utf8') : undefined,
  };
});
writeFileSync(join(out, 'questions.js'), `// The questions of testdata/queries.\nconst questions = ${JSON.stringify(tabs, null, 1)};\n`);

const licences = ['graphiql', 'react', 'react-dom'].map(name => {
  const {version, license} = JSON.parse(readFileSync(join(here, 'node_modules', name, 'package.json')));
  return `${name} ${version}, ${license}\n`;
});
const mit = readFileSync(join(here, 'node_modules', 'react', 'LICENSE'), 'utf8');
writeFileSync(join(out, 'LICENCES.txt'), licences.join('') + '\n' + mit);
console.log(`graphiql: ${Object.keys(files).length} files, ${tabs.length} questions`);
