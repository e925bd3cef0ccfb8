// What scripts/quickjs-suspendable.mjs changes in the WebAssembly of QuickJS after Asyncify went through it: the locals of the interpreter's own function are kept
// in the memory of WebAssembly. Asyncify joins the ways through that function at so many places that V8's optimised code had thirty kilobytes of copies of them on
// the stack, and some thirty calls of JavaScript were as deep as one could go.
const TYPE_SECTION = 1;
const FUNCTION_SECTION = 3;
const GLOBAL_SECTION = 6;
const EXPORT_SECTION = 7;
const CODE_SECTION = 10;
/** A kind of export. */
const GLOBAL = 3;
const SLOT_BYTES = 8;
const I32 = 0x7f;
const I64 = 0x7e;
const F32 = 0x7d;
const F64 = 0x7c;

const loads = { [I32]: [0x28, 2], [I64]: [0x29, 3], [F32]: [0x2a, 2], [F64]: [0x2b, 3] };
const stores = { [I32]: [0x36, 2], [I64]: [0x37, 3], [F32]: [0x38, 2], [F64]: [0x39, 3] };

/** The module with the locals of its longest function in memory: where the next call puts them is told by the exported variable `frames`. */
export function withLocalsInMemory(bytes) {
  const sections = [...sectionsOf(bytes)];
  const bodyOf = id => sections.find(section => section.id === id).body;
  const types = readTypes(bodyOf(TYPE_SECTION));
  const typeOf = readVector(bodyOf(FUNCTION_SECTION), (body, at) => readLeb(body, at));
  const functions = readFunctions(bodyOf(CODE_SECTION));
  const longest = functions.reduce((best, code, index) => (code.length > functions[best].length ? index : best), 0);
  const [globals, firstGlobal] = readLeb(bodyOf(GLOBAL_SECTION), 0);
  const [exported, firstExport] = readLeb(bodyOf(EXPORT_SECTION), 0);
  const changed = functions.map((code, index) => (index === longest ? moveLocals(code, types[typeOf[index]], globals) : code));
  return replaceSections(
    bytes,
    new Map([
      [GLOBAL_SECTION, [...leb(globals + 1), ...bodyOf(GLOBAL_SECTION).subarray(firstGlobal), I32, 1, 0x41, 0, 0x0b]],
      [
        EXPORT_SECTION,
        [
          ...leb(exported + 1),
          ...bodyOf(EXPORT_SECTION).subarray(firstExport),
          'frames'.length,
          ...Buffer.from('frames'),
          GLOBAL,
          ...leb(globals),
        ],
      ],
      [CODE_SECTION, writeFunctions(changed)],
    ]),
  );
}

function readFunctions(body) {
  return readVector(body, (_, at) => {
    const [size, start] = readLeb(body, at);
    return [body.subarray(start, start + size), start + size];
  });
}

function writeFunctions(functions) {
  return [...leb(functions.length), ...functions.flatMap(body => [...leb(body.length), ...body])];
}

function replaceSections(bytes, changed) {
  const sections = [...sectionsOf(bytes)].flatMap(({ id, body }) => {
    const data = changed.get(id) ?? [...body];
    return [id, ...leb(data.length), ...data];
  });
  return Uint8Array.from([...bytes.subarray(0, 8), ...sections]);
}

/** A function that takes room for its locals at `top`, does what it did with them there, and gives the room back. */
function moveLocals(code, { parameters, results }, top) {
  const { locals, start } = readLocals(code);
  const all = [...parameters, ...locals];
  const room = Math.ceil((all.length * SLOT_BYTES) / 16) * 16;
  const frame = parameters.length;
  const spare = Object.fromEntries([I32, I64, F32, F64].map((type, index) => [type, frame + 1 + index]));
  const store = index => [
    ...op(0x21, spare[all[index]]),
    ...op(0x20, frame),
    ...op(0x20, spare[all[index]]),
    ...access(stores, all[index], index),
  ];
  const load = index => [...op(0x20, frame), ...access(loads, all[index], index)];
  const body = [];
  let depth = 0;
  for (const { opcode, bytes, operand } of instructions(code, start)) {
    if (opcode === 0x20) body.push(...load(operand));
    else if (opcode === 0x21) body.push(...store(operand));
    else if (opcode === 0x22) body.push(...store(operand), ...op(0x20, spare[all[operand]]));
    // `return` becomes a jump to the end, where the room is given back.
    else if (opcode === 0x0f) body.push(0x0c, ...leb(depth));
    else for (const byte of bytes) body.push(byte);
    if (opcode >= 0x02 && opcode <= 0x04) depth++;
    if (opcode === 0x0b) depth--;
  }
  const take = [...op(0x23, ...leb(top)), ...op(0x22, frame), ...op(0x41, ...signedLeb(room)), 0x6a, ...op(0x24, ...leb(top))];
  const keep = parameters.flatMap((type, index) => [...op(0x20, frame), ...op(0x20, index), ...access(stores, type, index)]);
  // Locals that are no parameters begin as zeros.
  const clear = locals.flatMap((type, index) => [...op(0x20, frame), ...zero(type), ...access(stores, type, frame + index)]);
  const give = [...op(0x20, frame), ...op(0x24, ...leb(top)), 0x0b];
  const declared = [...leb(5), ...[I32, I32, I64, F32, F64].flatMap(type => [1, type])];
  // What was the end of the function is that of the block.
  return Uint8Array.from([...declared, ...take, ...keep, ...clear, 0x02, results[0] ?? 0x40, ...body, ...give]);
}

