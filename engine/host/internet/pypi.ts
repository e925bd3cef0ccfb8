import { contentOf } from '../../fs/content.js';
import { answerIndex } from '../../programs/pip/pypi.js';
import type { Site } from './site.js';

/** The index of pip and the machine that has its files, with the few packages that Drydock has. */
export const pypi: Site = {
  names: ['pypi.org', 'pypi.python.org', 'files.pythonhosted.org'],
  ip: '151.101.128.223',
  answer: ({ path, host }) => {
    const { status, type, body } = answerIndex(host, path);
    return { status, headers: { Server: 'nginx/1.13.9', 'Content-Type': type }, body: contentOf(body) };
  },
};
