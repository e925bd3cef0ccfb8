/**
 * How many random scripts a test tries, from which seed: always the same ones, but where the
 * variable of the test says a number or DRYDOCK_SEED another seed.
 */
export function randomRuns(
  variable: string,
  usual: { readonly seed: number; readonly runs: number },
): {
  readonly seed: number;
  readonly numRuns: number;
  readonly endOnFailure: true;
} {
  const { seed, runs } = usual;
  return {
    seed: Number(process.env['DRYDOCK_SEED'] ?? seed),
    numRuns: Number(process.env[variable] ?? runs),
    endOnFailure: true,
  };
}
