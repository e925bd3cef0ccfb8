import { noEffect, type OptionTable } from '../options.js';

export type GrepKey =
  | 'extended'
  | 'fixed'
  | 'basic'
  | 'perl'
  | 'regexp'
  | 'file'
  | 'ignoreCase'
  | 'respectCase'
  | 'word'
  | 'line'
  | 'zero'
  | 'noMessages'
  | 'invert'
  | 'max'
  | 'byteOffset'
  | 'number'
  | 'lineBuffered'
  | 'withName'
  | 'noName'
  | 'label'
  | 'only'
  | 'quiet'
  | 'text'
  | 'binary'
  | 'skipBinary'
  | 'directories'
  | 'recursive'
  | 'followRecursive'
  | 'include'
  | 'exclude'
  | 'excludeDirectory'
  | 'without'
  | 'with'
  | 'count'
  | 'initialTab'
  | 'null'
  | 'before'
  | 'after'
  | 'context'
  | 'separator'
  | 'noSeparator'
  | 'binaryMode'
  | 'colour';

/** The options that grep, egrep and fgrep share. */
export const grepOptions: OptionTable<GrepKey> = {
  extended: ['-E, --extended-regexp', 'PATTERNS are extended regular expressions'],
  fixed: ['-F, --fixed-strings', 'PATTERNS are strings'],
  basic: ['-G, --basic-regexp', 'PATTERNS are basic regular expressions', 'gnu'],
  perl: ['-P, --perl-regexp', 'PATTERNS are Perl regular expressions', 'gnu'],
  regexp: ['-e, --regexp=PATTERNS', 'match PATTERNS'],
  file: ['-f, --file=FILE', 'take PATTERNS from FILE'],
  ignoreCase: ['-i, -y, --ignore-case', 'make no difference between upper and lower case'],
  respectCase: ['--no-ignore-case', undefined, 'gnu'],
  word: ['-w, --word-regexp', 'match whole words only'],
  line: ['-x, --line-regexp', 'match whole lines only'],
  zero: ['-z, --null-data', 'lines end with NUL, not newline'],
  noMessages: ['-s, --no-messages', 'say nothing about files that cannot be read'],
  invert: ['-v, --invert-match', 'select the lines that do not match'],
  max: ['-m, --max-count=NUM', 'stop after NUM selected lines'],
  byteOffset: ['-b, --byte-offset', 'print the byte offset of each line', 'gnu'],
  number: ['-n, --line-number', 'print the line number of each line'],
  lineBuffered: ['--line-buffered', 'write out every line at once', 'gnu'],
  withName: ['-H, --with-filename', 'print the file name of each line'],
  noName: ['-h, --no-filename', 'never print file names'],
  label: ['--label=LABEL', 'call standard input LABEL', 'gnu'],
  only: ['-o, --only-matching', 'print only what matched'],
  quiet: ['-q, --quiet, --silent', 'print nothing'],
  text: ['-a, --text', 'take binary files as text', 'gnu'],
  binary: ['--binary-files=TYPE', 'assume that binary files are TYPE', 'gnu'],
  skipBinary: ['-I', 'equivalent to --binary-files=without-match', 'gnu'],
  directories: ['-d ACTION, --directories=ACTION', 'what to do with directories: read, recurse or skip', 'gnu'],
  recursive: ['-r, --recursive', 'read what is in directories'],
  followRecursive: ['-R, --dereference-recursive', 'the same, and follow all symlinks'],
  include: ['--include=GLOB', 'search only files that match GLOB', 'gnu'],
  exclude: ['--exclude=GLOB', 'skip files that match GLOB', 'gnu'],
  excludeDirectory: ['--exclude-dir=GLOB', 'skip directories that match GLOB', 'gnu'],
  without: ['-L, --files-without-match', 'print the names of files with no selected line'],
  with: ['-l, --files-with-matches', 'print the names of files with selected lines'],
  count: ['-c, --count', 'print only the number of selected lines of each file'],
  initialTab: ['-T, --initial-tab', 'put a tab before the line, behind what tells where it is', 'gnu'],
  null: ['-Z, --null', undefined, 'gnu'],
  before: ['-B, --before-context=NUM', 'print NUM lines before each match'],
  after: ['-A, --after-context=NUM', 'print NUM lines after each match'],
  context: ['-C, --context=NUM', 'print NUM lines around each match'],
  separator: ['--group-separator=SEP', 'print SEP between groups of lines', 'gnu'],
  noSeparator: ['--no-group-separator', 'print nothing between groups of lines', 'gnu'],
  binaryMode: noEffect('-U, --binary', 'there are no carriage returns to strip here', 'gnu'),
  colour: ['--color[=WHEN], --colour[=WHEN]', 'colour what matches; WHEN is always, never or auto'],
};
