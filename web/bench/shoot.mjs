// Asks a server as fast as it answers, with autocannon. Takes JSON on standard input: url,
// bodies, connections, seconds; gives JSON: requests a second, the times of answers in
// milliseconds (finer than autocannon's own, which are whole), and what went wrong.
import autocannon from "autocannon";
import { text } from "node:stream/consumers";

const { url, bodies, connections, seconds } = JSON.parse(await text(process.stdin));
const headers = { "content-type": "application/json", accept: "application/graphql-response+json, application/json" };
const times = [];
const started = performance.now();
const shot = autocannon({
  url,
  connections,
  duration: seconds,
  requests: bodies.map((body) => ({ method: "POST", headers, body })),
  verifyBody: (body) => !body.includes('"errors"'),
});
shot.on("response", (_client, _status, _bytes, time) => times.push(time));
const r = await shot;
const took = (performance.now() - started) / 1000;
times.sort((a, b) => a - b);
const at = (q) => times[Math.min(times.length - 1, Math.floor(times.length * q))] ?? 0;
console.log(JSON.stringify({
  answers: times.length, perSecond: times.length / Math.max(r.duration, 0.001), took,
  p50: at(0.5), p99: at(0.99), bytes: r.throughput.total / Math.max(times.length, 1),
  failed: r.errors + r.timeouts + r.non2xx + r.mismatches,
}));
