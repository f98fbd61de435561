import type {CodegenConfig} from '@graphql-codegen/cli';

// The types of every query of the page, made from the schema. `npm run generate` writes
// src/api/generated.ts, which is kept in the repository: CI fails when it is stale.
const config: CodegenConfig = {
  schema: '../../schema/*.graphqls',
  documents: 'src/queries/*.graphql',
  generates: {
    'src/api/generated.ts': {
      plugins: ['typescript-operations', 'typed-document-node'],
      config: {
        documentMode: 'string',
        enumsAsTypes: true,
        skipTypename: true,
        useTypeImports: true,
        mergeFragmentTypes: true,
        inlineFragmentTypes: 'combine',
        scalars: {Decimal: 'string', DateTime: 'string'},
      },
    },
  },
};
export default config;
