/** How the parts of a value that node shows are put on lines. */
export const inspectLayout = String.raw`
function visibleLength(text, hasColors) { return hasColors ? text.replace(/\x1b\[\d+m/g, '').length : text.length; }

function reduce(ctx, output, base, braces, isArrayLike, level, value) {
  let lines = output;
  if (ctx.compact !== true) {
    if (typeof ctx.compact === 'number' && ctx.compact >= 1) {
      const entries = lines.length;
      if (isArrayLike && entries > 6) lines = group(ctx, lines, value);
      if (ctx.level - level < ctx.compact && entries === lines.length) {
        const start = lines.length + ctx.indent + braces[0].length + base.length + 10;
        const joined = lines.join(', ');
        const total = lines.reduce((sum, line) => sum + visibleLength(line, ctx.colors), lines.length + start);
        if (lines.length * 2 + start <= ctx.breakLength && total <= ctx.breakLength && !joined.includes('\n') && (base === '' || !base.includes('\n'))) {
          return (base ? base + ' ' : '') + braces[0] + ' ' + joined + ' ' + braces[1];
        }
      }
    }
    const indentation = '\n' + ' '.repeat(ctx.indent);
    return (base ? base + ' ' : '') + braces[0] + indentation + '  ' + lines.join(',' + indentation + '  ') + indentation + braces[1];
  }
  return (base ? base + ' ' : '') + braces[0] + ' ' + lines.join(', ') + ' ' + braces[1];
}

/** Puts the items of a long array into columns. */
function group(ctx, output, value) {
  let total = 0;
  let longest = 0;
  const more = ctx.maxArrayLength < output.length ? 1 : 0;
  const length = output.length - more;
  const sizes = [];
  for (let i = 0; i < length; i++) {
    const size = visibleLength(output[i], ctx.colors);
    sizes.push(size);
    total += size + 2;
    if (longest < size) longest = size;
  }
  const actual = longest + 2;
  if (actual * 3 + ctx.indent >= ctx.breakLength || !(total / actual > 5 || longest <= 6)) return output;
  const biased = Math.max(actual - 3 - Math.sqrt(actual - total / output.length), 1);
  const columns = Math.min(Math.round(Math.sqrt(2.5 * biased * length) / biased), Math.floor((ctx.breakLength - ctx.indent) / actual), ctx.compact * 4, 15);
  if (columns <= 1) return output;
  const result = [];
  const widths = [];
  for (let i = 0; i < columns; i++) {
    let width = 0;
    for (let j = i; j < length; j += columns) if (sizes[j] > width) width = sizes[j];
    widths.push(width + 2);
  }
  const plain = ctx.colors ? output.map(text => text.replace(/\x1b\[\d+m/g, '')) : output;
  const numbers = value !== undefined && plain.length > 0 && Array.prototype.slice.call(value, 0, output.length).every(item => typeof item === 'number' || typeof item === 'bigint');
  for (let i = 0; i < length; i += columns) {
    const end = Math.min(i + columns, length);
    let row = '';
    let j = i;
    for (; j < end - 1; j++) {
      const cell = output[j] + ', ';
      const padding = widths[j - i] - sizes[j] - 2;
      row += numbers ? ' '.repeat(Math.max(0, padding)) + cell : cell + ' '.repeat(Math.max(0, padding));
    }
    row += numbers ? ' '.repeat(Math.max(0, widths[j - i] - 2 - sizes[j])) + output[j] : output[j];
    result.push(row);
  }
  if (more) result.push(output[length]);
  return result;
}

exports.reduce = reduce;
`;
