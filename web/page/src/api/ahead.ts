import type {TypedDocumentString} from './generated';

/** A question with what it is asked with. */
export interface Question {
  query: {toString(): string};
  variables: unknown;
}

/** Answers that the page came with, and those that are on their way, to questions that no view has asked yet. */
const here = new Map<string, unknown>();
const underway = new Map<string, Promise<unknown>>();
const keyOf = (q: Question) => q.query.toString() + JSON.stringify(q.variables);

/** Takes the answers that the server put into the page: one for each of the front's questions, or none at all. */
function brought(front: Question[]): Map<string, unknown> {
  const text = document.getElementById('ahead')?.textContent ?? '[]';
  const answers = JSON.parse(text) as unknown[];
  return new Map(answers.map((answer, i) => [keyOf(front[i]!), answer]));
}

/** Keeps the answers that the page came with to what will be asked first, and asks the rest, before the views are there that will ask them. */
export function prepare(first: Question[], front: Question[], ask: (q: Question) => Promise<unknown>): void {
  const answers = brought(front);
  for (const q of first) {
    const key = keyOf(q);
    if (answers.has(key)) {
      here.set(key, answers.get(key));
      continue;
    }
    const answer = ask(q);
    answer.catch(() => undefined); // who asks for it will hear of it
    underway.set(key, answer);
  }
}

function take<T>(from: Map<string, T>, key: string): T | undefined {
  const value = from.get(key);
  from.delete(key);
  return value;
}

/** The answer that the page came with, once; undefined where it came with none. */
export function given<T, V>(query: TypedDocumentString<T, V>, variables: V): T | undefined {
  return take(here, keyOf({query, variables})) as T | undefined;
}

/** The answer that is here or on its way, once; undefined where none is. */
export function early<T>(query: {toString(): string}, variables: unknown): Promise<T> | undefined {
  const key = keyOf({query, variables});
  const answer = take(here, key) as T | undefined;
  return answer !== undefined ? Promise.resolve(answer) : (take(underway, key) as Promise<T> | undefined);
}

/** Forgets what was asked ahead and is not wanted any more. */
export function forgetAhead(): void {
  here.clear();
  underway.clear();
}
