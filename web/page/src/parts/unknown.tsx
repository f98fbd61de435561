import {SuggestDocument} from '../api/generated';
import {useQuery} from '../api/use';
import {href} from '../route';
import {useSettings} from '../settings';
import {EntityLink} from './entity-link';

/** An address whose id the graph does not have: says so, and what may have been meant. */
export function Unknown({id}: {id: string}) {
  const {t} = useSettings();
  const words = id.split('/').slice(1).join(' ').replaceAll('-', ' ').trim();
  const asked = useQuery(SuggestDocument, words === '' ? null : {text: words});
  const near = asked.data?.search.nodes ?? [];
  return (
    <section class="nothing" role="alert">
      <h1>{t('unknown.title')}</h1>
      <p>{t('unknown.help', {id})}</p>
      {near.length > 0 && (
        <>
          <p>{t('find.nothing.near')}</p>
          <ul class="hits">{near.map(n => <li key={n.id}><EntityLink entity={n} /></li>)}</ul>
        </>
      )}
      <p><a href={href('find', '', {q: words})}>{t('unknown.find')}</a></p>
    </section>
  );
}
