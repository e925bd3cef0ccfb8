import { englishLesson, englishLibrary } from './lesson-en.js';
import { author, grade } from './grade-en.js';
import type { Text } from './text.js';

export const english: Text = {
  language: 'en',
  program: {
    summary: 'Learn Docker in a terminal, without Docker.',
    home: 'Keep everything in this folder',
    language: 'Language: en or ko',
    plain: 'Plain lines only: no colours, no repainting (for screen readers and logs)',
    debug: 'Show where an internal error happened',
    unknownCommand: (name, nearest) => `There is no command ‘${name}’.${nearest === undefined ? '' : ` Did you mean ‘${nearest}’?`} ‘drydock --help’ lists them.`,
    internal: message => `Something in Drydock itself went wrong: ${message}. Nothing of yours is lost. Run again with --debug to see where.`,
  },
  sh: {
    describe: 'A shell on the practice host, without a lesson',
    command: 'Run this command line and exit with its status',
    fast: 'Do not wait: jump to the end of every pause in the host’s own time',
    busy: pid => `Another drydock (process ${pid}) is using this host. Close it first, or use another one with --home DIR.`,
  },
  lesson: englishLesson,
  lessons: englishLibrary,
  grade,
  author,
  docker: { describe: 'Run one docker command on the practice host' },
  sandbox: {
    describe: 'Look after the practice host of ‘drydock sh’',
    reset: 'Start afresh with an empty host',
    yes: 'Do not ask',
    images: 'Images that are there already, by name, with blanks between',
    account: 'An account of the hub, as user:password',
    registry: 'A registry on the host, as localhost:5000 or localhost:5001=user:password',
    confirm: 'Throw the practice host away with everything in it?',
    unknownImage: name => `There is no image ‘${name}’ on the practice hub.`,
    badAccount: value => `An account is written user:password, not ‘${value}’.`,
    badRegistry: value => `A registry is written localhost:5000 or localhost:5001=user:password, not ‘${value}’.`,
  },
};
