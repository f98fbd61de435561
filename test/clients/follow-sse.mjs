// Follows a subscription with the client of graphql-sse, and prints a line for what happens:
//   node follow-sse.mjs http://127.0.0.1:8080/graphql 'subscription { changes { commit { number } } }' 2
// "ready" when all that follows will be heard, then each answer as JSON. It ends after so
// many answers, or when the server closes.
import {createClient} from 'graphql-sse';

const [url, query, count] = process.argv.slice(2);
const client = createClient({
  url, retryAttempts: 0,
  fetchFn: async (...request) => {
    const response = await fetch(...request);
    console.log(response.ok ? 'ready' : `status ${response.status}`);
    return response;
  },
});
let n = 0;
try {
  for await (const answer of client.iterate({query})) {
    console.log(JSON.stringify(answer));
    if (++n >= Number(count)) break;
  }
  console.log('done');
} catch (error) {
  console.log(`error ${error.message}`);
}
client.dispose();
