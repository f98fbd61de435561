import type {Asked} from '../api/use';
import {useSettings, type MessageKey} from '../settings';

/**
 * Says in plain words why there is no answer, and what can be done: wait, ask again, or
 * ask for less where the view can.
 */
export function Failure({asked, smaller}: {asked: Asked<unknown>; smaller?: {label: string; act: () => void}}) {
  const {t} = useSettings();
  const {error, again, retry} = asked;
  if (!error) return null;
  return (
    <div class={`failure failure-${error.trouble}`} role="alert">
      <p><strong>{t(`error.${error.trouble}` as MessageKey)}</strong></p>
      <p>{t(`error.${error.trouble}.help` as MessageKey)}</p>
      {error.trouble !== 'gone' && <p class="quiet detail">{error.message}{error.hint && ` (${error.hint})`}</p>}
      {again !== undefined && <p class="quiet">{t('error.again', {seconds: again})}</p>}
      <p class="actions">
        {error.trouble === 'heavy' && smaller && <button type="button" onClick={smaller.act}>{smaller.label}</button>}
        {!['heavy', 'refused', 'forbidden'].includes(error.trouble) && <button type="button" onClick={retry}>{t('error.retry')}</button>}
      </p>
    </div>
  );
}
