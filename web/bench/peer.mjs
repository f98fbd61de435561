// PostGraphile over the tables of schema.sql, as its documentation has it for production: as a
// library under Node's own HTTP server, watching and explaining nothing. Says where it serves
// on standard output and ends when its input ends, so that it never outlives who started it.
import { createServer } from "node:http";
import { postgraphile } from "postgraphile";
import { makePgService } from "postgraphile/adaptors/pg";
import { PostGraphileAmberPreset } from "postgraphile/presets/amber";
import { grafserv } from "postgraphile/grafserv/node";

const pgl = postgraphile({
  extends: [PostGraphileAmberPreset],
  pgServices: [makePgService({ connectionString: process.env.BENCH_DATABASE, schemas: ["budget"], pubsub: false })],
  grafast: { explain: false },
  grafserv: { graphqlPath: "/graphql", watch: false, graphiql: false, websockets: false },
  disablePlugins: ["SwallowErrorsPlugin"],
});
const server = createServer();
server.on("error", (e) => {
  console.error(e.message);
  process.exit(1);
});
await pgl.createServ(grafserv).addTo(server);
server.listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}/graphql`));
process.stdin.resume();
process.stdin.on("end", () => process.exit(0));
