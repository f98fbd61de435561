import {ask} from '../api/client';
import {BetweenDocument, NeighbourhoodDocument, type EdgeFragment, type EntityType, type Predicate} from '../api/generated';
import {href, list, type Route} from '../route';

export interface GraphNode {
  id: string;
  type: EntityType;
  label: string;
}

export type GraphEdge = EdgeFragment & {object: {id: string}};

/** What is drawn. */
export interface Drawn {
  nodes: GraphNode[];
  edges: GraphEdge[];
  /** Whether a limit cut something off. */
  truncated: boolean;
  /** The ids and relations on the way that was asked for; empty when none was, or there is none. */
  way: Set<string>;
}

export interface Place {
  x: number;
  y: number;
}

export type LayoutName = 'force' | 'layered';

/** What is to be drawn and how; all of it stands in the address. */
export interface GraphState {
  from: string;
  depth: number;
  limit: number;
  expanded: string[];
  along: Predicate[];
  hidden: EntityType[];
  layout: LayoutName;
  pins: Map<string, Place>;
  to: string;
  selected: string;
}

export const defaultLimit = 150;

export function readState({params}: Route): GraphState {
  return {
    from: params.get('from') ?? '',
    depth: Math.min(6, Math.max(1, Number(params.get('depth')) || 1)),
    limit: Math.min(1000, Math.max(10, Number(params.get('limit')) || defaultLimit)),
    expanded: list(params, 'expand'),
    along: list(params, 'along') as Predicate[],
    hidden: list(params, 'hide') as EntityType[],
    layout: params.get('layout') === 'layered' ? 'layered' : 'force',
    pins: new Map(list(params, 'pin').map(p => p.split('@')).filter(p => p.length === 3).map(([id, x, y]) => [id!, {x: Number(x), y: Number(y)}])),
    to: params.get('to') ?? '',
    selected: params.get('select') ?? '',
  };
}

export function addressOf(s: GraphState): string {
  return href('graph', '', {
    from: s.from,
    depth: s.depth > 1 ? s.depth : '',
    limit: s.limit !== defaultLimit ? s.limit : '',
    expand: s.expanded,
    along: s.along,
    hide: s.hidden,
    layout: s.layout === 'layered' ? 'layered' : '',
    pin: [...s.pins].map(([id, p]) => `${id}@${Math.round(p.x)}@${Math.round(p.y)}`),
    to: s.to,
    select: s.selected,
  });
}

/** What must be asked anew when it changes; hiding, pinning and selecting ask nothing. */
export function questionOf(s: GraphState): string {
  return JSON.stringify([s.from, s.depth, s.limit, s.expanded, s.along, s.to]);
}

/** Fetches what lies around the start, around what was expanded, and the way to the other end. */
export async function fetchGraph(s: GraphState, signal: AbortSignal): Promise<Drawn> {
  const nodes = new Map<string, GraphNode>();
  const edges = new Map<string, GraphEdge>();
  const take = (part: {nodes: GraphNode[]; edges: EdgeFragment[]}) => {
    for (const n of part.nodes) nodes.set(n.id, {id: n.id, type: n.type, label: n.label});
    for (const e of part.edges) if (e.object) edges.set(e.id, e as GraphEdge);
  };
  const predicates = s.along.length > 0 ? s.along : null;
  const around = (id: string, depth: number) => ask(NeighbourhoodDocument, {id, depth, predicates, limit: s.limit}, signal);
  const parts = await Promise.all([around(s.from, s.depth), ...s.expanded.map(id => around(id, 1))]);
  for (const p of parts) take(p.neighbourhood);
  const way = new Set<string>();
  if (s.to !== '') {
    const between = await ask(BetweenDocument, {from: s.from, to: s.to}, signal);
    for (const p of between.path) {
      take(p);
      for (const x of [...p.nodes, ...p.edges]) way.add(x.id);
    }
  }
  return {nodes: [...nodes.values()], edges: [...edges.values()], truncated: parts.some(p => p.neighbourhood.truncated), way};
}

/** What of it is seen: without the hidden types, and without edges that then lack an end. */
export function seen(d: Drawn, s: GraphState): Drawn {
  const nodes = d.nodes.filter(n => n.id === s.from || !s.hidden.includes(n.type));
  const there = new Set(nodes.map(n => n.id));
  return {...d, nodes, edges: d.edges.filter(e => there.has(e.subject.id) && there.has(e.object.id))};
}
