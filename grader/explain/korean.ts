import type { Matcher, Value } from '../check/matcher.js';
import type { Detail, Nearest, Reason } from '../check/outcome.js';
import type { Count, Expectation, Noun } from '../check/requirement.js';
import { unreachable } from '../unreachable.js';
import { excerpt, lastClauses } from './excerpt.js';
import { withDirection, withParticle } from './particles.js';
import type { Wording } from './wording.js';

type Property = Extract<Reason, { kind: 'property' }>;

const nouns: Readonly<Record<Noun, string>> = { container: '컨테이너', image: '이미지', network: '네트워크', volume: '볼륨' };

/** 문장에서 쓰는 속성 이름. */
const fieldNames: ReadonlyMap<string, string> = new Map([
  ['name', '이름'],
  ['state', '상태'],
  ['image', '이미지'],
  ['exitCode', '종료 코드'],
  ['oomKilled', '메모리 부족으로 종료'],
  ['health', '헬스 상태'],
  ['command', '명령'],
  ['user', '사용자'],
  ['workdir', '작업 디렉터리'],
  ['hostname', '호스트 이름'],
  ['detached', '백그라운드 실행(-d)'],
  ['tty', '터미널(-t)'],
  ['interactive', '표준 입력 유지(-i)'],
  ['autoRemove', '자동 삭제(--rm)'],
  ['restart', '재시작 정책'],
  ['memory', '메모리 제한(바이트)'],
  ['networks', '네트워크'],
  ['env', '환경 변수'],
  ['labels', '라벨'],
  ['ports', '포트'],
  ['aliases', '네트워크 별칭'],
  ['mounts', '마운트'],
  ['tags', '태그'],
  ['size', '크기'],
  ['driver', '드라이버'],
  ['internal', '내부 전용'],
  ['members', '연결된 컨테이너'],
  ['subnets', '서브넷'],
  ['usedBy', '사용 중인 컨테이너'],
  ['sameAs', '같은 이미지'],
]);

const states: ReadonlyMap<string, string> = new Map([
  ['created', '만들어지기만 하고 시작되지 않았어요'],
  ['running', '실행 중이에요'],
  ['paused', '일시 정지돼 있어요'],
  ['restarting', '계속 재시작하고 있어요'],
  ['removing', '삭제되는 중이에요'],
  ['exited', '종료됐어요'],
  ['dead', '죽은 상태예요'],
]);

const wantedStates: ReadonlyMap<string, string> = new Map([
  ['created', '시작되지 않은 상태여야'],
  ['running', '실행 중이어야'],
  ['paused', '일시 정지 상태여야'],
  ['exited', '종료된 상태여야'],
]);

const shortStates: ReadonlyMap<string, string> = new Map([
  ['created', '생성됨'],
  ['running', '실행 중'],
  ['paused', '일시 정지됨'],
  ['restarting', '재시작 중'],
  ['exited', '종료됨'],
]);

function matcher(wanted: Matcher): string {
  switch (wanted.kind) {
    case 'equals':
      return `‘${wanted.value}’`;
    case 'contains':
      return `‘${wanted.text}’ 포함`;
    case 'prefix':
      return `${withDirection(`‘${wanted.text}’`)} 시작하는 값`;
    case 'suffix':
      return `${withDirection(`‘${wanted.text}’`)} 끝나는 값`;
    case 'matches':
      return wanted.pattern === '.' ? '비어 있지 않은 값' : `/${wanted.pattern}/에 맞는 값`;
    case 'oneOf':
      return wanted.options.map(matcher).join(' 또는 ');
    case 'every':
      return wanted.all.map(matcher).join(', ');
    case 'not':
      return `${withParticle(matcher(wanted.inner), '이', '가')} 아닌 값`;
    case 'number':
      return `${wanted.limit} ${{ gt: '초과', ge: '이상', lt: '미만', le: '이하' }[wanted.relation]}`;
    default:
      return unreachable(wanted);
  }
}

