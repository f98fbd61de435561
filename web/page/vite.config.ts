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

// Puts the page as it is before any answer, in both languages, into the HTML, and the style that it takes: it can be
// painted, and the search box be typed into, before a script or another file is there. The server's policy allows what
// stands in the HTML by its hash (server/web.go).
function shell(): Plugin {
  return {
    name: 'shell',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      async handler(html, {bundle = {}}) {
        // What the page asks of a browser while it is drawn.
        Object.assign(globalThis, {location: {hash: ''}, document: {getElementById: () => null}});
        const {module} = await runnerImport<typeof import('./src/shell')>('./src/shell.tsx');
        const styled = html.replace(/<link rel="stylesheet"[^>]*href="\.\/([^"]+)"[^>]*>/g, (_, name: string) => {
          const file = bundle[name];
          if (file?.type !== 'asset') throw new Error(`${name} is no file of the build`);
          delete bundle[name];
          return `<style>${String(file.source)}</style>`;
        });
        return styled.replace(/<!--(nl|en)-->/g, (_, lang: 'nl' | 'en') => module.shell(lang));
      },
    },
  };
}

// Relative addresses, so that the page also works below any path of a proxy.
export default defineConfig({
  base: './',
  plugins: [ahead(), shell()],
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
