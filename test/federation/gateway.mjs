// Puts a server and two small services behind Apollo's gateway, and asks across them:
//   node gateway.mjs http://127.0.0.1:8080/graphql relation/… '{ notes { about { label } } }' …
// The relation is one that a note is about. It prints a line of JSON for what composition
// hints at, then one for each question: the answer, and in asked what the server was asked
// for it. It fails when the services do not compose.
import {composeServices} from '@apollo/composition';
import {ApolloGateway, RemoteGraphQLDataSource} from '@apollo/gateway';
import {parse} from 'graphql';
import {desk, notes, serve} from './services.mjs';

async function sdlOf(url) {
  const response = await fetch(url, {
    method: 'POST',
    headers: {'Content-Type': 'application/json'},
    body: JSON.stringify({query: '{ _service { sdl } }'}),
  });
  const {data, errors} = await response.json();
  if (errors) throw new Error(JSON.stringify(errors));
  return data._service.sdl;
}

const [graph, fact, ...questions] = process.argv.slice(2);
const small = [await serve(notes(fact)), await serve(desk())];
const services = [{name: 'rijksgraaf', url: graph}, {name: 'notes', url: small[0].url}, {name: 'desk', url: small[1].url}];
for (const s of services) s.typeDefs = parse(await sdlOf(s.url));
const {errors, hints, supergraphSdl} = composeServices(services);
if (errors) {
  for (const e of errors) console.error(`${e.extensions?.code}: ${e.message}`);
  process.exit(1);
}
console.log(JSON.stringify(hints.map(h => `${h.definition.code} ${h.message}`)));

let asked = [];
class Source extends RemoteGraphQLDataSource {
  willSendRequest({request}) {
    if (this.url === graph) asked.push(request.query);
  }
}
const gateway = new ApolloGateway({
  supergraphSdl,
  buildService: ({url}) => new Source({url}),
  logger: {debug() {}, info() {}, warn: console.error, error: console.error},
});
const {executor, schema} = await gateway.load();
for (const query of questions) {
  asked = [];
  const answer = await executor({
    document: parse(query), queryHash: query, request: {query}, operationName: null, context: {}, metrics: {}, schema, logger: console,
    cache: {get: async () => undefined, set: async () => {}, delete: async () => true},
  });
  console.log(JSON.stringify({data: answer.data, errors: answer.errors, asked}));
}
await gateway.stop();
for (const s of small) s.close();
