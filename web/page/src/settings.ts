import {createContext} from 'preact';
import {useContext, useEffect} from 'preact/hooks';
import en from './i18n/en.json';
import nl from './i18n/nl.json';

export type Lang = 'nl' | 'en';
export type Theme = 'auto' | 'light' | 'dark';
export type MessageKey = keyof typeof nl;

const catalogues: Record<Lang, Record<MessageKey, string>> = {nl, en};

/** A message in a language, its {names} filled in. */
export function message(lang: Lang, key: MessageKey, values: Record<string, string | number> = {}): string {
  return catalogues[lang][key].replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    return typeof value === 'number' ? number(lang, value) : value ?? '';
  });
}

const locales: Record<Lang, string> = {nl: 'nl-NL', en: 'en-GB'};

const formats = new Map<string, Intl.NumberFormat>();

/** What writes numbers in a language. To make one takes a browser longer than all that a view has it write. */
function format(lang: Lang, options: Intl.NumberFormatOptions = {}): Intl.NumberFormat {
  const key = lang + JSON.stringify(options);
  let made = formats.get(key);
  if (!made) formats.set(key, (made = new Intl.NumberFormat(locales[lang], options)));
  return made;
}

/** What stands between the thousands of a number. */
const groups: Record<Lang, string> = {nl: '.', en: ','};

/** A number as the language writes it. The first view has whole numbers only: these take no formatter. */
export function number(lang: Lang, n: number): string {
  return Number.isSafeInteger(n) ? String(n).replace(/\B(?=(\d{3})+$)/g, groups[lang]) : format(lang).format(n);
}

/** A part of one as a percentage, as the language writes it. */
export function percent(lang: Lang, part: number): string {
  return format(lang, {style: 'percent'}).format(part);
}

/** Euros as the language writes them: exact, or short (€ 188,7 mln.). */
export function euros(lang: Lang, value: string, short = false): string {
  const options: Intl.NumberFormatOptions = {style: 'currency', currency: 'EUR', maximumFractionDigits: value.includes('.') ? 2 : 0, minimumFractionDigits: 0};
  if (short) Object.assign(options, {notation: 'compact', maximumSignificantDigits: 4, maximumFractionDigits: undefined, minimumFractionDigits: undefined});
  return format(lang, options).format(value as unknown as number);
}

export interface Settings {
  lang: Lang;
  theme: Theme;
  setLang: (lang: Lang) => void;
  setTheme: (theme: Theme) => void;
}

export const SettingsContext = createContext<Settings>(null as unknown as Settings);

/** The reader's settings, with t for messages in their language. */
export function useSettings() {
  const s = useContext(SettingsContext);
  return {...s, t: (key: MessageKey, values?: Record<string, string | number>) => message(s.lang, key, values)};
}

/** Names the page in the browser's tab and history after what it shows; what is "" names nothing. */
export function useTitle(title: string): void {
  useEffect(() => {
    if (title !== '') document.title = `${title} · Rijksgraaf`;
  }, [title]);
}

/** Reads a setting that this browser keeps; the first of the allowed ones when it keeps none. */
export function kept<T extends string>(name: string, allowed: readonly T[]): T {
  try {
    const value = localStorage.getItem(name) as T | null;
    if (value !== null && allowed.includes(value)) return value;
  } catch {
    // Storage may be forbidden; the setting then lasts as long as the page.
  }
  return allowed[0] as T;
}

/** Keeps a setting in this browser, where that is allowed. */
export function keep(name: string, value: string): void {
  try {
    localStorage.setItem(name, value);
  } catch {
    // See kept.
  }
}
