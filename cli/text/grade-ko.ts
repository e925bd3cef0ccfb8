import type { AuthorWords, GradeWords } from './grade-text.js';

export const grade: GradeWords = {
  describe: '제출물을 채점해요',
  options: {
    lesson: '레슨의 ID, 번호 또는 폴더',
    files: '‘drydock submit’이 만든 파일, 셸 스크립트, 또는 그런 파일이 든 폴더',
    json: '글 대신 JSON 문서 하나를 출력해요',
    jobs: '동시에 채점할 제출물 수 (생략하면 이 컴퓨터의 프로세서 수)',
  },
  badJobs: value => `--jobs에는 1 이상의 수를 써야 해요. 입력한 값: ‘${value}’`,
  noFiles: '채점할 것이 없어요. 폴더가 비어 있어요.',
  points: (points, max) => `${max}점 만점에 ${points}점`,
  unusable: '채점 불가',
  marks: { pass: '통과', fail: '감점', 'not-run': '나중에' },
  summary: (submissions, passed, lostPoints, unusable) =>
    `제출물 ${submissions}개: 만점 ${passed}개, 감점 ${lostPoints}개, 채점 불가 ${unusable}개.`,
  average: (average, max) => `평균 ${max}점 만점에 ${average}점이에요.`,
  problems: {
    unreadable: detail => `파일을 읽을 수 없어요: ${detail}.`,
    'too-big': detail => `파일이 ${detail} MB보다 커요. 학습자의 제출물이라고 볼 수 없어요.`,
    binary: () => '텍스트 파일이 아니에요. ‘drydock submit’의 기록도, 셸 스크립트도 아니에요.',
    'wrong-encoding': detail => `파일이 ${detail} 형식으로 저장돼 있어요. UTF-8로 저장해서 다시 제출하세요.`,
    'no-journal': () => '이 JSON 파일은 ‘drydock submit’의 기록이 아니에요.',
    'newer-schema': detail => `더 새로운 Drydock이 쓴 기록이에요(${detail}). Drydock을 업데이트한 뒤 채점하세요.`,
    'damaged-header': () => '기록의 첫 줄이 손상돼서 아무것도 쓸 수 없어요.',
    'wrong-lesson': detail => `다른 레슨(‘${detail}’)의 제출물이에요.`,
    internal: detail => `이 제출물을 채점하다가 Drydock 내부에서 오류가 났어요: ${detail}. 직접 확인하고 알려 주세요.`,
    damaged: detail => `기록의 ${detail}번째 줄이 손상돼서 그 앞부분만 채점했어요.`,
    'too-much-work': () => '끝없이 일을 해서(무한 반복?) 중단했어요. 그때까지 한 일은 채점했어요.',
    'too-long': detail =>
      `호스트의 시간으로 이틀이 지나서 중단했어요${detail === '' ? '' : ` (실행 중이던 명령: ‘${detail}’)`}. 그때까지 한 일은 채점했어요.`,
    'never-ends': detail =>
      `‘${detail}’ 명령이 스스로 끝나지 않아서 멈췄어요(포그라운드 서버이거나 입력을 기다려요). 그 뒤의 명령은 실행되지 않았어요.`,
    crash: detail => `Drydock의 잘못으로 실습 호스트의 프로그램이 실패했어요(${detail}). 이 제출물은 직접 확인해 주세요.`,
  },
};

export const author: AuthorWords = {
  describe: '레슨을 만드는 사람을 위한 도구예요',
  actions: 'verify: 레슨이 모든 언어에서 제대로 동작하는지 증명해요',
  lessons: '레슨의 ID, 번호 또는 폴더 (생략하면 전부)',
  proved: (lesson, languages, right, wrong) => `${lesson} (${languages})${right + wrong === 0 ? '' : `: 정답 ${right}개, 오답 ${wrong}개`}`,
  summary: (lessons, findings) => `레슨 ${lessons}개, ${findings === 0 ? '문제가 없어요' : `문제 ${findings}개`}.`,
};
