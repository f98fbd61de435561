// Builds the front end of src as others build theirs: types from a server's schema by
// GraphQL Code Generator, then TypeScript's compiler, strict:
//   node build.mjs http://127.0.0.1:8080/graphql FOLDER
// FOLDER, below this one, gets the types and the programs as JavaScript, ready for node.
import {cpSync, rmSync, writeFileSync} from 'node:fs';
import {dirname, join, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';
import {spawnSync} from 'node:child_process';
import {generate} from '@graphql-codegen/cli';

const here = dirname(fileURLToPath(import.meta.url));
const [url, name] = process.argv.slice(2);
const out = resolve(here, name);
rmSync(out, {recursive: true, force: true});
cpSync(join(here, 'src'), join(out, 'src'), {recursive: true});
process.chdir(out);

await generate({
  schema: url,
  documents: ['src/**/*.ts'],
  silent: true,
  errorsOnly: true,
  generates: {
    'src/graphql/': {
      preset: 'client',
      presetConfig: {fragmentMasking: false},
      config: {useTypeImports: true, enumsAsTypes: true, emitLegacyCommonJSImports: false, strictScalars: true,
        scalars: {Decimal: 'string', DateTime: 'string', Upload: 'File', _Any: 'unknown', federation__FieldSet: 'string', link__Import: 'unknown'}},
    },
    'src/graphql/possible.ts': {plugins: ['fragment-matcher'], config: {useExplicitTyping: true}},
  },
}, true);
writeFileSync('tsconfig.json', JSON.stringify({
  compilerOptions: {strict: true, target: 'es2022', module: 'nodenext', rootDir: 'src', outDir: 'js', noEmitOnError: true, skipLibCheck: true, types: ['node']},
  include: ['src'],
}));
writeFileSync('package.json', '{"type": "module"}');
const tsc = spawnSync(process.execPath, [join(here, 'node_modules/typescript/bin/tsc')], {stdio: 'inherit'});
process.exit(tsc.status ?? 1);
