import { defineCommand, noArguments, type Command } from '../command.js';
import { df } from './df.js';
import { events } from './events.js';
import { info } from './info.js';
import { inspect } from './inspect.js';
import { prune } from './prune.js';
import { version } from './version.js';

/** What ssh:// addresses call at the other end: connections of the host are no bytes that could be relayed. */
const dialStdio = defineCommand({
  names: ['system dial-stdio'],
  usage: '',
  text: { en: 'Connect STDIN and STDOUT with the daemon', ko: 'STDIN과 STDOUT을 데몬에 연결합니다' },
  arity: noArguments,
  hidden: true,
  run: 'not simulated',
});

/** Commands about the daemon and the client. */
export const systemCommands: readonly Command[] = [df, dialStdio, events, info, inspect, prune, version];
