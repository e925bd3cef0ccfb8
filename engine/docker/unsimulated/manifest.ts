import { atLeast, exactly, type Command } from '../command.js';
import { flag } from '../flags/flag.js';
import { bool, strings, text } from '../flags/flag-type.js';
import { refused } from './refused.js';

export const manifestCommands: readonly Command[] = [
  refused(
    ['manifest annotate'],
    '[OPTIONS] MANIFEST_LIST MANIFEST',
    exactly(2),
    { en: 'Say more about an image of a manifest list', ko: '매니페스트 목록의 이미지에 정보를 더합니다' },
    [
      flag('arch', '', text, { en: 'Processor architecture', ko: '아키텍처' }),
      flag('os', '', text, { en: 'Operating system', ko: '운영 체제' }),
      flag('os-features', '', strings, { en: 'Features of the operating system', ko: '운영 체제 기능' }),
      flag('os-version', '', text, { en: 'Version of the operating system', ko: '운영 체제 버전' }),
      flag('variant', '', text, { en: 'Variant of the architecture', ko: '아키텍처 변형' }),
    ],
  ),
  refused(
    ['manifest create'],
    'MANIFEST_LIST MANIFEST [MANIFEST...]',
    atLeast(2),
    { en: 'Create a manifest list', ko: '매니페스트 목록을 만듭니다' },
    [
      flag('amend', 'a', bool, { en: 'Add to a list that is already there', ko: '이미 있는 목록에 더합니다' }),
      flag('insecure', '', bool, { en: 'Allow a registry without TLS', ko: 'TLS 없는 레지스트리를 허용합니다' }),
    ],
  ),
  refused(
    ['manifest push'],
    '[OPTIONS] MANIFEST_LIST',
    exactly(1),
    { en: 'Push a manifest list to a registry', ko: '매니페스트 목록을 레지스트리에 올립니다' },
    [
      flag('insecure', '', bool, { en: 'Allow a registry without TLS', ko: 'TLS 없는 레지스트리를 허용합니다' }),
      flag('purge', 'p', bool, { en: 'Forget the list once it is pushed', ko: '올린 뒤 로컬 목록을 지웁니다' }),
    ],
  ),
  refused(
    ['manifest rm'],
    'MANIFEST_LIST [MANIFEST_LIST...]',
    atLeast(1),
    { en: 'Delete manifest lists', ko: '매니페스트 목록을 지웁니다' },
    [],
  ),
];
