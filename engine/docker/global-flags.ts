import { remembered } from '../core/remembered.js';
import { flag, type Flag } from './flags/flag.js';
import { bool, list, text } from './flags/flag-type.js';

/** The flags before the command's name; the home decides what some are without a value. */
export const globalFlags = remembered((home: string): readonly Flag[] => {
  const directory = `${home}/.docker`;
  return [
    flag(
      'config',
      '',
      text,
      { en: 'Directory that holds the settings of the client', ko: '클라이언트 설정이 있는 디렉터리' },
      { initial: directory },
    ),
    flag('context', 'c', text, {
      en: 'Context whose daemon to talk to; wins over DOCKER_HOST and over the context chosen with "docker context use"',
      ko: '연결할 데몬의 컨텍스트. DOCKER_HOST와 "docker context use"로 고른 컨텍스트보다 우선합니다',
    }),
    flag('debug', 'D', bool, { en: 'Say more about what happens', ko: '진행 상황을 더 자세히 출력합니다' }),
    flag('host', 'H', list, { en: 'Socket of the daemon to talk to', ko: '연결할 데몬의 소켓' }),
    flag(
      'log-level',
      'l',
      text,
      { en: 'How much to log ("debug", "info", "warn", "error", "fatal")', ko: '로그 수준 ("debug", "info", "warn", "error", "fatal")' },
      { initial: 'info' },
    ),
    ...tlsFlags(directory),
    flag('version', 'v', bool, { en: 'Print the version and stop', ko: '버전을 출력하고 끝냅니다' }),
  ];
});

/** Connections inside the host are never encrypted: see `rejectTls`. */
function tlsFlags(directory: string): readonly Flag[] {
  return [
    flag('tls', '', bool, { en: 'Talk over TLS; --tlsverify implies it', ko: 'TLS로 통신합니다. --tlsverify를 쓰면 자동으로 켜집니다' }),
    flag(
      'tlscacert',
      '',
      text,
      { en: 'Only trust certificates that this CA signed', ko: '이 CA가 서명한 인증서만 신뢰합니다' },
      { initial: `${directory}/ca.pem` },
    ),
    flag('tlscert', '', text, { en: 'File with the TLS certificate', ko: 'TLS 인증서 파일' }, { initial: `${directory}/cert.pem` }),
    flag('tlskey', '', text, { en: 'File with the TLS key', ko: 'TLS 키 파일' }, { initial: `${directory}/key.pem` }),
    flag('tlsverify', '', bool, { en: 'Talk over TLS and verify the daemon', ko: 'TLS로 통신하고 데몬을 검증합니다' }),
  ];
}
