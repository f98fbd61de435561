import {early} from './ahead';
import type {TypedDocumentString} from './generated';
import {token} from './token';

/** What went wrong, as far as a person is concerned. */
export type Trouble = 'gone' | 'heavy' | 'refused' | 'forbidden' | 'fault';

/** An answer that is none: the server cannot be reached, or says no. */
export class ApiError extends Error {
  constructor(readonly trouble: Trouble, message: string, readonly hint = '') {
    super(message);
  }
}

interface Answer<T> {
  data?: T;
  errors?: Wrong[];
}

const troubles: Record<string, Trouble> = {LIMIT: 'heavy', FORBIDDEN: 'forbidden', READ_ONLY: 'forbidden', UNAUTHENTICATED: 'refused'};

/** Where the API is, seen from the page. */
export const endpoint = () => new URL('graphql', document.baseURI).href;

/** The token goes with what changes something, and with nothing else: reading stays open when it is wrong or has ended. */
function bearer(query: string, given: string): Record<string, string> {
  const held = given !== '' ? given : /^\s*mutation\b/m.test(query) ? token() : '';
  return held !== '' ? {Authorization: `Bearer ${held}`} : {};
}

interface Wrong {
  message: string;
  extensions?: {code?: string; hint?: string};
}

/** What an error of the API is to a person. */
export function troubleOf(wrong: Wrong): ApiError {
  return new ApiError(troubles[wrong.extensions?.code ?? ''] ?? 'fault', wrong.message, wrong.extensions?.hint);
}

/** Asks the API one question. Throws ApiError, or the signal's reason when it is given up. */
export async function ask<T, V>(query: TypedDocumentString<T, V> | string, variables: V, signal?: AbortSignal, by = ''): Promise<T> {
  const asked = early<T>(query, variables);
  if (asked) return asked;
  let response: Response;
  try {
    response = await fetch(endpoint(), {
      method: 'POST',
      headers: {'Content-Type': 'application/json', Accept: 'application/json', ...bearer(query.toString(), by)},
      body: JSON.stringify({query: query.toString(), variables}),
      signal,
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiError('gone', String(error));
  }
  return answerOf(response, signal);
}

/** Reads an answer of the API. Throws ApiError, or the signal's reason. */
export async function answerOf<T>(response: Response, signal?: AbortSignal): Promise<T> {
  if ([502, 503, 504].includes(response.status)) throw new ApiError('gone', response.statusText);
  let answer: Answer<T>;
  try {
    answer = (await response.json()) as Answer<T>;
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiError('fault', `${response.status} ${response.statusText}`);
  }
  const first = answer.errors?.[0];
  if (first) throw troubleOf(first);
  if (answer.data == null) throw new ApiError('fault', 'the answer is empty');
  return answer.data;
}
