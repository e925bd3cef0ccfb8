import type { Matcher } from './matcher.js';

/** One thing that the learner must reach: a line with a tick. */
export interface Requirement {
  /** Unique in the lesson, the same in every language. */
  readonly id: string;
  /** What the learner reads. */
  readonly title: string;
  /** Requirements that must pass first; while one does not, this one is not run. */
  readonly needs: readonly string[];
  /** Undefined in a translation, which only words what the base file checks. */
  readonly assertion: Assertion | undefined;
  /** The instructor's own words for a failure, added to the explanation. */
  readonly advice: string | undefined;
  readonly line: number;
}

/** The kinds of things that the daemon keeps. */
export type Noun = 'container' | 'image' | 'network' | 'volume';

export type Assertion =
  | ObjectAssertion
  /** Nothing of this kind exists but what is named (for networks besides bridge, host and none). */
  | { readonly kind: 'only'; readonly noun: Noun; readonly names: readonly string[] }
  /** A request to a server, made from the host in a copy of it, so that asking leaves no trace. */
  | {
      readonly kind: 'http';
      readonly url: string;
      readonly status: Matcher | undefined;
      readonly body: Matcher | undefined;
      readonly refused: boolean;
    }
  /** A command line run in a copy of the host. */
  | { readonly kind: 'run'; readonly line: string; readonly exitCode: Matcher | undefined; readonly output: Matcher | undefined }
  /** A file of the host. */
  | { readonly kind: 'file'; readonly path: string; readonly exists: boolean; readonly content: Matcher | undefined }
  | RanAssertion
  /** It was true at some earlier prompt. */
  | { readonly kind: 'once'; readonly inner: Assertion }
  /** The daemon reported this event. */
  | {
      readonly kind: 'event';
      readonly type: string;
      readonly action: Matcher;
      readonly attributes: ReadonlyMap<string, Matcher>;
      readonly times: Count;
    }
  | PrintedAssertion
  | { readonly kind: 'answer'; readonly question: string; readonly expected: Matcher }
  | { readonly kind: 'all' | 'any'; readonly of: readonly Assertion[] }
  | { readonly kind: 'not'; readonly inner: Assertion };

/** The learner ran this docker command: same command, at least these flags and arguments. */
export interface RanAssertion {
  readonly kind: 'ran';
  readonly argv: readonly string[];
  readonly ok: boolean;
  readonly times: Count;
  /** What must have been so at the moment when the command ended; undefined when nothing. */
  readonly during: Assertion | undefined;
  /** It ran in such a container, which may be gone by now; undefined: on the host. */
  readonly inside: Selector | undefined;
  /** One of these must have ended well in the same container before. */
  readonly after: readonly (readonly string[])[];
}

/** Containers printed this; those that are gone by now count, too. */
export interface PrintedAssertion {
  readonly kind: 'printed';
  readonly expected: Matcher;
  readonly inside: Selector;
  /** How many different texts the pattern must have matched; undefined: it is enough that it matches. */
  readonly different: Count | undefined;
}

/** Conditions by the names of properties. */
export type Selector = ReadonlyMap<string, Matcher>;

/** Some objects of a kind: those that the selector chooses must exist in this number and have these properties. */
export interface ObjectAssertion {
  readonly kind: 'object';
  readonly noun: Noun;
  readonly selector: Selector;
  /** Containers that are gone by now count, too. */
  readonly ever: boolean;
  readonly count: Count;
  readonly expected: readonly Expectation[];
}

/** A property by the name that the vocabulary gives it, and what it must be. */
export interface Expectation {
  readonly field: string;
  /** The key inside the property (a variable's or label's name, a port), if it has keys. */
  readonly key: string | undefined;
  readonly matcher: Matcher;
}

export type Count = { readonly relation: 'exactly' | 'at least' | 'at most'; readonly number: number };
