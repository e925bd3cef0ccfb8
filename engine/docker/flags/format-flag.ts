import { flag, type Flag } from './flag.js';
import { text } from './flag-type.js';

const forms = {
  table: {
    en: "'table':            columns with a heading (default)\n'table TEMPLATE':   columns that a Go template names\n",
    ko: "'table':            제목이 있는 표 (기본값)\n'table TEMPLATE':   Go 템플릿이 정하는 표\n",
  },
  rest: {
    en: "'json':             JSON\n'TEMPLATE':         a Go template\nhttps://docs.docker.com/go/formatting/ tells what templates can do",
    ko: "'json':             JSON\n'TEMPLATE':         Go 템플릿\n템플릿 쓰는 법: https://docs.docker.com/go/formatting/",
  },
};

/** `--format` of commands that print a table. */
export const tableFormat: Flag = flag('format', '', text, {
  en: `Form of the output:\n${forms.table.en}${forms.rest.en}`,
  ko: `출력 형식:\n${forms.table.ko}${forms.rest.ko}`,
});

/** `--format` of commands that print JSON or text. */
export const inspectFormat: Flag = flag('format', 'f', text, {
  en: `Form of the output:\n${forms.rest.en}`,
  ko: `출력 형식:\n${forms.rest.ko}`,
});

/** `--format` with neither shorthand nor table. */
export const plainFormat: Flag = { ...inspectFormat, shorthand: undefined };
