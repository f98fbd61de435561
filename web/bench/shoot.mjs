// Asks a server as fast as it answers, with autocannon. Takes JSON on standard input: url,
// bodies, apart, connections, seconds; gives JSON: requests a second, the times of answers in
// milliseconds (finer than autocannon's own, which are whole), and what went wrong. With apart
// each connection has a part of the bodies to itself, else each goes through all of them.
import autocannon from "autocannon";
import { text } from "node:stream/consumers";

const { url, bodies, apart, connections, seconds } = JSON.parse(await text(process.stdin));
const headers = { "content-type": "application/json", accept: "application/graphql-response+json, application/json" };
const requests = bodies.map((body) => ({ method: "POST", headers, body }));
let client = 0;
const times = [];
let first, last;
const shot = autocannon({
  url,
  connections,
  duration: seconds,
  requests: apart ? requests.slice(0, 1) : requests,
  setupClient: (c) => {
    const mine = client++;
    if (apart) c.setRequests(requests.filter((_, i) => i % connections === mine));
  },
  verifyBody: (body) => !body.includes('"errors"'),
});
shot.on("response", (_client, _status, _bytes, time) => {
  last = performance.now();
  first ??= last - time; // autocannon's clock starts before it has put the requests together
  times.push(time);
});
const r = await shot;
times.sort((a, b) => a - b);
const at = (q) => times[Math.min(times.length - 1, Math.floor(times.length * q))] ?? 0;
console.log(JSON.stringify({
  answers: times.length, perSecond: times.length / Math.max((last - first) / 1000, 0.001),
  p50: at(0.5), p99: at(0.99), bytes: r.throughput.total / Math.max(times.length, 1),
  failed: r.errors + r.timeouts + r.non2xx + r.mismatches,
}));