function value(actual: Value): string {
  if (actual === undefined) return '없음';
  if (typeof actual === 'boolean') return actual ? '‘예’' : '‘아니요’';
  if (typeof actual === 'object') return actual.length === 0 ? '없음' : actual.map(item => `‘${excerpt(item)}’`).join(', ');
  return actual === '' ? '비어 있음' : `‘${excerpt(String(actual))}’`;
}

function count({ relation, number }: Count, unit: string): string {
  if (relation === 'exactly') return `${number}${unit}`;
  return relation === 'at least' ? `${number}${unit} 이상` : `${number}${unit} 이하`;
}

function nearestText(nearest: Nearest | undefined): string {
  if (!nearest) return '';
  if (nearest.kind === 'similar-name') return ` 이름이 비슷한 것은 있어요: ‘${nearest.name}’`;
  const because = nearest.because === 'port' ? '그 포트를 쓰고 있지만' : '그 이미지로 만들었지만';
  return ` ‘${nearest.name}’ 컨테이너가 ${because} 이름이 달라요.`;
}

function property(reason: Property): string {
  const { subject, expected, actual } = reason;
  switch (reason.field) {
    case 'ports':
      return port(reason);
    case 'state':
      return state(reason);
    case 'image':
      return `‘${subject}’ 컨테이너는 ${matcher(expected)} 이미지로 만들어야 하는데, ${value(actual)} 이미지로 만들었어요.`;
    case 'env':
      return variable(reason);
    case 'detached':
      return actual === false
        ? `‘${subject}’ 컨테이너를 포그라운드에서 시작했어요. 백그라운드에서 실행해야 해요.`
        : `‘${subject}’ 컨테이너를 백그라운드에서 시작했어요. 포그라운드에서 실행해야 해요.`;
    default:
      return otherProperty(reason);
  }
}

function variable({ subject, key = '', expected, actual, detail }: Property): string {
  const wanted = matcher(expected);
  if (actual !== undefined) return `‘${subject}’ 컨테이너의 환경 변수 ${key}: 필요한 값은 ${be(wanted)}. 지금 값은 ${be(value(actual))}.`;
  const rest = expected.kind === 'matches' ? '' : ` 필요한 값은 ${be(wanted)}.`;
  return `‘${subject}’ 컨테이너에 환경 변수 ${withParticle(key, '이', '가')} 없어요.${rest}${detailText(detail)}`;
}

function otherProperty({ noun, subject, field, key, expected, actual }: Property): string {
  const name = `${fieldNames.get(field) ?? field}${key === undefined ? '' : ` ${key}`}`;
  const wanted = expected.kind === 'equals' && typeof expected.value === 'boolean' ? value(expected.value) : matcher(expected);
  return `‘${subject}’ ${nouns[noun]}의 ${name}: 필요한 값은 ${be(wanted)}. 지금 값은 ${be(value(actual))}.`;
}

/** 이에요/예요. */
function be(word: string): string {
  return withParticle(word, '이에요', '예요');
}

function port({ subject, key = '', expected, actual, detail }: Property): string {
  const isOpen = Array.isArray(actual) && actual.length > 0;
  const now = isOpen ? `지금은 ${value(actual)}번에 열려 있어요` : '지금은 열려 있지 않아요';
  return `‘${subject}’ 컨테이너의 ${key} 포트는 이 컴퓨터의 ${matcher(expected)}번 포트로 열려야 하는데, ${now}.${detailText(detail)}`;
}

function state({ subject, expected, actual, detail }: Property): string {
  const wanted = expected.kind === 'equals' ? wantedStates.get(String(expected.value)) : undefined;
  const now = states.get(String(actual)) ?? `${value(actual)} 상태예요`;
  const code = detail?.kind === 'exit-code' ? ` (종료 코드 ${detail.code})` : '';
  const hint = detail?.kind === 'exit-code' && detail.code !== 0 ? ` ‘docker container logs ${subject}’ 명령으로 이유를 알 수 있어요.` : '';
  return `‘${subject}’ 컨테이너는 ${wanted ?? `${matcher(expected)} 상태여야`} 하는데, ${now}${code}.${hint}${detailText(detail)}`;
}

