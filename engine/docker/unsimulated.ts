import { atLeast, defineCommand, type Command } from './command.js';

/** Commands that Drydock knows but cannot carry out: [names, usage, English, Korean]. */
const declared: readonly (readonly [readonly [string, ...string[]], string, string, string])[] = [
  [
    ['manifest annotate'],
    '[OPTIONS] MANIFEST_LIST MANIFEST',
    'Say more about an image of a manifest list',
    '매니페스트 목록의 이미지에 정보를 더합니다',
  ],
  [['manifest create'], 'MANIFEST_LIST MANIFEST [MANIFEST...]', 'Create a manifest list', '매니페스트 목록을 만듭니다'],
  [
    ['manifest inspect'],
    '[OPTIONS] [MANIFEST_LIST] MANIFEST',
    'Show a manifest or a manifest list',
    '매니페스트나 매니페스트 목록을 보여 줍니다',
  ],
  [['manifest push'], '[OPTIONS] MANIFEST_LIST', 'Push a manifest list to a registry', '매니페스트 목록을 레지스트리에 올립니다'],
  [['manifest rm'], 'MANIFEST_LIST [MANIFEST_LIST...]', 'Delete manifest lists', '매니페스트 목록을 지웁니다'],
  [['plugin create'], '[OPTIONS] PLUGIN PLUGIN-DATA-DIR', 'Make a plugin from a directory', '디렉터리로 플러그인을 만듭니다'],
  [['plugin disable'], '[OPTIONS] PLUGIN', 'Switch a plugin off', '플러그인을 끕니다'],
  [['plugin enable'], '[OPTIONS] PLUGIN', 'Switch a plugin on', '플러그인을 켭니다'],
  [
    ['plugin inspect'],
    '[OPTIONS] PLUGIN [PLUGIN...]',
    'Display detailed information on one or more plugins',
    '플러그인의 자세한 정보를 보여 줍니다',
  ],
  [['plugin install'], '[OPTIONS] PLUGIN [KEY=VALUE...]', 'Install a plugin', '플러그인을 설치합니다'],
  [['plugin ls', 'plugin list'], '[OPTIONS]', 'List plugins', '플러그인 목록을 보여 줍니다'],
  [['plugin push'], '[OPTIONS] PLUGIN[:TAG]', 'Push a plugin to a registry', '플러그인을 레지스트리에 올립니다'],
  [['plugin rm', 'plugin remove'], '[OPTIONS] PLUGIN [PLUGIN...]', 'Remove one or more plugins', '플러그인을 지웁니다'],
  [['plugin set'], 'PLUGIN KEY=VALUE [KEY=VALUE...]', 'Change settings of a plugin', '플러그인 설정을 바꿉니다'],
  [['plugin upgrade'], '[OPTIONS] PLUGIN [REMOTE]', 'Bring a plugin up to date', '플러그인을 업그레이드합니다'],
  [['trust inspect'], 'IMAGE[:TAG] [IMAGE[:TAG]...]', 'Show keys and signatures', '키와 서명을 보여 줍니다'],
  [['trust revoke'], '[OPTIONS] IMAGE[:TAG]', 'Take trust in an image away', '이미지 서명을 취소합니다'],
  [['trust sign'], 'IMAGE:TAG', 'Sign an image', '이미지에 서명합니다'],
  [['trust key generate'], 'NAME', 'Make a pair of keys', '키 쌍을 만듭니다'],
  [['trust key load'], '[OPTIONS] KEYFILE', 'Load a private key', '개인 키를 불러옵니다'],
  [['trust signer add'], 'OPTIONS NAME REPOSITORY [REPOSITORY...]', 'Add a signer', '서명할 사람을 추가합니다'],
  [['trust signer remove'], '[OPTIONS] NAME REPOSITORY [REPOSITORY...]', 'Remove a signer', '서명할 사람을 뺍니다'],
  [['swarm init'], '[OPTIONS]', 'Start a swarm', 'Swarm을 시작합니다'],
  [['swarm join'], '[OPTIONS] HOST:PORT', 'Join a swarm', 'Swarm에 참여합니다'],
];

export const unsimulatedCommands: readonly Command[] = declared.map(([names, usage, en, ko]) =>
  defineCommand({ names, usage, text: { en, ko }, arity: atLeast(0), run: 'not simulated' }),
);
