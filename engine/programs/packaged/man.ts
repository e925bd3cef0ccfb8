import type { Origin } from '../origins.js';
import { define, type Program } from '../tool.js';

const manDb: Origin = { release: '2.11.2-2', flags: ['-V', '--version'], says: (name, number) => `${name} ${number}` };
const NOTHING_FOUND = 16;

/** Packages here come without their manual pages, as in images whose dpkg leaves them out: nothing is ever found. */
const man: Program = define({
  name: 'man',
  options: {},
  gnu: { usage: ['[SECTION] PAGE...'], about: 'Show manual pages, of which there are none here.' },
  origin: manDb,
  *run(tool) {
    const { operands } = tool.args;
    const section = /^[1-9]\w*$/.test(operands[0] ?? '') && operands.length > 1 ? operands[0] : undefined;
    const pages = section === undefined ? operands : operands.slice(1);
    if (pages.length === 0) {
      yield* tool.complain("What manual page do you want?\nFor example, try 'man man'.\n");
      return 1;
    }
    const where = section === undefined ? '' : ` in section ${section}`;
    for (const page of pages) yield* tool.complain(`No manual entry for ${page}${where}\n`);
    return NOTHING_FOUND;
  },
});

function defineSearch(name: 'apropos' | 'whatis'): Program {
  return define({
    name,
    options: {},
    gnu: { usage: ['KEYWORD...'], about: 'Search the names and descriptions of manual pages, of which there are none here.' },
    origin: manDb,
    *run(tool) {
      const { operands } = tool.args;
      if (operands.length === 0) yield* tool.complain(`${name} what?\n`);
      for (const word of operands) yield* tool.complain(`${word}: nothing appropriate.\n`);
      return operands.length === 0 ? 1 : NOTHING_FOUND;
    },
  });
}

export const manPrograms: readonly Program[] = [man, defineSearch('apropos'), defineSearch('whatis')];
