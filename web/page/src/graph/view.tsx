import {useEffect, useMemo, useRef, useState} from 'preact/hooks';
import {useLoad} from '../api/use';
import {Failure} from '../parts/failure';
import {Unknown} from '../parts/unknown';
import {go, type Route} from '../route';
import {useSettings} from '../settings';
import {Canvas} from './canvas';
import {Controls} from './controls';
import {fetchGraph, addressOf, questionOf, readState, seen, type GraphState, type Place} from './model';
import {Selected} from './selected';
import {Start} from './start';
import {useLayout} from './use-layout';

/** The graph around a thing, to walk through. */
export function GraphView({route}: {route: Route}) {
  const {t} = useSettings();
  const state = readState(route);
  const set = (change: Partial<GraphState>, replace = false) => go(addressOf({...state, ...change}), replace);
  if (state.from === '') return <Start />;
  return (
    <>
      <h1 class="unseen">{t('nav.graph')}</h1>
      <GraphOf state={state} set={set} />
    </>
  );
}

function GraphOf({state, set}: {state: GraphState; set: (change: Partial<GraphState>, replace?: boolean) => void}) {
  const {t, lang} = useSettings();
  const asked = useLoad(questionOf(state), signal => fetchGraph(state, signal));
  const hidden = state.hidden.join(',');
  const drawn = useMemo(() => (asked.data ? seen(asked.data, state) : null), [asked.data, hidden, state.from]);
  const places = useLayout(drawn, state);
  const dark = useDark();
  const box = useRef<HTMLDivElement>(null);
  const pin = (id: string, place: Place) => set({pins: new Map([...state.pins, [id, place]])}, true);
  if (asked.error) return <Failure asked={asked} smaller={{label: t('graph.smaller'), act: () => set({limit: 50, depth: 1, expanded: []})}} />;
  if (asked.data && !asked.loading && asked.data.nodes.length === 0) return <Unknown id={state.from} />;
  return (
    <div class="graph" ref={box}>
      <Controls state={state} set={set} all={asked.data ?? null} drawn={drawn} places={places} dark={dark} />
      <div class="drawing" aria-busy={asked.loading || places === null}>
        {drawn && places && (
          <Canvas
            drawn={drawn} places={places} look={{dark, lang, selected: state.selected, from: state.from, pinned: new Set(state.pins.keys())}}
            select={id => set({selected: id})} pin={pin}
          />
        )}
        {(!drawn || !places) && <p class="quiet" role="status">{t('state.loading')}</p>}
        {drawn?.truncated && <p class="note">{t('graph.truncated', {count: drawn.nodes.length})} {state.limit < 1000 && <button type="button" class="plain" onClick={() => set({limit: Math.min(1000, state.limit * 3)})}>{t('graph.larger')}</button>}</p>}
        {state.to !== '' && drawn && drawn.way.size === 0 && <p class="note">{t('graph.no-way')}</p>}
      </div>
      {drawn && <Selected state={state} set={set} drawn={drawn} places={places} />}
    </div>
  );
}

/** Whether the page is dark now, by the reader's choice or the system's. */
function useDark(): boolean {
  const {theme} = useSettings();
  const system = useMemo(() => matchMedia('(prefers-color-scheme: dark)'), []);
  const [dark, set] = useState(system.matches);
  useEffect(() => {
    const changed = () => set(system.matches);
    system.addEventListener('change', changed);
    return () => system.removeEventListener('change', changed);
  }, [system]);
  return theme === 'auto' ? dark : theme === 'dark';
}
