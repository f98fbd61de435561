// Starts GraphiQL on the API of the server that handed out this page.
// An address may carry a question: ?query=...&variables=...
const asked = new URLSearchParams(location.search);
ReactDOM.createRoot(document.getElementById('graphiql')).render(
  React.createElement(GraphiQL, {
    fetcher: GraphiQL.createFetcher({url: new URL('../graphql', document.baseURI).href}),
    defaultTabs: questions,
    query: asked.get('query') ?? undefined,
    variables: asked.get('variables') ?? undefined,
  }),
);
