// Two services of a newsroom, that add what it knows to what the graph knows.
import {createServer} from 'node:http';
import {buildSubgraphSchema} from '@apollo/subgraph';
import {graphql, parse} from 'graphql';

const link = names => `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ${JSON.stringify(names)})`;

/**
 * The notes on chapters. One is on a chapter that there is not, and one is on a chapter under
 * the id of something else. fact is the id of a relation that the first note is about.
 */
export function notes(fact) {
  const all = [
    {text: 'minder geld dan vorig jaar', about: {id: 'budget-chapter/V'}, fact: {id: fact}},
    {text: 'bestaat niet', about: {id: 'budget-chapter/XXX'}, fact: null},
    {text: 'is geen hoofdstuk', about: {id: 'policy/gbvs'}, fact: null},
  ];
  return buildSubgraphSchema([{
    typeDefs: parse(`
      ${link(['@key', '@shareable'])}
      type Query { notes: [Note!]! page: PageInfo! @shareable }
      type Note { text: String! about: BudgetChapter fact: Relation }
      type BudgetChapter @key(fields: "id") { id: ID! notes: [String!]! }
      type Relation @key(fields: "id", resolvable: false) { id: ID! }
      type PageInfo @shareable { hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String endCursor: String }`),
    resolvers: {
      Query: {notes: () => all, page: () => ({hasNextPage: false, hasPreviousPage: false})},
      BudgetChapter: {
        __resolveReference: ({id}) => ({id}),
        notes: ({id}) => all.filter(n => n.about.id === id).map(n => n.text),
      },
    },
  }]);
}

/** Who follows what: a field on every type of entity at once. */
export function desk() {
  return buildSubgraphSchema([{
    typeDefs: parse(`
      ${link(['@key', '@interfaceObject'])}
      type Query { followed: [Entity!]! }
      type Entity @interfaceObject @key(fields: "id") { id: ID! reporter: String }`),
    resolvers: {
      Query: {followed: () => [{id: 'policy/gbvs'}, {id: 'budget-chapter/X'}]},
      Entity: {
        __resolveReference: ({id}) => ({id}),
        reporter: ({id}) => (id.startsWith('place/') ? null : 'R. Bakker'),
      },
    },
  }]);
}

/** Serves a schema on a port of this machine. */
export async function serve(schema) {
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    const {query, variables, operationName} = JSON.parse(body);
    const answer = await graphql({schema, source: query, variableValues: variables, operationName});
    response.setHeader('Content-Type', 'application/json').end(JSON.stringify(answer));
  });
  await new Promise(done => server.listen(0, '127.0.0.1', done));
  return {url: `http://127.0.0.1:${server.address().port}/`, close: () => server.close()};
}
