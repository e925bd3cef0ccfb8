import type { ParserWords } from './text.js';

/** What the parser of command lines says, in Korean; its own files with words are not part of the bundle. */
export const parserKorean: ParserWords = {
  'Commands:': '명령:',
  'Options:': '옵션:',
  'Positionals:': '인수:',
  boolean: '예/아니오',
  string: '글자',
  number: '숫자',
  array: '여러 개',
  required: '꼭 필요',
  'default:': '기본값:',
  'choices:': '선택:',
  'aliases:': '다른 이름:',
  'Not enough non-option arguments: got %s, need at least %s': same('인수가 모자라요. %s개를 받았는데 %s개는 있어야 해요'),
  'Too many non-option arguments: got %s, maximum of %s': same('인수가 너무 많아요. %s개를 받았는데 %s개까지 쓸 수 있어요'),
  'Missing argument value: %s': same('값이 없어요: %s'),
  'Missing required argument: %s': same('꼭 필요한 인수가 없어요: %s'),
  'Unknown argument: %s': same('모르는 인수예요: %s'),
  'Invalid values:': '쓸 수 없는 값이에요:',
  'Argument: %s, Given: %s, Choices: %s': '인수: %s, 받은 값: %s, 선택: %s',
  'Not enough arguments following: %s': '뒤에 값이 있어야 해요: %s',
  'Show help': '도움말을 보여 줘요',
  'Show version number': '버전을 보여 줘요',
};

/** Korean does not tell one from many. */
function same(words: string): { readonly one: string; readonly other: string } {
  return { one: words, other: words };
}
