import { exactly, noArguments, type Command } from '../command.js';
import { flag } from '../flags/flag.js';
import { bool, duration, int, text, uint, uint32 } from '../flags/flag-type.js';
import { subnets, externalCa, nodeAddress } from './swarm-flags.js';
import { refused } from './refused.js';

export const swarmCommands: readonly Command[] = [
  refused(['swarm init'], '[OPTIONS]', noArguments, { en: 'Start a swarm', ko: 'Swarm을 시작합니다' }, [
    flag('advertise-addr', '', text, { en: 'Address that other nodes are told', ko: '다른 노드에 알릴 주소' }),
    flag('autolock', '', bool, { en: 'Ask for a key when a manager restarts', ko: '매니저를 다시 시작할 때 키를 요구합니다' }),
    flag(
      'availability',
      '',
      text,
      { en: 'Whether the node takes work ("active", "pause", "drain")', ko: '노드가 작업을 받을지 정합니다 ("active", "pause", "drain")' },
      { initial: 'active' },
    ),
    flag(
      'cert-expiry',
      '',
      duration,
      { en: 'How long certificates of nodes are valid', ko: '노드 인증서의 유효 기간' },
      { initial: '2160h0m0s' },
    ),
    flag('data-path-addr', '', text, { en: 'Address or interface for the data', ko: '데이터를 주고받을 주소나 인터페이스' }),
    flag('data-path-port', '', uint32, {
      en: 'Port for the data (1024 - 49151, 4789 unless told otherwise)',
      ko: '데이터를 주고받을 포트 (1024 - 49151, 기본값 4789)',
    }),
    flag('default-addr-pool', '', subnets, { en: 'Subnets to take addresses from', ko: '주소를 나눠 줄 서브넷' }, { initial: '[]' }),
    flag(
      'default-addr-pool-mask-length',
      '',
      uint32,
      { en: 'Length of the mask of each such subnet', ko: '그런 서브넷의 마스크 길이' },
      { initial: '24' },
    ),
    flag('dispatcher-heartbeat', '', duration, { en: 'How often nodes report', ko: '노드가 상태를 알리는 간격' }, { initial: '5s' }),
    flag('external-ca', '', externalCa, { en: 'Who signs certificates besides the swarm', ko: 'Swarm 말고 인증서에 서명하는 곳' }),
    flag('force-new-cluster', '', bool, { en: 'Make a new cluster of what is here', ko: '지금 상태로 새 클러스터를 만듭니다' }),
    flag('listen-addr', '', nodeAddress, { en: 'Address to listen on', ko: '요청을 받을 주소' }, { initial: '0.0.0.0:2377' }),
    flag('max-snapshots', '', uint, { en: 'Further Raft snapshots to keep', ko: '더 보관할 Raft 스냅샷 수' }),
    flag(
      'snapshot-interval',
      '',
      uint,
      { en: 'Log entries between two Raft snapshots', ko: 'Raft 스냅샷 사이의 로그 항목 수' },
      { initial: '10000' },
    ),
    flag('task-history-limit', '', int, { en: 'How many past tasks are remembered', ko: '기억할 지난 작업 수' }, { initial: '5' }),
  ]),
  refused(['swarm join'], '[OPTIONS] HOST:PORT', exactly(1), { en: 'Join a swarm', ko: 'Swarm에 참여합니다' }, [
    flag('advertise-addr', '', text, { en: 'Address that other nodes are told', ko: '다른 노드에 알릴 주소' }),
    flag(
      'availability',
      '',
      text,
      { en: 'Whether the node takes work ("active", "pause", "drain")', ko: '노드가 작업을 받을지 정합니다 ("active", "pause", "drain")' },
      { initial: 'active' },
    ),
    flag('data-path-addr', '', text, { en: 'Address or interface for the data', ko: '데이터를 주고받을 주소나 인터페이스' }),
    flag('listen-addr', '', nodeAddress, { en: 'Address to listen on', ko: '요청을 받을 주소' }, { initial: '0.0.0.0:2377' }),
    flag('token', '', text, { en: 'Token that lets a node in', ko: 'Swarm에 들어가는 토큰' }),
  ]),
];
