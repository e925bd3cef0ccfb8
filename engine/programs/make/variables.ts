export type Origin = 'default' | 'environment' | 'file' | 'command line' | 'override' | 'automatic';

export interface Variable {
  readonly value: string;
  /** Expanded when it is used, not when it is set. */
  readonly isRecursive: boolean;
  readonly origin: Origin;
  /** Where it was set. */
  readonly place?: Place | undefined;
}

const strength: Readonly<Record<Origin, number>> = { default: 0, environment: 1, file: 2, automatic: 2, 'command line': 3, override: 4 };

/** Variables of one target, or of all; those of a target come before those of all. */
export class Variables {
  readonly #own = new Map<string, Variable>();
  readonly #outer: Variables | undefined;

  constructor(outer?: Variables) {
    this.#outer = outer;
  }

  get(name: string): Variable | undefined {
    const own = this.#own.get(name);
    const outer = this.#outer?.get(name);
    // What stands on the command line beats what a target says.
    if (own && outer && strength[outer.origin] > strength[own.origin]) return outer;
    return own ?? outer;
  }

  /** False when a stronger one is there. */
  set(name: string, variable: Variable): boolean {
    const known = this.#own.get(name);
    if (known && strength[known.origin] > strength[variable.origin]) return false;
    this.#own.set(name, variable);
    return true;
  }

  delete(name: string): void {
    this.#own.delete(name);
  }

  ownNames(): readonly string[] {
    return [...this.#own.keys()];
  }

  names(): readonly string[] {
    return [...new Set([...(this.#outer?.names() ?? []), ...this.#own.keys()])];
  }
}

/** What make knows before it reads anything. */
export const builtInVariables: Readonly<Record<string, string>> = {
  AR: 'ar',
  ARFLAGS: 'rv',
  CC: 'cc',
  CFLAGS: '',
  CPP: '$(CC) -E',
  CPPFLAGS: '',
  CXX: 'g++',
  CXXFLAGS: '',
  LDFLAGS: '',
  LDLIBS: '',
  RM: 'rm -f',
  SHELL: '/bin/sh',
  '.SHELLFLAGS': '-c',
  MAKE_VERSION: '4.3',
  'COMPILE.c': '$(CC) $(CFLAGS) $(CPPFLAGS) $(TARGET_ARCH) -c',
  'LINK.c': '$(CC) $(CFLAGS) $(CPPFLAGS) $(LDFLAGS) $(TARGET_ARCH)',
  'LINK.o': '$(CC) $(LDFLAGS) $(TARGET_ARCH)',
  OUTPUT_OPTION: '-o $@',
  '.DEFAULT_GOAL': '',
};

/** Where something stands, as messages name it. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

/** Ends make; without a place it is said by make itself. */
export class MakeError extends Error {
  override readonly name = 'MakeError';
  readonly place: Place | undefined;

  constructor(message: string, place?: Place) {
    super(message);
    this.place = place;
  }
}
