// Follows a subscription with the client of graphql-ws, and prints a line for what happens:
//   node follow-ws.mjs ws://127.0.0.1:8080/graphql 'subscription { changes { commit { number } } }' 2
// "ready" when all that follows will be heard, each answer as JSON, "closed CODE" when the
// connection ends. It ends after so many answers, or when the server closes.
import {createClient} from 'graphql-ws';
import WebSocket from 'ws';

const [url, query, count] = process.argv.slice(2);
const client = createClient({
  url, webSocketImpl: WebSocket, retryAttempts: 0, lazy: false,
  connectionParams: {client: 'test'},
  onNonLazyError: () => {},
  on: {closed: event => console.log(`closed ${event.code} ${event.reason}`)},
});
const answers = client.iterate({query});
const first = answers.next(); // the subscription is sent before the query below
for await (const answer of client.iterate({query: '{ __typename }'})) {
  if (answer.data.__typename === 'Query') console.log('ready');
}
try {
  let n = 0;
  for (let next = await first; !next.done; next = await answers.next()) {
    console.log(JSON.stringify(next.value));
    if (++n >= Number(count)) break;
  }
  await answers.return();
} catch (error) {
  console.log(`error ${JSON.stringify(error.code ? {code: error.code, reason: error.reason} : error)}`);
}
await client.dispose();
