import type {DocumentLineFragment} from '../api/generated';
import {href} from '../route';
import {useSettings} from '../settings';
import {Marked} from './marked';

/** A document on a line: title, what it is, and the way to read it. */
export function DocumentLine({document: d, query = ''}: {document: DocumentLineFragment; query?: string}) {
  const {t} = useSettings();
  const facts = [
    d.kind && t(`document.${d.kind}`),
    d.chapter?.label,
    d.budgetYear,
    d.pages > 0 && t(d.pages === 1 ? 'document.page' : 'document.pages', {pages: d.pages}),
  ].filter(Boolean);
  return (
    <div class="document-line">
      <a href={href('read', d.id)} lang="nl"><Marked text={d.title} query={query} /></a>
      <small class="quiet">{facts.join(' · ')}</small>
    </div>
  );
}
