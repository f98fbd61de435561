import {LinksDocument, MatrixDocument, type ChapterLinkKind, type MatrixQuery} from '../api/generated';
import {useQuery} from '../api/use';
import {EntityLink} from '../parts/entity-link';
import {Grounds} from '../parts/evidence';
import {Failure} from '../parts/failure';
import {go, href, list, type Route} from '../route';
import {euros, useSettings} from '../settings';

type Matrix = MatrixQuery['chapterMatrix'];
type Cell = Matrix['cells'][number];

const kinds: ChapterLinkKind[] = ['EXTENDS', 'MONEY', 'OFFICE', 'BODY', 'SHARED'];

interface State {
  year: number | null;
  kinds: ChapterLinkKind[];
  from: string;
  to: string;
}

function addressOf(s: State): string {
  return href('links', '', {year: s.year, kind: s.kinds, from: code(s.from), to: code(s.to)});
}

const code = (id: string) => id.replace('budget-chapter/', '');
const chapter = (c: string | null) => (c ? `budget-chapter/${c}` : '');

/** Which chapter leans on which: a matrix, and the words behind each cell. */
export function LinksView({route: {params}}: {route: Route}) {
  const {t} = useSettings();
  const state: State = {
    year: Number(params.get('year')) || null,
    kinds: list(params, 'kind') as ChapterLinkKind[],
    from: chapter(params.get('from')),
    to: chapter(params.get('to')),
  };
  const asked = useQuery(MatrixDocument, {year: state.year, kinds: state.kinds.length > 0 ? state.kinds : null});
  const years = [...new Set(asked.data?.documents.nodes.map(d => d.budgetYear).filter(y => y !== null))].sort();
  const toggle = (k: ChapterLinkKind) => go(addressOf({...state, kinds: state.kinds.includes(k) ? state.kinds.filter(x => x !== k) : [...state.kinds, k]}));
  return (
    <>
      <h1>{t('links.title')}</h1>
      <p class="lead">{t('links.what')}</p>
      {asked.error && <Failure asked={asked} smaller={{label: t('links.smaller'), act: () => go(addressOf({...state, kinds: ['EXTENDS', 'MONEY']}))}} />}
      <div class="bar">
        <label>{t('links.year')} <select value={state.year ?? ''} onChange={e => go(addressOf({...state, year: Number(e.currentTarget.value) || null}))}>
          <option value="">{t('links.years')}</option>
          {years.map(y => <option key={y} value={y}>{y}</option>)}
        </select></label>
        <div class="choice" role="group" aria-label={t('links.kinds')}>
          {kinds.map(k => <button key={k} type="button" aria-pressed={state.kinds.includes(k)} title={t(`link.${k}.what`)} onClick={() => toggle(k)}>{t(`link.${k}`)}</button>)}
        </div>
      </div>
      {asked.data && (asked.data.chapterMatrix.cells.length > 0 ? <Grid matrix={asked.data.chapterMatrix} state={state} /> : <p>{t('links.none')}</p>)}
      {state.from !== '' && <Statements state={state} />}
    </>
  );
}

function Grid({matrix, state}: {matrix: Matrix; state: State}) {
  const {t} = useSettings();
  const at = new Map(matrix.cells.map(c => [`${c.fromId} ${c.toId}`, c]));
  const most = Math.max(1, ...matrix.cells.map(c => c.links + c.shared));
  const rows = matrix.chapters.filter(r => matrix.cells.some(c => c.fromId === r.id));
  return (
    <>
      <div class="scroll" tabIndex={0} role="region" aria-label={t('links.title')}>
        <table class="matrix">
          <caption>{t('links.caption')}</caption>
          <thead>
            <tr>
              <td />
              {matrix.chapters.map(c => <th key={c.id} scope="col"><a href={href('entity', c.id)} title={c.chapter?.label}>{code(c.id)}</a></th>)}
            </tr>
          </thead>
          <tbody>
            {rows.map(row => (
              <tr key={row.id}>
                <th scope="row"><a href={href('entity', row.id)}>{code(row.id)}</a> <span lang="nl">{row.chapter?.label}</span></th>
                {matrix.chapters.map(column => (
                  <MatrixCell key={column.id} cell={at.get(`${row.id} ${column.id}`)} same={row.id === column.id} most={most} state={state} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <dl class="key">
        <div><dt class="one-sided">*</dt><dd>{t('links.one-sided')}</dd></div>
        <div><dt>?</dt><dd>{t('links.unread')}</dd></div>
        <div><dt>+n</dt><dd>{t('links.shared')}</dd></div>
      </dl>
    </>
  );
}

function MatrixCell({cell, same, most, state}: {cell?: Cell; same: boolean; most: number; state: State}) {
  const {t} = useSettings();
  if (same) return <td class="same" />;
  if (!cell) return <td class="none"><span class="unseen">0</span></td>;
  const chosen = state.from === cell.fromId && state.to === cell.toId;
  const mark = cell.oneSided ? (cell.otherRead ? '*' : '?') : '';
  const text = `${cell.links > 0 ? cell.links : ''}${mark}${cell.shared > 0 ? `+${cell.shared}` : ''}`;
  const strength = Math.ceil((4 * (cell.links + cell.shared)) / most);
  const label = t(cell.oneSided ? (cell.otherRead ? 'links.cell.one' : 'links.cell.unread') : 'links.cell', {from: code(cell.fromId), to: code(cell.toId), links: cell.links, shared: cell.shared});
  return (
    <td class={`cell strength-${strength}${cell.oneSided ? ' one-sided' : ''}`}>
      <a href={addressOf({...state, from: cell.fromId, to: cell.toId})} aria-current={chosen ? 'true' : undefined} title={label}><span>{text}</span><span class="unseen"> {label}</span></a>
    </td>
  );
}

/** The words behind a cell. */
function Statements({state}: {state: State}) {
  const {t, lang} = useSettings();
  const asked = useQuery(LinksDocument, {from: state.from, to: state.to || null, year: state.year, kinds: state.kinds.length > 0 ? state.kinds : null});
  if (asked.error) return <Failure asked={asked} />;
  const links = asked.data?.chapterLinks ?? [];
  return (
    <section class="statements" aria-busy={asked.loading}>
      <h2>{t('links.words', {from: code(state.from), to: code(state.to)})} <small>{links.length}</small></h2>
      {links.map((l, i) => (
        <div class="statement" key={i}>
          <p class="kicker">
            {t(`link.${l.kind}`)}
            {l.fromArticle && <> · <a href={href('entity', l.fromArticle.id)} lang="nl">{t('links.article', {number: l.fromArticle.number})} {l.fromArticle.label}</a></>}
            {l.about && <> · <EntityLink entity={l.about} /></>}
            {l.amount && <> · {euros(lang, l.amount.value)}</>}
            {l.oneSided && <> · <strong>{t(l.otherRead ? 'links.one-sided.short' : 'links.unread.short')}</strong></>}
          </p>
          <Grounds grounds={l.evidence} />
        </div>
      ))}
    </section>
  );
}
