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
    unknownCommand: (name, nearest) =>
      `There is no command ‘${name}’.${nearest === undefined ? '' : ` Did you mean ‘${nearest}’?`} ‘drydock --help’ lists them.`,
    internal: message =>
      `Something in Drydock itself went wrong: ${message}. Nothing of yours is lost. Run again with --debug to see where.`,
  },
  sh: {
    describe: 'A shell on the practice host, without a lesson',
    command: 'Run this command line and exit with its status',
    fast: 'Do not wait: jump to the end of every pause in the host’s own time',
    ports: 'Open the published ports of containers on this machine, too (--no-ports: do not)',
    othersGoOn: 'Other terminals still use this machine, so it keeps running until they are closed. Ctrl-C ends it now.',
    tooLong: megabytes => `The input is longer than ${megabytes} MB: that is too much for a script. Write it shorter, as a loop.`,
    lineTooLong: (number, kilobytes) => `Line ${number} is longer than ${kilobytes} kB, so it was left out.`,
    busy: pid => `Another drydock (process ${pid}) is using this host. Close it first, or use another one with --home DIR.`,
  },
  lesson: englishLesson,
  lessons: englishLibrary,
  grade,
  author,
  docker: { describe: 'Run one docker command on the practice host' },
  serve: {
    describe: 'Run the practice host for real docker clients',
    socket: 'Listen on this unix socket',
    tcp: 'Listen on this address too, as 127.0.0.1:2375',
    allowRemote: 'Let --tcp listen for other machines (needs the three --tls options)',
    tlscacert: 'Only clients with a certificate that this authority has signed may connect',
    tlscert: 'Certificate of the server',
    tlskey: 'Key of the server’s certificate',
    ports: 'Open the published ports of containers on this machine, at 127.0.0.1',
    share: 'A folder that containers may mount',
    fast: 'Do not wait: jump to the end of every pause that a client waits for',
    incompleteTls: 'TLS needs all of --tlscacert, --tlscert and --tlskey.',
    notLoopback: host =>
      `Anybody who reaches ${host} could use this host. Listen on 127.0.0.1, or add --allow-remote with --tlscacert, --tlscert and --tlskey.`,
    badAddress: value => `An address is written 127.0.0.1:2375, not ‘${value}’.`,
    tcpOpen: url => `Also listening at ${url}`,
    portOpen: (port, real) => `Port ${port} is not free on your own computer. There, it is at http://localhost:${real}`,
    portClosed: port => `Port ${port} cannot be opened on your own computer. Inside this machine it works.`,
    busy: pid =>
      `Another drydock (process ${pid}) is running this host already. While it does, docker clients can use it, too: eval "$(drydock env)"`,
  },
  env: { describe: 'Print what makes a shell’s docker talk to the machine that is running: eval "$(drydock env)"' },
  attach: {
    describe: 'Open another terminal on the machine that is running',
    which: 'A lesson, or sandbox for the practice host; left out: whatever is running',
    welcome: title => `One more terminal on the machine of “${title}”. exit closes it.`,
    nobody: 'No lesson and no practice host is running. Start one in another window with ‘drydock start’, ‘drydock sh’ or ‘drydock serve’.',
    notRunning: name => `‘${name}’ is not running at the moment.`,
    gone: 'The window that ran this machine has been closed. Open the lesson again there, then attach again.',
    lessonRuns: 'A lesson runs on this host. It begins anew with reset, typed in the lesson.',
    turnedBack: 'The lesson has been turned back (undo or reset), and this terminal with it.',
    begunAnew: 'The host has begun anew; so does this terminal.',
  },
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
