// What scripts/quickjs-wasm.mjs changes in the WebAssembly of QuickJS: two hooks that its C interface has or could have, but the package does not hand out.
// Code is put in, nothing is taken away, and no number of a function, type or table entry changes.
const EXPORT_SECTION = 7;
const CODE_SECTION = 10;
const TABLE = 1;
/** The first entry of the function table that is free; what asks for it is the new code. hooks.ts puts a function there. */
const FIRST_FREE_ENTRY = 471;
/** The number of the type (i32, i64) → nothing. */
const TYPE_OF_THROWN = 10;

/** Where an error gets its stack before it is thrown (QuickJS 2025-09-13): the code before the place, and the locals that hold the context and the error there. */
const PLACES = [
  // JS_ThrowError2: `build_backtrace(…)`, and after the place the end of the `if`, `JS_Throw(ctx, obj)`, the stack given back.
  {
    before: [0x10, 0xdc, 0x02],
    after: [0x0b, 0x20, 0x00, 0x20, 0x05, 0x10, 0x8a, 0x01, 0x20, 0x06, 0x41, 0x80, 0x02, 0x6a, 0x24, 0x00, 0x0b],
    context: 0,
    error: 5,
  },
  // JS_CallInternal, where an exception arrives: `build_backtrace(ctx, rt->current_exception, NULL, 0, 0, 0)`.
  { before: [0x20, 0x12, 0x20, 0x07, 0x41, 0x00, 0x41, 0x00, 0x41, 0x00, 0x41, 0x00, 0x10, 0xdc, 0x02], after: [], context: 18, error: 7 },
];

/** The module with its function table exported as `table`, and a call of the table's entry 471 with every error that the engine makes itself. */
export function withHooks(bytes) {
  return mapSections(bytes, (id, body) => {
    if (id === EXPORT_SECTION) return exportTable(body);
    return id === CODE_SECTION ? PLACES.reduce(callHook, body) : body;
  });
}

function mapSections(bytes, change) {
  const out = [...bytes.slice(0, 8)];
  for (let at = 8; at < bytes.length; ) {
    const [size, start] = readLeb(bytes, at + 1);
    const body = change(bytes[at], [...bytes.slice(start, start + size)]);
    out.push(bytes[at], ...leb(body.length));
    for (const byte of body) out.push(byte);
    at = start + size;
  }
  return Uint8Array.from(out);
}

function exportTable(body) {
  const [count, entries] = readLeb(body, 0);
  return [...leb(count + 1), ...body.slice(entries), 'table'.length, ...Buffer.from('table'), TABLE, 0];
}

function callHook(body, { before, after, context, error }) {
  const place = Buffer.from([...before, ...after]);
  const found = Buffer.from(body).indexOf(place);
  if (found < 0 || Buffer.from(body).includes(place, found + 1))
    throw new Error('the code of QuickJS looks different: find the places anew');
  /** `table[471](ctx, error)` */
  const call = [0x20, context, 0x20, error, 0x41, ...leb(FIRST_FREE_ENTRY), 0x11, TYPE_OF_THROWN, 0x00];
  const [count, first] = readLeb(body, 0);
  for (let at = first, index = 0; index < count; index++) {
    const [size, start] = readLeb(body, at);
    const end = start + size;
    if (found >= start && found < end) {
      const split = found + before.length;
      return [...body.slice(0, at), ...leb(size + call.length), ...body.slice(start, split), ...call, ...body.slice(split)];
    }
    at = end;
  }
  throw new Error('the place is in no function');
}

/** A number as WebAssembly writes it: seven bits a byte, the lowest first. */
function leb(number) {
  const bytes = [];
  for (let rest = number; ; rest >>>= 7) {
    if (rest < 128) return [...bytes, rest];
    bytes.push((rest & 127) | 128);
  }
}

/** `[number, where it ends]` */
function readLeb(bytes, at) {
  for (let value = 0, shift = 0, index = at; ; shift += 7) {
    const byte = bytes[index++];
    value |= (byte & 127) << shift;
    if (byte < 128) return [value, index];
  }
}
