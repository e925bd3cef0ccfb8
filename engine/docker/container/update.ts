import type { Task } from '../../core/task.js';
import { atLeast, defineCommand } from '../command.js';
import { complain, printLine, type Cli } from '../cli.js';
import { ApiError } from '../client.js';
import { Failure } from '../failure.js';
import { flag } from '../flags/flag.js';
import { bytes, int, swapBytes, text, uint16 } from '../flags/flag-type.js';
import { textsAt } from '../json-view.js';
import { cpus } from './cpus.js';
import { parseRestartPolicy } from './restart-policy.js';

export const update = defineCommand({
  names: ['container update', 'update'],
  usage: '[OPTIONS] CONTAINER [CONTAINER...]',
  text: { en: 'Update configuration of one or more containers', ko: '컨테이너 설정을 바꿉니다' },
  arity: atLeast(1),
  completes: 'container',
  flags: [
    flag('blkio-weight', '', uint16, { en: 'Share of block I/O, 10 to 1000, 0 for none', ko: '블록 I/O 비중 (10~1000, 0이면 끔)' }),
    flag('cpu-period', '', int, { en: 'Period of the CFS scheduler', ko: 'CFS 스케줄러의 주기' }),
    flag('cpu-quota', '', int, { en: 'Quota of the CFS scheduler', ko: 'CFS 스케줄러의 할당량' }),
    flag(
      'cpu-rt-period',
      '',
      int,
      { en: 'Period of the real-time scheduler in microseconds', ko: '실시간 스케줄러의 주기 (마이크로초)' },
      { simulated: false },
    ),
    flag(
      'cpu-rt-runtime',
      '',
      int,
      { en: 'Runtime of the real-time scheduler in microseconds', ko: '실시간 스케줄러의 실행 시간 (마이크로초)' },
      { simulated: false },
    ),
    flag('cpu-shares', 'c', int, { en: 'Share of CPU time against other containers', ko: '다른 컨테이너와 비교한 CPU 시간 비중' }),
    flag('cpus', '', cpus, { en: 'Number of CPUs', ko: 'CPU 수' }),
    flag('cpuset-cpus', '', text, { en: 'CPUs that may be used (0-3, 0,1)', ko: '쓸 수 있는 CPU (0-3, 0,1)' }),
    flag('cpuset-mems', '', text, { en: 'Memory nodes that may be used (0-3, 0,1)', ko: '쓸 수 있는 메모리 노드 (0-3, 0,1)' }),
    flag('kernel-memory', '', bytes, { en: 'Limit of kernel memory', ko: '커널 메모리 제한' }, { hidden: true, simulated: false }),
    flag('memory', 'm', bytes, { en: 'Limit of memory', ko: '메모리 제한' }),
    flag('memory-reservation', '', bytes, { en: 'Soft limit of memory', ko: '메모리 연성 제한' }),
    flag('memory-swap', '', swapBytes, {
      en: 'Limit of memory and swap together, -1 for unlimited swap',
      ko: '메모리와 스왑을 합한 제한, -1이면 스왑 무제한',
    }),
    flag('pids-limit', '', int, { en: 'Limit of processes, -1 for none', ko: '프로세스 수 제한 (-1이면 무제한)' }),
    flag('restart', '', text, { en: 'When to start the container again after it ended', ko: '종료 뒤 다시 시작하는 정책' }),
  ],
  run: updateContainers,
});

function* updateContainers(cli: Cli): Task<number> {
  const { flags } = cli;
  if (!cli.command.flags.some(candidate => flags.isGiven(candidate.name))) {
    throw new Failure('you must provide one or more flags when using this command');
  }
  const body = {
    CpuShares: flags.number('cpu-shares'),
    Memory: flags.number('memory'),
    NanoCpus: flags.number('cpus'),
    BlkioWeight: flags.number('blkio-weight'),
    CpuPeriod: flags.number('cpu-period'),
    CpuQuota: flags.number('cpu-quota'),
    CpusetCpus: flags.text('cpuset-cpus'),
    CpusetMems: flags.text('cpuset-mems'),
    MemoryReservation: flags.number('memory-reservation'),
    MemorySwap: flags.number('memory-swap'),
    ...(flags.isGiven('pids-limit') ? { PidsLimit: flags.number('pids-limit') } : {}),
    RestartPolicy: flags.isGiven('restart') ? parseRestartPolicy(flags.text('restart')) : { Name: '', MaximumRetryCount: 0 },
  };
  return yield* updateEach(cli, body);
}

/** Warnings come after all names. */
function* updateEach(cli: Cli, body: Readonly<Record<string, unknown>>): Task<number> {
  const warnings: string[] = [];
  const errors: string[] = [];
  for (const name of cli.args) {
    try {
      const answer = yield* cli.client().post(`/containers/${name}/update`, {}, body);
      yield* printLine(cli, name);
      warnings.push(...textsAt(answer, 'Warnings'));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      errors.push(error.message);
    }
  }
  if (warnings.length > 0) yield* printLine(cli, warnings.join('\n'));
  for (const error of errors) yield* complain(cli, error);
  return errors.length > 0 ? 1 : 0;
}
