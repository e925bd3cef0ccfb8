import { koreanLesson, koreanLibrary } from './lesson-ko.js';
import { author, grade } from './grade-ko.js';
import type { Text } from './text.js';

export const korean: Text = {
  language: 'ko',
  program: {
    summary: '도커 없이, 터미널에서 도커를 배워요.',
    home: '모든 데이터를 이 폴더에 저장해요',
    language: '언어: en 또는 ko',
    plain: '색이나 화면 갱신 없이 한 줄씩 출력해요 (스크린 리더, 로그용)',
    debug: '내부 오류가 난 위치를 보여줘요',
    unknownCommand: (name, nearest) => `‘${name}’ 명령은 없어요.${nearest === undefined ? '' : ` 혹시 ‘${nearest}’인가요?`} ‘drydock --help’로 목록을 볼 수 있어요.`,
    internal: message => `Drydock 내부에서 오류가 났어요: ${message}. 저장된 내용은 그대로예요. --debug를 붙여 다시 실행하면 위치를 볼 수 있어요.`,
  },
  sh: {
    describe: '레슨 없이 실습 호스트의 셸을 열어요',
    command: '이 명령을 실행하고 그 종료 코드로 끝나요',
    fast: '기다리지 않고 호스트의 시간을 건너뛰어요',
    busy: pid => `다른 drydock(프로세스 ${pid})이 이 호스트를 쓰고 있어요. 먼저 닫거나 --home DIR로 다른 호스트를 쓰세요.`,
  },
  lesson: koreanLesson,
  lessons: koreanLibrary,
  grade,
  author,
  docker: { describe: '실습 호스트에서 docker 명령 하나를 실행해요' },
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
