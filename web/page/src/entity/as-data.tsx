import {EntityDocument} from '../api/generated';
import {useSettings} from '../settings';
import type {Entity} from './view';

/**
 * The same thing for programs: JSON, and the query that made the page, in GraphiQL. CSV
 * is made here from what the page has.
 */
export function AsData({entity: e, first}: {entity: Entity; first: number}) {
  const {t} = useSettings();
  const query = new URLSearchParams({query: EntityDocument.toString().trim(), variables: JSON.stringify({id: e.id, first})});
  return (
    <section class="as-data">
      <h2>{t('data.title')}</h2>
      <ul class="inline">
        <li><a href={`id/${e.id}`}>JSON</a></li>
        <li><a href={`data:text/csv;charset=utf-8,${encodeURIComponent(csv(e))}`} download={`${e.id.replaceAll('/', '-')}.csv`}>CSV</a></li>
        <li><a href={`data:text/turtle;charset=utf-8,${encodeURIComponent(turtle(e))}`} download={`${e.id.replaceAll('/', '-')}.ttl`}>Turtle</a></li>
        <li><a href={`graphiql/?${query}`}>{t('data.query')}</a></li>
      </ul>
      <p class="quiet">{e.iri}</p>
    </section>
  );
}

/** The relations of the page as comma-separated values, after RFC 4180. */
export function csv(e: Entity): string {
  const cell = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const rows = [['relation', 'subject', 'predicate', 'object', 'label', 'amount', 'unit', 'year', 'stage', 'kind', 'confidence']];
  for (const r of [...e.says.nodes, ...e.said.nodes]) {
    const amounts = r.amounts.length > 0 ? r.amounts : [null];
    for (const a of amounts) {
      rows.push([r.id, r.subject.id, r.predicate, r.object?.id ?? '', r.object?.label ?? '', a?.amount.value ?? '', a?.amount.unit ?? '',
        String(a?.year ?? ''), a?.stage ?? '', a?.kind ?? '', String(r.confidence)]);
    }
  }
  return rows.map(row => row.map(cell).join(',') + '\r\n').join('');
}

/** The relations between entities as Turtle, with the names that the graph's exports use. */
export function turtle(e: Entity): string {
  const base = e.iri.slice(0, e.iri.length - e.id.length);
  const iri = (id: string) => `<${base}${id}>`;
  const vocabulary = base.replace(/id\/$/, 'def/');
  const camel = (name: string) => name.toLowerCase().replace(/_(.)/g, (_, c: string) => c.toUpperCase());
  const text = (s: string) => JSON.stringify(s);
  const lines = [
    `@prefix rg: <${vocabulary}> .`,
    '@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .',
    '@prefix skos: <http://www.w3.org/2004/02/skos/core#> .',
    '',
    `${iri(e.id)} rdfs:label ${text(e.label)}@nl .`,
    ...e.aliases.map(a => `${iri(e.id)} skos:altLabel ${text(a)}@nl .`),
    ...[...e.says.nodes, ...e.said.nodes].filter(r => r.object !== null).map(r => `${iri(r.subject.id)} rg:${camel(r.predicate)} ${iri(r.object!.id)} .`),
  ];
  return lines.join('\n') + '\n';
}
