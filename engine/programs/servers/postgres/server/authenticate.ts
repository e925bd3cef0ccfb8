import type { Task } from '../../../../core/task.js';
import { decodeUtf8, encodeUtf8 } from '../../../../core/utf8.js';
import type { Random } from '../../../../core/random.js';
import { codes, notSimulated, PgError } from '../pg-error.js';
import type { Role } from '../storage/catalog.js';
import { encodeBase64 } from '../functions/strings.js';
import { MessageReader, MessageWriter, type MessageStream } from '../wire/messages.js';
import { encryptPassword, isScramProof, md5Answer, md5Stored, parseVerifier, serverSignature } from '../wire/passwords.js';
import type { AccessRule } from './host-access.js';

/** Asks a client for what its rule wants; throws what the client is told. */
export function* authenticate(stream: MessageStream, rule: AccessRule, user: string, role: Role | undefined, random: Random): Task<void> {
  switch (rule.method) {
    case 'trust':
      return;
    case 'scram-sha-256':
      return yield* scram(stream, rule, user, role, random);
    case 'md5':
      return yield* role?.password?.startsWith('md5') ? md5(stream, rule, user, role, random) : scram(stream, rule, user, role, random);
    case 'password':
      return yield* cleartext(stream, rule, user, role);
    default:
      throw notSimulated(`authentication by ${rule.method}`);
  }
}

function failed(user: string, role: Role | undefined, rule: AccessRule): PgError {
  const why = role ? (role.password === undefined ? `User "${user}" has no password assigned.\n` : '') : `Role "${user}" does not exist.\n`;
  return new PgError(codes.badPassword, `password authentication failed for user "${user}"`, {
    severity: 'FATAL',
    detail: `${why}Connection matched pg_hba.conf line ${rule.line}: "${rule.text}"`,
  });
}

function* request(stream: MessageStream, kind: number, data: Uint8Array = new Uint8Array(0)): Task<void> {
  yield* stream.write(new MessageWriter().int32(kind).bytes(data).done('R'));
  yield* stream.flush();
}

function* answer(stream: MessageStream): Task<Uint8Array> {
  const message = yield* stream.read();
  if (message?.letter !== 'p') throw new PgError(codes.protocolViolation, 'expected password response', { severity: 'FATAL' });
  return message.body;
}

function* md5(stream: MessageStream, rule: AccessRule, user: string, role: Role, random: Random): Task<void> {
  const salt = random.bytes(4);
  yield* request(stream, 5, salt);
  const given = new MessageReader(yield* answer(stream)).text();
  if (given !== md5Answer(role.password ?? '', salt)) throw failed(user, role, rule);
}

function* cleartext(stream: MessageStream, rule: AccessRule, user: string, role: Role | undefined): Task<void> {
  yield* request(stream, 3);
  const given = new MessageReader(yield* answer(stream)).text();
  const verifier = parseVerifier(role?.password);
  const fits = verifier
    ? encryptPassword(given, user, 'scram-sha-256', verifier.salt) === role?.password
    : role?.password === md5Stored(given, user);
  if (!fits) throw failed(user, role, rule);
}

/** SCRAM-SHA-256 (RFC 5802), without channel binding. */
function* scram(stream: MessageStream, rule: AccessRule, user: string, role: Role | undefined, random: Random): Task<void> {
  yield* request(stream, 10, encodeUtf8('SCRAM-SHA-256\0\0'));
  const first = new MessageReader(yield* answer(stream));
  const mechanism = first.text();
  if (mechanism !== 'SCRAM-SHA-256')
    throw new PgError(codes.protocolViolation, 'client selected an invalid SASL authentication mechanism', { severity: 'FATAL' });
  const bare = decodeUtf8(first.bytes(first.int32())).replace(/^[nyp][^,]*,[^,]*,/, '');
  const nonce = /r=([^,]+)/.exec(bare)?.[1] ?? '';
  // Somebody without a password is asked all the same, so that nobody learns who has one.
  const verifier = parseVerifier(role?.password);
  const salt = verifier?.salt ?? random.bytes(16);
  const own = nonce + encodeBase64(random.bytes(18));
  const challenge = `r=${own},s=${encodeBase64(salt)},i=${verifier?.iterations ?? 4096}`;
  yield* request(stream, 11, encodeUtf8(challenge));
  const last = decodeUtf8(yield* answer(stream));
  const [, withoutProof = '', proof = ''] = /^(.*),p=([^,]+)$/.exec(last) ?? [];
  const message = `${bare},${challenge},${withoutProof}`;
  if (!verifier || !withoutProof.includes(`r=${own}`) || !isScramProof(verifier, message, proof)) throw failed(user, role, rule);
  yield* request(stream, 12, encodeUtf8(`v=${serverSignature(verifier, message)}`));
}
