// Holds the schema to the Relay rules of @graphql-eslint and prints what they say of it:
//   node relay.mjs ../../schema
import {readFileSync, readdirSync} from 'node:fs';
import {dirname, join, resolve} from 'node:path';
import {Linter} from 'eslint';
import plugin from '@graphql-eslint/eslint-plugin';

const dir = resolve(process.argv[2]);
const files = readdirSync(dir).filter(f => f.endsWith('.graphqls')).sort();
const sdl = files.map(f => readFileSync(join(dir, f), 'utf8')).join('\n');
const linter = new Linter({cwd: dirname(dir)});
const messages = linter.verify(sdl, [{
  files: ['**/*.graphql'],
  plugins: {'@graphql-eslint': plugin},
  languageOptions: {parser: plugin.parser, parserOptions: {graphQLConfig: {schema: join(dir, '*.graphqls')}}},
  rules: {
    '@graphql-eslint/relay-arguments': ['error', {includeBoth: false}],
    '@graphql-eslint/relay-connection-types': 'error',
    '@graphql-eslint/relay-edge-types': ['error', {withEdgeSuffix: true, shouldImplementNode: false, listTypeCanWrapOnlyEdgeType: false}],
    '@graphql-eslint/relay-page-info': 'error',
    '@graphql-eslint/require-deprecation-reason': 'error',
  },
}], {filename: join(dirname(dir), 'schema.graphql')});
for (const m of messages) console.log(`${m.line}:${m.column} ${m.ruleId}: ${m.message}`);
console.log(`${messages.length} remarks on ${files.length} files`);
process.exit(messages.length ? 1 : 0);
