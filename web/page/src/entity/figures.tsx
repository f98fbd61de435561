import {useState} from 'preact/hooks';
import type {FigureKind, FigureStage, SeriesFragment} from '../api/generated';
import {euros, useSettings} from '../settings';
import type {Entity} from './view';

interface Point {
  /** Under which number the article stood then. */
  id: string;
  year: number;
  stage: FigureStage;
  kind: FigureKind;
  value: string;
}

const stages: FigureStage[] = ['DRAFT', 'ADOPTED', 'FIRST_SUPPLEMENTARY', 'SECOND_SUPPLEMENTARY', 'OUTTURN'];
const kinds: FigureKind[] = ['EXPENDITURE', 'COMMITMENTS', 'RECEIPTS'];

/** The official figures of an article or chapter over the years; nothing where there are none. */
export function FiguresOf({entity: e}: {entity: Entity}) {
  const points = pointsOf(e);
  const {t} = useSettings();
  const there = kinds.filter(k => points.some(p => p.kind === k));
  const [kind, setKind] = useState<FigureKind>(there[0] ?? 'EXPENDITURE');
  if (there.length === 0) return null;
  const shown = points.filter(p => p.kind === kind);
  return (
    <section class="figures">
      <h2>{t('figures.title')}</h2>
      <div class="choice" role="group" aria-label={t('figures.kind')}>
        {there.map(k => <button key={k} type="button" aria-pressed={k === kind} onClick={() => setKind(k)}>{t(`kind.${k}`)}</button>)}
      </div>
      <Chart points={shown} title={`${t('figures.title')}: ${t(`kind.${kind}`)}`} />
      <details>
        <summary>{t('figures.table')}</summary>
        <Table points={shown} />
        {e.__typename === 'BudgetArticle' && e.figures && <Links series={e.figures} />}
      </details>
    </section>
  );
}

function pointsOf(e: Entity): Point[] {
  if (e.__typename === 'BudgetArticle') {
    return (e.figures?.standings ?? []).flatMap(s => s.figures.map(f => ({id: s.id, year: s.year, stage: f.stage, kind: f.kind, value: f.amount.value})));
  }
  if (e.__typename === 'BudgetChapter') {
    return (e.total?.standings ?? []).flatMap(s => s.totals.map(f => ({id: e.id, year: s.year, stage: f.stage, kind: f.kind, value: f.amount.value})));
  }
  return [];
}

/** Whether an article has nothing at a stage because its amounts stand under another number in the same year. */
function passedOn(p: Point, points: Point[]): boolean {
  return Number(p.value) === 0 && points.some(o => o.year === p.year && o.stage === p.stage && o.id !== p.id && Number(o.value) !== 0);
}

const width = 640;
const height = 190;
const left = 64;
const bottom = 24;

function Chart({points, title}: {points: Point[]; title: string}) {
  const {t, lang} = useSettings();
  const years = [...new Set(points.map(p => p.year))].sort((a, b) => a - b);
  const top = Math.max(...points.map(p => Number(p.value)), 1) * 1.08;
  const x = (year: number) => left + 16 + ((width - left - 32) * (year - years[0]!)) / Math.max(1, years.at(-1)! - years[0]!);
  const y = (value: number) => (height - bottom) * (1 - value / top) + 4;
  const there = stages.filter(s => points.some(p => p.stage === s));
  const ticks = [0, 0.5, 1].map(part => (top / 1.08) * part);
  return (
    <figure class="chart">
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={title}>
        {ticks.map(v => (
          <g key={v}>
            <line class="grid" x1={left} x2={width} y1={y(v)} y2={y(v)} />
            <text x={left - 6} y={y(v) + 4} text-anchor="end">{euros(lang, String(Math.round(v)), true)}</text>
          </g>
        ))}
        {years.map(year => <text key={year} x={x(year)} y={height - 4} text-anchor="middle">{year}</text>)}
        {there.map(stage => {
          const line = points.filter(p => p.stage === stage && !passedOn(p, points)).sort((a, b) => a.year - b.year);
          return (
            <g key={stage} class={`stage stage-${stage}`}>
              <polyline points={line.map(p => `${x(p.year)},${y(Number(p.value))}`).join(' ')} />
              {line.map((p, i) => (
                <circle key={i} cx={x(p.year)} cy={y(Number(p.value))} r={stage === 'OUTTURN' ? 4 : 2.5}>
                  <title>{`${p.year}, ${t(`figure-stage.${stage}`)}: ${euros(lang, p.value)}`}</title>
                </circle>
              ))}
            </g>
          );
        })}
      </svg>
      <figcaption class="legend-line">
        {there.map(stage => (
          <span key={stage} class={`stage stage-${stage}`}>
            <svg width="26" height="10" aria-hidden="true"><line x1="0" x2="26" y1="5" y2="5" /><circle cx="13" cy="5" r={stage === 'OUTTURN' ? 4 : 2.5} /></svg>
            {t(`figure-stage.${stage}`)}
          </span>
        ))}
      </figcaption>
    </figure>
  );
}

function Table({points}: {points: Point[]}) {
  const {t, lang} = useSettings();
  const years = [...new Set(points.map(p => p.year))].sort((a, b) => a - b);
  const there = stages.filter(s => points.some(p => p.stage === s));
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={t('figures.table')}>
      <table class="numbers">
        <thead><tr><th scope="col">{t('figures.year')}</th>{there.map(s => <th key={s} scope="col">{t(`figure-stage.${s}`)}</th>)}</tr></thead>
        <tbody>
          {years.map(year => (
            <tr key={year}>
              <th scope="row">{year}</th>
              {there.map(s => <td key={s}>{points.filter(p => p.year === year && p.stage === s).map(p => euros(lang, p.value)).join(' / ')}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** On what it rests that these years are one article; only where its number or year changed hands. */
function Links({series}: {series: SeriesFragment}) {
  const {t} = useSettings();
  const changed = series.links.filter(l => l.from.id !== l.to.id);
  if (changed.length === 0) return null;
  return (
    <>
      <p>{t('figures.links')}</p>
      <ul>{changed.map((l, i) => <li key={i}>{l.from.id.replace('budget-article/', '')} ({l.from.year}) → {l.to.id.replace('budget-article/', '')} ({l.to.year}): <span lang="en">{l.restsOn}</span></li>)}</ul>
    </>
  );
}
