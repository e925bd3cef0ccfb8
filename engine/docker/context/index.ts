import type { Task } from '../../core/task.js';
import { atLeast, defineCommand, exactly, noArguments, type Command } from '../command.js';
import { complain, print, printLine, type Cli } from '../cli.js';
import { contextNotFound, daemonHost } from '../connect.js';
import { flag } from '../flags/flag.js';
import { bool } from '../flags/flag-type.js';
import { inspectFormat, tableFormat } from '../flags/format-flag.js';
import { formatRows, type RowKind } from '../formatter/row-formatter.js';
import { inspectAll } from '../inspect/inspector.js';
import { any } from '../template/go-type.js';

const contextRows: RowKind<string> = {
  type: 'formatter.clientContextContext',
  fields: {
    Current: () => true,
    Name: () => 'default',
    Description: () => 'Current DOCKER_HOST based configuration',
    DockerEndpoint: host => host,
    Error: () => '',
    ContextType: () => 'moby',
  },
  titles: { Name: 'NAME', Description: 'DESCRIPTION', DockerEndpoint: 'DOCKER ENDPOINT', Error: 'ERROR', ContextType: 'TYPE' },
};

const ls = defineCommand({
  names: ['context ls', 'context list'],
  usage: '[OPTIONS]',
  text: { en: 'List contexts', ko: '컨텍스트 목록을 보여 줍니다' },
  arity: noArguments,
  flags: [tableFormat, flag('quiet', 'q', bool, { en: 'Print names only', ko: '이름만 출력합니다' })],
  run: listContexts,
});

function* listContexts(cli: Cli): Task<number> {
  const { flags } = cli;
  const table = flags.bool('quiet')
    ? '{{.Name}}'
    : 'table {{.Name}}{{if .Current}} *{{end}}\\t{{.Description}}\\t{{.DockerEndpoint}}\\t{{.Error}}';
  const given = flags.text('format') || 'table';
  yield* print(cli, formatRows(contextRows, given === 'table' ? table : given, [daemonHost(cli.sys, cli.globals)]));
  if (cli.sys.env.get('DOCKER_HOST')) {
    yield* complain(
      cli,
      'Warning: DOCKER_HOST environment variable overrides the active context. To use a context, either set the global --context flag, or unset DOCKER_HOST environment variable.',
    );
  }
  return 0;
}

const show = defineCommand({
  names: ['context show'],
  usage: '',
  text: { en: 'Print the name of the current context', ko: '현재 컨텍스트 이름을 출력합니다' },
  arity: noArguments,
  run: function* (cli) {
    yield* printLine(cli, 'default');
    return 0;
  },
});

const use = defineCommand({
  names: ['context use'],
  usage: 'CONTEXT',
  text: { en: 'Choose the current context', ko: '현재 컨텍스트를 고릅니다' },
  arity: exactly(1),
  run: function* (cli) {
    const [name = ''] = cli.args;
    if (name !== 'default') throw contextNotFound(cli.sys, name);
    yield* print(cli, 'default\nCurrent context is now "default"\n');
    return 0;
  },
});

const inspect = defineCommand({
  names: ['context inspect'],
  usage: '[OPTIONS] [CONTEXT] [CONTEXT...]',
  text: { en: 'Display detailed information on one or more contexts', ko: '컨텍스트의 자세한 정보를 보여 줍니다' },
  arity: atLeast(0),
  flags: [inspectFormat],
  run: inspectContexts,
});

function* inspectContexts(cli: Cli): Task<number> {
  const args = cli.args.length > 0 ? cli.args : ['default'];
  const json = {
    Name: 'default',
    Metadata: {},
    Endpoints: { docker: { Host: daemonHost(cli.sys, cli.globals), SkipTLSVerify: false } },
    TLSMaterial: {},
    Storage: { MetadataPath: '<IN MEMORY>', TLSPath: '<IN MEMORY>' },
  };
  return yield* inspectAll({ ...cli, args }, function* (name) {
    if (name !== 'default') throw contextNotFound(cli.sys, name);
    return { json, type: any };
  });
}

const refused = (names: readonly [string, ...string[]], usage: string, en: string, ko: string): Command =>
  defineCommand({ names, usage, text: { en, ko }, arity: atLeast(0), run: 'not simulated' });

/** Commands about contexts; there is one, the default. */
export const contextCommands: readonly Command[] = [
  refused(['context create'], '[OPTIONS] CONTEXT', 'Create a context', '컨텍스트를 만듭니다'),
  refused(['context export'], '[OPTIONS] CONTEXT [FILE|-]', 'Write a context to a tar archive', '컨텍스트를 tar 아카이브로 내보냅니다'),
  refused(['context import'], 'CONTEXT FILE|-', 'Read a context from an archive', '아카이브에서 컨텍스트를 가져옵니다'),
  inspect,
  ls,
  refused(['context rm', 'context remove'], 'CONTEXT [CONTEXT...]', 'Remove one or more contexts', '컨텍스트를 지웁니다'),
  show,
  refused(['context update'], '[OPTIONS] CONTEXT', 'Change a context', '컨텍스트를 바꿉니다'),
  use,
];
