import type { Task } from '../../core/task.js';
import { defineCommand, exactly } from '../command.js';
import type { Cli } from '../cli.js';
import { flag } from '../flags/flag.js';
import { text } from '../flags/flag-type.js';
import { checkOutput, download, outputDescriptor } from '../transfer.js';

export const exportCommand = defineCommand({
  names: ['container export', 'export'],
  usage: '[OPTIONS] CONTAINER',
  text: { en: "Export a container's filesystem as a tar archive", ko: '컨테이너 파일 시스템을 tar 아카이브로 내보냅니다' },
  arity: exactly(1),
  completes: 'container',
  flags: [flag('output', 'o', text, { en: 'File to write, instead of STDOUT', ko: 'STDOUT 대신 쓸 파일' })],
  run: exportContainer,
});

function* exportContainer(cli: Cli): Task<number> {
  checkOutput(cli, cli.flags.text('output'), 'failed to export container');
  const { channel } = yield* cli.client().bytes(`/containers/${cli.args[0] ?? ''}/export`);
  yield* download(cli, channel, outputDescriptor(cli, cli.flags.text('output')));
  return 0;
}
