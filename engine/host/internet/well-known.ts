import { contentOf } from '../../fs/content.js';
import type { Site } from './site.js';

/** Names that people try whether the internet is there: they answer to ping, and send browsers to HTTPS, as they do in life. */
const machines: Readonly<Record<string, string>> = {
  'google.com www.google.com': '142.250.206.238',
  'naver.com www.naver.com': '223.130.200.219',
  'github.com www.github.com': '20.200.245.247',
  'docker.com www.docker.com': '141.193.213.20',
};

export const wellKnown: readonly Site[] = Object.entries(machines).map(([names, ip]) => ({
  names: names.split(' '),
  ip,
  answer: ({ host, path }) => ({
    status: 301,
    headers: { Location: `https://${host}${path}`, 'Content-Type': 'text/html; charset=UTF-8' },
    body: contentOf('<html><head><title>301 Moved Permanently</title></head><body><h1>Moved Permanently</h1></body></html>\n'),
  }),
}));
