import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { encodeUtf8 } from '../../core/utf8.js';
import type { Sys } from '../../process/sys.js';
import { formatHttpDate } from '../net/http-date.js';
import { reasonOf, type HttpRequest } from '../servers/http.js';

/** What the server sends; `message` is there for errors. */
export interface Reply {
  readonly status: number;
  readonly message: string | undefined;
  readonly fields: readonly (readonly [string, string])[];
  readonly body: Uint8Array;
}

const types: Readonly<Record<string, string>> = {
  html: 'text/html',
  htm: 'text/html',
  css: 'text/css',
  js: 'text/javascript',
  json: 'application/json',
  txt: 'text/plain',
  md: 'text/markdown',
  py: 'text/x-python',
  csv: 'text/csv',
  xml: 'text/xml',
  svg: 'image/svg+xml',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  ico: 'image/vnd.microsoft.icon',
  pdf: 'application/pdf',
  gz: 'application/gzip',
  zip: 'application/zip',
};

const explanations: Readonly<Record<number, string>> = {
  404: 'Nothing matches the given URI',
  501: 'Server does not support this operation',
};

/** The file or listing that a request asks for. */
export function* answer(sys: Sys, request: HttpRequest, directory: string, read: (path: string) => Task<Uint8Array>): Task<Reply> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return failure(501, `Unsupported method ('${request.method}')`);
  const target = request.target.replace(/[?#].*/, '');
  const name = decode(target);
  const parts = name.split('/').filter(part => part !== '' && part !== '.' && part !== '..');
  const path = `${directory}/${parts.join('/')}`;
  try {
    const stat = sys.stat(path);
    if (stat.kind !== 'directory') {
      if (name.endsWith('/')) return failure(404, 'File not found');
      return yield* file(sys, path, read);
    }
    if (!target.endsWith('/'))
      return {
        status: 301,
        message: undefined,
        fields: [
          ['Location', `${target}/`],
          ['Content-Length', '0'],
        ],
        body: new Uint8Array(0),
      };
    for (const index of ['index.html', 'index.htm']) {
      if (sys.readdir(path).some(entry => entry.name === index)) return yield* file(sys, `${path}/${index}`, read);
    }
    return listing(sys, path, name);
  } catch (error) {
    if (isErrno(error)) return failure(404, 'File not found');
    throw error;
  }
}

function* file(sys: Sys, path: string, read: (path: string) => Task<Uint8Array>): Task<Reply> {
  const body = yield* read(path);
  const extension = /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
  const modified = formatHttpDate(sys.clock.epochMsOf(sys.stat(path).modifiedAt));
  const type = types[extension] ?? 'application/octet-stream';
  return {
    status: 200,
    message: undefined,
    fields: [
      ['Content-type', type],
      ['Content-Length', String(body.length)],
      ['Last-Modified', modified],
    ],
    body,
  };
}

function listing(sys: Sys, path: string, name: string): Reply {
  const entries = [...sys.readdir(path)].sort((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1));
  const rows = entries.map(entry => {
    const mark = entry.kind === 'directory' ? '/' : '';
    const shown = entry.kind === 'symlink' ? '@' : mark;
    return `<li><a href="${encodeURIComponent(entry.name)}${mark}">${escape(entry.name)}${shown}</a></li>\n`;
  });
  const title = `Directory listing for ${escape(name)}`;
  const body = encodeUtf8(
    `<!DOCTYPE HTML>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>${title}</title>\n</head>\n<body>\n<h1>${title}</h1>\n<hr>\n<ul>\n${rows.join('')}</ul>\n<hr>\n</body>\n</html>\n`,
  );
  return {
    status: 200,
    message: undefined,
    fields: [
      ['Content-type', 'text/html; charset=utf-8'],
      ['Content-Length', String(body.length)],
    ],
    body,
  };
}

function failure(status: number, message: string): Reply {
  const why = `${String(status)} - ${explanations[status] ?? reasonOf(status)}.`;
  const lines = [
    '<!DOCTYPE HTML>',
    '<html lang="en">',
    '    <head>',
    '        <meta charset="utf-8">',
    '        <title>Error response</title>',
    '    </head>',
    '    <body>',
    '        <h1>Error response</h1>',
    `        <p>Error code: ${String(status)}</p>`,
    `        <p>Message: ${escape(message)}.</p>`,
    `        <p>Error code explanation: ${why}</p>`,
    '    </body>',
    '</html>',
  ];
  const body = encodeUtf8(`${lines.join('\n')}\n`);
  const fields = [
    ['Connection', 'close'],
    ['Content-Type', 'text/html;charset=utf-8'],
    ['Content-Length', String(body.length)],
  ] as const;
  return { status, message, fields, body };
}

/** The head of an answer; the server speaks HTTP/1.0. */
export function formatReply({ status, message, fields }: Reply, version: string, epochMs: number): string {
  const all: readonly (readonly [string, string])[] = [
    ['Server', `SimpleHTTP/0.6 Python/${version}`],
    ['Date', formatHttpDate(epochMs)],
    ...fields,
  ];
  return `HTTP/1.0 ${String(status)} ${message ?? reasonOf(status)}\r\n${all.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`;
}

function decode(target: string): string {
  try {
    return decodeURIComponent(target);
  } catch (error) {
    if (error instanceof URIError) return target;
    throw error;
  }
}

function escape(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
