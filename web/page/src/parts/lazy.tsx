import type {ComponentType} from 'preact';
import {useEffect, useState} from 'preact/hooks';
import {ApiError} from '../api/client';
import type {Route} from '../route';
import {useSettings} from '../settings';
import {Failure} from './failure';

type ViewComponent = ComponentType<{route: Route}>;

/** A view whose code is fetched when it is first opened. */
export function Lazy(load: () => Promise<ViewComponent>): ViewComponent {
  let have: ViewComponent | undefined;
  return function LazyView(props) {
    const {t} = useSettings();
    const [, turn] = useState(0);
    const [error, fail] = useState<ApiError>();
    const start = () => {
      fail(undefined);
      load().then(
        found => {
          have = found;
          turn(n => n + 1);
        },
        (e: unknown) => fail(new ApiError('gone', String(e))),
      );
    };
    useEffect(() => {
      if (!have) start();
    }, []);
    if (have) {
      const Have = have;
      return <Have {...props} />;
    }
    if (error) return <Failure asked={{error, loading: false, retry: start}} />;
    return <p class="quiet" role="status">{t('state.loading')}</p>;
  };
}
