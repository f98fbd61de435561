// Runs the audits of graphql-http against a server and prints what is not right:
//   node audit.mjs http://127.0.0.1:8080/graphql
// It fails when one of them is not right, or when the schema that tools such as GraphiQL
// ask for is none.
import {auditServer} from 'graphql-http';
import {assertValidSchema, buildClientSchema, getIntrospectionQuery} from 'graphql';

const url = process.argv[2];
const results = await auditServer({url});
let failed = 0;
for (const result of results) {
  if (result.status === 'ok') continue;
  console.log(`${result.status} ${result.id} ${result.name}: ${result.reason}`);
  failed++;
}
const response = await fetch(url, {
  method: 'POST',
  headers: {'Content-Type': 'application/json'},
  body: JSON.stringify({query: getIntrospectionQuery({descriptions: true, inputValueDeprecation: true})}),
});
assertValidSchema(buildClientSchema((await response.json()).data));
console.log(`${results.filter(r => r.status === 'ok').length} of ${results.length} audits are right`);
process.exit(failed ? 1 : 0);
