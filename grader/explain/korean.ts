import type { Matcher, Value } from '../check/matcher.js';
import type { Nearest, Reason } from '../check/outcome.js';
import type { Count, Noun } from '../check/requirement.js';
import { unreachable } from '../unreachable.js';
import { excerpt } from './excerpt.js';
import { withParticle } from './particles.js';
import type { Wording } from './wording.js';

const nouns: Readonly<Record<Noun, string>> = { container: '컨테이너', image: '이미지', network: '네트워크', volume: '볼륨' };

/** 문장에서 쓰는 속성 이름. */
const fieldNames: Readonly<Record<string, string>> = {
  state: '상태',
  image: '이미지',
  exitCode: '종료 코드',
  oomKilled: '메모리 부족으로 종료됨',
  health: '헬스 상태',
  command: '명령',
  user: '사용자',
  workdir: '작업 디렉터리',
  hostname: '호스트 이름',
  detached: '백그라운드 실행(-d)',
  tty: '터미널(-t)',
  interactive: '표준 입력 유지(-i)',
  autoRemove: '자동 삭제(--rm)',
  restart: '재시작 정책',
  memory: '메모리 제한',
  networks: '네트워크',
  tags: '태그',
  driver: '드라이버',
  members: '연결된 컨테이너',
  subnets: '서브넷',
  usedBy: '사용 중인 컨테이너',
};

function matcher(wanted: Matcher): string {
  switch (wanted.kind) {
    case 'equals':
      return `‘${wanted.value}’`;
    case 'contains':
      return `‘${wanted.text}’ 포함`;
    case 'prefix':
      return `‘${withParticle(wanted.text, '’으로', '’로')} 시작하는 값`;
    case 'suffix':
      return `‘${withParticle(wanted.text, '’으로', '’로')} 끝나는 값`;
    case 'matches':
      return `/${wanted.pattern}/에 맞는 값`;
    case 'oneOf':
      return wanted.options.map(matcher).join(' 또는 ');
    case 'every':
      return wanted.all.map(matcher).join(', ');
    case 'not':
      return `${matcher(wanted.inner)}이(가) 아닌 값`;
    case 'number':
      return `${wanted.limit} ${{ gt: '초과', ge: '이상', lt: '미만', le: '이하' }[wanted.relation]}`;
    default:
      return unreachable(wanted);
  }
}

function value(actual: Value): string {
  if (actual === undefined) return '설정되지 않음';
  if (typeof actual === 'boolean') return actual ? '예' : '아니요';
  if (typeof actual === 'object') return actual.length === 0 ? '없음' : actual.map(item => `‘${excerpt(item)}’`).join(', ');
  return `‘${excerpt(String(actual))}’`;
}

function count({ relation, number }: Count): string {
  if (relation === 'exactly') return `${number}개`;
  return relation === 'at least' ? `${number}개 이상` : `${number}개 이하`;
}

function nearestText(nearest: Nearest | undefined): string {
  if (!nearest) return '';
  if (nearest.kind === 'similar-name') return ` 이름이 비슷한 ‘${nearest.name}’은(는) 있어요.`;
  const because = nearest.because === 'port' ? '그 포트를 쓰고 있지만' : '그 이미지로 만들었지만';
  return ` ‘${nearest.name}’ 컨테이너가 ${because} 이름이 달라요.`;
}

function property(reason: Extract<Reason, { kind: 'property' }>): string {
  const { subject, field, key, expected, actual, holder } = reason;
  const holderText = holder === undefined ? '' : ` 지금 ${matcher(expected)} 포트는 ‘${holder}’ 컨테이너가 쓰고 있어요.`;
  if (field === 'ports') {
    const now = actual === undefined || (Array.isArray(actual) && actual.length === 0) ? '지금은 열려 있지 않아요' : `지금은 ${value(actual)}에 연결돼 있어요`;
    return `‘${subject}’의 ${key ?? ''} 포트는 호스트의 ${matcher(expected)} 포트로 열려야 하는데, ${now}.${holderText}`;
  }
  if (field === 'env') return `‘${subject}’의 환경 변수 ${key ?? ''} 값은 ${matcher(expected)}여야 하는데, 지금은 ${value(actual)}이에요.`;
  if (field === 'labels') return `‘${subject}’의 라벨 ${key ?? ''} 값은 ${matcher(expected)}여야 하는데, 지금은 ${value(actual)}이에요.`;
  const name = `${fieldNames[field] ?? field}${key === undefined ? '' : ` (${key})`}`;
  const wanted = expected.kind === 'equals' && typeof expected.value === 'boolean' ? value(expected.value) : matcher(expected);
  return `‘${subject}’의 ${name} 항목은 ${wanted}이어야 하는데, 지금은 ${value(actual)}이에요.`;
}

