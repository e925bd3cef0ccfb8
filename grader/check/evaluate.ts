import { unreachable } from '../unreachable.js';
import { evaluateObjects, evaluateOnly } from './evaluate-objects.js';
import { evaluateEvent, evaluateRan } from './evaluate-history.js';
import { evaluateObjectsEver, evaluatePrinted, evaluateRanInside } from './evaluate-past.js';
import type { Evidence, Look } from './evidence.js';
import { matches } from './matcher.js';
import { pass, type Outcome, type Reason } from './outcome.js';
import type { Assertion, RanAssertion, Requirement } from './requirement.js';

/** Outcomes of requirements by id, in their order. One that needs another which does not pass is not run. */
export function evaluateAll(requirements: readonly Requirement[], evidence: Evidence): ReadonlyMap<string, Outcome> {
  const outcomes = new Map<string, Outcome>();
  for (const requirement of requirements) outcomes.set(requirement.id, evaluateRequirement(requirement, outcomes, evidence));
  return outcomes;
}

function evaluateRequirement(requirement: Requirement, earlier: ReadonlyMap<string, Outcome>, evidence: Evidence): Outcome {
  const because = requirement.needs.find(id => earlier.get(id)?.status !== 'pass');
  if (because !== undefined) return { status: 'not-run', because };
  if (!requirement.assertion) return pass;
  const reasons = evaluate(requirement.assertion, evidence);
  return reasons.length === 0 ? pass : { status: 'fail', reasons };
}

/** Why the assertion does not hold; empty when it does. */
export function evaluate(assertion: Assertion, evidence: Evidence): readonly Reason[] {
  const { look } = evidence;
  switch (assertion.kind) {
    case 'object':
      return assertion.ever ? evaluateObjectsEver(assertion, look) : evaluateObjects(assertion, look.state);
    case 'only':
      return evaluateOnly(assertion, look.state);
    case 'printed':
      return evaluatePrinted(assertion, look);
    case 'ran':
      if (assertion.inside) return evaluateRanInside(assertion, assertion.inside, look);
      return assertion.during ? evaluateRanWhile(assertion, assertion.during, evidence) : evaluateRan(assertion, look);
    case 'event':
      return evaluateEvent(assertion, look);
    case 'http':
      return evaluateHttp(assertion, look);
    case 'run':
      return evaluateRun(assertion, look);
    case 'file':
      return evaluateFile(assertion, look);
    case 'answer':
      return evaluateAnswer(assertion, look);
    case 'all':
      return evaluateEach(assertion.of, evidence);
    case 'any':
      return evaluateAny(assertion.of, evidence);
    case 'not':
      return evaluate(assertion.inner, evidence).length > 0 ? [] : [{ kind: 'holds' }];
    case 'once':
      return evaluateOnce(assertion.inner, evidence);
    default:
      return unreachable(assertion);
  }
}

/** The tracker remembers the moment; what is missing is told from how things are now. */
function evaluateRanWhile(assertion: RanAssertion, during: Assertion, evidence: Evidence): readonly Reason[] {
  if (evidence.heldBefore(assertion)) return [];
  const never = evaluateRan(assertion, evidence.look);
  return never.length > 0
    ? never
    : [{ kind: 'not-while', argv: assertion.argv, inner: evidence.nearest(assertion) ?? evaluate(during, evidence) }];
}

function evaluateOnce(inner: Assertion, evidence: Evidence): readonly Reason[] {
  if (evidence.heldBefore(inner)) return [];
  const reasons = evaluate(inner, evidence);
  return reasons.length === 0 ? [] : [{ kind: 'never', inner: evidence.nearest(inner) ?? reasons }];
}

/** What has to be tried in a copy of the host, which is dear, is tried only when all holds that can be seen without. */
function evaluateEach(of: readonly Assertion[], evidence: Evidence): readonly Reason[] {
  const isTried = ({ kind }: Assertion): boolean => kind === 'run' || kind === 'http';
  const seen = of.filter(inner => !isTried(inner)).flatMap(inner => evaluate(inner, evidence));
  return seen.length > 0 ? seen : of.filter(isTried).flatMap(inner => evaluate(inner, evidence));
}

function evaluateAny(of: readonly Assertion[], evidence: Evidence): readonly Reason[] {
  const results = of.map(inner => evaluate(inner, evidence));
  if (results.some(reasons => reasons.length === 0)) return [];
  const nearest = [...results].sort((a, b) => a.length - b.length)[0] ?? [];
  return [{ kind: 'none-of', inner: nearest }];
}

function evaluateHttp(assertion: Extract<Assertion, { kind: 'http' }>, { probe }: Look): readonly Reason[] {
  const { url, status, body, refused } = assertion;
  const answer = probe.http(url);
  if (answer.kind === 'none') return refused ? [] : [{ kind: 'http', url, part: 'refused', expected: undefined, actual: answer.reason }];
  if (refused) return [{ kind: 'http', url, part: 'answered', expected: undefined, actual: String(answer.status) }];
  const reasons: Reason[] = [];
  if (status && !matches(status, answer.status))
    reasons.push({ kind: 'http', url, part: 'status', expected: status, actual: String(answer.status) });
  if (body && !matches(body, answer.body)) reasons.push({ kind: 'http', url, part: 'body', expected: body, actual: answer.body });
  return reasons;
}

function evaluateRun(assertion: Extract<Assertion, { kind: 'run' }>, { probe }: Look): readonly Reason[] {
  const { line, exitCode = { kind: 'equals', value: 0 }, output } = assertion;
  const result = probe.run(line);
  const reasons: Reason[] = [];
  if (!matches(exitCode, result.exitCode))
    reasons.push({ kind: 'run', line, part: 'exitCode', expected: exitCode, actual: String(result.exitCode) });
  if (output && !matches(output, result.output))
    reasons.push({ kind: 'run', line, part: 'output', expected: output, actual: result.output });
  return reasons;
}

function evaluateFile(assertion: Extract<Assertion, { kind: 'file' }>, look: Look): readonly Reason[] {
  const { path, exists, content } = assertion;
  const file = look.file(path);
  if (!exists) return file ? [{ kind: 'file', path, part: 'present', expected: undefined, actual: '' }] : [];
  if (!file) return [{ kind: 'file', path, part: 'missing', expected: undefined, actual: '' }];
  if (!content) return [];
  const { text } = file;
  return matches(content, text) ? [] : [{ kind: 'file', path, part: 'content', expected: content, actual: text }];
}

function evaluateAnswer(assertion: Extract<Assertion, { kind: 'answer' }>, look: Look): readonly Reason[] {
  const given = look.answers.get(assertion.question);
  if (given !== undefined && matches(assertion.expected, given)) return [];
  return [{ kind: 'answer', question: assertion.question, given }];
}
