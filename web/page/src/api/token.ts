import {createContext} from 'preact';
import {useContext} from 'preact/hooks';

const name = 'token';

/** The token that the reader entered, for as long as the tab is open; "" without one. */
export function token(): string {
  try {
    return sessionStorage.getItem(name) ?? held;
  } catch {
    return held;
  }
}

/** What holds where a browser forbids storage. */
let held = '';

/** Keeps a token, or forgets it when it is empty. It goes with every question from now on. */
export function setToken(value: string): void {
  held = value;
  try {
    if (value === '') sessionStorage.removeItem(name);
    else sessionStorage.setItem(name, value);
  } catch {
    // It holds until the page is loaded anew.
  }
}

/** The token, and what keeps or forgets one; whatever shows it follows. */
export const TokenContext = createContext<{token: string; set: (value: string) => void}>({token: '', set: () => undefined});
export const useToken = () => useContext(TokenContext);
