/** What Tab offers at node's prompt. */
export const replComplete = String.raw`
const words = 'async await break case catch const continue debugger default delete do else export false finally for function if import in instanceof let new null return switch this throw true try typeof undefined var void while with yield'.split(' ');

/** The value that names joined by dots lead to; no getter of the learner is called. */
function valueAt(path) {
  let value = globalThis;
  for (const [index, name] of path.entries()) {
    if (value === null || value === undefined) return undefined;
    let found;
    for (let object = Object(value); object && !found; object = Object.getPrototypeOf(object)) found = Object.getOwnPropertyDescriptor(object, name);
    if (!found) return undefined;
    value = found.get && index > 0 && !/native code/.test(Function.prototype.toString.call(found.get)) ? undefined : found.get ? found.get.call(value) : found.value;
  }
  return value;
}
function namesOf(value) {
  const names = new Set();
  for (let object = Object(value); object; object = Object.getPrototypeOf(object)) for (const name of Object.getOwnPropertyNames(object)) if (/^[A-Za-z_$][\w$]*$/.test(name)) names.add(name);
  return [...names];
}
function common(candidates) {
  let [prefix = ''] = candidates;
  for (const each of candidates) while (!each.startsWith(prefix)) prefix = prefix.slice(0, -1);
  return prefix;
}
exports.complete = (line, commands) => {
  const command = /^\s*(\.[a-z]*)$/.exec(line);
  const inRequire = /\brequire\s*\(\s*['"]([\w/:]*)$/.exec(line);
  const dotted = /((?:[A-Za-z_$][\w$]*\.)*)([A-Za-z_$][\w$]*)?$/.exec(line);
  let typed;
  let names;
  let front = '';
  if (command) { typed = command[1]; names = commands; }
  else if (inRequire) { typed = inRequire[1]; names = require('module').builtinModules; }
  else {
    typed = dotted[2] || '';
    const path = dotted[1].split('.').filter(Boolean);
    if (path.length === 0 && (typed === '' || /\.\s*$/.test(line.slice(0, line.length - typed.length)))) return { insert: '', candidates: [] };
    const value = path.length === 0 ? globalThis : valueAt(path);
    if (value === undefined || value === null) return { insert: '', candidates: [] };
    names = path.length === 0 ? [...words, ...namesOf(value)] : namesOf(value);
    front = dotted[1];
  }
  const found = [...new Set(names)].filter(name => name.startsWith(typed)).sort((a, b) => a < b ? -1 : 1);
  return { insert: common(found).slice(typed.length), candidates: found.map(name => front + name) };
};
`;
