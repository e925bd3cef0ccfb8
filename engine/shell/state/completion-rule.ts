/** How the arguments of a command are completed (`complete`). */
export interface CompletionRule {
  /** `-A`, and what its short options mean: file, directory, command … */
  readonly actions: readonly string[];
  /** `-o` */
  readonly options: readonly string[];
  /** `-G` */
  readonly glob?: string | undefined;
  /** `-W` */
  readonly words?: string | undefined;
  /** `-F` */
  readonly callback?: string | undefined;
  /** `-C` */
  readonly program?: string | undefined;
  /** `-X` */
  readonly filter?: string | undefined;
  /** `-P` and `-S` */
  readonly prefix?: string | undefined;
  readonly suffix?: string | undefined;
}
