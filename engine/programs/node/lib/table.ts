/** console.table */
export const table = String.raw`
const { inspect } = require('internal/inspect');
const show = value => inspect(value, { maxArrayLength: 3, breakLength: Infinity, depth: value !== null && typeof value === 'object' && !Array.isArray(value) && Object.keys(value).length > 2 ? -1 : 0 });

function render(head, rows) {
  const left = startup.release.style >= 20;
  const widths = head.map((title, index) => Math.max(title.length, ...rows.map(row => (row[index] || '').length)) + 2);
  const line = (start, middle, end) => start + widths.map(width => '─'.repeat(width)).join(middle) + end;
  const centre = (text, width) => {
    const space = width - text.length;
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
  for (const [key, value] of entries) {
    const row = { key: String(key), cells: new Map(), value: undefined };
    if (typeof value === 'object' && value !== null) {
      for (const name of columns || Object.keys(value)) {
        if (!Object.hasOwn(value, name)) continue;
        if (!keys.includes(name)) keys.push(name);
        row.cells.set(name, show(value[name]));
      }
    } else { row.value = show(value); hasValues = true; }
    rows.push(row);
  }
  if (columns) for (const name of columns) if (!keys.includes(name)) keys.push(name);
  const head = [data instanceof Map || data instanceof Set ? '(iteration index)' : '(index)', ...keys, ...(hasValues ? ['Values'] : [])];
  return render(head, rows.map(row => [row.key, ...keys.map(name => row.cells.get(name) || ''), ...(hasValues ? [row.value || ''] : [])]));
};
`;
