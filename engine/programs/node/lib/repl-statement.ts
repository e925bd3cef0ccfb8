/** What is typed at node's prompt, as a program: declarations that stay, and waiting at the top. */
export const replStatement = String.raw`
/** Names declared with let, const or class, and whether they may be assigned to. */
const declared = new Map();

/** Brackets, strings and templates that are open at the end, and statements that want more. */
exports.isUnfinished = (text, error) => {
  const plain = text.replace(/\/\*[^]*?\*\/|\/\/.*|'(?:[^'\\\n]|\\[^])*'|"(?:[^"\\\n]|\\[^])*"|\u0060(?:[^\u0060\\]|\\[^])*\u0060|\/(?![*/])(?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/(?=[\w\s]*[,;.)\]\n]|$)/g, '0');
  if (plain.includes('\u0060') || /\/\*/.test(plain)) return true;
  let depth = 0;
  for (const letter of plain) {
    depth += '([{'.includes(letter) ? 1 : ')]}'.includes(letter) ? -1 : 0;
    if (depth < 0) return false;
  }
  if (depth > 0) return true;
  return /(?:[-+*%&|^=<>?:,.(~!]|\b(?:new|typeof|void|delete|in|of|instanceof|await|return|extends|else|do|try))\s*$/.test(plain) && !/(?:\+\+|--)\s*$/.test(plain) || /^\s*(?:try\s*0?\{[^]*\}|(?:if|for|while)\s*\([^]*\))\s*$/.test(plain) && /unexpected token|Unexpected end/i.test(error.message) || /^\s*(?:async\s+)?function\b[^{]*$|^\s*class\b[^{]*$/.test(plain);
};

/** The names that the declarations at the start of a line of the text make. */
function namesIn(text) {
  const list = [];
  for (const [, kind, rest] of text.matchAll(/^(let|const|class)\b([^\n]*)/gm)) {
    if (kind === 'class') { const [, name] = /^\s+([\w$]+)/.exec(rest) || []; if (name) list.push({ name, kind }); continue; }
    const pattern = /^\s*([[{][^=]*[\]}])\s*=/.exec(rest);
    if (pattern) { for (const [name] of pattern[1].replace(/[\w$]+\s*:/g, '').replace(/=[^,\]}]*/g, '').matchAll(/[A-Za-z_$][\w$]*/g)) list.push({ name, kind }); continue; }
    for (const [, name] of rest.replace(/\([^)]*\)|\{[^}]*\}|\[[^\]]*\]|=>[^,]*/g, '0').matchAll(/(?:^|,)\s*([A-Za-z_$][\w$]*)\s*(?==|,|;|$|\s)/g)) list.push({ name, kind });
  }
  return list;
}

/** Calls 'evaluate' with the text, so that what it declares can be seen by the next. */
exports.run = (text, evaluate) => {
  const names = namesIn(text);
  for (const { name } of names) if (declared.has(name)) throw new SyntaxError("Identifier '" + name + "' has already been declared");
  for (const { name } of names) Object.defineProperty(globalThis, name, { value: undefined, writable: true, configurable: true, enumerable: true });
  // QuickJS keeps let, const and class of one script from the next.
  const code = text.replace(/^(let|const)\b/gm, "var").replace(/^class\s+([\w$]+)/gm, 'var $1 = class $1');
  const value = evaluate(code);
  const keep = () => { for (const { name, kind } of names) seal(name, kind); };
  return { value: names.some(({ kind }) => kind === 'class') && /^class\b/.test(text.trim()) ? undefined : value, keep };
};
function seal(name, kind) {
  declared.set(name, kind);
  if (kind !== 'const') return;
  const value = globalThis[name];
  Object.defineProperty(globalThis, name, { configurable: true, enumerable: true, get: () => value, set() { throw new TypeError('Assignment to constant variable.'); } });
}

/** A text with 'await' at its top as a function that waits: its value is that of the last statement. */
exports.waiting = text => {
  const named = text.trim().replace(/;\s*$/, '');
  const declaration = /^(?:const|let|var)\s+([^]*)$/.exec(named);
  if (declaration) return { code: '(async () => { void (' + declaration[1] + '\n); })()', names: namesIn(named.replace(/^var/, 'let')) };
  return { code: '(async () => (' + named + '\n))()', fallback: '(async () => {' + text + '\n})()', names: [] };
};
exports.seal = seal;
exports.isDeclared = name => declared.has(name);
`;
