import {useState} from 'preact/hooks';
import {CompareDocument, DocumentsDocument, type CompareQuery} from '../api/generated';
import {useQuery} from '../api/use';
import {Failure} from '../parts/failure';
import {go, href, type Route} from '../route';
import {useSettings} from '../settings';
import {PlaceOf} from './place';

type Place = NonNullable<CompareQuery['compare']>['places'][number];

/** What two documents say otherwise, article by article. */
export function CompareView({route: {params}}: {route: Route}) {
  const {t} = useSettings();
  const [from, to, article] = [params.get('from') ?? '', params.get('to') ?? '', params.get('article') ?? ''];
  const asked = useQuery(CompareDocument, from !== '' && to !== '' ? {from, to, article: article || null} : null);
  const c = asked.data?.compare;
  return (
    <>
      <h1>{t('compare.title')}</h1>
      <p class="lead">{t('compare.what')}</p>
      <Choice from={from} to={to} article={article} />
      <Failure asked={asked} />
      {asked.data && !c && <p>{t('compare.none')}</p>}
      {c && !c.differs && <p>{t('compare.same')}</p>}
      {c?.places.map((p, i) => <PlaceLine key={i} place={p} from={from} to={to} open={article !== '' || c.places.length === 1} />)}
    </>
  );
}

function Choice({from, to, article}: {from: string; to: string; article: string}) {
  const {t} = useSettings();
  const documents = useQuery(DocumentsDocument, {first: 1000});
  const set = (change: {from?: string; to?: string; article?: string}) => go(href('compare', '', {from, to, article, ...change}));
  const select = (name: 'from' | 'to', value: string) => (
    <label>
      {t(`compare.${name}`)}{' '}
      <select value={value} onChange={e => set({[name]: e.currentTarget.value})}>
        <option value="">{t('compare.choose')}</option>
        {documents.data?.documents.nodes.map(d => <option key={d.id} value={d.id}>{d.title}</option>)}
      </select>
    </label>
  );
  return (
    <div class="bar">
      {select('from', from)}
      {select('to', to)}
      {article !== '' && <button type="button" class="plain" onClick={() => set({article: ''})}>{t('compare.all')}</button>}
    </div>
  );
}

/** A place with what is counted of it; what it is of in particular is asked for when it is opened. */
function PlaceLine({place: p, from, to, open: first}: {place: Place; from: string; to: string; open: boolean}) {
  const {t} = useSettings();
  const [open, setOpen] = useState(first);
  const id = p.to?.id ?? p.from?.id;
  const name = [p.from, p.to].map(x => x && [x.number, x.title].filter(Boolean).join(' '));
  const heading = name[0] && name[1] && name[0] !== name[1] ? `${name[0]} → ${name[1]}` : name[1] || name[0] || t('compare.outside');
  const changed = p.counts.filter(n => n.gone + n.new + n.reworded + n.changed > 0);
  return (
    <section class="place">
      <h2 lang="nl">{heading}</h2>
      <p class="kicker">
        {!p.from && t('compare.only-to')}{!p.to && t('compare.only-from')}
        {p.basis && t(`basis.${p.basis}`)}
        {changed.length === 0 && ` · ${t('compare.unchanged')}`}
      </p>
      {changed.length > 0 && (
        <p class="counts">
          {changed.map(n => (
            <span key={n.topic}>
              {t(`topic.${n.topic}`)}{' '}
              <small>{[n.gone > 0 && `−${n.gone}`, n.new > 0 && `+${n.new}`, n.reworded + n.changed > 0 && `~${n.reworded + n.changed}`].filter(Boolean).join(' ')}</small>
            </span>
          ))}
        </p>
      )}
      {id && changed.length > 0 && !open && <button type="button" onClick={() => setOpen(true)}>{t('compare.open')}</button>}
      {id && open && <PlaceOf from={from} to={to} article={id} />}
    </section>
  );
}
