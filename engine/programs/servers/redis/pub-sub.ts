import type { Task } from '../../../core/task.js';
import { matchesGlob } from '../glob.js';
import type { Client } from './client.js';
import { array, bulk, bulks, encodeReply, failure, integer, type Reply } from './resp.js';

type Command = (client: Client, args: readonly string[]) => Task<Reply | undefined>;

function* publish(client: Client, [channel, message, ...more]: readonly string[]): Task<Reply> {
  if (channel === undefined || message === undefined || more.length > 0)
    return failure("ERR wrong number of arguments for 'publish' command");
  let receivers = 0;
  for (const other of client.server.clients) {
    if (other.channels.has(channel)) {
      receivers++;
      yield* send(other, bulks(['message', channel, message]));
    }
    for (const pattern of other.patterns) {
      if (!matchesGlob(pattern, channel)) continue;
      receivers++;
      yield* send(other, bulks(['pmessage', pattern, channel, message]));
    }
  }
  return integer(receivers);
}

function* send({ server, fd }: Client, reply: Reply): Task<void> {
  yield* server.sys.write(fd, encodeReply(reply));
}

function subscribe(word: 'subscribe' | 'psubscribe'): Command {
  return function* (client, names) {
    if (names.length === 0) return failure(`ERR wrong number of arguments for '${word}' command`);
    for (const name of names) {
      (word === 'subscribe' ? client.channels : client.patterns).add(name);
      yield* send(client, array([bulk(word), bulk(name), integer(client.channels.size + client.patterns.size)]));
    }
    return undefined;
  };
}

function unsubscribe(word: 'unsubscribe' | 'punsubscribe'): Command {
  return function* (client, names) {
    const own = word === 'unsubscribe' ? client.channels : client.patterns;
    const gone = names.length > 0 ? names : [...own];
    for (const name of gone.length > 0 ? gone : [undefined]) {
      if (name !== undefined) own.delete(name);
      yield* send(client, array([bulk(word), bulk(name), integer(client.channels.size + client.patterns.size)]));
    }
    return undefined;
  };
}

function* tell({ server }: Client, [verb = '', ...args]: readonly string[]): Task<Reply> {
  yield* server.sys.tick();
  const clients = [...server.clients];
  switch (verb.toLowerCase()) {
    case 'channels': {
      const all = new Set(clients.flatMap(({ channels }) => [...channels]));
      return bulks([...all].filter(channel => matchesGlob(args[0] ?? '*', channel)));
    }
    case 'numsub':
      return array(args.flatMap(channel => [bulk(channel), integer(clients.filter(({ channels }) => channels.has(channel)).length)]));
    case 'numpat':
      return integer(new Set(clients.flatMap(({ patterns }) => [...patterns])).size);
    default:
      return failure(`ERR unknown subcommand '${verb}'. Try PUBSUB HELP.`);
  }
}

/** Channels: who listens, and what is said. */
export const pubSubCommands: readonly (readonly [string, Command])[] = [
  ['publish', publish],
  ['subscribe', subscribe('subscribe')],
  ['psubscribe', subscribe('psubscribe')],
  ['unsubscribe', unsubscribe('unsubscribe')],
  ['punsubscribe', unsubscribe('punsubscribe')],
  ['pubsub', tell],
];
