import type {ComponentType} from 'preact';
import {useEffect, useMemo, useRef, useState} from 'preact/hooks';
import {StartDocument, type StartQuery} from './api/generated';
import {useChanges} from './api/changes';
import {setToken, token as heldToken, TokenContext} from './api/token';
import {useLoad, useQuery} from './api/use';
import {EntityView} from './entity/view';
import {FindView} from './find/view';
import {useLater} from './later';
import {Empty} from './parts/empty';
import {Failure} from './parts/failure';
import {Lazy} from './parts/lazy';
import {href, useRoute, type Route, type ViewName} from './route';
import {keep, kept, message, SettingsContext, useSettings, type Lang, type MessageKey, type Theme} from './settings';
import {Vocabulary, VocabularyContext} from './vocabulary';

/** A view that has an address: what it shows, and whether it stands in the navigation. */
interface View {
  name: ViewName;
  title: MessageKey;
  navigation: boolean;
  show: ComponentType<{route: Route}>;
}

// A new view is a row here, and a name in route.ts.
const views: View[] = [
  {name: 'find', title: 'nav.find', navigation: true, show: FindView},
  {name: 'entity', title: 'nav.entity', navigation: false, show: EntityView},
  {name: 'graph', title: 'nav.graph', navigation: true, show: Lazy(() => import('./graph/view').then(m => m.GraphView))},
  {name: 'links', title: 'nav.links', navigation: true, show: Lazy(() => import('./links/view').then(m => m.LinksView))},
  {name: 'documents', title: 'nav.documents', navigation: true, show: Lazy(() => import('./reader/documents').then(m => m.DocumentsView))},
  {name: 'review', title: 'nav.review', navigation: true, show: Lazy(() => import('./review/view').then(m => m.ReviewView))},
  {name: 'ingest', title: 'nav.ingest', navigation: true, show: Lazy(() => import('./ingest/view').then(m => m.IngestView))},
  {name: 'compare', title: 'compare.title', navigation: false, show: Lazy(() => import('./compare/view').then(m => m.CompareView))},
  {name: 'read', title: 'nav.read', navigation: false, show: Lazy(() => import('./reader/view').then(m => m.ReaderView))},
];

export function App() {
  const [lang, setLang] = useState<Lang>(() => kept('lang', ['nl', 'en']));
  const [theme, setTheme] = useState<Theme>(() => kept('theme', ['auto', 'light', 'dark']));
  useEffect(() => {
    document.documentElement.lang = lang;
    keep('lang', lang);
  }, [lang]);
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme;
    keep('theme', theme);
  }, [theme]);
  const [token, hold] = useState(heldToken);
  const tokens = useMemo(() => ({token, set: (value: string) => (setToken(value), hold(value))}), [token]);
  const settings = useMemo(() => ({lang, theme, setLang, setTheme}), [lang, theme]);
  return (
    <SettingsContext.Provider value={settings}>
      <TokenContext.Provider value={tokens}><Frame /></TokenContext.Provider>
    </SettingsContext.Provider>
  );
}

/** Everything of the page but the reader's settings and token, which stand around it. */
export function Frame() {
  const {t, lang} = useSettings();
  const route = useRoute();
  const start = useQuery(StartDocument, {});
  const main = useRef<HTMLElement>(null);
  const view = views.find(v => v.name === route.view) ?? views[0]!;
  const first = useRef(true);
  useEffect(() => {
    document.title = `${message(lang, view.title)} · Rijksgraaf`;
    if (!first.current) {
      main.current?.focus({preventScroll: true});
      scrollTo(0, 0);
    }
    first.current = false;
  }, [route.view, route.id]);
  const nothing = start.data?.statistics.documents === 0;
  const changes = useChanges(nothing);
  const [shown, show] = useState(0);
  // Whoever watches the first documents come in need not ask for them.
  useEffect(() => {
    if (changes > 0 && nothing) start.retry();
  }, [changes]);
  const vocabulary = useMemo(() => (start.data ? new Vocabulary(start.data) : null), [start.data]);
  return (
    <>
      <a class="skip" href="#main" onClick={e => (e.preventDefault(), main.current?.focus())}>{t('nav.skip')}</a>
      <header class="top">
        <a class="wordmark" href={href('find')}>Rijksgraaf</a>
        <nav aria-label={t('nav.label')}>
          {views.filter(v => v.navigation).map(v => (
            <a key={v.name} href={href(v.name)} aria-current={v.name === view.name ? 'page' : undefined}>{t(v.title)}</a>
          ))}
        </nav>
        <Switches />
      </header>
      {changes > shown && (
        <p class="changed" role="status">
          {t('state.changed')} <button type="button" class="plain" onClick={() => (show(changes), start.retry())}>{t('state.renew')}</button>
        </p>
      )}
      <main id="main" ref={main} tabIndex={-1} class={`view-${view.name}`}>
        {start.error && <Failure asked={start} />}
        <VocabularyContext.Provider value={vocabulary}>
          {nothing && view.name !== 'ingest' ? <Empty /> : (vocabulary || view.name === 'find') && <view.show key={shown} route={route} />}
        </VocabularyContext.Provider>
        {!vocabulary && !start.error && <p class="quiet" role="status">{t('state.loading')}</p>}
      </main>
      <Foot start={start.data} />
    </>
  );
}

function Switches() {
  const {t, lang, theme, setLang, setTheme} = useSettings();
  const next: Record<Theme, Theme> = {auto: 'light', light: 'dark', dark: 'auto'};
  return (
    <div class="switches">
      <button type="button" class="plain" lang={lang === 'nl' ? 'en' : 'nl'} onClick={() => setLang(lang === 'nl' ? 'en' : 'nl')}>
        {lang === 'nl' ? 'English' : 'Nederlands'}
      </button>
      <button type="button" class="plain" onClick={() => setTheme(next[theme])}>{t(`theme.${theme}`)}</button>
    </div>
  );
}

function Foot({start}: {start?: StartQuery}) {
  const {t} = useSettings();
  const version = useLoad(useLater() ? 'version' : null, async signal => (await (await fetch('version', {signal})).text()).trim());
  return (
    <footer class="foot">
      {start && (
        <p>{t('foot.counts', {documents: start.statistics.documents, entities: start.statistics.entities, relations: start.statistics.relations, evidences: start.statistics.evidences})}</p>
      )}
      <p>
        <a href="graphiql/">GraphiQL</a> · <a href="graphql/schema">{t('foot.schema')}</a> · <a href="metrics">{t('foot.metrics')}</a>
        {version.data && <> · {t('foot.version', {version: version.data})}</>}
      </p>
    </footer>
  );
}
