import {useId, useState} from 'preact/hooks';
import {SuggestDocument} from '../api/generated';
import {useQuery} from '../api/use';
import {EntityLink} from '../parts/entity-link';
import {EvidenceOf} from '../parts/evidence';
import {Glyph} from '../parts/glyph';
import {href} from '../route';
import {useSettings} from '../settings';
import {useVocabulary} from '../vocabulary';
import type {Drawn, GraphEdge, GraphNode, GraphState, Place} from './model';

interface Props {
  state: GraphState;
  set: (change: Partial<GraphState>) => void;
  drawn: Drawn;
  places: Map<string, Place> | null;
}

/** What is selected, and under it all that is drawn as a list: the way in without a mouse. */
export function Selected(props: Props) {
  const {state, drawn} = props;
  const {t} = useSettings();
  const node = drawn.nodes.find(n => n.id === state.selected);
  const edge = drawn.edges.find(e => e.id === state.selected);
  const start = drawn.nodes.find(n => n.id === state.from);
  return (
    <aside class="selected" aria-label={t('graph.selected')}>
      <div aria-live="polite">
        {node && <NodePanel {...props} node={node} />}
        {edge && <EdgePanel edge={edge} drawn={drawn} />}
        {!node && !edge && start && <><NodePanel {...props} node={start} /><p class="quiet">{t('graph.help')}</p></>}
      </div>
      <NodeList {...props} />
    </aside>
  );
}

function NodePanel({state, set, drawn, places, node}: Props & {node: GraphNode}) {
  const {t, lang} = useSettings();
  const vocabulary = useVocabulary();
  const edges = drawn.edges.filter(e => e.subject.id === node.id || e.object.id === node.id);
  const pinned = state.pins.has(node.id);
  const pin = () => {
    const pins = new Map(state.pins);
    const at = places?.get(node.id);
    if (pinned) pins.delete(node.id);
    else if (at) pins.set(node.id, at);
    set({pins});
  };
  return (
    <>
      <p class="kicker"><Glyph type={node.type} size={12} /> {vocabulary.type(node.type, lang)}</p>
      <h2 lang="nl"><a href={href('entity', node.id)}>{node.label}</a></h2>
      <p class="actions">
        {node.id !== state.from && !state.expanded.includes(node.id) && <button type="button" onClick={() => set({expanded: [...state.expanded, node.id]})}>{t('graph.expand')}</button>}
        {state.expanded.includes(node.id) && <button type="button" onClick={() => set({expanded: state.expanded.filter(x => x !== node.id)})}>{t('graph.collapse')}</button>}
        {node.id !== state.from && <button type="button" onClick={() => set({from: node.id, expanded: [], to: '', selected: ''})}>{t('graph.centre')}</button>}
        <button type="button" aria-pressed={pinned} onClick={pin}>{pinned ? t('graph.release') : t('graph.pin')}</button>
        {node.id !== state.from && state.to !== node.id && <button type="button" onClick={() => set({to: node.id})}>{t('graph.way-here')}</button>}
      </p>
      {node.id === state.from && <Way state={state} set={set} drawn={drawn} />}
      <ul class="edges">
        {edges.slice(0, 30).map(e => <li key={e.id}><EdgeButton edge={e} at={node.id} drawn={drawn} select={() => set({selected: e.id})} /></li>)}
      </ul>
      {edges.length > 30 && <p class="quiet">+{edges.length - 30}</p>}
    </>
  );
}

function labelOf(drawn: Drawn, id: string): string {
  return drawn.nodes.find(n => n.id === id)?.label ?? id;
}

/** An edge as it reads from the node at which it is shown. */
function EdgeButton({edge, at, drawn, select}: {edge: GraphEdge; at: string; drawn: Drawn; select: () => void}) {
  const {lang} = useSettings();
  const vocabulary = useVocabulary();
  const back = edge.object.id === at;
  return (
    <button type="button" class="plain edge" onClick={select}>
      <em>{vocabulary.predicate(edge.predicate, lang, back)}</em> <span lang="nl">{labelOf(drawn, back ? edge.subject.id : edge.object.id)}</span>
    </button>
  );
}

function EdgePanel({edge, drawn}: {edge: GraphEdge; drawn: Drawn}) {
  const {lang} = useSettings();
  const ends = [edge.subject.id, edge.object.id].map(id => drawn.nodes.find(n => n.id === id)).filter(n => n !== undefined);
  return (
    <>
      <p class="edge-head">{ends[0] && <EntityLink entity={ends[0]} />} <em>{edge[lang]}</em> {ends[1] && <EntityLink entity={ends[1]} />}</p>
      <EvidenceOf relation={edge.id} />
    </>
  );
}

/** Asks for the way to another thing. */
function Way({state, set, drawn}: {state: GraphState; set: Props['set']; drawn: Drawn}) {
  const {t} = useSettings();
  const [text, setText] = useState('');
  const id = useId();
  const asked = useQuery(SuggestDocument, text.trim().length > 1 ? {text: text.trim()} : null);
  if (state.to !== '') {
    return <p class="way">{t('graph.way-to', {label: labelOf(drawn, state.to)})} <button type="button" class="plain" onClick={() => set({to: ''})}>{t('graph.way-none')}</button></p>;
  }
  return (
    <div class="way">
      <label for={id}>{t('graph.way')}</label>
      <input id={id} type="search" value={text} autocomplete="off" onInput={e => setText(e.currentTarget.value)} />
      {text !== '' && <ul class="hits">{asked.data?.search.nodes.filter(n => n.id !== state.from).map(n => (
        <li key={n.id}><button type="button" class="plain" lang="nl" onClick={() => (setText(''), set({to: n.id}))}><Glyph type={n.type} /> {n.label}</button></li>
      ))}</ul>}
    </div>
  );
}

function NodeList({state, set, drawn}: Props) {
  const {t, lang} = useSettings();
  const vocabulary = useVocabulary();
  const sorted = [...drawn.nodes].sort((a, b) => vocabulary.typeOrder.indexOf(a.type) - vocabulary.typeOrder.indexOf(b.type) || a.label.localeCompare(b.label, 'nl'));
  return (
    <details class="node-list">
      <summary>{t('graph.list', {count: sorted.length})}</summary>
      <ul class="hits">
        {sorted.slice(0, 500).map(n => (
          <li key={n.id}>
            <button type="button" class="plain" aria-pressed={state.selected === n.id} onClick={() => set({selected: n.id})}>
              <Glyph type={n.type} /> <span lang="nl">{n.label}</span> <small class="quiet">{vocabulary.type(n.type, lang)}</small>
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
