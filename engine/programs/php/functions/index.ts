import { NativeTable } from '../runtime/native.js';
import { arrayTasks } from './array-callbacks.js';
import { cursorFunctions } from './array-cursor.js';
import { mergeFunctions } from './array-merge.js';
import { setFunctions } from './array-sets.js';
import { arrayFunctions } from './arrays.js';
import { coreFunctions, coreTasks } from './core.js';
import { csvFunctions, streamFunctions, streamTasks } from './file-streams.js';
import { fileFunctions, fileTasks } from './files.js';
import { jsonFunctions } from './json.js';
import { letterFunctions } from './letters.js';
import { mathFunctions } from './math.js';
import { mysqlFunctions, mysqlTasks } from './mysql.js';
import { outputFunctions, outputTasks } from './output.js';
import { pathFunctions } from './paths.js';
import { pregFunctions, pregTasks } from './preg.js';
import { compareFunctions } from './string-compare.js';
import { infoFunctions } from './phpinfo.js';
import { settingFunctions } from './settings.js';
import { passwordFunctions, passwordTasks } from './password.js';
import { sessionFunctions, sessionTasks } from './session.js';
import { serializationTasks } from './serialization.js';
import { processFunctions, processTasks } from './proc-open.js';
import { programFunctions, programTasks } from './programs.js';
import { socketFunctions, socketTasks } from './sockets.js';
import { searchFunctions } from './string-search.js';
import { stringFunctions } from './strings.js';
import { systemFunctions, systemTasks } from './system.js';
import { textFunctions } from './text.js';
import { dateNatives } from '../date/date-natives.js';
import { timeFunctions, timeTasks } from './time.js';
import { variableFunctions } from './variables.js';
import { webFunctions } from './web.js';

const immediate = [
  variableFunctions,
  coreFunctions,
  outputFunctions,
  mathFunctions,
  arrayFunctions,
  mergeFunctions,
  setFunctions,
  cursorFunctions,
  stringFunctions,
  letterFunctions,
  searchFunctions,
  compareFunctions,
  jsonFunctions,
  textFunctions,
  timeFunctions,
  dateNatives,
  fileFunctions,
  pathFunctions,
  streamFunctions,
  csvFunctions,
  systemFunctions,
  settingFunctions,
  infoFunctions,
  sessionFunctions,
  passwordFunctions,
  socketFunctions,
  programFunctions,
  processFunctions,
  pregFunctions,
  webFunctions,
  mysqlFunctions,
];

const waiting = [
  coreTasks,
  outputTasks,
  arrayTasks,
  timeTasks,
  fileTasks,
  streamTasks,
  systemTasks,
  pregTasks,
  mysqlTasks,
  programTasks,
  processTasks,
  socketTasks,
  sessionTasks,
  passwordTasks,
  serializationTasks,
];

/** The functions that are always there. */
export function standardFunctions(): NativeTable {
  const table = new NativeTable();
  for (const functions of immediate) table.add(functions);
  for (const tasks of waiting) table.addTasks(tasks);
  return table;
}
