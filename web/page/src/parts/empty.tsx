import {useEffect, useState} from 'preact/hooks';
import {forgetAhead} from '../api/ahead';
import {ApiError, ask} from '../api/client';
import {IngestDemoDocument} from '../api/generated';
import {useToken} from '../api/token';
import {useViewer} from '../api/viewer';
import {go, href} from '../route';
import {useSettings} from '../settings';
import {Failure} from './failure';
import {TokenForm} from './token-form';

/** The first run: nothing was taken in yet. Says what this is and how to begin. */
export function Empty() {
  const {t} = useSettings();
  useEffect(forgetAhead, []); // what was asked of an empty graph is no answer for later
  return (
    <section class="empty">
      <h1>{t('empty.title')}</h1>
      <p class="lead">{t('empty.what')}</p>
      <h2>{t('empty.try')}</h2>
      <Demo />
      <p>{t('empty.demo.look')}</p>
      <Commands text="rijksgraaf demo" />
      <h2>{t('empty.own')}</h2>
      <p>{t('empty.own.how')}</p>
      <Commands text={'rijksgraaf ingest begroting.pdf\nrijksgraaf serve'} />
      <p class="quiet">{t('empty.kinds')}</p>
      <p>{t('empty.drop')} <a class="button" href={href('ingest')}>{t('nav.ingest')}</a></p>
    </section>
  );
}

/** Offers the documents that the program brings along: a button for who may, and for others what it takes. */
function Demo() {
  const {t} = useSettings();
  const {token} = useToken();
  const viewer = useViewer();
  const [failed, fail] = useState<ApiError>();
  const [busy, setBusy] = useState(false);
  const may = viewer.data?.viewer.mayIngest ?? false;
  const begin = async () => {
    fail(undefined);
    setBusy(true);
    try {
      go(href('ingest', '', {job: (await ask(IngestDemoDocument, {})).ingestDemo.id}));
    } catch (error) {
      fail(error instanceof ApiError ? error : new ApiError('fault', String(error)));
      setBusy(false);
    }
  };
  return (
    <>
      <p>{t('empty.try.how')}</p>
      <p><button type="button" disabled={!may || busy} onClick={begin}>{t('empty.demo')}</button></p>
      {failed && <Failure asked={{error: failed, loading: false, retry: () => fail(undefined)}} />}
      <TokenForm why={t('empty.demo.token')} />
      {viewer.error && <Failure asked={viewer} />}
      {token !== '' && viewer.data && !may && <p class="note" role="alert">{t('ingest.may-not')}</p>}
      {!may && (
        <>
          <p>{t('empty.demo.other')}</p>
          <Commands text={'rijksgraaf token add --name ik --role editor\nrijksgraaf serve --tokens tokens.tsv --write'} />
        </>
      )}
    </>
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
