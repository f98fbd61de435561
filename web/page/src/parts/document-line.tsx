import type {ComponentChildren} from 'preact';
import type {DocumentLineFragment} from '../api/generated';
import {href} from '../route';
import {useSettings} from '../settings';

/** A document on a line: title (or the children in its place), what it is, and the way to read it. */
export function DocumentLine({document: d, children}: {document: DocumentLineFragment; children?: ComponentChildren}) {
  const {t} = useSettings();
  const facts = [
    d.kind && t(`document.${d.kind}`),
    d.chapter?.label,
    d.budgetYear,
    d.pages > 0 && t(d.pages === 1 ? 'document.page' : 'document.pages', {pages: d.pages}),
  ].filter(Boolean);
  return (
    <div class="document-line">
      <a href={href('read', d.id)} lang="nl">{children || d.title}</a>
      <small class="quiet">{facts.join(' · ')}</small>
    </div>
  );
}
