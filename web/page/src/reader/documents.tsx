import {DocumentsDocument, type DocumentLineFragment} from '../api/generated';
import {useQuery} from '../api/use';
import {DocumentLine} from '../parts/document-line';
import {Failure} from '../parts/failure';
import {href, type Route} from '../route';
import {number, useSettings} from '../settings';

/** Every document that was read, by chapter. */
export function DocumentsView(_: {route: Route}) {
  const {t, lang} = useSettings();
  const asked = useQuery(DocumentsDocument, {first: 1000});
  if (asked.error) return <Failure asked={asked} />;
  const nodes = asked.data?.documents.nodes ?? [];
  const total = asked.data?.documents.totalCount ?? 0;
  const chapters = new Map<string, DocumentLineFragment[]>();
  for (const d of nodes) {
    const name = d.chapter ? `${d.chapter.id.replace('budget-chapter/', '')} ${d.chapter.label}` : t('documents.none');
    chapters.set(name, [...(chapters.get(name) ?? []), d]);
  }
  return (
    <>
      <h1>{t('nav.documents')} <small>{number(lang, total)}</small></h1>
      {total > 1 && <p class="do"><a class="button" href={href('compare')}>{t('documents.compare')}</a></p>}
      {[...chapters].map(([name, list]) => (
        <section class="group" key={name}>
          <h2 lang="nl">{name}</h2>
          {list.map(d => <DocumentLine key={d.id} document={d} />)}
        </section>
      ))}
      {total > nodes.length && <p class="quiet">{t('more.documents', {count: number(lang, total - nodes.length)})}</p>}
    </>
  );
}
