import type { Requirement } from '../check/requirement.js';
import type { Block, ConsoleCommand, Lesson, Step } from './lesson.js';
import { LessonError } from './lesson-error.js';

/**
 * A lesson in another language: what is checked, run and counted comes from the base file, what is read from the translation. Throws
 * LessonError at the first place where the two do not fit.
 */
export function localise(base: Lesson, translation: Lesson): Lesson {
  const place: Place = { file: translation.file, base: base.file };
  for (const key of ['id', 'course', 'kind', 'minutes'] as const) {
    if (base[key] !== translation[key]) throw fail(place, 1, `${key} is ‘${translation[key]}’ here and ‘${base[key]}’ in ${base.file}`);
  }
  if (JSON.stringify(base.setup) !== JSON.stringify(translation.setup)) throw fail(place, 1, `setup differs from that of ${base.file}`);
  const steps = base.steps.map((step, index) => localiseStep(step, translation.steps[index], place, translation));
  const extra = translation.steps[base.steps.length];
  if (extra) throw fail(place, extra.line, `${base.file} has no step ‘${extra.id}’`);
  return { ...translation, steps };
}

interface Place {
  readonly file: string;
  readonly base: string;
}

function fail({ file }: Place, line: number, reason: string): LessonError {
  return new LessonError(file, line, 1, reason);
}

function localiseStep(base: Step, step: Step | undefined, place: Place, { steps }: Lesson): Step {
  if (!step) throw fail(place, steps.at(-1)?.line ?? 1, `the step ‘${base.id}’ of ${place.base}:${base.line} is missing`);
  if (step.id !== base.id) throw fail(place, step.line, `this step is ‘${step.id}’; in ${place.base}:${base.line} it is ‘${base.id}’`);
  if (step.points !== base.points)
    throw fail(place, step.line, `this step has ${step.points} points; in ${place.base}:${base.line} it has ${base.points}`);
  const originals = base.blocks.filter(hasRole);
  const translated = step.blocks.filter(hasRole);
  const pairs = new Map(originals.map((original, index) => pair(original, translated[index], step, place)));
  const surplus = translated[originals.length];
  if (surplus) throw fail(place, surplus.line, `${place.base} has no such ${surplus.kind} block in the step ‘${base.id}’`);
  return { ...step, blocks: step.blocks.map(block => pairs.get(block) ?? block) };
}

/** Prose and plain listings may be arranged as the language wants it. */
function hasRole(block: Block): boolean {
  return block.kind !== 'prose' && block.kind !== 'code';
}

/** A block of the translation with what it becomes. */
function pair(base: Block, block: Block | undefined, step: Step, place: Place): readonly [Block, Block] {
  if (!block) throw fail(place, step.line, `the ${base.kind} block of ${place.base}:${base.line} is missing in this step`);
  if (block.kind !== base.kind)
    throw fail(place, block.line, `this is a ${block.kind} block; at ${place.base}:${base.line} it is a ${base.kind} block`);
  return [block, localiseBlock(base, block, place)];
}

function localiseBlock(base: Block, block: Block, place: Place): Block {
  if (base.kind === 'check' && block.kind === 'check')
    return { ...base, requirements: localiseRequirements(base.requirements, block, place) };
  if (base.kind === 'solution' && block.kind === 'solution') {
    if (base.script !== block.script) throw fail(place, block.line, `this solution differs from that of ${place.base}:${base.line}`);
    return base;
  }
  if (base.kind === 'console' && block.kind === 'console') {
    const different =
      block.commands.find((command, index) => !isEqual(command, base.commands[index])) ??
      (block.commands.length < base.commands.length ? block : undefined);
    if (different) throw fail(place, different.line, `this console block differs from that of ${place.base}:${base.line}`);
    return base;
  }
  return block;
}

function isEqual(a: ConsoleCommand, b: ConsoleCommand | undefined): boolean {
  return b !== undefined && a.command === b.command && a.exitCode === b.exitCode && a.output.join('\n') === b.output.join('\n');
}

function localiseRequirements(
  base: readonly Requirement[],
  block: Extract<Block, { kind: 'check' }>,
  place: Place,
): readonly Requirement[] {
  const { requirements } = block;
  const unknown = requirements.find(({ id }, index) => base[index]?.id !== id);
  if (unknown)
    throw fail(
      place,
      unknown.line,
      `the requirement ‘${unknown.id}’ stands where ${place.base} has ${nameOf(base[requirements.indexOf(unknown)])}`,
    );
  const missing = base[requirements.length];
  if (missing) throw fail(place, block.line, `the requirement ‘${missing.id}’ of ${place.base}:${missing.line} is missing`);
  return base.map((original, index) => {
    const translated = requirements[index];
    if (translated?.assertion)
      throw fail(place, translated.line, 'what is checked stands in the base file only; a translation has id, title and advice');
    return { ...original, title: translated?.title ?? original.title, advice: translated?.advice ?? original.advice };
  });
}

function nameOf(requirement: Requirement | undefined): string {
  return requirement ? `‘${requirement.id}’` : 'none';
}
