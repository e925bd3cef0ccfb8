import { atLeast, between, exactly, noArguments, type Command } from '../command.js';
import { flag } from '../flags/flag.js';
import { bool, filter, int, text } from '../flags/flag-type.js';
import { refused } from './refused.js';

export const pluginCommands: readonly Command[] = [
  refused(
    ['plugin create'],
    '[OPTIONS] PLUGIN PLUGIN-DATA-DIR',
    atLeast(2),
    { en: 'Make a plugin from a directory', ko: '디렉터리로 플러그인을 만듭니다' },
    [flag('compress', '', bool, { en: 'Compress what is sent', ko: '보내는 데이터를 압축합니다' })],
  ),
  refused(['plugin disable'], '[OPTIONS] PLUGIN', exactly(1), { en: 'Switch a plugin off', ko: '플러그인을 끕니다' }, [
    flag('force', 'f', bool, { en: 'Even while something uses it', ko: '사용 중이어도 끕니다' }),
  ]),
  refused(['plugin enable'], '[OPTIONS] PLUGIN', exactly(1), { en: 'Switch a plugin on', ko: '플러그인을 켭니다' }, [
    flag('timeout', '', int, { en: 'How many seconds the HTTP client waits', ko: 'HTTP 클라이언트가 기다릴 시간(초)' }, { initial: '30' }),
  ]),
  refused(
    ['plugin inspect'],
    '[OPTIONS] PLUGIN [PLUGIN...]',
    atLeast(1),
    { en: 'Display detailed information on one or more plugins', ko: '플러그인의 자세한 정보를 보여 줍니다' },
    [flag('format', 'f', text, { en: 'Go template for the output', ko: '출력에 쓸 Go 템플릿' })],
  ),
  refused(['plugin install'], '[OPTIONS] PLUGIN [KEY=VALUE...]', atLeast(1), { en: 'Install a plugin', ko: '플러그인을 설치합니다' }, [
    flag('alias', '', text, { en: 'Name that the plugin gets here', ko: '여기서 쓸 플러그인 이름' }),
    flag('disable', '', bool, { en: 'Leave it switched off', ko: '켜지 않고 둡니다' }),
    flag('disable-content-trust', '', bool, { en: 'Do not verify signatures', ko: '서명을 검증하지 않습니다' }, { initial: 'true' }),
    flag('grant-all-permissions', '', bool, { en: 'Give it whatever it asks for', ko: '요청하는 권한을 모두 줍니다' }),
  ]),
  refused(['plugin ls', 'plugin list'], '[OPTIONS]', noArguments, { en: 'List plugins', ko: '플러그인 목록을 보여 줍니다' }, [
    flag('filter', 'f', filter, {
      en: 'Show only those that meet a condition (as in "enabled=true")',
      ko: '조건에 맞는 것만 보여 줍니다 (예: "enabled=true")',
    }),
    flag('format', '', text, { en: 'Go template for the output', ko: '출력에 쓸 Go 템플릿' }),
    flag('no-trunc', '', bool, { en: 'Show everything in full', ko: '줄이지 않고 모두 보여 줍니다' }),
    flag('quiet', 'q', bool, { en: 'Print IDs only', ko: 'ID만 출력합니다' }),
  ]),
  refused(
    ['plugin push'],
    '[OPTIONS] PLUGIN[:TAG]',
    exactly(1),
    { en: 'Push a plugin to a registry', ko: '플러그인을 레지스트리에 올립니다' },
    [flag('disable-content-trust', '', bool, { en: 'Do not sign', ko: '서명하지 않습니다' }, { initial: 'true' })],
  ),
  refused(
    ['plugin rm', 'plugin remove'],
    '[OPTIONS] PLUGIN [PLUGIN...]',
    atLeast(1),
    { en: 'Remove one or more plugins', ko: '플러그인을 지웁니다' },
    [flag('force', 'f', bool, { en: 'Even when it is switched on', ko: '켜져 있어도 지웁니다' })],
  ),
  refused(
    ['plugin set'],
    'PLUGIN KEY=VALUE [KEY=VALUE...]',
    atLeast(2),
    { en: 'Change settings of a plugin', ko: '플러그인 설정을 바꿉니다' },
    [],
  ),
  refused(
    ['plugin upgrade'],
    '[OPTIONS] PLUGIN [REMOTE]',
    between(1, 2),
    { en: 'Bring a plugin up to date', ko: '플러그인을 업그레이드합니다' },
    [
      flag('disable-content-trust', '', bool, { en: 'Do not verify signatures', ko: '서명을 검증하지 않습니다' }, { initial: 'true' }),
      flag('grant-all-permissions', '', bool, { en: 'Give it whatever it asks for', ko: '요청하는 권한을 모두 줍니다' }),
      flag('skip-remote-check', '', bool, {
        en: 'Do not compare it with the plugin that is there',
        ko: '기존 플러그인과 비교하지 않습니다',
      }),
    ],
  ),
];
