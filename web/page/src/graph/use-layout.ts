import {useEffect, useRef, useState} from 'preact/hooks';
import {nameLength} from './drawing';
import type {Done, Task} from './layout.worker';
import type {Drawn, GraphState, Place} from './model';

/** The places of what is drawn, worked out beside the page; null until they are there. */
export function useLayout(drawn: Drawn | null, state: GraphState): Map<string, Place> | null {
  const [places, set] = useState<Map<string, Place> | null>(null);
  const worker = useRef<Worker>(undefined);
  const turn = useRef(0);
  useEffect(() => {
    worker.current = new Worker(new URL('./layout.worker.ts', import.meta.url), {type: 'module'});
    worker.current.onmessage = (e: MessageEvent<Done>) => {
      if (e.data.turn === turn.current) set(new Map(e.data.places));
    };
    return () => worker.current?.terminate();
  }, []);
  useEffect(() => {
    if (!drawn) return;
    const task: Task = {
      turn: ++turn.current,
      layout: state.layout,
      nodes: drawn.nodes.map(n => ({id: n.id, width: 30 + 8 * Math.min(nameLength, n.label.length)})),
      edges: drawn.edges.map(e => ({from: e.subject.id, to: e.object.id, structure: e.predicate === 'PART_OF'})),
    };
    worker.current?.postMessage(task);
  }, [drawn, state.layout]);
  if (!places || !drawn || !drawn.nodes.every(n => places.has(n.id))) return null;
  // What is pinned stands where it was put, and moves nothing else.
  return state.pins.size === 0 ? places : new Map([...places].map(([id, p]) => [id, state.pins.get(id) ?? p]));
}
