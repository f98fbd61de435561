import type {RelationLineFragment} from '../api/generated';
import {EntityLink} from '../parts/entity-link';
import {RelationLine} from '../parts/relation';
import {href} from '../route';
import {useSettings} from '../settings';
import type {Statement} from './text';

/** Relations of one subject with one predicate, together. */
function grouped(relations: RelationLineFragment[]): RelationLineFragment[][] {
  const groups = new Map<string, RelationLineFragment[]>();
  for (const r of relations) {
    const key = `${r.subject.id} ${r.predicate}`;
    groups.set(key, [...(groups.get(key) ?? []), r]);
  }
  return [...groups.values()];
}

/** What the sentence that is pointed at says. */
export function Panel({statements, held, close}: {statements: Statement[]; held: boolean; close: () => void}) {
  const {t, lang} = useSettings();
  const relations = [...new Map(statements.flatMap(s => s.relations).map(r => [r.id, r])).values()];
  const start = relations[0]?.subject;
  return (
    <aside class={`panel${relations.length > 0 ? ' has' : ''}`} aria-label={t('reader.panel')} aria-live="polite">
      <h2>{t('reader.panel')} {relations.length > 0 && <small>{relations.length}</small>}</h2>
      {relations.length === 0 && <p class="quiet">{t('reader.panel.help')}</p>}
      {grouped(relations.slice(0, 40)).map(list => (
        <div class="same" key={list[0]!.id}>
          <p><EntityLink entity={list[0]!.subject} /> <em>{list[0]![lang]}</em></p>
          {list.map(r => <RelationLine key={r.id} relation={r} without="subject" />)}
        </div>
      ))}
      {start && (
        <p class="actions">
          <a href={href('graph', '', {from: start.id})}>{t('entity.graph')}</a>
          {held && <button type="button" class="plain" onClick={close}>{t('reader.release')}</button>}
        </p>
      )}
    </aside>
  );
}
