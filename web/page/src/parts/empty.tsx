import {useState} from 'preact/hooks';
import {href} from '../route';
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
      <Commands text="rijksgraaf demo" />
      <h2>{t('empty.own')}</h2>
      <p>{t('empty.own.how')}</p>
      <Commands text={'rijksgraaf ingest begroting.pdf\nrijksgraaf serve'} />
      <p class="quiet">{t('empty.kinds')}</p>
      <p>{t('empty.drop')} <a class="button" href={href('ingest')}>{t('nav.ingest')}</a></p>
    </section>
  );
}

/** Commands, and a button that copies them. */
function Commands({text}: {text: string}) {
  const {t} = useSettings();
  const [copied, set] = useState(false);
  return (
    <div class="commands">
      <pre tabIndex={0}><code>{text}</code></pre>
      <button type="button" onClick={() => void navigator.clipboard?.writeText(text).then(() => set(true), () => undefined)}>{copied ? t('empty.copied') : t('empty.copy')}</button>
    </div>
  );
}
