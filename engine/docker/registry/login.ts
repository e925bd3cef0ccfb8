import type { Task } from '../../core/task.js';
import { decodeUtf8 } from '../../core/utf8.js';
import { atMost, defineCommand } from '../command.js';
import { complain, print, printLine, type Cli } from '../cli.js';
import { storedAuths, writeConfigFile } from '../config-file.js';
import { readLine } from '../confirm.js';
import { Failure } from '../failure.js';
import { flag } from '../flags/flag.js';
import { bool, text } from '../flags/flag-type.js';
import { textAt } from '../json-view.js';
import { HUB_KEY, authKey, findLogin } from './auth.js';
import { encodeBase64 } from './base64.js';
import { note } from './note.js';

export const login = defineCommand({
  names: ['login'],
  usage: '[OPTIONS] [SERVER]',
  text: { en: 'Authenticate to a registry', ko: '레지스트리에 로그인합니다' },
  details: { en: 'Without a server, Docker Hub is meant.', ko: '서버를 적지 않으면 Docker Hub에 로그인합니다.' },
  arity: atMost(1),
  flags: [
    flag('password', 'p', text, { en: 'Password or access token', ko: '비밀번호 또는 액세스 토큰' }),
    flag('password-stdin', '', bool, {
      en: 'Read the password or access token from STDIN',
      ko: '비밀번호나 액세스 토큰을 STDIN에서 읽습니다',
    }),
    flag('username', 'u', text, { en: 'User name', ko: '사용자 이름' }),
  ],
  run: logIn,
});

interface Credentials {
  readonly username: string;
  readonly password: string;
}

function* logIn(cli: Cli): Task<number> {
  checkFlags(cli);
  const server = serverKey(cli.args[0]);
  const given = yield* givenCredentials(cli);
  const stored = given.username === '' && given.password === '' ? findLogin(cli.config, server) : undefined;
  if (stored) yield* mentionStored(cli, stored);
  const credentials = stored ?? (yield* askForMissing(cli, server, given));
  const answer = yield* cli
    .client()
    .post('/auth', {}, { username: credentials.username, password: credentials.password, serveraddress: server });
  if (yield* store(cli, server, credentials, textAt(answer, 'IdentityToken'))) yield* warnAboutStorage(cli);
  yield* printLine(cli, textAt(answer, 'Status') || 'Login Succeeded');
  return 0;
}

function* mentionStored(cli: Cli, { username }: Credentials): Task<void> {
  yield* complain(cli, `Authenticating with existing credentials... [Username: ${username}]`);
  yield* note(cli, ["To login with a different account, run 'docker logout' followed by 'docker login'"]);
  yield* complain(cli, cli.sys.isTerminal(2) ? '\n' : '');
}

/** `docker.io`, or nothing, is Docker Hub; other servers lose their scheme and path. */
export function serverKey(server: string | undefined): string {
  if (server === undefined || server === '') return HUB_KEY;
  return authKey(hostOf(server));
}

/** A server's name without its scheme and path. */
export function hostOf(server: string): string {
  return server.replace(/^https?:\/\//, '').replace(/\/.*$/, '');
}

function* givenCredentials(cli: Cli): Task<Credentials> {
  const { flags } = cli;
  if (flags.isGiven('password')) yield* complain(cli, 'WARNING! Using --password via the CLI is insecure. Use --password-stdin.');
  const username = flags.text('username').trim();
  return { username, password: (flags.bool('password-stdin') ? yield* readStdin(cli) : flags.text('password')).trim() };
}

/** What flags cannot be given together, or empty. Throws Failure. */
function checkFlags({ flags }: Cli): void {
  if (flags.isGiven('password-stdin')) {
    if (flags.isGiven('password')) throw new Failure('conflicting options: cannot specify both --password and --password-stdin');
    if (!flags.isGiven('username')) throw new Failure('the --password-stdin option requires --username to be set');
  }
  if (flags.isGiven('username') && flags.text('username') === '') throw new Failure('username is empty');
  if (flags.isGiven('password') && flags.text('password') === '') throw new Failure('password is empty');
}

function* readStdin(cli: Cli): Task<string> {
  let all = '';
  for (;;) {
    const bytes = yield* cli.sys.read(0, 4096);
    if (bytes.length === 0 || all.length > MAX_PASSWORD) return all;
    all += decodeUtf8(bytes);
  }
}

const MAX_PASSWORD = 65536;

/** Asks on the terminal for what was not given. */
function* askForMissing(cli: Cli, server: string, given: Credentials): Task<Credentials> {
  if (given.username !== '' && given.password !== '') return given;
  if (!cli.sys.isTerminal(0)) throw new Failure('Error: Cannot perform an interactive login from a non TTY device');
  if (server === HUB_KEY && given.username === '') {
    // Nobody here serves a page to log in on, so the client goes on as it does without a browser.
    yield* complain(cli, 'Failed to start web-based login - falling back to command line login...\n');
    yield* print(cli, hubWelcome);
  }
  const username = given.username || (yield* ask(cli, 'Username: '));
  if (username === '') throw new Failure('Error: Non-null Username Required');
  if (server === HUB_KEY && given.password === '') yield* note(cli, tokenHint(cli));
  const password = given.password || (yield* askSecretly(cli, 'Password: '));
  if (password === '') throw new Failure('Error: Password Required');
  return { username, password };
}

const hubWelcome = `Log in with your Docker ID or email address to push and pull images from Docker Hub. If you don't have a Docker ID, head over to https://hub.docker.com/ to create one.
You can log in with your password or a Personal Access Token (PAT). Using a limited-scope PAT grants better security and is required for organizations using SSO. Learn more at https://docs.docker.com/go/access-tokens/

`;

function tokenHint(cli: Cli): readonly string[] {
  const url = 'https://app.docker.com/settings';
  const link = cli.sys.isTerminal(2) ? `\u001B[4m${url}\u001B[0m` : url;
  return ['A Personal Access Token (PAT) can be used instead.', `To create a PAT, visit ${link}`, '', ''];
}

function* ask(cli: Cli, question: string): Task<string> {
  yield* print(cli, question);
  return (yield* readLine(cli)).trim();
}

function* askSecretly(cli: Cli, question: string): Task<string> {
  cli.sys.setTerminalModes(0, { echo: false });
  const answer = yield* ask(cli, question);
  cli.sys.setTerminalModes(0, { echo: true });
  yield* print(cli, '\n');
  return answer;
}

/** Keeps a login; false when it was there already. */
function* store(cli: Cli, server: string, { username, password }: Credentials, identityToken: string): Task<boolean> {
  const auth = encodeBase64(identityToken === '' ? `${username}:${password}` : `${username}:`);
  const entry = { auth, ...(identityToken === '' ? {} : { identitytoken: identityToken }) };
  const before = storedAuths(cli.config);
  if (JSON.stringify(before[server]) === JSON.stringify(entry)) return false;
  // Go writes maps in the order of their keys.
  const auths = Object.entries({ ...before, [server]: entry }).sort(([a], [b]) => (a < b ? -1 : 1));
  yield* writeConfigFile(cli.sys, { ...cli.config, content: { ...cli.config.content, auths: Object.fromEntries(auths) } });
  return true;
}

function* warnAboutStorage(cli: Cli): Task<void> {
  const path = `${cli.config.directory}/config.json`;
  yield* complain(
    cli,
    `\nWARNING! Your credentials are stored unencrypted in '${path}'.\nConfigure a credential helper to remove this warning. See\nhttps://docs.docker.com/go/credential-store/\n`,
  );
}
