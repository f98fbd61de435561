import {renderToString} from 'preact-render-to-string';
import {Frame} from './app';
import {SettingsContext, type Lang} from './settings';

/** The page as it is drawn at its bare address before any answer is there: the build puts it into index.html. */
export function shell(lang: Lang): string {
  const nothing = () => undefined;
  return renderToString(<SettingsContext.Provider value={{lang, theme: 'auto', setLang: nothing, setTheme: nothing}}><Frame /></SettingsContext.Provider>);
}
