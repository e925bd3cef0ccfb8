import type { ViEditor } from './editor.js';

type Switch = 'number' | 'ignoreCase' | 'autoIndent' | 'expandTab';

const switches: Readonly<Record<string, Switch>> = {
  number: 'number',
  nu: 'number',
  ignorecase: 'ignoreCase',
  ic: 'ignoreCase',
  autoindent: 'autoIndent',
  ai: 'autoIndent',
  expandtab: 'expandTab',
  et: 'expandTab',
};

/** `:set number`, `nonumber`, `number!`, `shiftwidth=4`, `number?`; several at once. */
export function setOptions(editor: ViEditor, text: string): void {
  for (const word of text.split(/\s+/).filter(part => part !== '')) {
    if (!setOption(editor, word)) {
      editor.message = editor.words.unknownOption(word);
      return;
    }
  }
}

function setOption(editor: ViEditor, word: string): boolean {
  const width = /^(?:shiftwidth|sw)=(\d+)$/.exec(word)?.[1];
  if (width !== undefined) {
    editor.settings.shiftColumns = Number(width) || 8;
    return true;
  }
  const match = /^(no|inv)?([a-z]+?)([!?]?)$/.exec(word);
  const name = switches[match?.[2] ?? ''];
  if (!match || !name) return false;
  const { settings } = editor;
  if (match[3] === '?') editor.message = `${settings[name] ? '  ' : 'no'}${match[2] ?? ''}`;
  else settings[name] = match[3] === '!' || match[1] === 'inv' ? !settings[name] : match[1] !== 'no';
  return true;
}
