// Runs the audits of graphql-http against a server and prints what is not right:
//   node audit.mjs http://127.0.0.1:8080/graphql
// It fails when a MUST or SHOULD of the specification is not met.
import {auditServer} from 'graphql-http';

const url = process.argv[2];
const results = await auditServer({url});
let failed = 0;
for (const result of results) {
  if (result.status === 'ok') continue;
  console.log(`${result.status} ${result.id} ${result.name}: ${result.reason}`);
  if (result.status !== 'notice') failed++;
}
console.log(`${results.filter(r => r.status === 'ok').length} of ${results.length} audits are right`);
process.exit(failed ? 1 : 0);
