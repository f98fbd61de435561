import type {HighlightedFragment} from '../api/generated';
import {Points} from './points';

/** Words that were found, those that fit marked as the API says; its places are code points. */
export function Highlighted({snippet: s}: {snippet: HighlightedFragment}) {
  const points = new Points(s.text);
  const parts = [];
  let at = 0;
  for (const {start, end} of s.highlights) {
    if (start < at) continue;
    parts.push(points.slice(at, start), <mark key={start}>{points.slice(start, end)}</mark>);
    at = end;
  }
  parts.push(points.slice(at, points.length));
  return <>{parts}</>;
}
