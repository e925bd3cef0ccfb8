import type { HostSetup, Input } from '../../engine/index.js';

/** What a second program asks the one that runs a host; one line of JSON each. */
export type ControlRequest =
  /** First: opens a session. Its number is given by the host. */
  | { readonly kind: 'open'; readonly input: OpenInput; readonly share: boolean }
  /** Then: what the user of that session does. */
  | { readonly kind: 'put'; readonly input: SessionInput }
  /** First and only: puts a new host in the place of this one. */
  | { readonly kind: 'reset'; readonly setup: HostSetup };

type Without<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

export type OpenInput = Without<Extract<Input, { kind: 'open' }>, 'session'>;
export type SessionInput = Without<Extract<Input, { kind: 'input' | 'end-input' | 'resize' | 'signal' | 'close' }>, 'session'>;

export type ControlReply =
  /** Bytes in base64. */
  | { readonly kind: 'output'; readonly stream: 'stdout' | 'stderr' | 'terminal'; readonly data: string }
  | { readonly kind: 'exit'; readonly code: number }
  | { readonly kind: 'done' }
  | { readonly kind: 'refused'; readonly message: string };

/** Longest line: a piece of input or output, or a setup. */
const lineBytes = 8 * 1024 * 1024;

/** Cuts a stream of bytes into lines of JSON. */
export class JsonLines {
  #pending = '';
  readonly #decoder = new TextDecoder();

  /** The values of the lines that are complete now; undefined for a line that is no JSON object. Throws RangeError for an endless line. */
  push(data: Buffer): readonly (Readonly<Record<string, unknown>> | undefined)[] {
    const lines = (this.#pending + this.#decoder.decode(data, { stream: true })).split('\n');
    this.#pending = lines.pop() ?? '';
    if (this.#pending.length > lineBytes) throw new RangeError('an endless line');
    return lines.map(parseObject);
  }
}

export function jsonLine(value: ControlRequest | ControlReply): string {
  return `${JSON.stringify(value)}\n`;
}

function parseObject(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const signals = ['SIGINT', 'SIGTERM', 'SIGQUIT'];

/** Checks what came over the control socket. Undefined when it is no request. */
export function parseControlRequest(value: Readonly<Record<string, unknown>>): ControlRequest | undefined {
  const { kind, input, setup } = value;
  if (kind === 'reset') return isSetup(setup) ? { kind, setup } : undefined;
  if (!isObject(input)) return undefined;
  if (kind === 'open') return isOpen(input) ? { kind, input, share: value['share'] === true } : undefined;
  return kind === 'put' && isSessionInput(input) ? { kind, input } : undefined;
}

function isOpen(input: Readonly<Record<string, unknown>>): input is Readonly<Record<string, unknown>> & OpenInput {
  const { kind, line, terminal, env, cwd } = input;
  const isTerminal = terminal === undefined || (isObject(terminal) && isSize(terminal['columns']) && isSize(terminal['rows']));
  const isEnv = isObject(env) && Object.values(env).every(text => typeof text === 'string');
  return kind === 'open' && (line === undefined || typeof line === 'string') && isTerminal && isEnv && typeof cwd === 'string';
}

function isSessionInput(input: Readonly<Record<string, unknown>>): input is Readonly<Record<string, unknown>> & SessionInput {
  switch (input['kind']) {
    case 'input':
      return typeof input['data'] === 'string';
    case 'resize':
      return isSize(input['columns']) && isSize(input['rows']);
    case 'signal':
      return typeof input['signal'] === 'string' && signals.includes(input['signal']);
    case 'end-input':
    case 'close':
      return true;
    default:
      return false;
  }
}

function isSize(value: unknown): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < 65_536;
}

function isSetup(value: unknown): value is HostSetup {
  if (!isObject(value)) return false;
  const { seed, epochMs, images, accounts, registries, home } = value;
  return (
    typeof seed === 'string' &&
    typeof epochMs === 'number' &&
    typeof home === 'string' &&
    [images, accounts, registries].every(Array.isArray)
  );
}