function http({ url, part, expected, actual }: Extract<Reason, { kind: 'http' }>): string {
  const wanted = expected ? matcher(expected) : '';
  switch (part) {
    case 'refused':
      return `${url}에서 아무도 응답하지 않아요 (${actual}).`;
    case 'answered':
      return `${url}에서 아직 응답이 와요 (상태 코드 ${actual}).`;
    case 'status':
      return `${url}의 상태 코드는 ${wanted}이어야 하는데, ${actual}이(가) 왔어요.`;
    case 'body':
      return `${url}의 페이지 내용은 ${wanted}이어야 하는데, ‘${excerpt(actual)}’이(가) 왔어요.`;
  }
}

function file({ path, part, expected, actual }: Extract<Reason, { kind: 'file' }>): string {
  if (part === 'missing') return `${path} 파일이 없어요.`;
  if (part === 'present') return `${path} 파일이 아직 남아 있어요.`;
  return `${path} 파일의 내용은 ${expected ? matcher(expected) : ''}이어야 하는데, ‘${excerpt(actual)}’이(가) 들어 있어요.`;
}

function ran({ argv, failed, nearest }: Extract<Reason, { kind: 'ran' }>): string {
  const command = argv.join(' ');
  if (failed) return `‘${command}’ 명령을 실행했지만 실패했어요.`;
  return nearest === undefined ? `아직 ‘${command}’ 명령을 실행하지 않았어요.` : `아직 ‘${command}’ 명령을 실행하지 않았어요. ‘${excerpt(nearest)}’와(과) 비슷해요.`;
}

function surplus({ noun, names }: Extract<Reason, { kind: 'surplus' }>): string {
  const list = names.map(({ name, status }) => (status === undefined ? `‘${name}’` : `‘${name}’(${status})`)).join(', ');
  return `남아 있으면 안 되는 ${nouns[noun]}: ${list}.`;
}

function reason(why: Reason): string {
  switch (why.kind) {
    case 'missing':
      return `${why.wanted ? `${matcher(why.wanted)} ` : '조건에 맞는 '}${withParticle(nouns[why.noun], '이', '가')} 없어요.${nearestText(why.nearest)}`;
    case 'count':
      return `조건에 맞는 ${withParticle(nouns[why.noun], '은', '는')} ${count(why.expected)}여야 하는데, 지금은 ${why.actual.length}개예요.`;
    case 'surplus':
      return surplus(why);
    case 'property':
      return property(why);
    case 'http':
      return http(why);
    case 'run':
      return `‘${why.line}’의 ${why.part === 'exitCode' ? '종료 코드' : '출력'}는 ${matcher(why.expected)}이어야 하는데, ‘${excerpt(why.actual)}’이(가) 나왔어요.`;
    case 'file':
      return file(why);
    case 'ran':
      return ran(why);
    case 'event':
      return `‘${why.type} ${matcher(why.action)}’ 이벤트는 ${count(why.expected)}여야 하는데, 지금까지 ${why.actual}번 일어났어요.`;
    case 'answer':
      return why.given === undefined ? '아직 답하지 않은 질문이에요.' : `‘${excerpt(why.given)}’은(는) 정답이 아니에요.`;
    case 'never':
      return `아직 한 번도 이렇게 된 적이 없어요. ${why.inner.map(reason).join(' ')}`;
    case 'none-of':
      return why.inner.map(reason).join(' ');
    case 'holds':
      return '이제는 이 상태가 아니어야 해요.';
    default:
      return unreachable(why);
  }
}

export const korean: Wording = {
  reason,
  matcher,
  value,
  notRun: title => `먼저 할 일: ${title}`,
};
