import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { formatMs, type Row } from './row.js';

const requests = 1000;
const batches = 7;

/** A served host, asked over its unix socket by one client after the other; times are by the clock, for two programs work on them. */
export async function socketRows(): Promise<Row[]> {
  const home = mkdtempSync(path.join(os.tmpdir(), 'drydock-bench-'));
  const socketPath = path.join(home, 'docker.sock');
  const server = spawn(process.execPath, ['dist/drydock.js', 'serve', '--socket', socketPath, '--fast'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, DRYDOCK_HOME: home },
  });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  try {
    await new Promise<void>((resolve, reject) => {
      server.stdout.once('data', () => resolve());
      server.once('exit', code => reject(new Error(`drydock serve ended with ${String(code)}`)));
    });
    return [
      await rateRow('GET /_ping', '/_ping', { socketPath, agent }),
      await rateRow('GET /containers/json', '/v1.50/containers/json?all=1', { socketPath, agent }),
    ];
  } finally {
    agent.destroy();
    server.removeAllListeners('exit').kill('SIGTERM');
    await new Promise(resolve => server.once('exit', resolve));
    rmSync(home, { recursive: true, force: true });
  }
}

interface Connection {
  readonly socketPath: string;
  readonly agent: Agent;
}

async function rateRow(what: string, target: string, connection: Connection): Promise<Row> {
  let least = Infinity;
  for (let batch = 0; batch < batches; batch++) {
    const start = performance.now();
    for (let i = 0; i < requests; i++) await get(target, connection);
    least = Math.min(least, (performance.now() - start) / requests);
  }
  return {
    what: `${what} over the socket`,
    measured: `${(1000 / least).toFixed(0)} a second, ${formatMs(least)} each`,
    ratio: '',
    budget: '',
    within: undefined,
  };
}

function get(target: string, { socketPath, agent }: Connection): Promise<void> {
  return new Promise((resolve, reject) => {
    const sent = request({ socketPath, path: target, agent }, answer => {
      answer
        .resume()
        .once('end', () => (answer.statusCode === 200 ? resolve() : reject(new Error(`${target}: ${String(answer.statusCode)}`))));
    });
    sent.once('error', reject).end();
  });
}
