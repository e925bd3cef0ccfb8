/** Commands of readline that the line editor knows, by their names there, with the keys that call them. */
export const readlineBindings: readonly (readonly [name: string, ...keys: string[]])[] = [
  ['abort', '\\C-g'],
  ['accept-line', '\\C-j', '\\C-m'],
  ['backward-char', '\\C-b', '\\eOD', '\\e[D'],
  ['backward-delete-char', '\\C-h', '\\C-?'],
  ['backward-kill-word', '\\e\\C-h', '\\e\\C-?'],
  ['backward-word', '\\e[1;5D', '\\eb'],
  ['beginning-of-line', '\\C-a', '\\eOH', '\\e[1~', '\\e[H'],
  ['clear-screen', '\\C-l'],
  ['complete', '\\C-i'],
  ['delete-char', '\\C-d', '\\e[3~'],
  ['end-of-line', '\\C-e', '\\eOF', '\\e[4~', '\\e[F'],
  ['forward-char', '\\C-f', '\\eOC', '\\e[C'],
  ['forward-word', '\\e[1;5C', '\\ef'],
  ['kill-line', '\\C-k'],
  ['kill-word', '\\ed'],
  ['next-history', '\\C-n', '\\eOB', '\\e[B'],
  ['previous-history', '\\C-p', '\\eOA', '\\e[A'],
  ['reverse-search-history', '\\C-r'],
  ['transpose-chars', '\\C-t'],
  ['unix-line-discard', '\\C-u'],
  ['unix-word-rubout', '\\C-w'],
  ['yank', '\\C-y'],
  ['yank-last-arg', '\\e.', '\\e_'],
];

export const readlineFunctions: readonly string[] = readlineBindings.map(([name]) => name);
