import {ask} from './client';
import {ViewerDocument} from './generated';
import {useToken} from './token';
import {useLoad} from './use';

/** Who asks, by the token that was entered, and what they may do on this server. */
export function useViewer() {
  const {token} = useToken();
  // A token that is wrong or has ended is refused here, and nowhere that reading is open.
  return useLoad(`viewer ${token}`, signal => ask(ViewerDocument, {}, signal, token));
}
