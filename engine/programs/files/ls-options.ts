import { noEffect, type OptionTable, refused } from '../options.js';

export type LsKey =
  | 'absent'
  | 'absentWith'
  | 'all'
  | 'almostAll'
  | 'escape'
  | 'ignoreBackups'
  | 'changeTime'
  | 'columns'
  | 'colour'
  | 'directory'
  | 'unsortedAll'
  | 'classify'
  | 'fullTime'
  | 'noOwner'
  | 'groupDirectories'
  | 'noGroup'
  | 'human'
  | 'si'
  | 'followArguments'
  | 'slash'
  | 'inode'
  | 'kibibytes'
  | 'long'
  | 'follow'
  | 'commas'
  | 'numeric'
  | 'literal'
  | 'quote'
  | 'longNoGroup'
  | 'reverse'
  | 'recursive'
  | 'blocks'
  | 'bySize'
  | 'sort'
  | 'byTime'
  | 'accessTime'
  | 'unsorted'
  | 'byVersion'
  | 'width'
  | 'across'
  | 'byExtension'
  | 'one'
  | 'timeStyle'
  | 'hide'
  | 'ignore';

/** The options of ls. */
export const lsOptions: OptionTable<LsKey> = {
  absent: refused('-q, -D, -Z, --author, --file-type, --zero, --hide-control-chars, --dired', 'gnu'),
  absentWith: refused('-T COLS, --quoting-style=WORD, --hyperlink=WHEN, --tabsize=COLS', 'gnu'),
  all: ['-a, --all', 'do not leave out names that start with .'],
  almostAll: ['-A, --almost-all', 'do not list . and ..'],
  escape: ['-b, --escape', 'show characters that cannot be printed as C escapes', 'gnu'],
  ignoreBackups: ['-B, --ignore-backups', 'do not list names that end with ~', 'gnu'],
  changeTime: ['-c', 'with -lt: sort by, and show, the time of last change;\nwith -l: show it; otherwise: sort by it'],
  columns: ['-C', 'list in columns'],
  colour: ['--color[=WHEN]', 'colour the output WHEN: always (default), auto, never'],
  directory: ['-d, --directory', 'list directories themselves, not what is in them'],
  unsortedAll: ['-f', 'do not sort, enable -aU, disable -ls --color', 'gnu'],
  classify: ['-F, --classify[=WHEN]', 'put one of */=>@| after names'],
  fullTime: ['--full-time', 'like -l --time-style=full-iso'],
  noOwner: ['-g', 'like -l, but without the owner'],
  groupDirectories: ['--group-directories-first', 'directories before files'],
  noGroup: ['-G, --no-group', 'with -l, do not show groups', 'gnu'],
  human: ['-h, --human-readable', 'with -l and -s, show sizes like 1K 234M 2G'],
  si: ['--si', 'like -h, but with powers of 1000', 'gnu'],
  followArguments: ['-H, --dereference-command-line', 'follow symlinks of the command line'],
  hide: ['--hide=PATTERN', 'do not list names that match the shell PATTERN (overridden by -a or -A)', 'gnu'],
  ignore: ['-I, --ignore=PATTERN', 'do not list names that match the shell PATTERN', 'gnu'],
  slash: ['-p', 'put / after directories'],
  inode: ['-i, --inode', 'show the index number of each file'],
  kibibytes: noEffect('-k, --kibibytes', 'blocks are counted in kibibytes anyway'),
  long: ['-l', 'use a long listing format'],
  follow: ['-L, --dereference', 'show what symlinks point to, not the links'],
  commas: ['-m', 'fill the width with a list separated by commas', 'gnu'],
  numeric: ['-n, --numeric-uid-gid', 'like -l, but with numbers of users and groups'],
  literal: ['-N, --literal', 'print names without quoting', 'gnu'],
  longNoGroup: ['-o', 'like -l, but without the group', 'gnu'],
  quote: ['-Q, --quote-name', 'put names in double quotes', 'gnu'],
  reverse: ['-r, --reverse', 'reverse the order'],
  recursive: ['-R, --recursive', 'list subdirectories recursively'],
  blocks: ['-s, --size', 'show the allocated size of each file, in blocks'],
  bySize: ['-S', 'sort by size, largest first'],
  sort: ['--sort=WORD', 'sort by WORD: none, size, time, version, extension', 'gnu'],
  timeStyle: ['--time-style=TIME_STYLE', 'how to show times with -l: full-iso, long-iso, iso, locale or +FORMAT', 'gnu'],
  byTime: ['-t', 'sort by time, newest first'],
  accessTime: ['-u', 'like -c, with the time of last access'],
  unsorted: ['-U', 'do not sort'],
  byVersion: ['-v', 'sort numbers in names by their value'],
  width: ['-w, --width=COLS', 'set the output width to COLS'],
  across: ['-x', 'list by lines instead of by columns'],
  byExtension: ['-X', 'sort by extension'],
  one: ['-1', 'list one file per line'],
};
