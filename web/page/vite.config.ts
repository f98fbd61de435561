import {defineConfig} from 'vite';

// Relative addresses, so that the page also works below a path of a proxy. Nothing is put
// into the HTML: the server's policy forbids scripts and styles that stand in it.
export default defineConfig({
  base: './',
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
