import {useId, useState} from 'preact/hooks';
import {useToken} from '../api/token';
import {useSettings} from '../settings';

/** Where a token is entered, or forgotten. why says what it is for. */
export function TokenForm({why}: {why: string}) {
  const {t} = useSettings();
  const {token, set} = useToken();
  const [text, setText] = useState('');
  const id = useId();
  if (token !== '') {
    return <p class="token">{t('token.have')} <button type="button" class="plain" onClick={() => set('')}>{t('token.forget')}</button></p>;
  }
  const wrong = text !== '' && !/^[\x21-\x7e]+$/.test(text.trim());
  return (
    <form class="token" onSubmit={e => (e.preventDefault(), !wrong && set(text.trim()))}>
      <p>{why} {t('token.what')}</p>
      <label for={id}>{t('token.label')}</label>{' '}
      <input id={id} type="password" autocomplete="off" spellcheck={false} value={text} onInput={e => setText(e.currentTarget.value)} aria-invalid={wrong} />{' '}
      <button type="submit" disabled={text.trim() === '' || wrong}>{t('token.take')}</button>
      {wrong && <p role="alert">{t('token.wrong')}</p>}
    </form>
  );
}
