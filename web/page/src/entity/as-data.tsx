import {EntityDocument} from '../api/generated';
import {useSettings} from '../settings';
import type {Entity} from './view';

/** The forms in which the server has a thing, by what its address then ends in. */
const forms = [['json', 'JSON'], ['csv', 'CSV'], ['ttl', 'Turtle'], ['jsonld', 'JSON-LD']];

/** The same thing for programs, and the query that made this page, in GraphiQL. */
export function AsData({entity: e, first}: {entity: Entity; first: number}) {
  const {t} = useSettings();
  const query = new URLSearchParams({query: EntityDocument.toString().trim(), variables: JSON.stringify({id: e.id, first})});
  const address = `id/${e.id.split('/').map(encodeURIComponent).join('/')}`;
  return (
    <section class="as-data">
      <h2>{t('data.title')}</h2>
      <ul class="inline">
        {forms.map(([ending, name]) => <li key={ending}><a href={`${address}.${ending}`}>{name}</a></li>)}
        <li><a href={`graphiql/?${query}`}>{t('data.query')}</a></li>
      </ul>
      <p class="quiet">{e.iri}</p>
    </section>
  );
}