function detailText(detail: Detail | undefined): string {
  switch (detail?.kind) {
    case 'holder':
      return ` 지금 그 포트는 ‘${detail.name}’ 컨테이너가 쓰고 있어요.`;
    case 'crossed':
      return ` 두 숫자의 순서가 바뀌었어요(${detail.given}). 이 컴퓨터의 포트가 앞, 컨테이너의 포트가 뒤에 와요.`;
    case 'one-address':
      return ` 앞에 ${detail.address} 주소를 붙이면 그 주소로만 접속할 수 있어요.`;
    case 'start-failed':
      return ` 도커가 시작하지 못했어요: ${lastClauses(detail.error)}.`;
    case 'similar-key':
      return ` 이름이 비슷한 변수는 있어요: ${detail.key}`;
    case 'in-command':
      return ' 이미지 이름 뒤에 쓰면 변수가 아니라 명령의 일부가 돼요.';
    case 'exit-code':
    case undefined:
      return '';
    default:
      return unreachable(detail);
  }
}

function miscounted({ noun, expected, having, actual }: Extract<Reason, { kind: 'count' }>): string {
  const names = actual.length === 0 ? '' : ` (${actual.map(name => `‘${name}’`).join(', ')})`;
  const conditions = having.length === 0 ? '' : `${having.map(expectation).join(', ')} 조건의 `;
  return `${conditions}${withParticle(nouns[noun], '은', '는')} ${count(expected, '개')}여야 하는데, 지금은 ${actual.length}개예요${names}.`;
}

function expectation({ field, key, matcher: wanted }: Expectation): string {
  const asked = wanted.kind === 'equals' && typeof wanted.value === 'boolean' ? value(wanted.value) : matcher(wanted);
  return `${fieldNames.get(field) ?? field}${key === undefined ? '' : ` ${key}`} ${asked}`;
}

function http({ url, part, expected, actual }: Extract<Reason, { kind: 'http' }>): string {
  const wanted = expected ? matcher(expected) : '';
  switch (part) {
    case 'refused':
      return `${url} 주소에서 아무도 응답하지 않아요 (${actual}).`;
    case 'answered':
      return `${url} 주소에서 아직 응답이 와요 (상태 코드 ${actual}).`;
    case 'status':
      return `${url} 주소의 상태 코드: 필요한 값은 ${be(wanted)}. ‘${actual}’ 응답이 왔어요.`;
    case 'body':
      return `${url} 페이지의 내용: 필요한 값은 ${be(wanted)}. 지금 내용은 ${be(value(actual))}.`;
  }
}

function file({ path, part, expected, actual }: Extract<Reason, { kind: 'file' }>): string {
  if (part === 'missing') return `${path} 파일이 없어요.`;
  if (part === 'present') return `${path} 파일이 아직 남아 있어요.`;
  return `${path} 파일의 내용: 필요한 값은 ${be(expected ? matcher(expected) : '')}. 지금 내용은 ${be(value(actual))}.`;
}

function ran({ argv, expected, actual, failed, nearest }: Extract<Reason, { kind: 'ran' }>): string {
  const command = argv.join(' ');
  if (failed) return `‘${command}’ 명령을 실행했지만 실패했어요.`;
  if (actual > 0) return `‘${command}’ 명령은 ${count(expected, '번')} 실행해야 하는데, 지금까지 ${actual}번 실행했어요.`;
  return nearest === undefined
    ? `아직 ‘${command}’ 명령을 실행하지 않았어요.`
    : `아직 ‘${command}’ 명령을 실행하지 않았어요. ‘${excerpt(nearest)}’ 명령과 비슷해요.`;
}

function place(having: readonly Expectation[]): string {
  return having.length === 0 ? '컨테이너' : `컨테이너(${having.map(expectation).join(', ')})`;
}

