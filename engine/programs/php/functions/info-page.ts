/** What `phpinfo` writes: lines on the command line, tables in a browser. */
export interface InfoPage {
  begin(version: string): void;
  /** A part of the page, and one of it. */
  section(title: string): void;
  module(name: string): void;
  /** Rows that belong together, under headings. */
  table(head: readonly string[], rows: readonly (readonly string[])[]): void;
  end(): void;
  readonly text: string;
}

/** For people at a terminal. */
export class TextPage implements InfoPage {
  text = '';

  begin(version: string): void {
    this.text += `phpinfo()\nPHP Version => ${version}\n\n`;
  }

  section(title: string): void {
    this.text += `\n ${'_'.repeat(71)}\n\n\n${title}\n\n`;
  }

  module(name: string): void {
    this.text += `${name}\n\n`;
  }

  table(head: readonly string[], rows: readonly (readonly string[])[]): void {
    for (const row of head.length > 0 ? [head, ...rows] : rows) this.text += `${row.map(shown).join(' => ')}\n`;
    this.text += '\n';
  }

  end(): void {
    // Nothing stands after the last table.
  }
}

function shown(value: string): string {
  return value === '' ? 'no value' : value;
}

const style = [
  'body { font-family: sans-serif; background: #fff; color: #222; }',
  '.center { text-align: center; }',
  '.center table { margin: 1em auto; text-align: left; border-collapse: collapse; width: 934px; }',
  'td, th { border: 1px solid #666; font-size: 75%; vertical-align: baseline; padding: 4px 5px; }',
  '.e { background: #ccf; width: 300px; font-weight: bold; }',
  '.h { background: #99c; font-weight: bold; }',
  '.v { background: #ddd; max-width: 300px; overflow-wrap: anywhere; }',
].join('\n');

/** For a browser. */
export class HtmlPage implements InfoPage {
  text = '';

  begin(version: string): void {
    this.text +=
      '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "DTD/xhtml1-transitional.dtd">\n' +
      `<html xmlns="http://www.w3.org/1999/xhtml"><head>\n<style type="text/css">\n${style}\n</style>\n` +
      `<title>PHP ${version} - phpinfo()</title><meta name="ROBOTS" content="NOINDEX,NOFOLLOW,NOARCHIVE" /></head>\n` +
      `<body><div class="center">\n<table>\n<tr class="h"><td>\n<h1 class="p">PHP Version ${version}</h1>\n</td></tr>\n</table>\n`;
  }

  section(title: string): void {
    this.text += `<hr />\n<h1>${escapeHtml(title)}</h1>\n`;
  }

  module(name: string): void {
    const anchor = `module_${escapeHtml(name.toLowerCase().replaceAll(' ', '+'))}`;
    this.text += `<h2><a name="${anchor}" href="#${anchor}">${escapeHtml(name)}</a></h2>\n`;
  }

  table(head: readonly string[], rows: readonly (readonly string[])[]): void {
    this.text += '<table>\n';
    if (head.length > 0) this.text += `<tr class="h">${head.map(each => `<th>${escapeHtml(each)}</th>`).join('')}</tr>\n`;
    for (const row of rows)
      this.text += `<tr>${row.map((cell, i) => (i === 0 ? `<td class="e">${escapeHtml(cell)} </td>` : `<td class="v">${shownHtml(cell)} </td>`)).join('')}</tr>\n`;
    this.text += '</table>\n';
  }

  end(): void {
    this.text += '</div></body></html>';
  }
}

function shownHtml(value: string): string {
  return value === '' ? '<i>no value</i>' : escapeHtml(value);
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
