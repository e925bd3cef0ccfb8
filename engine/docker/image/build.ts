import { defineCommand, exactly, noArguments } from '../command.js';
import { flag, type Flag } from '../flags/flag.js';
import { bool, bytes, filter, int, list, repeated, strings, swapBytes, text } from '../flags/flag-type.js';
import { checkUlimit } from '../container/option-checks.js';

const flags: readonly Flag[] = [
  flag('add-host', '', list, { en: 'Add a line to /etc/hosts ("host:ip")', ko: '/etc/hosts에 줄을 추가합니다 ("host:ip")' }),
  flag('build-arg', '', list, { en: 'Set a variable of the build', ko: '빌드 변수를 정합니다' }),
  flag('cache-from', '', strings, { en: 'Image to take cached steps from', ko: '캐시로 쓸 이미지' }),
  flag('cgroup-parent', '', text, { en: 'Cgroup for the RUN instructions', ko: 'RUN 명령을 실행할 상위 cgroup' }),
  flag('compress', '', bool, { en: 'Compress the build context', ko: '빌드 컨텍스트를 압축합니다' }),
  flag('cpu-period', '', int, { en: 'Period of the CFS scheduler', ko: 'CFS 스케줄러의 주기' }),
  flag('cpu-quota', '', int, { en: 'Quota of the CFS scheduler', ko: 'CFS 스케줄러의 할당량' }),
  flag('cpu-shares', 'c', int, { en: 'Share of CPU time', ko: 'CPU 시간 비중' }),
  flag('cpuset-cpus', '', text, { en: 'CPUs that may be used (0-3, 0,1)', ko: '쓸 수 있는 CPU (0-3, 0,1)' }),
  flag('cpuset-mems', '', text, { en: 'Memory nodes that may be used (0-3, 0,1)', ko: '쓸 수 있는 메모리 노드 (0-3, 0,1)' }),
  flag(
    'disable-content-trust',
    '',
    bool,
    { en: 'Do not verify the signature of images', ko: '이미지 서명을 검증하지 않습니다' },
    { initial: 'true' },
  ),
  flag('file', 'f', text, {
    en: 'Name of the Dockerfile ("PATH/Dockerfile" unless told otherwise)',
    ko: 'Dockerfile 이름 (기본값은 "PATH/Dockerfile")',
  }),
  flag('force-rm', '', bool, { en: 'Remove intermediate containers always', ko: '중간 컨테이너를 항상 지웁니다' }),
  flag('iidfile', '', text, { en: 'Write the ID of the image to this file', ko: '이미지 ID를 이 파일에 씁니다' }),
  flag('isolation', '', text, { en: 'Way of isolating the container', ko: '컨테이너 격리 방식' }),
  flag('label', '', list, { en: 'Set a label of the image', ko: '이미지에 레이블을 붙입니다' }),
  flag('memory', 'm', bytes, { en: 'Limit of memory', ko: '메모리 제한' }),
  flag('memory-swap', '', swapBytes, {
    en: 'Limit of memory and swap together, -1 for unlimited swap',
    ko: '메모리와 스왑을 합한 제한, -1이면 스왑 무제한',
  }),
  flag('network', '', text, { en: 'Network of the RUN instructions', ko: 'RUN 명령이 쓸 네트워크' }, { initial: 'default' }),
  flag('no-cache', '', bool, { en: 'Do every step anew', ko: '캐시를 쓰지 않고 모두 다시 빌드합니다' }),
  flag('platform', '', text, { en: 'Platform of the image', ko: '이미지의 플랫폼' }),
  flag('pull', '', bool, { en: 'Look for newer base images', ko: '기반 이미지의 새 버전을 확인합니다' }),
  flag('quiet', 'q', bool, { en: 'Print the ID of the image only', ko: '이미지 ID만 출력합니다' }),
  flag(
    'rm',
    '',
    bool,
    { en: 'Remove intermediate containers after success', ko: '성공하면 중간 컨테이너를 지웁니다' },
    { initial: 'true' },
  ),
  flag('security-opt', '', strings, { en: 'Security option', ko: '보안 옵션' }),
  flag('shm-size', '', bytes, { en: 'Size of "/dev/shm"', ko: '"/dev/shm"의 크기' }),
  flag('tag', 't', list, { en: 'Name of the image, as "name:tag"', ko: '이미지 이름 ("이름:태그" 형식)' }),
  flag('target', '', text, { en: 'Stage to build', ko: '빌드할 스테이지' }),
  flag('ulimit', '', repeated('ulimit', '', checkUlimit), { en: 'Set a ulimit', ko: 'ulimit을 정합니다' }, { initial: '[]' }),
];

export const build = defineCommand({
  names: ['image build', 'build', 'builder build'],
  usage: '[OPTIONS] PATH | URL | -',
  text: { en: 'Build an image from a Dockerfile', ko: 'Dockerfile로 이미지를 빌드합니다' },
  arity: exactly(1),
  flags,
  run: 'not simulated',
});

export const builderPrune = defineCommand({
  names: ['builder prune'],
  usage: '',
  text: { en: 'Remove build cache', ko: '빌드 캐시를 지웁니다' },
  arity: noArguments,
  flags: [
    flag('all', 'a', bool, {
      en: 'Remove every entry that nothing uses, not only dangling ones',
      ko: '이름 없는 것만이 아니라 쓰지 않는 캐시를 모두 지웁니다',
    }),
    flag('filter', '', filter, {
      en: 'Remove only those that meet a condition (as in "until=24h")',
      ko: '조건에 맞는 것만 지웁니다 (예: "until=24h")',
    }),
    flag('force', 'f', bool, { en: 'Do not ask first', ko: '확인하지 않고 지웁니다' }),
    flag('keep-storage', '', bytes, { en: 'Space that the cache may keep', ko: '캐시에 남겨 둘 공간' }),
  ],
  run: 'not simulated',
});
