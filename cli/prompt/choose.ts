import enquirer from 'enquirer';

/** Lets the user choose one of several things with the arrow keys; undefined when they gave up with ^C or Escape. */
export async function chooseFrom(
  message: string,
  choices: readonly { readonly name: string; readonly message: string }[],
  rows: number,
): Promise<string | undefined> {
  try {
    const answer = await enquirer.prompt<{ choice: string }>({
      type: 'select',
      name: 'choice',
      message,
      // The name of what was chosen stays on the screen.
      choices: choices.map(choice => ({ name: choice.message.trim(), message: choice.message })),
      limit: Math.max(3, rows - 6),
    } as Parameters<typeof enquirer.prompt>[0]);
    return choices.find(choice => choice.message.trim() === answer.choice)?.name;
  } catch {
    // Enquirer rejects with nothing when it is cancelled.
    return undefined;
  }
}
