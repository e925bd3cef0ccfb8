/** child_process: spawn with inherited or ignored streams; nothing else. */
export const childProcess = String.raw`
const EventEmitter = require('events');
const errors = require('internal/errors');
const loop = require('internal/loop');

exports.spawn = (file, args, options) => {
  const list = Array.isArray(args) ? args.map(String) : [];
  const given = (Array.isArray(args) ? options : args) || {};
  const stdio = typeof given.stdio === 'string' ? [given.stdio, given.stdio, given.stdio] : given.stdio || ['pipe', 'pipe', 'pipe'];
  if (stdio.some(item => item !== 'inherit')) throw errors.notSimulated("child_process.spawn without stdio: 'inherit'");
  const argv = given.shell ? ['/bin/sh', '-c', [file, ...list].join(' ')] : [file, ...list];
  const child = new EventEmitter();
  Object.assign(child, { stdin: null, stdout: null, stderr: null, exitCode: null, signalCode: null, killed: false, spawnfile: argv[0], spawnargs: argv, connected: false });
  const env = given.env || process.env;
  try { child.pid = host.spawn(JSON.stringify(argv), JSON.stringify(Object.entries(env).map(([key, value]) => [key, String(value)])), given.cwd || process.cwd()); } catch (code) {
    if (typeof code !== 'string') throw code;
    const error = errors.system(code, 'spawn ' + file);
    error.message = 'spawn ' + file + ' ' + code;
    error.path = file;
    error.spawnargs = list;
    process.nextTick(() => child.emit('error', error));
    return child;
  }
  child.kill = (signal = 'SIGTERM') => { if (child.exitCode !== null || child.signalCode !== null) return false; child.killed = true; return process.kill(child.pid, signal); };
  child.ref = child.unref = () => child;
  process.nextTick(() => child.emit('spawn'));
  const wait = () => loop.start('wait', [child.pid], (code, status, signal) => {
    if (code === 'EINTR') { wait(); return; }
    if (signal) child.signalCode = signal; else child.exitCode = status;
    child.emit('exit', child.exitCode, child.signalCode);
    child.emit('close', child.exitCode, child.signalCode);
  });
  wait();
  return child;
};
for (const name of ['exec', 'execFile', 'execFileSync', 'execSync', 'fork', 'spawnSync']) exports[name] = () => { throw errors.notSimulated('child_process.' + name); };
`;
