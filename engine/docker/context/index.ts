import type { Task } from '../../core/task.js';
import { atLeast, between, defineCommand, exactly, noArguments, type Command } from '../command.js';
import { complain, print, printLine, type Cli } from '../cli.js';
import { contextNotFound, currentContext, daemonHost } from '../connect.js';
import { flag } from '../flags/flag.js';
import { bool, pairs, text } from '../flags/flag-type.js';
import { inspectFormat, tableFormat } from '../flags/format-flag.js';
import { ellipsis } from '../formatter/truncate.js';
import { formatRows, type RowKind } from '../formatter/row-formatter.js';
import { inspectAll } from '../inspect/inspector.js';
import { refused } from '../unsimulated/refused.js';
import { any } from '../template/go-type.js';

interface ContextRow {
  readonly name: string;
  readonly isCurrent: boolean;
  readonly description: string;
  readonly endpoint: string;
  readonly error: string;
}

const contextRows: RowKind<ContextRow> = {
  type: 'formatter.clientContextContext',
  fields: {
    Current: row => row.isCurrent,
    Name: row => row.name,
    Description: row => row.description,
    DockerEndpoint: row => row.endpoint,
    Error: row => row.error,
  },
  titles: { Name: 'NAME', Description: 'DESCRIPTION', DockerEndpoint: 'DOCKER ENDPOINT', Error: 'ERROR' },
};

/** The one context that there is, and the one that was asked for when that is not there. */
function contextList(cli: Cli): readonly ContextRow[] {
  const current = currentContext(cli.sys, cli.globals);
  const description = 'Current DOCKER_HOST based configuration';
  const only: ContextRow = {
    name: 'default',
    isCurrent: current === 'default',
    description,
    endpoint: daemonHost(cli.sys, cli.globals).url,
    error: '',
  };
  if (current === 'default') return [only];
  const error = ellipsis(contextNotFound(cli.sys, current).message, 45);
  return [only, { name: current, isCurrent: true, description: '', endpoint: '', error }];
}

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
  yield* print(cli, formatRows(contextRows, given === 'table' ? table : given, contextList(cli)));
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
    yield* printLine(cli, currentContext(cli.sys, cli.globals));
    return 0;
  },
});

const use = defineCommand({
  names: ['context use'],
  usage: 'CONTEXT',
  text: { en: 'Choose the current context', ko: '현재 컨텍스트를 고릅니다' },
  arity: { kind: 'cobra-exactly', count: 1 },
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
    Endpoints: { docker: { Host: daemonHost(cli.sys, cli.globals).url, SkipTLSVerify: false } },
    TLSMaterial: {},
    Storage: { MetadataPath: '<IN MEMORY>', TLSPath: '<IN MEMORY>' },
  };
  return yield* inspectAll({ ...cli, args }, function* (name) {
    if (name !== 'default') throw contextNotFound(cli.sys, name);
    return { json, type: any, escapesHtml: true };
  });
}

const description = flag('description', '', text, { en: 'What the context is for', ko: '컨텍스트 설명' });
const endpoint = flag('docker', '', pairs, { en: 'How to reach the daemon', ko: '데몬에 연결하는 방법' }, { initial: '[]' });
const from = flag('from', '', text, { en: 'Take everything from another context', ko: '다른 컨텍스트에서 그대로 가져옵니다' });
const force = flag('force', 'f', bool, { en: 'Even while it is in use', ko: '사용 중이어도 지웁니다' });

/** Commands about contexts; there is one, the default. */
export const contextCommands: readonly Command[] = [
  refused(['context create'], '[OPTIONS] CONTEXT', exactly(1), { en: 'Create a context', ko: '컨텍스트를 만듭니다' }, [
    description,
    endpoint,
    from,
  ]),
  refused(['context export'], '[OPTIONS] CONTEXT [FILE|-]', between(1, 2), {
    en: 'Write a context to a tar archive',
    ko: '컨텍스트를 tar 아카이브로 내보냅니다',
  }),
  refused(['context import'], 'CONTEXT FILE|-', exactly(2), {
    en: 'Read a context from an archive',
    ko: '아카이브에서 컨텍스트를 가져옵니다',
  }),
  inspect,
  ls,
  refused(
    ['context rm', 'context remove'],
    'CONTEXT [CONTEXT...]',
    atLeast(1),
    { en: 'Remove one or more contexts', ko: '컨텍스트를 지웁니다' },
    [force],
  ),
  show,
  refused(['context update'], '[OPTIONS] CONTEXT', exactly(1), { en: 'Change a context', ko: '컨텍스트를 바꿉니다' }, [
    description,
    endpoint,
  ]),
  use,
];
