// Starts GraphiQL on the API of the server that handed out this page, with a tab for each
// of the questions that ship with it. An address may carry another, which gets a tab
// before them: ?query=...&variables=...
const asked = new URLSearchParams(location.search);
const query = asked.get('query') ?? undefined;
const variables = asked.get('variables') ?? undefined;
ReactDOM.createRoot(document.getElementById('graphiql')).render(
  React.createElement(GraphiQL, {
    fetcher: GraphiQL.createFetcher({url: new URL('../graphql', document.baseURI).href}),
    defaultTabs: query === undefined ? questions : [{query, variables}, ...questions],
    query,
    variables,
  }),
);
