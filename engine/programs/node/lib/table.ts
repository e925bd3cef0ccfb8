/** console.table */
export const table = String.raw`
const { inspect } = require('internal/inspect');
const show = value => inspect(value, { maxArrayLength: 3, breakLength: Infinity, depth: value !== null && typeof value === 'object' && !Array.isArray(value) && Object.keys(value).length > 2 ? -1 : 0 });

/** Columns of a terminal: East Asian letters take two. */
function widthOf(text) {
  let width = 0;
  for (const char of text) width += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\ud83c-\ud83e]/.test(char) ? 2 : 1;
  return width;
}

function render(head, rows) {
  const left = startup.release.style >= 20;
  const widths = head.map((title, index) => Math.max(widthOf(title), ...rows.map(row => widthOf(row[index] || ''))) + 2);
  const line = (start, middle, end) => start + widths.map(width => '─'.repeat(width)).join(middle) + end;
  const centre = (text, width) => {
    const space = width - widthOf(text);
    const before = left ? 1 : Math.floor(space / 2);
    return ' '.repeat(before) + text + ' '.repeat(space - before);
  };
  const row = cells => '│' + widths.map((width, index) => centre(cells[index] || '', width)).join('│') + '│';
  return [line('┌', '┬', '┐'), row(head), line('├', '┼', '┤'), ...rows.map(row), line('└', '┴', '┘')].join('\n');
}

exports.table = (data, columns) => {
  const keys = [];
  const rows = [];
  let hasValues = false;
  const entries = data instanceof Map ? [...data].map(([key, value], index) => [index, value, key]) : data instanceof Set ? [...data].map((value, index) => [index, value]) : Object.entries(data);
  for (const [key, value, entryKey] of entries) {
    const row = { key: String(key), cells: new Map(), value: undefined };
    if (data instanceof Map) row.cells.set('Key', show(entryKey));
    if (typeof value === 'object' && value !== null) {
      for (const name of columns || Object.keys(value)) {
        if (!Object.hasOwn(value, name)) continue;
        if (!keys.includes(name)) keys.push(name);
        row.cells.set(name, show(value[name]));
      }
    } else { row.value = show(value); hasValues = true; }
    rows.push(row);
  }
  if (data instanceof Map) keys.unshift('Key');
  if (columns) for (const name of columns) if (!keys.includes(name)) keys.push(name);
  const head = [data instanceof Map || data instanceof Set ? '(iteration index)' : '(index)', ...keys, ...(hasValues ? ['Values'] : [])];
  return render(head, rows.map(row => [row.key, ...keys.map(name => row.cells.get(name) || ''), ...(hasValues ? [row.value || ''] : [])]));
};
`;
