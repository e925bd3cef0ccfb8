import test from 'ava';
import { World } from '../../engine/testing.js';

/** Recorded from the client 28.2.2 on a terminal. */
const tokenHint =
  '\r\n\u001B[1m\u001B[106m\u001B[30mi\u001B[0m\u001B[0m \u001B[96mInfo → \u001B[0m\u001B[0m\u001B[3mA Personal Access Token (PAT) can be used instead.\u001B[0m\r\n' +
  '         \u001B[3mTo create a PAT, visit \u001B[4mhttps://app.docker.com/settings\u001B[0m\u001B[0m\r\n' +
  '         \u001B[3m\u001B[0m\r\n         \u001B[3m\u001B[0m\r\n';

const world = (): World => new World({ accounts: [{ name: 'student', password: 'pw' }] });

function typed(host: World, line: string, ...answers: readonly string[]): string {
  const terminal = host.terminal(line);
  for (const answer of answers) terminal.type(`${answer}\r`);
  return terminal.finish().shown;
}

test('a wrong password is refused, and never shown', t => {
  const problem = 'Error response from daemon: Get "https://registry-1.docker.io/v2/": unauthorized: incorrect username or password\r\n';
  t.is(typed(world(), 'docker login -u student', 'wrong'), `${tokenHint}Password: \r\n${problem}`);
});

test('without a name the client asks for both; then it knows them', t => {
  const host = world();
  const shown = typed(host, 'docker login', 'student', 'pw');
  t.true(shown.startsWith('Failed to start web-based login - falling back to command line login...\r\n\r\nLog in with your Docker ID'));
  t.true(
    shown.endsWith(
      `\r\n\r\nUsername: student\r\n${tokenHint}Password: \r\n\r\nWARNING! Your credentials are stored unencrypted in '/home/student/.docker/config.json'.\r\nConfigure a credential helper to remove this warning. See\r\nhttps://docs.docker.com/go/credential-store/\r\n\r\nLogin Succeeded\r\n`,
    ),
  );
  t.regex(typed(host, 'docker login'), /^Authenticating with existing credentials\.\.\. \[Username: student\]\r\n/);
});

test('an empty password is none', t => {
  t.is(typed(world(), 'docker login -u student', ''), `${tokenHint}Password: \r\nError: Password Required\r\n`);
});
