import {useEffect, useState} from 'preact/hooks';

/** The views that have an address. */
export type ViewName = 'find' | 'entity' | 'graph' | 'links' | 'read' | 'documents' | 'compare' | 'review' | 'ingest';

/** Where the reader is: everything that a view shows can be made from it. */
export interface Route {
  view: ViewName;
  /** An id of the graph, for the views of one thing; may be empty. */
  id: string;
  params: URLSearchParams;
}

const views: readonly string[] = ['find', 'entity', 'graph', 'links', 'read', 'documents', 'compare', 'review', 'ingest'];

/** Reads an address such as #/read/document/kst-36360-V-1?at=972-1200; what it does not know is find. */
export function parse(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#?\/?/, '').split(/\?(.*)/s);
  const [view = '', ...rest] = path.split('/');
  const params = new URLSearchParams(query);
  if (!views.includes(view)) return {view: 'find', id: '', params};
  return {view: view as ViewName, id: rest.map(decode).join('/'), params};
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

type Params = Record<string, string | number | string[] | null | undefined> | URLSearchParams;

/** The address of a view. Empty parameters are left out; a list is joined by commas. */
export function href(view: ViewName, id = '', params: Params = {}): string {
  const all = params instanceof URLSearchParams ? params : new URLSearchParams();
  if (!(params instanceof URLSearchParams)) {
    for (const [name, value] of Object.entries(params)) {
      const text = Array.isArray(value) ? value.join(',') : String(value ?? '');
      if (text !== '') all.set(name, text);
    }
  }
  const query = all.toString().replaceAll('%2C', ',').replaceAll('%2F', '/');
  const path = id === '' ? '' : '/' + id.split('/').map(encodeURIComponent).join('/');
  return `#/${view}${path}${query === '' ? '' : `?${query}`}`;
}

/** Goes to an address; replace leaves no step to go back to. */
export function go(to: string, replace = false): void {
  if (to === location.hash) return;
  if (replace) {
    history.replaceState(null, '', to);
    dispatchEvent(new HashChangeEvent('hashchange'));
  } else {
    location.hash = to;
  }
}

/** A parameter that is a list, joined by commas. */
export function list(params: URLSearchParams, name: string): string[] {
  return (params.get(name) ?? '').split(',').filter(x => x !== '');
}

/** Follows the address. */
export function useRoute(): Route {
  const [route, set] = useState(() => parse(location.hash));
  useEffect(() => {
    const changed = () => set(parse(location.hash));
    addEventListener('hashchange', changed);
    return () => removeEventListener('hashchange', changed);
  }, []);
  return route;
}
