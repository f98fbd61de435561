import {Failure} from '../parts/failure';
import {TokenForm} from '../parts/token-form';
import {useSettings} from '../settings';
import type {Acting} from './act';

/** What stands above the things to decide: the token, what went wrong, what was done. */
export function ActingHead({acting}: {acting: Acting}) {
  const {t} = useSettings();
  return (
    <>
      <TokenForm why={t('review.token')} />
      {acting.failed && <Failure asked={{error: acting.failed, loading: false, retry: acting.forget}} />}
      <p role="status" class={acting.said === '' ? 'unseen' : 'note'}>{acting.said}</p>
    </>
  );
}
