import {useSettings} from '../settings';

/** The first run: nothing was taken in yet. Says what this is and how to begin. */
export function Empty() {
  const {t} = useSettings();
  return (
    <section class="empty">
      <h1>{t('empty.title')}</h1>
      <p class="lead">{t('empty.what')}</p>
      <h2>{t('empty.try')}</h2>
      <p>{t('empty.try.how')}</p>
      <pre><code>rijksgraaf demo</code></pre>
      <h2>{t('empty.own')}</h2>
      <p>{t('empty.own.how')}</p>
      <pre><code>{'rijksgraaf ingest begroting.pdf\nrijksgraaf serve'}</code></pre>
      <p class="quiet">{t('empty.kinds')}</p>
    </section>
  );
}
