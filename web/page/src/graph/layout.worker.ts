import dagre from '@dagrejs/dagre';
import Graph from 'graphology';
import forceAtlas2 from 'graphology-layout-forceatlas2';
import type {LayoutName, Place} from './model';

/** What is to be laid out. The same task always gives the same places. */
export interface Task {
  turn: number;
  layout: LayoutName;
  nodes: {id: string; width: number}[];
  edges: {from: string; to: string; structure: boolean}[];
}

export interface Done {
  turn: number;
  places: [string, Place][];
}

onmessage = (e: MessageEvent<Task>) => {
  const places = e.data.layout === 'layered' ? layered(e.data) : force(e.data);
  const widths = new Map(e.data.nodes.map(n => [n.id, n.width]));
  postMessage({turn: e.data.turn, places: filling(apart(filling(places), widths))} satisfies Done);
};

/** A number from 0 to 1 that depends on the text alone: the seed of a thing's first place. */
function seeded(text: string): number {
  let h = 2166136261;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 16777619);
  h = Math.imul(h ^ (h >>> 15), 2246822507);
  h = Math.imul(h ^ (h >>> 13), 3266489909);
  return ((h ^ (h >>> 16)) >>> 0) / 4294967296;
}

function force({nodes, edges}: Task): [string, Place][] {
  const graph = new Graph({type: 'undirected', multi: false});
  const sorted = [...nodes].sort((a, b) => (a.id < b.id ? -1 : 1));
  for (const n of sorted) {
    const angle = 2 * Math.PI * seeded(n.id);
    const far = 100 * Math.sqrt(seeded(`${n.id} far`));
    graph.addNode(n.id, {x: far * Math.cos(angle), y: far * Math.sin(angle), size: 1});
  }
  for (const e of [...edges].sort((a, b) => (a.from + a.to < b.from + b.to ? -1 : 1))) {
    if (e.from !== e.to) graph.mergeEdge(e.from, e.to);
  }
  const size = graph.order;
  forceAtlas2.assign(graph, {
    iterations: size < 500 ? 400 : size < 2000 ? 150 : 60,
    settings: {gravity: 0.6, scalingRatio: 60, strongGravityMode: false, linLogMode: false, slowDown: 4, barnesHutOptimize: size > 600, adjustSizes: false, edgeWeightInfluence: 0},
  });
  return graph.mapNodes((id, a) => [id, {x: a['x'] as number, y: a['y'] as number}]);
}

/** Layers from the top down: what is part of a thing stands below it. */
function layered({nodes, edges}: Task): [string, Place][] {
  const graph = new dagre.graphlib.Graph({multigraph: true});
  graph.setGraph({rankdir: 'LR', nodesep: 8, ranksep: 140, marginx: 0, marginy: 0});
  graph.setDefaultEdgeLabel(() => ({}));
  for (const n of [...nodes].sort((a, b) => (a.id < b.id ? -1 : 1))) graph.setNode(n.id, {width: n.width, height: 18});
  for (const [i, e] of edges.entries()) {
    if (e.from === e.to) continue;
    const [above, below] = e.structure ? [e.to, e.from] : [e.from, e.to];
    graph.setEdge(above, below, {weight: e.structure ? 8 : 1, minlen: 1}, String(i));
  }
  dagre.layout(graph);
  return nodes.map(n => {
    const at = graph.node(n.id);
    // Screens count downwards, drawings upwards.
    return [n.id, {x: at.x ?? 0, y: -(at.y ?? 0)}];
  });
}

// The drawing is taller than wide: the names at its right edge need room on the screen.
const width = 800;
const height = 1000;

/** Stretches a drawing to one size, each way by itself: names need height between them more than a true form. */
function filling(places: [string, Place][]): [string, Place][] {
  const xs = places.map(([, p]) => p.x);
  const ys = places.map(([, p]) => p.y);
  const [left, bottom] = [Math.min(...xs), Math.min(...ys)];
  const wide = Math.max(...xs) - left;
  const high = Math.max(...ys) - bottom;
  return places.map(([id, p]) => [id, {x: wide > 0 ? ((p.x - left) / wide) * width : width / 2, y: high > 0 ? ((p.y - bottom) / high) * height : height / 2}]);
}

/** How far names stand from each other at least, from line to line. */
const line = 30;
/** More than these are not moved: there is no room for so many names anyhow. */
const most = 300;

/** Moves things up and down until no name lies over another thing or its name, as far as that goes. */
function apart(places: [string, Place][], widths: Map<string, number>): [string, Place][] {
  if (places.length > most) return places;
  const list = places.map(([id, p]) => ({id, x: p.x, y: p.y, width: widths.get(id) ?? 0})).sort((a, b) => a.y - b.y || (a.id < b.id ? -1 : 1));
  for (let round = 0; round < 80; round++) {
    let moved = false;
    for (const [i, a] of list.entries()) {
      for (const b of list.slice(i + 1)) {
        const lacks = line - Math.abs(a.y - b.y);
        if (lacks <= 0.5 || a.x > b.x + b.width || b.x > a.x + a.width) continue;
        const up = a.y <= b.y ? -1 : 1;
        a.y += (up * lacks) / 2;
        b.y -= (up * lacks) / 2;
        moved = true;
      }
    }
    if (!moved) break;
  }
  return list.map(n => [n.id, {x: n.x, y: n.y}]);
}
