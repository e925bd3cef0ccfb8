import type { Matcher, Value } from './matcher.js';
import type { Count, Expectation, Noun } from './requirement.js';

/** What came of a requirement: three outcomes, for a check that was not run says nothing about the learner. */
export type Outcome =
  | { readonly status: 'pass' }
  | { readonly status: 'fail'; readonly reasons: readonly Reason[] }
  | { readonly status: 'not-run'; readonly because: string };

/** Why an assertion does not hold, as data; explain/ puts it into the learner's language. */
export type Reason =
  /** There is no such thing; `nearest` is what comes closest. */
  | { readonly kind: 'missing'; readonly noun: Noun; readonly wanted: Matcher | undefined; readonly nearest: Nearest | undefined }
  | {
      readonly kind: 'count';
      readonly noun: Noun;
      readonly expected: Count;
      /** What was counted: these properties. */
      readonly having: readonly Expectation[];
      readonly actual: readonly string[];
    }
  /** Things that should not be there (any more). */
  | {
      readonly kind: 'surplus';
      readonly noun: Noun;
      readonly names: readonly { readonly name: string; readonly status: string | undefined }[];
    }
  | {
      readonly kind: 'property';
      readonly noun: Noun;
      readonly subject: string;
      readonly field: string;
      readonly key: string | undefined;
      readonly expected: Matcher;
      readonly actual: Value;
      /** What may be behind it. */
      readonly detail?: Detail | undefined;
    }
  | {
      readonly kind: 'http';
      readonly url: string;
      readonly part: 'refused' | 'answered' | 'status' | 'body';
      readonly expected: Matcher | undefined;
      readonly actual: string;
    }
  | {
      readonly kind: 'run';
      readonly line: string;
      readonly part: 'exitCode' | 'output';
      readonly expected: Matcher;
      readonly actual: string;
    }
  | {
      readonly kind: 'file';
      readonly path: string;
      readonly part: 'missing' | 'present' | 'content';
      readonly expected: Matcher | undefined;
      readonly actual: string;
    }
  | {
      readonly kind: 'ran';
      readonly argv: readonly string[];
      readonly expected: Count;
      readonly actual: number;
      readonly failed: boolean;
      readonly nearest: string | undefined;
    }
  /** There is not, and there was not, a container with these properties; `closest` is what is wrong with the one that comes closest. */
  | { readonly kind: 'never-was'; readonly having: readonly Expectation[]; readonly closest: readonly Reason[] }
  /** A program did not run in a container as it should. */
  | {
      readonly kind: 'ran-inside';
      readonly argv: readonly string[];
      readonly where: readonly Expectation[];
      readonly after: readonly (readonly string[])[];
      readonly expected: Count;
      readonly actual: number;
      /** 'apart': what must come before was done in another container. */
      readonly why: 'never' | 'failed' | 'too-early' | 'apart' | 'elsewhere';
      /** The image of the container in which it ran instead. */
      readonly elsewhere?: string | undefined;
    }
  | {
      readonly kind: 'printed';
      readonly expected: Matcher;
      readonly where: readonly Expectation[];
      readonly different: Count | undefined;
      /** The different texts so far. */
      readonly found: readonly string[];
    }
  | { readonly kind: 'event'; readonly type: string; readonly action: Matcher; readonly expected: Count; readonly actual: number }
  | { readonly kind: 'answer'; readonly question: string; readonly given: string | undefined }
  /** It must have been true once and never was; `inner` tells what is missing now. */
  | { readonly kind: 'never'; readonly inner: readonly Reason[] }
  /** The command was run, but not while this was so. */
  | { readonly kind: 'not-while'; readonly argv: readonly string[]; readonly inner: readonly Reason[] }
  /** None of several ways; the reasons are those of the way that came nearest. */
  | { readonly kind: 'none-of'; readonly inner: readonly Reason[] }
  /** Something holds that must not. */
  | { readonly kind: 'holds' };

/** A likely cause of a property that is not as it should be. */
export type Detail =
  /** Another container has the wanted port: 80 is published by `nginx2`. */
  | { readonly kind: 'holder'; readonly name: string }
  /** The ports stand the wrong way round, as in `-p 80:8080`. */
  | { readonly kind: 'crossed'; readonly given: string }
  /** The port is published on one address of the host only. */
  | { readonly kind: 'one-address'; readonly address: string }
  | { readonly kind: 'exit-code'; readonly code: number }
  /** A variable or label of nearly that name is there. */
  | { readonly kind: 'similar-key'; readonly key: string }
  /** The variable stands behind the image's name, where it is a word of the command. */
  | { readonly kind: 'in-command' }
  /** Docker could not start the container, and said why. */
  | { readonly kind: 'start-failed'; readonly error: string };

/** What exists instead of what was looked for. */
export type Nearest =
  /** A name that differs in little. */
  | { readonly kind: 'similar-name'; readonly name: string }
  /** Something else that looks as if it were meant: same image, same port. */
  | { readonly kind: 'stand-in'; readonly name: string; readonly because: 'image' | 'port' };

export const pass: Outcome = { status: 'pass' };

/** How much is missing: a thing that is not there is further away than one that is not quite right. */
export function distanceOf(reasons: readonly Reason[]): number {
  return reasons.reduce((sum, reason) => sum + weightOf(reason), 0);
}

function weightOf(reason: Reason): number {
  if (reason.kind === 'missing' || reason.kind === 'never-was') return 4;
  return reason.kind === 'count' ? 1 + Math.abs(reason.expected.number - reason.actual.length) : 1;
}
