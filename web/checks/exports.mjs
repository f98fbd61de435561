// Reads a folder of exports with parsers written by others and prints what they found as
// one JSON object. What a parser refuses ends the program.
//
//   node exports.mjs FOLDER
//
// In the folder it leaves rewritten.nq: the N-Quads as n3 writes them.

import {readFileSync, writeFileSync, existsSync} from 'node:fs';
import {join} from 'node:path';
import {Parser, Writer} from 'n3';
import jsonld from 'jsonld';
import {parse as parseCSV} from 'csv-parse/sync';
import graphology from 'graphology';
import gexf from 'graphology-gexf';
import graphml from 'graphology-graphml';

const folder = process.argv[2];
const read = name => readFileSync(join(folder, name), 'utf8');
const found = {};

// The names of the graph and nothing else may be fetched.
const documentLoader = url => { throw new Error('an export names ' + url + ' to be fetched'); };

// canonical gives N-Quads in the one order and with the blank nodes' names that RDF Dataset
// Canonicalization gives them.
const canonical = nquads => jsonld.canonize(nquads, {algorithm: 'RDFC-1.0', inputFormat: 'application/n-quads'});
const asNQuads = quads => new Promise((resolve, reject) => {
  const w = new Writer({format: 'N-Quads'});
  w.addQuads(quads);
  w.end((err, text) => err ? reject(err) : resolve(text));
});

if (existsSync(join(folder, 'graph.nq'))) {
  const quads = new Parser({format: 'N-Quads'}).parse(read('graph.nq'));
  found.nquads = quads.length;
  writeFileSync(join(folder, 'rewritten.nq'), await asNQuads(quads));
}
for (const name of ['graph', 'description']) {
  if (!existsSync(join(folder, name + '.ttl'))) continue;
  const turtle = new Parser({format: 'Turtle'}).parse(read(name + '.ttl'));
  const fromTurtle = await canonical(await asNQuads(turtle));
  const fromJSON = await canonical(await jsonld.toRDF(JSON.parse(read(name + '.jsonld')), {format: 'application/n-quads', documentLoader}));
  writeFileSync(join(folder, name + '.turtle.nq'), fromTurtle);
  writeFileSync(join(folder, name + '.jsonld.nq'), fromJSON);
  found[name] = {triples: fromTurtle.split('\n').length - 1, same: fromTurtle === fromJSON};
}

// graph counts what a reader of graphs found, with the attributes of all nodes and edges.
const graph = g => ({
  nodes: g.order, edges: g.size,
  node: g.order > 0 ? g.getNodeAttributes(g.nodes()[0]) : null,
  edge: g.size > 0 ? g.getEdgeAttributes(g.edges()[0]) : null,
  words: g.mapEdges((_, a) => a.words),
});
const Multi = graphology.MultiDirectedGraph;
if (existsSync(join(folder, 'graph.gexf'))) found.gexf = graph(gexf.parse(Multi, read('graph.gexf')));
if (existsSync(join(folder, 'graph.graphml'))) found.graphml = graph(graphml.parse(Multi, read('graph.graphml')));

for (const table of ['nodes', 'edges', 'evidence', 'amounts', 'mentions', 'figures', 'neo4j-nodes', 'neo4j-relationships']) {
  if (!existsSync(join(folder, table + '.csv'))) continue;
  const rows = parseCSV(read(table + '.csv'), {columns: true});
  found[table] = {rows: rows.length, first: rows[0]};
}
process.stdout.write(JSON.stringify(found));
