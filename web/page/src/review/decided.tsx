import type {ComponentChildren} from 'preact';
import {useSettings} from '../settings';
import type {Acting} from './act';

/** What every decision tells of itself. */
interface Told {
  who: string;
  date: string;
  note: string;
  warning: string | null;
}

/** A decision as a line of the list. */
interface Line {
  key: string;
  /** What was decided, of what. */
  says: ComponentChildren;
  /** What it is about, for who hears the button and does not see the line. */
  what: string;
  undo: () => unknown;
}

/** What was decided, the last first, each to be taken back. */
export function Decided<D extends Told>({decisions, line, acting}: {decisions: {totalCount: number; nodes: D[]}; line: (d: D) => Line; acting: Acting}) {
  const {t} = useSettings();
  if (decisions.totalCount === 0) return null;
  return (
    <section class="group decided">
      <h2>{t('review.decided')} <small>{decisions.totalCount}</small></h2>
      <ul class="plain-list">
        {[...decisions.nodes].reverse().map(d => {
          const {key, says, what, undo} = line(d);
          return (
            <li key={key}>
              {says}
              <small class="quiet"> {[d.who, d.date, d.note].filter(x => x !== '').join(', ')}</small>
              {d.warning && <small class="quiet"> ({d.warning})</small>}{' '}
              <button type="button" class="plain" disabled={!acting.may} onClick={undo}>{t('review.undo')}<span class="unseen"> {what}</span></button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
