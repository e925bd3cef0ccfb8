import { contentOf } from '../../fs/content.js';
import type { Site } from './site.js';

/** The domains that RFC 2606 sets aside for examples. */
export const examples: readonly Site[] = [
  {
    names: ['example.com', 'www.example.com', 'example.org', 'www.example.org', 'example.net', 'www.example.net'],
    ip: '93.184.215.14',
    answer: ({ path, method }) => {
      const isFound = path === '/' || path === '/index.html';
      const isAllowed = method === 'GET' || method === 'HEAD';
      const status = !isAllowed ? 405 : isFound ? 200 : 404;
      return {
        status,
        headers: { Server: 'ECAcc', 'Content-Type': 'text/html; charset=UTF-8', ETag: `"${page.length.toString(16)}-${String(status)}"` },
        body: contentOf(page),
      };
    },
  },
];

const page = `<!doctype html>
<html>
<head>
    <title>Example Domain</title>
    <meta charset="utf-8" />
</head>
<body>
<div>
    <h1>Example Domain</h1>
    <p>This page stands for any page of the internet. It is served inside this host.</p>
</div>
</body>
</html>
`;
