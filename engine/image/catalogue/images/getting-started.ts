import { copy, type ImageSource } from '../source.js';
import { text } from '../tree.js';
import { nginxAlpine } from './nginx.js';

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>Getting Started</title>
  </head>
  <body>
    <h1>Getting Started</h1>
    <p>This page comes from a container. You started it, and its port is published on your machine.</p>
  </body>
</html>
`;

export const gettingStarted: ImageSource = {
  names: ['docker/getting-started:latest'],
  from: nginxAlpine,
  created: '2025-01-28T19:02:55Z',
  steps: [copy('file', '/usr/share/nginx/html/index.html', () => ({ '/usr/share/nginx/html/index.html': text(page) }))],
  about: { description: 'Getting started with Docker', stars: 412 },
};
