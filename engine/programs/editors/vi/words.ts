/** What the vi of a distribution says. */
export interface Words {
  readonly name: 'vim' | 'busybox';
  /** A file was read. */
  readonly opened: (file: FileFacts) => string;
  readonly newFile: (path: string) => string;
  readonly written: (file: FileFacts) => string;
  readonly isDirectory: (path: string) => string;
  readonly cannotRead: (path: string, reason: string) => string;
  readonly cannotWrite: (path: string, reason: string) => string;
  readonly noFileName: string;
  readonly unsaved: string;
  readonly readOnly: string;
  readonly exists: string;
  readonly patternNotFound: (pattern: string) => string;
  readonly noPattern: string;
  readonly unknownCommand: (command: string) => string;
  readonly badRange: string;
  readonly trailing: (rest: string) => string;
  readonly markNotSet: string;
  readonly unknownOption: (name: string) => string;
  readonly oldest: string;
  readonly newest: string;
  readonly nothingInRegister: (name: string) => string;
}

export interface FileFacts {
  readonly path: string;
  readonly lines: number;
  readonly bytes: number;
  readonly isNew?: boolean;
  readonly isComplete?: boolean;
  readonly isReadOnly?: boolean;
}

/** Vim's messages; before 8.2.1738 it counted characters (`C`) and said `[New File]`. */
export function vimWords(isOld: boolean): Words {
  const size = ({ lines, bytes }: FileFacts): string => `${String(lines)}L, ${String(bytes)}${isOld ? 'C' : 'B'}`;
  const newMark = isOld ? '[New File]' : '[New]';
  return {
    name: 'vim',
    opened: file => `"${file.path}" ${file.isReadOnly ? '[readonly] ' : ''}${file.isComplete === false ? '[noeol] ' : ''}${size(file)}`,
    newFile: path => `"${path}" ${newMark}`,
    written: file => `"${file.path}" ${file.isNew ? (isOld ? '[New] ' : '[New] ') : ''}${size(file)} written`,
    isDirectory: path => `"${path}" is a directory`,
    cannotRead: (path, reason) => (reason === 'Permission denied' ? `"${path}" [Permission Denied]` : `E484: Can't open file ${path}`),
    cannotWrite: path => `"${path}" E212: Can't open file for writing`,
    noFileName: 'E32: No file name',
    unsaved: 'E37: No write since last change (add ! to override)',
    readOnly: "E45: 'readonly' option is set (add ! to override)",
    exists: 'E13: File exists (add ! to override)',
    patternNotFound: pattern => `E486: Pattern not found: ${pattern}`,
    noPattern: 'E35: No previous regular expression',
    unknownCommand: command => `E492: Not an editor command: ${command}`,
    badRange: 'E16: Invalid range',
    trailing: rest => (isOld ? 'E488: Trailing characters' : `E488: Trailing characters: ${rest}`),
    markNotSet: 'E20: Mark not set',
    unknownOption: name => `E518: Unknown option: ${name}`,
    oldest: 'Already at oldest change',
    newest: 'Already at newest change',
    nothingInRegister: name => `E353: Nothing in register ${name}`,
  };
}

/** BusyBox vi's. */
export const busyboxWords: Words = {
  name: 'busybox',
  opened: () => '',
  newFile: () => '',
  written: ({ path, lines, bytes }) => `'${path}' ${String(lines)}L, ${String(bytes)}C`,
  isDirectory: path => `'${path}' is not a regular file`,
  cannotRead: (path, reason) => `'${path}' ${reason}`,
  cannotWrite: (path, reason) => `'${path}' ${reason}`,
  noFileName: 'No current filename',
  unsaved: 'No write since last change (:q! overrides)',
  readOnly: 'File is read only',
  exists: 'File exists (:w! overrides)',
  patternNotFound: () => 'Pattern not found',
  noPattern: 'No previous search',
  unknownCommand: command => `'${command}' is not implemented`,
  badRange: 'Bad address',
  trailing: rest => `'${rest}' is not implemented`,
  markNotSet: 'Mark not set',
  unknownOption: name => `bad option: ${name}`,
  oldest: 'Already at oldest change',
  newest: 'Already at newest change',
  nothingInRegister: name => `Nothing in register ${name}`,
};
