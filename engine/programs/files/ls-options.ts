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
  | 'author'
  | 'fileType'
  | 'format'
  | 'indicatorStyle'
  | 'hideControls'
  | 'showControls'
  | 'quotingStyle'
  | 'time'
  | 'tabSize'
  | 'zero'
  | 'ignore';

/** The options of ls. */
export const lsOptions: OptionTable<LsKey> = {
  absent: refused('-D, -Z, --dired', 'gnu'),
  absentWith: refused('--hyperlink=WHEN', 'gnu'),
  all: ['-a, --all', 'do not leave out names that start with .'],
  almostAll: ['-A, --almost-all', 'do not list . and ..'],
  author: ['--author', 'with -l, show the author of each file', 'gnu'],
  escape: ['-b, --escape', 'show characters that cannot be printed as C escapes', 'gnu'],
  ignoreBackups: ['-B, --ignore-backups', 'do not list names that end with ~', 'gnu'],
  changeTime: ['-c', 'with -lt: sort by, and show, the time of last change;\nwith -l: show it; otherwise: sort by it'],
  columns: ['-C', 'list in columns'],
  colour: ['--color[=WHEN]', 'colour the output WHEN: always (default), auto, never'],
  directory: ['-d, --directory', 'list directories themselves, not what is in them'],
  unsortedAll: ['-f', 'do not sort, enable -aU, disable -ls --color', 'gnu'],
  classify: ['-F, --classify[=WHEN]', 'put one of */=>@| after names'],
  fullTime: ['--full-time', 'like -l --time-style=full-iso'],
  fileType: ['--file-type', 'like -F, but without the *', 'gnu'],
  format: ['--format=WORD', 'lay the list out as WORD says: across, commas, horizontal, long, single-column, verbose or vertical', 'gnu'],
  noOwner: ['-g', 'like -l, but without the owner'],
  groupDirectories: ['--group-directories-first', 'directories before files'],
  noGroup: ['-G, --no-group', 'with -l, do not show groups', 'gnu'],
  human: ['-h, --human-readable', 'with -l and -s, show sizes like 1K 234M 2G'],
  si: ['--si', 'like -h, but with powers of 1000', 'gnu'],
  followArguments: ['-H, --dereference-command-line', 'follow symlinks of the command line'],
  hide: ['--hide=PATTERN', 'do not list names that match the shell PATTERN (overridden by -a or -A)', 'gnu'],
  ignore: ['-I, --ignore=PATTERN', 'do not list names that match the shell PATTERN', 'gnu'],
  indicatorStyle: ['--indicator-style=WORD', 'put behind names what WORD says: none, slash, file-type or classify', 'gnu'],
  slash: ['-p', 'put / after directories'],
  inode: ['-i, --inode', 'show the index number of each file'],
  kibibytes: noEffect('-k, --kibibytes', 'blocks are counted in kibibytes anyway'),
  long: ['-l', 'use a long listing format'],
  follow: ['-L, --dereference', 'show what symlinks point to, not the links'],
  commas: ['-m', 'fill the width with a list separated by commas', 'gnu'],
  numeric: ['-n, --numeric-uid-gid', 'like -l, but with numbers of users and groups'],
  literal: ['-N, --literal', 'print names without quoting', 'gnu'],
  longNoGroup: ['-o', 'like -l, but without the group', 'gnu'],
  hideControls: ['-q, --hide-control-chars', 'show ? for characters that cannot be printed', 'gnu'],
  showControls: ['--show-control-chars', 'show characters that cannot be printed as they are', 'gnu'],
  quotingStyle: ['--quoting-style=WORD', 'quote names as WORD says: literal, shell, shell-always, c, escape, locale …', 'gnu'],
  quote: ['-Q, --quote-name', 'put names in double quotes', 'gnu'],
  reverse: ['-r, --reverse', 'reverse the order'],
  recursive: ['-R, --recursive', 'list subdirectories recursively'],
  blocks: ['-s, --size', 'show the allocated size of each file, in blocks'],
  bySize: ['-S', 'sort by size, largest first'],
  sort: ['--sort=WORD', 'sort by WORD: none, size, time, version, extension', 'gnu'],
  time: ['--time=WORD', 'which time to show and to sort by: atime, ctime or birth', 'gnu'],
  timeStyle: ['--time-style=TIME_STYLE', 'how to show times with -l: full-iso, long-iso, iso, locale or +FORMAT', 'gnu'],
  byTime: ['-t', 'sort by time, newest first'],
  accessTime: ['-u', 'like -c, with the time of last access'],
  unsorted: ['-U', 'do not sort'],
  byVersion: ['-v', 'sort numbers in names by their value'],
  tabSize: ['-T COLS, --tabsize=COLS', 'take tabs for COLS columns, not 8', 'gnu'],
  width: ['-w, --width=COLS', 'set the output width to COLS'],
  across: ['-x', 'list by lines instead of by columns'],
  byExtension: ['-X', 'sort by extension'],
  one: ['-1', 'list one file per line'],
  zero: ['--zero', 'end each line with NUL, not newline', 'gnu'],
};