function op(opcode, ...immediates) {
  return [opcode, ...immediates];
}

function access(table, type, index) {
  const [opcode, align] = table[type];
  return [opcode, align, ...leb(index * SLOT_BYTES)];
}

function zero(type) {
  if (type === I32) return [0x41, 0];
  if (type === I64) return [0x42, 0];
  return type === F32 ? [0x43, 0, 0, 0, 0] : [0x44, 0, 0, 0, 0, 0, 0, 0, 0];
}

function* sectionsOf(bytes) {
  for (let at = 8; at < bytes.length; ) {
    const [size, start] = readLeb(bytes, at + 1);
    yield { id: bytes[at], body: bytes.subarray(start, start + size) };
    at = start + size;
  }
}

function readVector(body, readItem) {
  const items = [];
  let [count, at] = readLeb(body, 0);
  for (; count > 0; count--) {
    const [item, next] = readItem(body, at);
    items.push(item);
    at = next;
  }
  return items;
}

function readTypes(body) {
  return readVector(body, (_, at) => {
    const [parameters, middle] = readValueTypes(body, at + 1);
    const [results, end] = readValueTypes(body, middle);
    return [{ parameters, results }, end];
  });
}

function readValueTypes(body, at) {
  const [count, start] = readLeb(body, at);
  return [[...body.subarray(start, start + count)], start + count];
}

function readLocals(code) {
  const locals = [];
  let [groups, at] = readLeb(code, 0);
  for (; groups > 0; groups--) {
    const [count, typeAt] = readLeb(code, at);
    for (let i = 0; i < count; i++) locals.push(code[typeAt]);
    at = typeAt + 1;
  }
  return { locals, start: at };
}

/** The instructions of a function's code, each with its bytes and its first number. */
function* instructions(code, start) {
  for (let at = start; at < code.length; ) {
    const opcode = code[at];
    const end = endOf(code, at);
    yield { opcode, bytes: code.subarray(at, end), operand: end > at + 1 ? readLeb(code, at + 1)[0] : 0 };
    at = end;
  }
}

function endOf(code, at) {
  const opcode = code[at];
  const skip = (from, count) => {
    let end = from;
    for (let i = 0; i < count; i++) end = readLeb(code, end)[1];
    return end;
  };
  if (opcode >= 0x02 && opcode <= 0x04) return at + 2;
  if (opcode === 0x0e) {
    const [count, targets] = readLeb(code, at + 1);
    return skip(targets, count + 1);
  }
  if (opcode === 0x11 || (opcode >= 0x28 && opcode <= 0x3e)) return skip(at + 1, 2);
  if (opcode === 0x43) return at + 5;
  if (opcode === 0x44) return at + 9;
  if (opcode === 0xfc) return endOfLongOpcode(code, at + 1, skip);
  const hasNumber =
    opcode === 0x0c || opcode === 0x0d || opcode === 0x10 || (opcode >= 0x20 && opcode <= 0x26) || (opcode >= 0x3f && opcode <= 0x42);
  if (hasNumber) return skip(at + 1, 1);
  if ((opcode >= 0x45 && opcode <= 0xc4) || [0x00, 0x01, 0x05, 0x0b, 0x0f, 0x1a, 0x1b].includes(opcode)) return at + 1;
  throw new Error(`an instruction that is not known: ${opcode.toString(16)}`);
}

function endOfLongOpcode(code, at, skip) {
  const [opcode, end] = readLeb(code, at);
  if (opcode <= 7) return end;
  return skip(end, [8, 10, 12, 14].includes(opcode) ? 2 : 1);
}

/** A number as WebAssembly writes it: seven bits a byte, the lowest first. */
function leb(number) {
  const bytes = [];
  for (let rest = number; ; rest >>>= 7) {
    if (rest < 128) return [...bytes, rest];
    bytes.push((rest & 127) | 128);
  }
}

/** A number with a sign, which the highest bit of the last byte tells. */
function signedLeb(number) {
  const bytes = leb(number);
  return (bytes.at(-1) & 0x40) === 0 ? bytes : [...bytes.slice(0, -1), bytes.at(-1) | 0x80, 0];
}

/** `[number, where it ends]` */
function readLeb(bytes, at) {
  for (let value = 0, shift = 0, index = at; ; shift += 7) {
    const byte = bytes[index++];
    value += (byte & 127) * 2 ** shift;
    if (byte < 128) return [value, index];
  }
}
