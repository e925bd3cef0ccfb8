import { koreanLesson, koreanLibrary } from './lesson-ko.js';
import { author, grade } from './grade-ko.js';
import { parserKorean } from './parser-ko.js';
import type { Text } from './text.js';

export const korean: Text = {
  language: 'ko',
  program: {
    summary: '도커 없이, 터미널에서 도커를 배워요.',
    home: '모든 데이터를 이 폴더에 저장해요',
    language: '언어: en 또는 ko',
    plain: '색이나 화면 갱신 없이 한 줄씩 출력해요 (스크린 리더, 로그용)',
    debug: '내부 오류가 난 위치를 보여줘요',
    unknownCommand: (name, nearest) =>
      `‘${name}’ 명령은 없어요.${nearest === undefined ? '' : ` 혹시 ‘${nearest}’인가요?`} ‘drydock --help’로 목록을 볼 수 있어요.`,
    parser: parserKorean,
    internal: message =>
      `Drydock 내부에서 오류가 났어요: ${message}. 저장된 내용은 그대로예요. --debug를 붙여 다시 실행하면 위치를 볼 수 있어요.`,
  },
  sh: {
    describe: '레슨 없이 실습 호스트의 셸을 열어요',
    command: '이 명령을 실행하고 그 종료 코드로 끝나요',
    fast: '기다리지 않고 호스트의 시간을 건너뛰어요',
    ports: '컨테이너가 공개한 포트를 이 컴퓨터에도 열어요 (--no-ports로 끌 수 있어요)',
    othersGoOn: '다른 터미널이 아직 이 컴퓨터를 쓰고 있어서, 그쪽이 닫힐 때까지 계속 실행돼요. 지금 끝내려면 Ctrl-C를 누르세요.',
    tooLong: megabytes => `입력이 ${megabytes} MB보다 길어요. 스크립트로는 너무 커요. 반복문으로 짧게 써 보세요.`,
    lineTooLong: (number, kilobytes) => `${number}번째 줄이 ${kilobytes} kB보다 길어서 건너뛰었어요.`,
    busy: pid => `다른 drydock(프로세스 ${pid})이 이 호스트를 쓰고 있어요. 먼저 닫거나 --home DIR로 다른 호스트를 쓰세요.`,
  },
  lesson: koreanLesson,
  lessons: koreanLibrary,
  grade,
  author,
  docker: { describe: '실습 호스트에서 docker 명령 하나를 실행해요' },
  serve: {
    describe: '진짜 docker 클라이언트가 쓸 수 있게 실습 호스트를 열어요',
    socket: '이 유닉스 소켓에서 기다려요',
    tcp: '이 주소에서도 기다려요 (예: 127.0.0.1:2375)',
    allowRemote: '다른 컴퓨터에서도 --tcp로 접속하게 해요 (--tls 옵션 세 개가 필요해요)',
    tlscacert: '이 인증 기관이 서명한 인증서를 가진 클라이언트만 접속할 수 있어요',
    tlscert: '서버 인증서',
    tlskey: '서버 인증서의 키',
    ports: '컨테이너가 공개한 포트를 이 컴퓨터의 127.0.0.1에도 열어요',
    share: '컨테이너가 마운트할 수 있는 폴더',
    fast: '기다리지 않고, 클라이언트가 기다리는 시간을 건너뛰어요',
    incompleteTls: 'TLS를 쓰려면 --tlscacert, --tlscert, --tlskey가 모두 있어야 해요.',
    notLoopback: host =>
      `${host}에 닿는 사람은 누구나 이 호스트를 쓸 수 있게 돼요. 127.0.0.1을 쓰거나 --allow-remote와 --tlscacert, --tlscert, --tlskey를 함께 쓰세요.`,
    badAddress: value => `주소는 127.0.0.1:2375처럼 써요. ‘${value}’은(는) 맞지 않아요.`,
    tcpOpen: url => `${url}에서도 기다려요`,
    portOpen: (port, real) => `내 컴퓨터에서는 ${port}번 포트를 쓸 수 없어서 http://localhost:${real} 에 열었어요.`,
    portClosed: port => `내 컴퓨터에서는 ${port}번 포트를 열 수 없어요. 실습 컴퓨터 안에서는 잘 돼요.`,
    busy: pid =>
      `다른 drydock(프로세스 ${pid})이 이미 이 호스트를 실행하고 있어요. 그동안 docker 클라이언트도 쓸 수 있어요: eval "$(drydock env)"`,
  },
  env: { describe: '셸의 docker를 실행 중인 실습 컴퓨터에 연결하는 설정을 출력해요: eval "$(drydock env)"' },
  attach: {
    describe: '실행 중인 실습 컴퓨터에 터미널을 하나 더 열어요',
    which: '레슨 이름, 또는 실습 호스트는 sandbox. 안 쓰면 실행 중인 것에 연결해요',
    welcome: title => `“${title}” 레슨의 컴퓨터에 연 또 하나의 터미널이에요. exit로 닫아요.`,
    nobody: '실행 중인 레슨이나 실습 호스트가 없어요. 다른 창에서 ‘drydock start’, ‘drydock sh’, ‘drydock serve’로 시작하세요.',
    notRunning: name => `‘${name}’은(는) 지금 실행 중이 아니에요.`,
    gone: '이 컴퓨터를 실행하던 창이 닫혔어요. 그 창에서 레슨을 다시 연 다음 attach 하세요.',
    lessonRuns: '이 호스트에서는 레슨을 진행하고 있어요. 처음부터 하려면 레슨에서 reset을 입력하세요.',
    turnedBack: '레슨이 되돌려져서(undo 또는 reset) 이 터미널도 함께 되돌아갔어요.',
    begunAnew: '호스트가 새로 시작해서 이 터미널도 새로 시작해요.',
  },
  registry: {
    describe: '실습 허브를 이 컴퓨터의 다른 도구에서 쓸 수 있게 열어요',
    serve: '^C를 누를 때까지 HTTP로 응답해요. push한 것은 메모리에만 남아요',
    listen: '열 주소, 127.0.0.1:포트 (0이면 비어 있는 포트)',
    allow: '이 주소가 붙은 이미지 이름은 이 컴퓨터의 진짜 레지스트리로 연결해요. 예: 127.0.0.1:5000',
    badListen: value => `레지스트리는 이 컴퓨터에서만 열 수 있어요. ‘${value}’ 대신 127.0.0.1:포트로 써 주세요.`,
    cannotListen: (value, reason) => `${value}에서 열 수 없어요: ${reason}`,
    badAllowed: value => `연결할 레지스트리는 127.0.0.1:포트 또는 localhost:포트 형식이에요. ‘${value}’은(는) 맞지 않아요.`,
  },
  sandbox: {
    describe: '‘drydock sh’의 실습 호스트를 관리해요',
    reset: '빈 호스트로 새로 시작해요',
    yes: '묻지 않고 진행해요',
    images: '미리 받아 둘 이미지 이름들 (공백으로 구분)',
    account: '허브 계정, 사용자:비밀번호',
    registry: '호스트의 레지스트리, localhost:5000 또는 localhost:5001=사용자:비밀번호',
    confirm: '실습 호스트와 그 안의 모든 것을 지울까요?',
    unknownImage: name => `실습 허브에 ‘${name}’ 이미지가 없어요.`,
    badAccount: value => `계정은 사용자:비밀번호 형식이에요. ‘${value}’은(는) 맞지 않아요.`,
    badRegistry: value => `레지스트리는 localhost:5000 또는 localhost:5001=사용자:비밀번호 형식이에요. ‘${value}’은(는) 맞지 않아요.`,
  },
};
