/** The public names of the engine. Outsiders import from here only. */
export type { Api, ApiRequest, ApiResponse } from './api/message.js';
export { textWidth } from './core/character-width.js';
export type { Instant } from './core/clock.js';
export { Channel } from './core/channel.js';
export { decodeUtf8, encodeUtf8 } from './core/utf8.js';
export { canonicalCommand } from './docker/canonical.js';
export type { CanonicalCommand } from './docker/canonical.js';
export type { HostEvent, StreamEvent } from './host/events.js';
export { Host } from './host/host.js';
export { JOURNAL_SCHEMA } from './host/journal.js';
export type { Account, FileChange, HostSetup, Input, Journal, JournalEntry, SessionId, StreamId } from './host/journal.js';
export { optionsAnswer, refusal } from './host/outside/api-answer.js';
export type { ApiAnswer } from './host/outside/api-answer.js';
export type { Execution } from './process/executions.js';
export type { ShellMark } from './process/sys.js';
export type { OutsideReply, OutsideRequest } from './host/outside/registries.js';
export { HubServer } from './host/registry/hub-server.js';
