import type {EntityType, Predicate} from '../api/generated';
import {Glyph} from '../parts/glyph';
import {useSettings} from '../settings';
import {useVocabulary} from '../vocabulary';
import type {Drawn, GraphState, Place} from './model';
import {gexf, graphml, png, save, svg, type Scene} from './picture';

interface Props {
  state: GraphState;
  set: (change: Partial<GraphState>) => void;
  all: Drawn | null;
  drawn: Drawn | null;
  places: Map<string, Place> | null;
  dark: boolean;
}

/** How it is drawn, what is hidden, and how to take it away. */
export function Controls({state, set, all, drawn, places, dark}: Props) {
  const {t} = useSettings();
  return (
    <div class="controls">
      <div class="choice" role="group" aria-label={t('graph.layout')}>
        <button type="button" aria-pressed={state.layout === 'force'} onClick={() => set({layout: 'force'})}>{t('graph.force')}</button>
        <button type="button" aria-pressed={state.layout === 'layered'} onClick={() => set({layout: 'layered'})}>{t('graph.layered')}</button>
      </div>
      <div class="choice" role="group" aria-label={t('graph.depth')}>
        {[1, 2, 3].map(n => <button key={n} type="button" aria-pressed={state.depth === n} onClick={() => set({depth: n})}>{t(n === 1 ? 'graph.step' : 'graph.steps', {count: n})}</button>)}
      </div>
      {all && <Along state={state} set={set} />}
      {all && <Legend state={state} set={set} all={all} />}
      {state.pins.size > 0 && <button type="button" class="plain" onClick={() => set({pins: new Map()})}>{t('graph.unpin', {count: state.pins.size})}</button>}
      {drawn && places && <Take scene={{drawn, places, dark}} name={state.from} />}
    </div>
  );
}

/** Along which predicates is stepped: all, or those chosen. */
function Along({state, set}: {state: GraphState; set: Props['set']}) {
  const {t, lang} = useSettings();
  const vocabulary = useVocabulary();
  const toggle = (p: Predicate) => set({along: state.along.includes(p) ? state.along.filter(x => x !== p) : [...state.along, p], expanded: state.expanded});
  const there = new Map(vocabulary.start.statistics.relationsByPredicate.map(r => [r.predicate, r.count]));
  return (
    <details class="along">
      <summary>{t('graph.along')} {state.along.length > 0 && <small>{state.along.length}</small>}</summary>
      <fieldset>
        <legend class="unseen">{t('graph.along')}</legend>
        {vocabulary.predicateOrder.filter(p => there.has(p)).map(p => (
          <label key={p}>
            <input type="checkbox" checked={state.along.includes(p)} onChange={() => toggle(p)} /> <span>{vocabulary.predicate(p, lang)}</span>
          </label>
        ))}
      </fieldset>
    </details>
  );
}

/** The legend; its boxes hide a type. */
function Legend({state, set, all}: {state: GraphState; set: Props['set']; all: Drawn}) {
  const {t, lang} = useSettings();
  const vocabulary = useVocabulary();
  const counts = new Map<EntityType, number>();
  for (const n of all.nodes) counts.set(n.type, (counts.get(n.type) ?? 0) + 1);
  const toggle = (type: EntityType) => set({hidden: state.hidden.includes(type) ? state.hidden.filter(x => x !== type) : [...state.hidden, type]});
  return (
    <fieldset class="legend">
      <legend>{t('graph.legend')}</legend>
      {vocabulary.typeOrder.filter(type => counts.has(type)).map(type => (
        <label key={type}>
          <input type="checkbox" checked={!state.hidden.includes(type)} onChange={() => toggle(type)} />
          <Glyph type={type} size={12} />
          <span>{vocabulary.plural(type, lang)}</span>
          <small>{counts.get(type)}</small>
        </label>
      ))}
    </fieldset>
  );
}

function Take({scene, name}: {scene: Omit<Scene, 'lang'>; name: string}) {
  const {t, lang} = useSettings();
  const whole = {...scene, lang};
  const file = (ending: string) => `rijksgraaf-${name.replaceAll('/', '-')}.${ending}`;
  const text = (ending: string, type: string, content: string) => save(file(ending), new Blob([content], {type}));
  return (
    <div class="take" role="group" aria-label={t('graph.take')}>
      <span>{t('graph.take')}</span>
      <button type="button" class="plain" onClick={async () => save(file('png'), await png(whole))}>PNG</button>
      <button type="button" class="plain" onClick={() => text('svg', 'image/svg+xml', svg(whole))}>SVG</button>
      <button type="button" class="plain" onClick={() => text('gexf', 'application/gexf+xml', gexf(whole))}>GEXF</button>
      <button type="button" class="plain" onClick={() => text('graphml', 'application/graphml+xml', graphml(whole))}>GraphML</button>
    </div>
  );
}
