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

/** Does something when what stands in the page now was painted. In a tab that nobody sees nothing is: then at once. */
export function afterPaint(act: () => void): void {
  if (document.hidden) act();
  else requestAnimationFrame(() => setTimeout(act));
}

/** Whether a view was painted; then nothing needs to wait for it. */
let viewed = false;

/** Whether the first view was painted without what asks this: what it can do without waits for that. */
export function useAfterPaint(): boolean {
  const [done, set] = useState(viewed);
  useEffect(() => {
    if (!done) afterPaint(() => set((viewed = true)));
  }, []);
  return done;
}

/** Whether the browser had nothing else to do yet. */
export function useLater(): boolean {
  const [come, set] = useState(false);
  useEffect(() => later(() => set(true)), []);
  return come;
}
