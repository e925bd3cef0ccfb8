import type { Argv } from 'yargs';
import type { AnyCommand, Context } from './commands/command.js';
import { nearestName } from './lessons/nearest-name.js';
import { exitCodes, Problem, systemCode } from './problem.js';
import { paint, textLines } from './render/lines.js';
import { Painter } from './render/style.js';
import { readStartLine, type StartLine } from './start-line.js';
import { stateFolders } from './state/folders.js';
import { readSettings } from './state/settings.js';
import { chooseLanguage, languages, textOf, type Text } from './text/text.js';
import { version } from './version.js';

type Load = () => Promise<AnyCommand>;

/** Each command with the module that holds it; only the one that runs is loaded. */
const commands: Readonly<Record<string, Load>> = {
  start: async () => (await import('./commands/start.js')).start,
  list: async () => (await import('./commands/list.js')).list,
  progress: async () => (await import('./commands/progress.js')).progress,
  submit: async () => (await import('./commands/submit.js')).submit,
  lang: async () => (await import('./commands/lang.js')).lang,
  grade: async () => (await import('./commands/grade.js')).grade,
  author: async () => (await import('./commands/author.js')).author,
  sh: async () => (await import('./commands/sh.js')).sh,
  docker: async () => (await import('./commands/docker.js')).docker,
  serve: async () => (await import('./commands/serve.js')).serve,
  env: async () => (await import('./commands/env.js')).env,
  attach: async () => (await import('./commands/attach.js')).attach,
  registry: async () => (await import('./commands/registry.js')).registry,
  sandbox: async () => (await import('./commands/sandbox.js')).sandbox,
};

/** Global options that have a value of their own. */
const valued = ['--home', '--lang', '--socket'];

/** Runs drydock with these arguments; gives the exit code. Whatever goes wrong ends in one sentence on standard error. */
export async function runProgram(argv: readonly string[]): Promise<number> {
  const debug = argv.includes('--debug');
  const { language } = readSettings(stateFolders(optionValue(argv, '--home')));
  const text = textOf(chooseLanguage(optionValue(argv, '--lang'), process.env, language));
  process.stdout.on('error', onLostReader);
  try {
    const line = readStartLine(argv);
    return line ? await start(line, text) : await dispatch(argv, text);
  } catch (error) {
    return report(error, text, debug);
  }
}

/** As a shell names the end of a program whose reader has gone (128 + SIGPIPE). */
const readerGone = 141;

/** `drydock list | head -1`: nobody reads any more, so there is nothing more to do, unless the command has its own idea of that. */
function onLostReader(error: Error): void {
  if (process.stdout.listenerCount('error') > 1) return;
  if (systemCode(error) !== 'EPIPE') throw error;
  process.exit(readerGone);
}

async function start({ lesson, options, home, socket }: StartLine, text: Text): Promise<number> {
  const { runStart } = await import('./commands/run-start.js');
  const context = { text, home, plain: options.has('--plain'), debug: options.has('--debug') };
  const flags = { watch: options.has('--watch'), takeOver: options.has('--take-over'), ports: !options.has('--no-ports'), registries: [] };
  return runStart({ lesson, socket, ...flags }, context);
}

async function dispatch(argv: readonly string[], text: Text): Promise<number> {
  const name = argv.find((word, index) => !word.startsWith('-') && !valued.includes(argv[index - 1] ?? ''));
  if (name !== undefined && !Object.hasOwn(commands, name)) {
    const nearest = nearestName(name, Object.keys(commands));
    throw new Problem(text.program.unknownCommand(name, nearest), exitCodes.usage);
  }
  let code: number = exitCodes.ok;
  let parser = await baseParser(argv, text);
  const wanted = Object.entries(commands).filter(([key]) => name === undefined || key === name);
  for (const [, load] of wanted) {
    const command = await load();
    parser = parser.command(
      command.usage,
      command.describe(text),
      yargsOfCommand => command.options(yargsOfCommand, text),
      async options => {
        code = await command.run(options, contextOf(options, text));
      },
    );
  }
  if (name === undefined) {
    parser = parser.command('$0', false, {}, async options => {
      const { menu } = await import('./commands/menu.js');
      code = await menu(contextOf(options, text));
    });
  }
  await parser.parseAsync();
  return code;
}

async function baseParser(argv: readonly string[], text: Text): Promise<Argv> {
  const { default: yargs } = await import('yargs');
  return yargs([...argv])
    .scriptName('drydock')
    .usage(`$0 <command>\n\n${text.program.summary}`)
    .locale('en')
    .updateStrings(parserWords(text))
    .option('home', { type: 'string', describe: text.program.home, global: true })
    .option('lang', { choices: languages, describe: text.program.language, global: true })
    .option('plain', { type: 'boolean', default: false, describe: text.program.plain, global: true })
    .option('debug', { type: 'boolean', default: false, describe: text.program.debug, global: true })
    .version(version)
    .help()
    .alias('help', 'h')
    .strict()
    .parserConfiguration({ 'halt-at-non-option': false, 'populate--': true, 'camel-case-expansion': false })
    .exitProcess(false)
    .fail((message: string, error: Error | undefined) => {
      // What the parser itself throws is about the command line, too.
      throw error && error.name !== 'YError' ? error : new Problem(error?.message ?? message, exitCodes.usage);
    })
    .wrap(Math.min(100, process.stdout.columns || 80));
}

/** The types of yargs know nothing of plurals, which it takes from y18n. */
function parserWords({ program }: Text): Record<string, string> {
  return { ...program.parser } as Record<string, string>;
}

function contextOf(options: Readonly<Record<string, unknown>>, text: Text): Context {
  const home = options['home'];
  return { text, home: typeof home === 'string' ? home : undefined, plain: options['plain'] === true, debug: options['debug'] === true };
}

function report(error: unknown, text: Text, debug: boolean): number {
  if (error instanceof Problem) {
    process.stderr.write(sentence(`drydock: ${error.message}`));
    return error.exitCode;
  }
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`drydock: ${text.program.internal(message)}\n`);
  if (debug && error instanceof Error) process.stderr.write(`${error.stack ?? ''}\n`);
  return exitCodes.internal;
}

/** A sentence for somebody at a terminal is broken between words; for a program it stays one line. */
function sentence(text: string): string {
  const { isTTY, columns } = process.stderr;
  return isTTY && !text.includes('\n') ? paint(textLines('plain', text, (columns || 80) - 1), new Painter(false)) : `${text}\n`;
}

function optionValue(argv: readonly string[], name: string): string | undefined {
  const index = argv.findIndex(word => word === name || word.startsWith(`${name}=`));
  const word = argv[index];
  if (word === undefined) return undefined;
  return word.includes('=') ? word.slice(name.length + 1) : argv[index + 1];
}
