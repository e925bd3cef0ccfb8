/** node --watch: runs the script in a child, and again when something that it has loaded changes. */
export const watch = String.raw`
const { spawn } = require('child_process');
const fs = require('fs');
const { inspect } = require('util');
const isColoured = process.stderr.isTTY && process.env.NO_COLOR === undefined;
const paint = (code, text) => (isColoured ? '\x1b[' + code + 'm' + text + '\x1b[39m' : text) + '\n';
/** Changes within this time count as one. */
const PAUSE = 200;

exports.start = () => {
  const command = inspect(process.argv.slice(1).join(' '));
  const keeps = startup.execArgv.includes('--watch-preserve-output');
  const paths = startup.execArgv.filter(word => word.startsWith('--watch-path=')).map(word => word.slice('--watch-path='.length));
  const args = [...startup.execArgv.filter(word => !word.startsWith('--watch')), ...process.argv.slice(1)];
  const watched = new Map();
  let child;
  let hasExited = true;
  let timer;
  let startedAt = 0;

  const onChange = file => {
    // Looked at twice a second: what the child has read already may be noticed late.
    try { if (fs.statSync(file).mtimeMs < startedAt) return; } catch {}
    clearTimeout(timer);
    timer = setTimeout(restart, PAUSE);
  };
  const follow = file => {
    if (watched.has(file)) return;
    try { watched.set(file, fs.watch(file, () => onChange(file))); } catch (error) { if (paths.length > 0) throw error; }
  };
  const forget = () => {
    for (const watcher of watched.values()) watcher.close();
    watched.clear();
  };
  function run() {
    hasExited = false;
    startedAt = Date.now();
    const stdio = paths.length > 0 ? ['inherit', 'inherit', 'inherit'] : ['inherit', 'inherit', 'inherit', 'ipc'];
    child = spawn(process.execPath, args, { stdio, env: { ...process.env, WATCH_REPORT_DEPENDENCIES: '1' } });
    // What a child loaded that ended at once may not be told.
    for (const path of paths.length > 0 ? paths : [require('path').resolve(process.argv[1])]) follow(path);
    child.on('message', message => { if (message && Array.isArray(message['watch:require'])) message['watch:require'].forEach(follow); });
    child.once('exit', code => {
      hasExited = true;
      process.stdout.write(code === 0 ? paint(34, 'Completed running ' + command) : paint(31, 'Failed running ' + command));
    });
  }
  const stop = (signal, then) => {
    child.removeAllListeners('exit');
    if (hasExited) { then(0); return; }
    child.once('exit', code => { hasExited = true; then(code); });
    child.kill(signal);
  };
  function restart() {
    if (!keeps && isColoured) process.stdout.write('\x1bc');
    process.stdout.write(paint(32, 'Restarting ' + command));
    const patience = setTimeout(() => process.stdout.write(paint(34, 'Waiting for graceful termination...')), 1000);
    stop('SIGTERM', () => { clearTimeout(patience); run(); });
  }
  for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => { forget(); clearTimeout(timer); stop(signal, code => process.exit(code || 0)); });
  if (startup.release.style < 22) process.emitWarning('Watch mode is an experimental feature and might change at any time', 'ExperimentalWarning');
  run();
  setInterval(() => {}, 1 << 30);
};
`;
