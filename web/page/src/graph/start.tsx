import {useId, useState} from 'preact/hooks';
import {BrowseDocument, SuggestDocument} from '../api/generated';
import {useQuery} from '../api/use';
import {Failure} from '../parts/failure';
import {Glyph} from '../parts/glyph';
import {href} from '../route';
import {useSettings} from '../settings';
import {useVocabulary} from '../vocabulary';

/** Where to begin: with what is looked for, or with what is spoken of most. */
export function Start() {
  const {t, lang} = useSettings();
  const vocabulary = useVocabulary();
  const [text, setText] = useState('');
  const id = useId();
  const found = useQuery(SuggestDocument, text.trim().length > 1 ? {text: text.trim()} : null);
  const most = useQuery(BrowseDocument, {filter: {types: ['BUDGET_ARTICLE', 'BUDGET_CHAPTER', 'POLICY', 'COALITION', 'ORGANISATION']}, documents: {kinds: []}, first: 24});
  const list = text.trim().length > 1 ? found.data?.search.nodes : most.data?.entities.nodes;
  return (
    <section class="graph-start">
      <h1>{t('graph.start')}</h1>
      <label for={id}>{t('graph.start.label')}</label>
      <input id={id} type="search" value={text} autocomplete="off" onInput={e => setText(e.currentTarget.value)} />
      <Failure asked={text.trim().length > 1 ? found : most} />
      {text.trim().length <= 1 && <h2>{t('graph.start.most')}</h2>}
      <ul class="hits columns-list">
        {list?.map(n => <li key={n.id}><a class="entity" href={href('graph', '', {from: n.id})} title={vocabulary.type(n.type, lang)}><Glyph type={n.type} /> <span lang="nl">{n.label}</span></a></li>)}
      </ul>
      {list?.length === 0 && <p class="quiet">{t('find.nothing')}</p>}
    </section>
  );
}
