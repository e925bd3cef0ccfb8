import { compileRegex, RegexError } from '../../regex/regex.js';
import { AptError } from './session.js';

/** Whether an expression of `apt-cache search` is found in a text, small letters and capitals alike. Throws AptError. */
export function compile(expression: string): (text: string) => boolean {
  try {
    const regex = compileRegex(expression, { syntax: 'extended', ignoreCase: true });
    return text => regex.test(text);
  } catch (error) {
    if (error instanceof RegexError) throw new AptError(`Regex compilation error - ${error.message}`);
    throw error;
  }
}
