import {later} from './later';
import {keep, kept} from './settings';
import fonts from './styles/fonts.css?url';

function fetchFonts(): void {
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = fonts;
  document.head.append(link);
}

/**
 * Brings the page's own letters. At somebody's first visit they come after the first view,
 * which does not share the line and the processor with them; afterwards the browser has them
 * and they come at once, so that nothing changes under the reader's eyes.
 */
export function letters(): void {
  if (kept('letters', ['', 'fetched']) === 'fetched') return fetchFonts();
  later(() => {
    fetchFonts();
    keep('letters', 'fetched');
  });
}
