import {defineConfig, runnerImport, type Plugin} from 'vite';

// Writes down what the page asks for at its bare address, for the server to answer in the page.
function ahead(): Plugin {
  return {
    name: 'ahead',
    apply: 'build',
    async generateBundle() {
      const {module} = await runnerImport<typeof import('./src/find/questions')>('./src/find/questions.ts');
      const questions = module.frontQuestions().map(q => ({query: q.query.toString().trim(), variables: q.variables}));
      this.emitFile({type: 'asset', fileName: 'ahead.json', source: JSON.stringify(questions)});
    },
  };
}

// Relative addresses, so that the page also works below any path of a proxy. Nothing that
// runs is put into the HTML: the server's policy forbids scripts and styles that stand in it.
export default defineConfig({
  base: './',
  plugins: [ahead()],
  build: {
    outDir: '../../server/page/dist',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: {polyfill: false},
    reportCompressedSize: false,
  },
  server: {proxy: {'/graphql': 'http://127.0.0.1:8080', '/graphiql': 'http://127.0.0.1:8080', '/id': 'http://127.0.0.1:8080'}},
});
