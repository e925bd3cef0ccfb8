/** execSync and its kin: the process stands still while its child runs. */
export const childSync = String.raw`
const errors = require('internal/errors');

exports.make = ({ folderOf, shellOf, optionsOf, envOf, checkFile }) => {
  const spawnSync = (file, args, options) => {
    checkFile(file);
    const list = Array.isArray(args) ? args.map(String) : [];
    const given = (Array.isArray(args) || args === undefined || args === null ? options : args) || {};
    const { plan } = optionsOf(given);
    const argv = shellOf(file, list, given);
    const input = given.input === undefined ? new ArrayBuffer(0) : require('internal/encoding').bytesOf(Buffer.from(given.input));
    const limits = JSON.stringify({ timeout: given.timeout || 0, maxBuffer: given.maxBuffer === undefined ? 1024 * 1024 : given.maxBuffer, killSignal: given.killSignal || 'SIGTERM' });
    let answer;
    try { answer = JSON.parse(host.spawnSync(JSON.stringify(argv), envOf(given.env || process.env, plan), given.cwd === undefined ? process.cwd() : folderOf(given.cwd), JSON.stringify(plan), input, limits)); } catch (code) {
      if (typeof code !== 'string') throw code;
      if (code === 'ENOSYS') throw errors.notSimulated('waiting for a child in a process that has done much before');
      answer = { code };
    }
    const encode = bytes => bytes === null ? null : given.encoding && given.encoding !== 'buffer' ? bytes.toString(given.encoding) : bytes;
    const result = { pid: answer.pid || 0 };
    if (answer.code) {
      const error = errors.system(answer.code, 'spawnSync ' + argv[0]);
      error.message = 'spawnSync ' + argv[0] + ' ' + answer.code;
      Object.assign(error, { path: argv[0], spawnargs: argv.slice(1) });
      result.error = error;
    }
    const output = plan.map((item, index) => item === 'pipe' && index > 0 && answer.pid ? encode(Buffer.from(answer.output[index] || '', 'base64')) : null);
    return Object.assign(result.error ? { error: result.error } : {}, {
      status: answer.status === undefined ? null : answer.status, signal: answer.signal || null, output: answer.pid ? output : null, pid: result.pid,
      stdout: answer.pid ? output[1] : null, stderr: answer.pid ? output[2] : null,
    });
  };
  const checked = (result, command, given) => {
    if (result.stderr && result.stderr.length > 0 && !(given && given.stdio)) process.stderr.write(result.stderr);
    if (result.error) { const { error } = result; Object.assign(error, result); throw error; }
    if (result.status === 0) return result.stdout;
    const said = result.stderr && result.stderr.length > 0 ? '\n' + result.stderr.toString() : '';
    throw Object.assign(new Error('Command failed: ' + command + said), result);
  };
  return {
    spawnSync,
    execFileSync: (file, args, options) => {
      const list = Array.isArray(args) ? args : [];
      const given = (Array.isArray(args) ? options : args) || {};
      return checked(spawnSync(file, list, given), [file, ...list].join(' '), given);
    },
    execSync: (command, options) => {
      checkFile(command, 'command');
      return checked(spawnSync(command, [], { ...options, shell: options && typeof options.shell === 'string' ? options.shell : true }), command, options);
    },
  };
};
`;
