import { atLeast, exactly, type Command } from '../command.js';
import { flag } from '../flags/flag.js';
import { bool, list, text } from '../flags/flag-type.js';
import { refused } from './refused.js';

export const trustCommands: readonly Command[] = [
  refused(
    ['trust inspect'],
    'IMAGE[:TAG] [IMAGE[:TAG]...]',
    atLeast(1),
    { en: 'Show keys and signatures', ko: '키와 서명을 보여 줍니다' },
    [flag('pretty', '', bool, { en: 'Print it for people', ko: '사람이 읽기 좋게 출력합니다' })],
  ),
  refused(['trust revoke'], '[OPTIONS] IMAGE[:TAG]', exactly(1), { en: 'Take trust in an image away', ko: '이미지 서명을 취소합니다' }, [
    flag('yes', 'y', bool, { en: 'Do not ask first', ko: '확인하지 않습니다' }),
  ]),
  refused(['trust sign'], 'IMAGE:TAG', exactly(1), { en: 'Sign an image', ko: '이미지에 서명합니다' }, [
    flag('local', '', bool, { en: 'Sign an image of this host', ko: '로컬 이미지에 서명합니다' }),
  ]),
  refused(['trust key generate'], 'NAME', exactly(1), { en: 'Make a pair of keys', ko: '키 쌍을 만듭니다' }, [
    flag('dir', '', text, {
      en: 'Directory for the keys, the current one unless told otherwise',
      ko: '키를 만들 디렉터리 (기본값은 현재 디렉터리)',
    }),
  ]),
  refused(['trust key load'], '[OPTIONS] KEYFILE', exactly(1), { en: 'Load a private key', ko: '개인 키를 불러옵니다' }, [
    flag('name', '', text, { en: 'Name of the key', ko: '키 이름' }, { initial: 'signer' }),
  ]),
  refused(
    ['trust signer add'],
    'OPTIONS NAME REPOSITORY [REPOSITORY...] ',
    atLeast(2),
    { en: 'Add a signer', ko: '서명할 사람을 추가합니다' },
    [flag('key', '', list, { en: 'File with the public key', ko: '공개 키 파일' })],
  ),
  refused(
    ['trust signer remove'],
    '[OPTIONS] NAME REPOSITORY [REPOSITORY...]',
    atLeast(2),
    { en: 'Remove a signer', ko: '서명할 사람을 뺍니다' },
    [flag('force', 'f', bool, { en: 'Do not ask before the last signer goes', ko: '마지막 서명자를 지울 때도 확인하지 않습니다' })],
  ),
];
