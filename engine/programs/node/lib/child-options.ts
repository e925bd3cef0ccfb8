/** What spawn and its kin have in common: arguments, streams, the error of a command that failed. */
export const childOptions = String.raw`
const errors = require('internal/errors');

exports.checkFile = (file, name = 'file') => {
  if (typeof file !== 'string') throw errors.invalidArgument(name, 'of type string', file);
  if (file === '') throw errors.coded(TypeError, 'ERR_INVALID_ARG_VALUE', "The argument '" + name + "' cannot be empty. Received ''");
};
exports.folderOf = cwd => cwd instanceof URL ? require('url').fileURLToPath(cwd) : String(cwd);
exports.shellOf = (file, list, given) => {
  if (!given.shell) return [file, ...list];
  return [typeof given.shell === 'string' ? given.shell : '/bin/sh', '-c', [file, ...list].join(' ')];
};
exports.envOf = (env, plan) => {
  const pairs = [];
  for (const key in env) if (env[key] !== undefined) pairs.push([key, String(env[key])]);
  if (plan.includes('ipc')) pairs.push(['NODE_CHANNEL_FD', String(plan.indexOf('ipc'))]);
  return JSON.stringify(pairs);
};

/** 'stdio' as a list, and what the host makes of each: a pipe, nothing, or a descriptor of this process. */
exports.optionsOf = given => {
  if ((given.uid !== undefined && given.uid !== process.getuid()) || (given.gid !== undefined && given.gid !== process.getgid())) throw errors.notSimulated('child_process with another uid or gid');
  const stdio = typeof given.stdio === 'string' ? [given.stdio, given.stdio, given.stdio] : [...(given.stdio || [])];
  while (stdio.length < 3) stdio.push(undefined);
  const shown = stdio.map((item, index) => {
    if (item === undefined || item === null) return index < 3 ? 'pipe' : 'ignore';
    if (item === 'overlapped') return 'pipe';
    return item;
  });
  const plan = shown.map((item, index) => {
    if (item === 'inherit') return index;
    if (typeof item === 'number' || ['pipe', 'ignore', 'ipc'].includes(item)) return item;
    if (item && typeof item.fd === 'number') return item.fd;
    if (item && item._handle && typeof item._handle.fd === 'number') return item._handle.fd;
    throw errors.coded(TypeError, 'ERR_INVALID_ARG_VALUE', "The argument 'stdio' is invalid. Received " + require('util').inspect(item));
  });
  return { stdio: shown, plan };
};

exports.commandFailed = (command, stderr, { code, signal, killed }) => {
  const error = new Error('Command failed: ' + command + '\n' + stderr);
  return Object.assign(error, { code, killed, signal, cmd: command });
};
exports.outcomes = { folderOf: exports.folderOf, shellOf: exports.shellOf, optionsOf: exports.optionsOf, envOf: exports.envOf, checkFile: exports.checkFile };
`;
