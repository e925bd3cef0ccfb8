import type { Task } from '../../engine/core/task.js';
import { decodeUtf8, encodeUtf8 } from '../../engine/core/utf8.js';
import type { Credentials } from '../../engine/image/registry.js';
import type { RegistryRules } from '../../engine/image/registry/call.js';
import { answerRegistry } from '../../engine/image/registry/protocol.js';

export interface Question {
  readonly target: string;
  readonly method?: string;
  readonly credentials?: Credentials | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Asks a registry of this process and gives its whole answer. */
export function ask(rules: RegistryRules, { target, method = 'GET', credentials, headers = {}, body = '' }: Question) {
  const pieces = body === '' ? [] : [encodeUtf8(body)];
  const next = function* (): Task<Uint8Array> {
    return pieces.shift() ?? new Uint8Array(0);
  };
  const answer = finish(answerRegistry(rules, { method, target, headers: new Map(Object.entries(headers)), body: next, credentials }));
  const sent: Uint8Array[] = [];
  finish(
    answer.send(function* (piece) {
      sent.push(piece);
    }),
  );
  const bytes = Buffer.concat(sent);
  return { status: answer.status, headers: answer.headers, body: bytes, text: decodeUtf8(bytes), declared: answer.lengthBytes };
}

/** Runs a task that never waits. */
function finish<T>(task: Task<T>): T {
  const result = task.next({ kind: 'ready' });
  if (!result.done) throw new Error('the task waits');
  return result.value;
}
