import { exitCodes, Problem } from '../problem.js';
import { stateFolders } from '../state/folders.js';
import { writeSettings } from '../state/settings.js';
import { languages, textOf } from '../text/text.js';
import { defineCommand } from './command.js';

/** `drydock lang [en|ko]` */
export const lang = defineCommand({
  usage: 'lang [language]',
  describe: text => text.lessons.describe.lang,
  options: (yargs, text) => yargs.positional('language', { type: 'string', describe: text.lessons.options.language }),
  run: ({ language: name }, { home, text }) => {
    if (name === undefined) {
      process.stdout.write(`${text.lessons.language.now(text.language)}\n`);
      return 0;
    }
    const language = languages.find(known => known === name);
    if (!language) throw new Problem(text.lessons.language.unknown(name), exitCodes.usage);
    writeSettings(stateFolders(home), { language });
    process.stdout.write(`${textOf(language).lessons.language.changed}\n`);
    return 0;
  },
});
