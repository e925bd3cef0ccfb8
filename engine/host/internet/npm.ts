import { contentOf } from '../../fs/content.js';
import { answerRegistry } from '../../programs/npm/registry.js';
import type { Site } from './site.js';

/** The registry of npm and yarn, with the few packages that Drydock has. */
export const npmRegistry: Site = {
  names: ['registry.npmjs.org', 'registry.yarnpkg.com'],
  ip: '104.16.2.34',
  answer: ({ path }) => {
    const { status, type, body } = answerRegistry(path);
    return { status, headers: { Server: 'cloudflare', 'Content-Type': type }, body: contentOf(body) };
  },
};
