import type { Text } from '../text.js';
import type { FlagType } from './flag-type.js';

/** One flag of a command, as it is declared. */
export interface Flag {
  readonly name: string;
  readonly shorthand: string | undefined;
  readonly type: FlagType;
  readonly text: Text;
  /** The value when it is not given, as `--help` shows it; '' shows nothing. */
  readonly initial: string;
  readonly hidden: boolean;
  /** Said on standard error when the flag is used; such a flag is hidden too. */
  readonly deprecated: string | undefined;
  /** False: parsed, then refused, because the host cannot do it. */
  readonly simulated: boolean;
  /** The value that a flag without one gets (bools: true). */
  readonly bare: string | undefined;
  /** Says what a value is in `--help` instead of the type. */
  readonly valueName: string | undefined;
}

type Options = Partial<Pick<Flag, 'initial' | 'hidden' | 'deprecated' | 'simulated' | 'bare' | 'valueName'>>;

/** Declares a flag: `flag('env', 'e', list, { en: 'Set …', ko: '…' })`. */
export function flag(name: string, shorthand: string, type: FlagType, text: Text, options: Options = {}): Flag {
  const bare = options.bare ?? (type.name === 'bool' ? 'true' : undefined);
  return {
    name,
    shorthand: shorthand === '' ? undefined : shorthand,
    type,
    text,
    initial: options.initial ?? type.initial,
    hidden: (options.hidden ?? false) || options.deprecated !== undefined,
    deprecated: options.deprecated,
    simulated: options.simulated ?? true,
    bare,
    valueName: options.valueName,
  };
}
