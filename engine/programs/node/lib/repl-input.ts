/** Where the lines of node's prompt come from: an editor on a terminal, else whatever comes in. */
export const replInput = String.raw`
const loop = require('internal/loop');

/** Calls 'take.line', 'take.interrupted' with what had been typed, and 'take.end'. 'ask(prompt)' asks for the next line. */
exports.open = (take, complete) => {
  if (!host.isTerminal(0) || !host.isTerminal(1)) return plain(take);
  let id;
  const ask = prompt => {
    id = loop.start('editLine', [prompt], (code, kind, text) => {
      if (kind === 'tab') { answer(text); return; }
      id = undefined;
      if (kind === 'line') take.line(text);
      else if (kind === 'interrupted') take.interrupted(text);
      else take.end();
    }, true);
  };
  const answer = line => {
    let found = { insert: '', candidates: [] };
    try { found = complete(line); } catch {}
    host.answerTab(found.insert, found.candidates.join(' '));
  };
  process.on('SIGINT', () => {
    const typed = id === undefined ? '' : host.editedText();
    if (id !== undefined) { loop.cancel(id); id = undefined; }
    take.interrupted(typed);
  });
  return ask;
};

function plain(take) {
  const reader = require('readline').createInterface({ input: process.stdin });
  // A statement that waits holds up the lines behind it.
  const lines = [];
  let isWaiting = false;
  let isClosed = false;
  const next = () => {
    if (!isWaiting) return;
    if (lines.length > 0) { isWaiting = false; take.line(lines.shift()); } else if (isClosed) { isWaiting = false; take.end(); }
  };
  reader.on('line', line => { lines.push(line); next(); });
  reader.on('close', () => { isClosed = true; next(); });
  process.on('SIGINT', () => take.interrupted(''));
  return prompt => {
    host.write(1, prompt);
    if (isWaiting) return;
    isWaiting = true;
    process.nextTick(next);
  };
}
`;