function ranInside(why: Extract<Reason, { kind: 'ran-inside' }>): string {
  const command = `‘${why.argv.join(' ')}’`;
  const before = why.after.map(words => `‘${words.join(' ')}’`).join(' 또는 ');
  const inside = place(why.where);
  if (why.why === 'failed') return `${inside} 안에서 ${command} 명령을 실행했지만 실패했어요.`;
  if (why.why === 'elsewhere')
    return `${inside} 안에서 아직 ${command} 명령을 실행하지 않았어요. ${value(why.elsewhere)} 이미지로 만든 컨테이너에서는 실행했어요.`;
  if (why.why === 'too-early') return `${inside} 안에서는 ${before} 명령을 먼저, ${command} 명령을 그다음에 실행해야 해요.`;
  if (why.why === 'apart')
    return `${before} 명령과 ${command} 명령을 서로 다른 컨테이너에서 실행했어요. 한쪽에서 바꾼 것은 다른 쪽에 없어요.`;
  if (why.actual > 0)
    return `${inside} 안에서 ${command} 명령은 ${count(why.expected, '번')} 실행해야 하는데, 지금까지 ${why.actual}번 실행했어요.`;
  return `${inside} 안에서 아직 ${command} 명령을 실행하지 않았어요.`;
}

function printed({ expected, where, different, found }: Extract<Reason, { kind: 'printed' }>): string {
  if (!different) return `${withParticle(place(where), '이', '가')} 아직 이것을 출력하지 않았어요: ${matcher(expected)}.`;
  const texts = found.length === 0 ? '없어요' : `${found.length}개예요(${value(found)})`;
  return `${place(where)}의 출력에 서로 다른 대답이 ${count(different, '개')} 있어야 하는데, 지금까지 ${texts}.`;
}

function surplus({ noun, names }: Extract<Reason, { kind: 'surplus' }>): string {
  const list = names
    .map(({ name, status }) => (status === undefined ? `‘${name}’` : `‘${name}’(${shortStates.get(status) ?? status})`))
    .join(', ');
  return `${withParticle(nouns[noun], '이', '가')} 남아 있으면 안 돼요: ${list}.`;
}

function reason(why: Reason): string {
  switch (why.kind) {
    case 'missing':
      return `${why.wanted ? `${matcher(why.wanted)} ` : '조건에 맞는 '}${withParticle(nouns[why.noun], '이', '가')} 없어요.${nearestText(why.nearest)}`;
    case 'count':
      return miscounted(why);
    case 'surplus':
      return surplus(why);
    case 'property':
      return property(why);
    case 'http':
      return http(why);
    case 'run':
      return `‘${why.line}’ 명령의 ${why.part === 'exitCode' ? '종료 코드' : '출력'}: 필요한 값은 ${be(matcher(why.expected))}. 지금 값은 ${be(value(why.actual))}.`;
    case 'file':
      return file(why);
    case 'ran':
      return ran(why);
    case 'never-was':
      return [`이런 컨테이너가 한 번도 없었어요: ${why.having.map(expectation).join(', ')}.`, ...why.closest.map(reason)].join(' ');
    case 'ran-inside':
      return ranInside(why);
    case 'printed':
      return printed(why);
    case 'event':
      return `‘${why.type} ${matcher(why.action).replaceAll(/[‘’]/g, '')}’ 이벤트는 ${count(why.expected, '번')} 일어나야 하는데, 지금까지 ${why.actual}번 일어났어요.`;
    case 'answer':
      return why.given === undefined ? '아직 답하지 않은 질문이에요.' : `‘${excerpt(why.given)}’ 답은 정답이 아니에요.`;
    case 'never':
      return `지금까지 이것이 부족했어요. ${why.inner.map(reason).join(' ')}`;
    case 'not-while':
      return `‘${why.argv.join(' ')}’ 명령을 실행했지만, 그때는 이것이 부족했어요. ${why.inner.map(reason).join(' ')}`;
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
