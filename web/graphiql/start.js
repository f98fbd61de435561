// Starts GraphiQL on the API of the server that handed out this page.
const first = `# Which chapters does an article extend to, and where does it say so?
{
  relations(filter: {predicates: [EXTENDS_TO]}, first: 10) {
    totalCount
    nodes {
      subject { id label }
      object { id label }
      evidence { text section document { id title } }
    }
  }
}
`;
// An address may carry a question: ?query=...&variables=...
const asked = new URLSearchParams(location.search);
ReactDOM.createRoot(document.getElementById('graphiql')).render(
  React.createElement(GraphiQL, {
    fetcher: GraphiQL.createFetcher({url: new URL('../graphql', document.baseURI).href}),
    defaultQuery: first,
    query: asked.get('query') ?? undefined,
    variables: asked.get('variables') ?? undefined,
  }),
);
