import type { Task } from '../../core/task.js';
import { defineCommand, exactly } from '../command.js';
import type { Cli } from '../cli.js';
import { copyFromContainer } from '../copy/from-container.js';
import { splitContainer } from '../copy/paths.js';
import { copyToContainer } from '../copy/to-container.js';
import { Failure } from '../failure.js';
import { flag } from '../flags/flag.js';
import { bool } from '../flags/flag-type.js';

export const cp = defineCommand({
  names: ['container cp', 'cp'],
  usage: '[OPTIONS] CONTAINER:SRC_PATH DEST_PATH|-',
  otherUsage: ['docker cp [OPTIONS] SRC_PATH|- CONTAINER:DEST_PATH'],
  text: {
    en: 'Copy files/folders between a container and the local filesystem',
    ko: '컨테이너와 로컬 파일 시스템 사이에 파일과 폴더를 복사합니다',
  },
  details: {
    en: "With '-' as the source a tar archive is read from STDIN and unpacked into a\ndirectory of the container; with '-' as the destination the archive goes to STDOUT.",
    ko: "원본이 '-'이면 STDIN에서 tar 아카이브를 읽어 컨테이너의 디렉터리에 풀고,\n대상이 '-'이면 아카이브를 STDOUT으로 내보냅니다.",
  },
  arity: exactly(2),
  completes: 'container',
  flags: [
    flag('archive', 'a', bool, { en: 'Keep all user and group numbers', ko: '사용자와 그룹 번호를 그대로 유지합니다' }),
    flag('follow-link', 'L', bool, { en: 'Copy what a link in SRC_PATH leads to', ko: 'SRC_PATH의 링크가 가리키는 것을 복사합니다' }),
    flag('quiet', 'q', bool, {
      en: 'Do not show how it goes on, which without a terminal it never does',
      ko: '진행 과정을 출력하지 않습니다. 터미널이 아니면 늘 출력하지 않습니다',
    }),
  ],
  run: copy,
});

function* copy(cli: Cli): Task<number> {
  const [source = '', destination = ''] = cli.args;
  if (source === '') throw new Failure('source can not be empty');
  if (destination === '') throw new Failure('destination can not be empty');
  const from = splitContainer(source);
  const to = splitContainer(destination);
  if (from.container !== '' && to.container !== '') throw new Failure('copying between containers is not supported');
  if (from.container !== '') yield* copyFromContainer(cli, from.container, from.path, to.path);
  else if (to.container !== '') yield* copyToContainer(cli, from.path, to.container, to.path);
  else throw new Failure('must specify at least one container source');
  return 0;
}
