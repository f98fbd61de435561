import {useEffect, useState} from 'preact/hooks';

/** How long the browser may be busy before it is done all the same, in milliseconds. */
const patience = 2000;

/** Does something when the page has come and the browser has nothing else to do. Gives what calls it off. */
export function later(act: () => void): () => void {
  let off = false;
  const run = () => {
    if (!off) act();
  };
  // Safari has no requestIdleCallback.
  const idle = () => (typeof requestIdleCallback === 'function' ? requestIdleCallback(run, {timeout: patience}) : setTimeout(run, 200));
  if (document.readyState === 'complete') idle();
  else addEventListener('load', idle, {once: true});
  return () => {
    off = true;
  };
}

/** Whether that moment has come. */
export function useLater(): boolean {
  const [come, set] = useState(false);
  useEffect(() => later(() => set(true)), []);
  return come;
}
