import {useCallback, useEffect, useRef, useState} from 'preact/hooks';
import {given} from './ahead';
import {ApiError, ask} from './client';
import type {TypedDocumentString} from './generated';

/** What a view knows of its question. */
export interface Asked<T> {
  data?: T;
  error?: ApiError;
  /** Seconds until it is asked again; only while the server is gone. */
  again?: number;
  loading: boolean;
  retry: () => void;
}

const waits = [1, 2, 4, 8, 15, 30];

/**
 * Runs load whenever key changes and keeps the last answer on show meanwhile. While the
 * server is gone it tries again, ever more slowly. A null key asks nothing. What have gives
 * at first is taken for the first answer: then the view is drawn at once.
 */
export function useLoad<T>(key: string | null, load: (signal: AbortSignal) => Promise<T>, have?: () => T | undefined): Asked<T> {
  const [state, set] = useState<{key: string | null; data?: T; error?: ApiError; again?: number}>(() => {
    const data = key === null ? undefined : have?.();
    return data === undefined ? {key: null} : {key, data};
  });
  const answered = useRef(state.data !== undefined);
  const [turn, setTurn] = useState(0);
  const failures = useRef(0);
  const latest = useRef(load);
  latest.current = load;
  useEffect(() => {
    if (key === null) return;
    if (answered.current) {
      answered.current = false;
      return;
    }
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const count = (left: number) => {
      set(s => ({...s, again: left}));
      timer = setTimeout(() => (left > 1 ? count(left - 1) : setTurn(n => n + 1)), 1000);
    };
    latest.current(stop.signal).then(
      data => {
        if (stop.signal.aborted) return;
        failures.current = 0;
        set({key, data});
      },
      (error: unknown) => {
        if (stop.signal.aborted) return;
        const known = error instanceof ApiError ? error : new ApiError('fault', String(error));
        set(s => ({key, data: s.key === key ? s.data : undefined, error: known}));
        if (known.trouble === 'gone') count(waits[Math.min(failures.current++, waits.length - 1)] ?? 30);
      },
    );
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [key, turn]);
  const retry = useCallback(() => setTurn(n => n + 1), []);
  const current = state.key === key;
  return {data: state.data, error: current ? state.error : undefined, again: current ? state.again : undefined, loading: key !== null && !current, retry};
}

/** Asks the API a question; null variables ask nothing. */
export function useQuery<T, V>(query: TypedDocumentString<T, V>, variables: V | null): Asked<T> {
  const key = variables === null ? null : query.toString() + JSON.stringify(variables);
  return useLoad(key, signal => ask(query, variables as V, signal), () => given(query, variables as V));
}
