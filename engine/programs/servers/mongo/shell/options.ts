/** What the command line of mongosh says. */
export interface ShellOptions {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string | undefined;
  /** '' asks for it. */
  readonly password: string | undefined;
  readonly authDatabase: string | undefined;
  readonly mechanism: string | undefined;
  readonly evals: readonly string[];
  readonly files: readonly string[];
  readonly quiet: boolean;
  readonly connects: boolean;
  readonly shell: boolean;
  readonly json: boolean;
}

export type AskedShell = ShellOptions | { readonly print: string } | { readonly problem: string };

type Draft = { -readonly [Key in keyof ShellOptions]: ShellOptions[Key] } & { evals: string[]; files: string[] };

const valued: Readonly<Record<string, (draft: Draft, value: string) => void>> = {
  '--host': (draft, value) => {
    const [host = '', port] = value.split(':');
    draft.host = host;
    if (port !== undefined) draft.port = Number(port);
  },
  '--port': (draft, value) => {
    draft.port = Number(value);
  },
  '--username': (draft, value) => {
    draft.user = value;
  },
  '--authenticationDatabase': (draft, value) => {
    draft.authDatabase = value;
  },
  '--authenticationMechanism': (draft, value) => {
    draft.mechanism = value;
  },
  '--eval': (draft, value) => {
    draft.evals.push(value);
  },
  '--file': (draft, value) => {
    draft.files.push(value);
  },
};
const shortNames: Readonly<Record<string, string>> = { '-u': '--username', '-f': '--file', '-h': '--help' };
const harmless = new Set(['--norc', '--verbose', '--retryWrites', '--no-telemetry', '--nojs']);
const elsewhere =
  /^--(tls\w*|ssl\w*|apiVersion|apiStrict|awsAccessKeyId|keyVaultNamespace|gssapi\w+|sspi\w+|networkMessageCompressors|kmsURL)$/;

/** Reads the command line. */
export function parseShellOptions(words: readonly string[]): AskedShell {
  const draft = emptyDraft();
  let address: string | undefined;
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? '';
    const at = word.startsWith('--') ? word.indexOf('=') : -1;
    const given = at < 0 ? undefined : word.slice(at + 1);
    const name = shortNames[word] ?? (at < 0 ? word : word.slice(0, at));
    if (name === '--version') return { print: '1.8.0\n' };
    if (name === '--help') return { print: HELP };
    if (name === '--password' || word === '-p') {
      const next = words[i + 1];
      draft.password = given ?? (next === undefined || next.startsWith('-') || /^mongodb:/.test(next) ? '' : words[++i]);
      continue;
    }
    const take = Object.hasOwn(valued, name) ? valued[name] : undefined;
    if (take) {
      const value = given ?? words[++i];
      if (value === undefined) return { problem: `Error parsing command line: ${name} needs a value\n` };
      take(draft, value);
      continue;
    }
    if (/^-p./.test(word)) draft.password = word.slice(2);
    else if (name === '--quiet') draft.quiet = true;
    else if (name === '--nodb') draft.connects = false;
    else if (name === '--shell') draft.shell = true;
    else if (name === '--json') draft.json = true;
    else if (elsewhere.test(name)) return { problem: `drydock: mongosh ${name} is not simulated\n` };
    else if (word.startsWith('-') && !harmless.has(name))
      return { problem: `Error parsing command line: unrecognized option: ${word}\n\n${HELP}` };
    else if (!word.startsWith('-')) {
      if (address === undefined && !/\.m?js$/.test(word)) address = word;
      else draft.files.push(word);
    }
  }
  const problem = address === undefined ? undefined : readAddress(address, draft);
  return problem === undefined ? draft : { problem };
}

function emptyDraft(): Draft {
  return {
    host: '127.0.0.1',
    port: 27017,
    database: 'test',
    user: undefined,
    password: undefined,
    authDatabase: undefined,
    mechanism: undefined,
    evals: [],
    files: [],
    quiet: false,
    connects: true,
    shell: false,
    json: false,
  };
}

/** 'mongodb://user:pw@host:port/db?authSource=admin', 'host:port/db', 'host/db', or the name of a database. */
function readAddress(address: string, draft: Draft): string | undefined {
  if (address.startsWith('mongodb+srv://')) return 'drydock: mongosh mongodb+srv:// is not simulated\n';
  const match = /^(?:mongodb:\/\/)?(?:([^:@/]*)(?::([^@]*))?@)?([^/?]*)(?:\/([^?]*))?(?:\?(.*))?$/.exec(address);
  const [, user, password, place = '', database, query = ''] = match ?? [];
  if (!match) return `MongoParseError: Invalid connection string "${address}"\n`;
  if (!address.startsWith('mongodb://') && !/[:/.]/.test(address)) {
    draft.database = address;
    return undefined;
  }
  if (place.includes(',')) return 'drydock: mongosh with several hosts is not simulated\n';
  const [host = '', port] = place.split(':');
  if (host !== '') draft.host = host;
  if (port !== undefined) draft.port = Number(port);
  if (user !== undefined && user !== '') draft.user = decodeURIComponent(user);
  if (password !== undefined) draft.password = decodeURIComponent(password);
  if (database !== undefined && database !== '') draft.database = database;
  for (const pair of query.split('&')) {
    const [key, value = ''] = pair.split('=');
    if (key === 'authSource') draft.authDatabase = value;
    if (key === 'authMechanism') draft.mechanism = value;
    if ((key === 'tls' || key === 'ssl') && value === 'true') return 'drydock: mongosh with TLS is not simulated\n';
  }
  return undefined;
}

const HELP = `
  $ mongosh [options] [db address] [file names (ending in .js or .mongodb)]

  Options:

    -h, --help                                 Show this usage information
    -f, --file [arg]                           Load the specified mongosh script
        --host [arg]                           Server to connect to
        --port [arg]                           Port to connect to
        --version                              Show version information
        --quiet                                Silence output from the shell during the connection process
        --shell                                Run the shell after executing files
        --nodb                                 Don't connect to mongod on startup - no 'db address' [arg] expected
        --eval [arg]                           Evaluate javascript
        --json                                 Print result of --eval as Extended JSON, including errors

  Authentication Options:

    -u, --username [arg]                       Username for authentication
    -p, --password [arg]                       Password for authentication
        --authenticationDatabase [arg]         User source (defaults to dbname)
        --authenticationMechanism [arg]        Authentication mechanism

  DB Address Examples:

        foo                                    Foo database on local machine
        192.168.0.5/foo                        Foo database on 192.168.0.5 machine
        mongodb://192.168.0.5:9999/foo         Connection string URI can also be used

  For more information on usage: https://docs.mongodb.com/mongodb-shell.
`;
