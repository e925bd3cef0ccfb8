/** node --test: finds the files of tests and runs each in a process of its own. */
export const testCommand = String.raw`
const fs = require('fs');
const path = require('path');
const { spawn } = require('child_process');
const { MARK, open } = require('internal/test-reporters');

const isTest = name => /^test-.+\.[cm]?js$|.[.\-_]test\.[cm]?js$|^test\.[cm]?js$/.test(name);
function find(folder, inTests) {
  const found = [];
  for (const entry of fs.readdirSync(folder, { withFileTypes: true }).sort((a, b) => a.name < b.name ? -1 : 1)) {
    const full = path.join(folder, entry.name);
    if (entry.isDirectory()) { if (entry.name !== 'node_modules') found.push(...find(full, inTests || entry.name === 'test')); }
    else if (isTest(entry.name) || (inTests && /\.[cm]?js$/.test(entry.name))) found.push(full);
  }
  return found;
}
function filesOf(names) {
  if (names.length === 0) return find(process.cwd(), false);
  return names.flatMap(name => {
    const full = path.resolve(name);
    let stat;
    try { stat = fs.statSync(full); } catch { host.write(2, "Could not find '" + full + "'"); process.exit(1); }
    return stat.isDirectory() ? find(full, true) : [full];
  });
}

exports.start = names => {
  const begun = host.now();
  const files = filesOf(names);
  const report = open(text => host.write(1, text));
  let count = 0;
  const take = (line, state) => {
    if (!line.startsWith(MARK)) { report({ type: 'stdout', message: line + '\n' }); return; }
    const event = JSON.parse(line.slice(MARK.length));
    if (event.type === 'summary' || (event.type === 'plan' && event.nesting === 0)) return;
    if (event.nesting === 0 && event.number !== undefined) { event.number = ++count; state.some = true; if (event.type === 'fail' && event.todo === undefined) process.exitCode = 1; }
    report(event);
  };
  const next = () => {
    const file = files.shift();
    if (file === undefined) {
      report({ type: 'plan', nesting: 0, count });
      report({ type: 'summary', duration: host.now() - begun });
      return;
    }
    const state = { some: false };
    const from = host.now();
    const child = spawn(process.execPath, [...process.execArgv.filter(word => !/^--test/.test(word)), file], { env: { ...process.env, NODE_TEST_CONTEXT: 'child' }, stdio: ['ignore', 'pipe', 'inherit'] });
    let rest = '';
    child.stdout.setEncoding('utf8');
    child.stdout.on('data', text => { const lines = (rest + text).split('\n'); rest = lines.pop(); for (const line of lines) take(line, state); });
    child.on('close', (code, signal) => {
      if (rest !== '') take(rest, state);
      // A file without tests, or that ended badly, counts as one.
      if (!state.some || (code !== 0 && process.exitCode !== 1)) {
        const name = path.relative(process.cwd(), file);
        const isBad = code !== 0;
        report({ type: 'start', nesting: 0, name });
        const error = isBad ? { kind: 'testCodeFailure', message: 'test failed', code: 'ERR_TEST_FAILURE', isPlain: true } : undefined;
        report({ type: isBad ? 'fail' : 'pass', nesting: 0, name, number: ++count, kind: 'test', duration: host.now() - from, error, place: { file, line: 1, column: 1 } });
        if (isBad) process.exitCode = 1;
      }
      next();
    });
  };
  next();
};
`;
