import {useEffect, useState} from 'preact/hooks';
import {later} from '../later';
import {endpoint} from './client';
import {ChangesDocument, type ChangesSubscription} from './generated';

/**
 * Counts the changes of the graph from now on. Over a WebSocket, because browsers give a
 * host only six connections that stay open for events; without one nothing is counted. The
 * first view is drawn without it, unless it has nothing to show but what will come: at once.
 */
export function useChanges(atOnce: boolean): number {
  const [count, set] = useState(0);
  useEffect(() => {
    let stop: (() => void) | undefined;
    let left = false;
    const follow = async () => {
      const {createClient} = await import('graphql-ws');
      if (left) return;
      const client = createClient({url: endpoint().replace(/^http/, 'ws'), retryAttempts: Number.MAX_SAFE_INTEGER, retryWait: n => new Promise(done => setTimeout(done, Math.min(30_000, 1000 * 2 ** n)))});
      const end = client.subscribe<ChangesSubscription>(
        {query: ChangesDocument.toString()},
        {next: () => set(n => n + 1), error: () => undefined, complete: () => undefined},
      );
      stop = () => {
        end();
        void client.dispose();
      };
    };
    const begin = () => void follow().catch(() => undefined);
    const callOff = atOnce ? begin() : later(begin);
    return () => {
      left = true;
      callOff?.();
      stop?.();
    };
  }, []);
  return count;
}
