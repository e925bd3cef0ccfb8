import { reasonOf } from '../http.js';

const reasons: Readonly<Record<number, string>> = { 413: 'Request Entity Too Large', 416: 'Requested Range Not Satisfiable' };

export function apacheReason(status: number): string {
  return reasons[status] ?? reasonOf(status);
}

/** The page that stands for an error or a redirect. */
export function errorPage(status: number, facts: { readonly method: string; readonly location?: string }): string {
  const reason = apacheReason(status);
  return [
    '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN" "http://www.w3.org/TR/html4/strict.dtd">',
    '<html><head>',
    `<title>${String(status)} ${reason}</title>`,
    '</head><body>',
    `<h1>${reason}</h1>`,
    ...explanation(status, facts),
    '</body></html>',
    '',
  ].join('\n');
}

function explanation(status: number, { method, location }: { readonly method: string; readonly location?: string }): readonly string[] {
  switch (status) {
    case 301:
    case 302:
      return [`<p>The document has moved <a href="${escapeHtml(location ?? '')}">here</a>.</p>`];
    case 400:
      return ['<p>Your browser sent a request that this server could not understand.<br />', '</p>'];
    case 403:
      return ["<p>You don't have permission to access this resource.</p>"];
    case 404:
      return ['<p>The requested URL was not found on this server.</p>'];
    case 405:
      return [`<p>The requested method ${escapeHtml(method)} is not allowed for this URL.</p>`];
    case 501:
      return [`<p>${escapeHtml(method)} not supported for current URL.<br />`, '</p>'];
    default:
      return ['<p>The server encountered an internal error or', 'misconfiguration and was unable to complete', 'your request.</p>'];
  }
}

/** What mod_autoindex shows without fancy indexing. */
export function indexPage(path: string, names: readonly string[]): string {
  const title = `Index of ${escapeHtml(path.replace(/(.)\/$/, '$1'))}`;
  const up = path === '/' ? [] : [`<li><a href="${escapeHtml(path.replace(/[^/]*\/$/, ''))}"> Parent Directory</a></li>`];
  const rows = names.map(
    name =>
      `<li><a href="${escapeHtml(name.replace(/[ %?#"]/g, char => `%${char.charCodeAt(0).toString(16)}`))}"> ${escapeHtml(name)}</a></li>`,
  );
  return [
    '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 3.2 Final//EN">',
    '<html>',
    ' <head>',
    `  <title>${title}</title>`,
    ' </head>',
    ' <body>',
    `<h1>${title}</h1>`,
    `<ul>${[...up, ...rows].join('\n')}`,
    '</ul>',
    '</body></html>',
    '',
  ].join('\n');
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, char => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[char] ?? char);
}
