import {useEffect, useRef, useState} from 'preact/hooks';
import {ApiError, ask} from '../api/client';
import {CancelDocument, JobFilesDocument, type FileStateFragment, type JobStateFragment} from '../api/generated';
import {useToken} from '../api/token';
import {useViewer} from '../api/viewer';
import {Failure} from '../parts/failure';
import {TokenForm} from '../parts/token-form';
import {go, href, type Route} from '../route';
import {useSettings} from '../settings';
import {follow, send} from './send';

/** Ingest: files are dropped or chosen, read by the server while one watches, and lead to what was found. */
export function IngestView({route}: {route: Route}) {
  const {t} = useSettings();
  const {token} = useToken();
  const viewer = useViewer();
  const [failed, fail] = useState<ApiError>();
  const [sending, setSending] = useState(false);
  const may = viewer.data?.viewer.mayIngest ?? false;
  const give = async (files: File[]) => {
    if (files.length === 0 || sending) return;
    fail(undefined);
    setSending(true);
    try {
      go(href('ingest', '', {job: await send(files)}));
    } catch (error) {
      fail(error instanceof ApiError ? error : new ApiError('fault', String(error)));
    } finally {
      setSending(false);
    }
  };
  const job = route.params.get('job');
  return (
    <>
      <h1>{t('nav.ingest')}</h1>
      <p class="lead">{t('ingest.what')}</p>
      <TokenForm why={t('ingest.token')} />
      {viewer.error && <Failure asked={viewer} />}
      {token !== '' && viewer.data && !may && <p class="note" role="alert">{t('ingest.may-not')}</p>}
      {may && <Drop give={give} sending={sending} />}
      {failed && <Failure asked={{error: failed, loading: false, retry: () => fail(undefined)}} />}
      {job && token !== '' && <Progress key={job} job={job} />}
    </>
  );
}

function Drop({give, sending}: {give: (files: File[]) => void; sending: boolean}) {
  const {t} = useSettings();
  const [over, setOver] = useState(false);
  return (
    <div
      class={`drop${over ? ' over' : ''}`}
      onDragOver={e => (e.preventDefault(), setOver(true))}
      onDragLeave={() => setOver(false)}
      onDrop={e => (e.preventDefault(), setOver(false), give([...(e.dataTransfer?.files ?? [])]))}
    >
      <label for="files">{t('ingest.drop')}</label>
      <input id="files" type="file" multiple disabled={sending} onChange={e => (give([...(e.currentTarget.files ?? [])]), (e.currentTarget.value = ''))} />
      <p class="quiet">{t('empty.kinds')}</p>
      {sending && <p role="status">{t('ingest.sending')}</p>}
    </div>
  );
}

function Progress({job}: {job: string}) {
  const {t} = useSettings();
  const {token} = useToken();
  const [state, setState] = useState<JobStateFragment>();
  const [files, setFiles] = useState<FileStateFragment[]>([]);
  const [failed, fail] = useState<ApiError>();
  const seen = useRef(new Map<string, FileStateFragment>());
  useEffect(() => follow(job, news => {
    for (const f of news.files) seen.current.set(f.file, f);
    setState(news.job);
    setFiles([...seen.current.values()]);
  }, fail), [job]);
  const ended = state !== undefined && state.status !== 'QUEUED' && state.status !== 'RUNNING';
  useEffect(() => {
    if (!ended) return;
    // All of it, for what was done before this page began to follow was no news.
    ask(JobFilesDocument, {id: job}, undefined, token).then(r => setFiles(r.job.files.nodes), fail);
  }, [ended]);
  if (failed) return <Failure asked={{error: failed, loading: false, retry: () => fail(undefined)}} />;
  if (!state) return <p class="quiet" role="status">{t('state.loading')}</p>;
  const going = !ended;
  const s = state.summary;
  return (
    <section class="job" aria-busy={going}>
      <h2>{t(`job.${state.status}`)}</h2>
      <progress value={state.done} max={Math.max(1, state.total)} aria-label={t('ingest.progress')} />
      <p role="status">{t('ingest.done', {done: state.done, total: state.total})}{state.current && `: ${state.current}`}</p>
      {state.error && <p class="quiet detail">{state.error}</p>}
      {going && <button type="button" onClick={() => void ask(CancelDocument, {id: job}).catch(e => fail(e as ApiError))}>{t('ingest.cancel')}</button>}
      {!going && <p>{t('ingest.found', {entities: s.entities, relations: s.relations, evidences: s.evidences})}</p>}
      <ul class="plain-list">
        {files.map(f => (
          <li key={f.file}>
            {f.document ? <a href={href('read', f.document.id)} lang="nl">{f.document.title}</a> : f.file}{' '}
            <small class="quiet">{t(`file.${f.status}`)}{f.status !== 'FAILED' && `, ${t('ingest.of', {entities: f.entities, relations: f.relations})}`}</small>
            {f.document && <> <a href={href('entity', f.document.id)}>{t('reader.entity')}</a></>}
            {f.error && <p class="detail">{f.error}</p>}
            {f.warnings.map(w => <p key={w} class="quiet detail">{w}</p>)}
          </li>
        ))}
      </ul>
    </section>
  );
}
