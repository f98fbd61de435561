import {useState} from 'preact/hooks';
import {ApiError} from '../api/client';
import {useToken} from '../api/token';

/** What a view that decides knows: how often it did, what went wrong, and what was done last. */
export function useAct() {
  const {token} = useToken();
  const [turn, setTurn] = useState(0);
  const [failed, fail] = useState<ApiError>();
  const [said, say] = useState('');
  const [busy, setBusy] = useState(false);
  /** Decides something; told is what is said when it was done. */
  const act = async (decide: () => Promise<unknown>, told: string) => {
    setBusy(true);
    fail(undefined);
    try {
      await decide();
      say(told);
      setTurn(n => n + 1);
    } catch (error) {
      fail(error instanceof ApiError ? error : new ApiError('fault', String(error)));
    } finally {
      setBusy(false);
    }
  };
  return {turn, failed, forget: () => fail(undefined), said, may: token !== '' && !busy, act};
}

export type Acting = ReturnType<typeof useAct>;
