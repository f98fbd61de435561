import {createClient} from 'graphql-ws';
import {answerOf, ApiError, endpoint, troubleOf} from '../api/client';
import {ProgressDocument, UploadDocument, type ProgressSubscription, type UploadMutation} from '../api/generated';
import {token} from '../api/token';

export type News = ProgressSubscription['ingestProgress'];

/** Sends files by the GraphQL multipart request specification; gives the id of the job that reads them. */
export async function send(files: File[]): Promise<string> {
  const form = new FormData();
  form.set('operations', JSON.stringify({query: UploadDocument.toString(), variables: {files: files.map(() => null)}}));
  form.set('map', JSON.stringify(Object.fromEntries(files.map((_, i) => [i, [`variables.files.${i}`]]))));
  files.forEach((file, i) => form.set(String(i), file, file.name));
  let response: Response;
  try {
    response = await fetch(endpoint(), {method: 'POST', headers: {Accept: 'application/json', Authorization: `Bearer ${token()}`, 'GraphQL-Require-Preflight': '1', 'Apollo-Require-Preflight': '1'}, body: form});
  } catch (error) {
    throw new ApiError('gone', String(error));
  }
  return (await answerOf<UploadMutation>(response)).ingestUpload.id;
}

/** Follows a job until it ends. Gives what stops following. */
export function follow(job: string, next: (news: News) => void, fail: (error: ApiError) => void): () => void {
  const client = createClient({url: endpoint().replace(/^http/, 'ws'), connectionParams: {Authorization: `Bearer ${token()}`}, retryAttempts: 5});
  const stop = client.subscribe<ProgressSubscription>({query: ProgressDocument.toString(), variables: {job}}, {
    next: answer => {
      const wrong = answer.errors?.[0];
      if (wrong) fail(troubleOf(wrong));
      else if (answer.data) next(answer.data.ingestProgress);
    },
    error: e => {
      const first = Array.isArray(e) ? (e as Parameters<typeof troubleOf>)[0] : undefined;
      fail(first ? troubleOf((e as Parameters<typeof troubleOf>[0][])[0]!) : new ApiError('gone', ''));
    },
    complete: () => void client.dispose(),
  });
  return () => {
    stop();
    void client.dispose();
  };
}
