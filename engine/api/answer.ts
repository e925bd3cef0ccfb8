import type { Channel } from '../core/channel.js';
import type { ApiResponse, Hijacked, OutputFrame } from './message.js';

/** Ways to answer. */
export const json = (value: unknown, status = 200): ApiResponse => ({ status, body: { kind: 'json', value } });
export const text = (words: string, status = 200): ApiResponse => ({ status, body: { kind: 'text', text: words } });
export const nothing = (status = 204): ApiResponse => ({ status, body: { kind: 'none' } });
export const objects = (channel: Channel<unknown>): ApiResponse => ({ status: 200, body: { kind: 'objects', channel } });
export const frames = (channel: Channel<OutputFrame>, tty: boolean): ApiResponse => ({
  status: 200,
  body: { kind: 'frames', channel, tty },
});
export const archive = (channel: Channel<Uint8Array>, headers: Readonly<Record<string, string>> = {}): ApiResponse => ({
  status: 200,
  headers,
  body: { kind: 'bytes', channel },
});
export const hijack = (stream: Hijacked): ApiResponse => ({ status: 101, body: { kind: 'hijack', stream } });
export const problem = (status: number, message: string): ApiResponse =>
  status === 304 ? nothing(304) : { status, body: { kind: 'json', value: { message } } };
