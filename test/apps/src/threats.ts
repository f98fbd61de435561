// A page of a newsroom that lists threats, as a program: Apollo Client with a cache that
// knows a thing by its id, and lists that grow by pages. It prints what it saw as JSON:
//   node threats.js http://127.0.0.1:8080/graphql
import {createHash} from 'node:crypto';
import {ApolloClient, CombinedGraphQLErrors, HttpLink, InMemoryCache, gql} from '@apollo/client';
import {PersistedQueryLink} from '@apollo/client/link/persisted-queries';
import {relayStylePagination} from '@apollo/client/utilities';
import {graphql} from './graphql/gql.js';
import type {EntityType, ThreatsQuery} from './graphql/graphql.js';
import possible from './graphql/possible.js';

const threats = graphql(`
  query Threats($first: Int!, $after: String) {
    entities(filter: {types: [THREAT]}, first: $first, after: $after) {
      totalCount
      edges { cursor node { __typename id label type } }
      pageInfo { hasNextPage endCursor }
    }
  }
`);
const article = graphql(`
  query Article($id: ID!) {
    entity(id: $id) {
      id
      label
      ... on BudgetArticle {
        number
        year
        chapter { id code }
        extendsTo(first: 5) {
          edges { node { id exhaustive object { id label } amount { value unit } evidence { text page document { id kind } } } }
        }
      }
    }
  }
`);
const tooMany = graphql(`query TooMany { entities(first: 100000) { totalCount } }`);

const url = process.argv[2]!;
const sent: string[] = []; // the method of each request
const client = new ApolloClient({
  link: new PersistedQueryLink({
    sha256: text => createHash('sha256').update(text).digest('hex'),
    useGETForHashedQueries: true,
  }).concat(new HttpLink({
    uri: url,
    fetch: (to, how) => {
      sent.push(how?.method ?? 'GET');
      return fetch(to, how);
    },
  })),
  cache: new InMemoryCache({
    possibleTypes: possible.possibleTypes,
    typePolicies: {
      Query: {fields: {entities: relayStylePagination(['filter', 'orderBy'])}},
      Entity: {fields: {relations: relayStylePagination(['direction', 'filter'])}},
    },
  }),
});

// The first page, and on until there is no next.
const list = client.watchQuery({query: threats, variables: {first: 7}});
let pages = 1;
let page: ThreatsQuery = (await client.query({query: threats, variables: {first: 7}})).data!;
list.subscribe(() => {});
await list.refetch();
while (page.entities.pageInfo.hasNextPage) {
  page = (await list.fetchMore({variables: {after: page.entities.pageInfo.endCursor ?? null}})).data!;
  pages++;
}
const all = client.readQuery({query: threats, variables: {first: 7}})!.entities;
const types: EntityType[] = all.edges.map(e => e.node.type);

// What is in the cache is not asked for again.
const before = sent.length;
await client.query({query: threats, variables: {first: 7}});
const one = client.readFragment<{label: string}>({
  id: `${all.edges[8]!.node.__typename}:${all.edges[8]!.node.id}`,
  fragment: gql`fragment Name on Entity { label }`,
});
const again = sent.length - before;

const found = (await client.query({query: article, variables: {id: 'budget-article/V/2'}})).data!.entity;
let chapter: string | null = null;
const extends_: string[] = [];
if (found?.__typename === 'BudgetArticle') {
  const number: string = found.number;
  const year: number | null | undefined = found.year;
  // @ts-expect-error a number is no name: the types are none if this compiles
  const wrong: number = found.number;
  // @ts-expect-error there is no such field
  void [number, year, wrong, found.nothing];
  chapter = found.chapter?.code ?? null;
  for (const {node} of found.extendsTo.edges) {
    if (node.object && node.evidence[0]) extends_.push(node.object.label);
  }
}

let refused: unknown;
try {
  await client.query({query: tooMany});
} catch (error) {
  if (CombinedGraphQLErrors.is(error)) refused = error.errors[0]?.extensions?.code;
}
console.log(JSON.stringify({
  pages, total: all.totalCount, edges: all.edges.length, different: new Set(all.edges.map(e => e.node.id)).size,
  types: [...new Set(types)], again, cached: one?.label === all.edges[8]!.node.label,
  chapter, extends: extends_, refused, methods: [...new Set(sent)].sort(),
}));
client.stop();
