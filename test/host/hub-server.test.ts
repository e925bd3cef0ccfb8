import test from 'ava';
import { HubServer } from '../../engine/host/registry/hub-server.js';

type Question = readonly [method: string, target: string];

/** Asks the hub with a token of this account's; gives the status and, of a refusal, what is asked for. */
async function ask([method, target]: Question, account: string | undefined): Promise<readonly [status: number, challenge: string]> {
  const hub = new HubServer({ accounts: [{ name: 'student', password: 'pw' }], newId: () => 'token' });
  const answer = (verb: string, path: string, headers: Readonly<Record<string, string>>) =>
    hub.answer({
      method: verb,
      target: path,
      headers: new Map(Object.entries({ host: 'hub:5000', ...headers })),
      read: () => Promise.resolve(new Uint8Array(0)),
    });
  await answer('GET', '/token', account === undefined ? {} : { authorization: `Basic ${btoa(account)}` });
  const { status, headers } = await answer(method, target, { authorization: 'Bearer token' });
  return [status, headers['Www-Authenticate'] ?? ''];
}

const blob = `blobs/sha256:${'0'.repeat(64)}`;
const insufficient = (repository: string, actions: string): string =>
  `Bearer realm="http://hub:5000/token",service="drydock",scope="repository:${repository}:${actions}",error="insufficient_scope"`;

test('a token that does not allow it is told so, as clients ask again and again after a bare 403', async t => {
  t.deepEqual(await ask(['HEAD', `/v2/nobody/app/${blob}`], 'student:pw'), [401, insufficient('nobody/app', 'pull')]);
  t.deepEqual(await ask(['POST', '/v2/library/nginx/blobs/uploads/'], 'student:pw'), [401, insufficient('library/nginx', 'pull,push')]);
  t.deepEqual(await ask(['POST', '/v2/student/app/blobs/uploads/'], undefined), [401, insufficient('student/app', 'pull,push')]);
  t.deepEqual(await ask(['POST', '/v2/student/app/blobs/uploads/'], 'student:pw'), [202, '']);
});
