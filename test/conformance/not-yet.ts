/** Transcripts that cannot pass yet, each with what is missing. docs/fidelity.md tells users the same. */
export const notYet: ReadonlyMap<string, string> = new Map([]);
