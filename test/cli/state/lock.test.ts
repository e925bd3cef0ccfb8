import test from 'ava';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { isLocked, takeLock } from '../../../cli/state/lock.js';

function inFolder(action: (lock: string, folder: string) => void): void {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'drydock-lock-'));
  try {
    action(path.join(folder, 'lock'), folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('a lock is there while it is held and gone afterwards', t => {
  inFolder((file, folder) => {
    const result = takeLock(file);
    t.is(result.kind, 'taken');
    t.true(readFileSync(file, 'utf8').startsWith(`${process.pid} `));
    if (result.kind === 'taken') result.lock.release();
    t.deepEqual(readdirSync(folder), []);
  });
});

test('another process that runs keeps its lock', t => {
  inFolder(file => {
    writeFileSync(file, String(process.ppid));
    t.deepEqual(takeLock(file), { kind: 'held', pid: process.ppid });
    t.true(isLocked(file));
  });
});

test('the lock of a process that is gone is taken over', t => {
  inFolder(file => {
    writeFileSync(file, '999999999 1');
    t.false(isLocked(file));
    t.is(takeLock(file).kind, 'taken');
  });
});

test('a process that got the number of a dead one does not hold its lock', t => {
  if (process.platform !== 'linux') return t.pass('only Linux tells when a process began');
  inFolder(file => {
    writeFileSync(file, `${process.ppid} 1`);
    t.is(takeLock(file).kind, 'taken');
  });
});

test('a lock with nonsense in it holds nobody up', t => {
  inFolder(file => {
    writeFileSync(file, 'hello');
    t.is(takeLock(file).kind, 'taken');
  });
});
