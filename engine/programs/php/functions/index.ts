import { NativeTable } from '../runtime/native.js';
import { arrayTasks } from './array-callbacks.js';
import { arrayFunctions } from './arrays.js';
import { coreFunctions, coreTasks } from './core.js';
import { csvFunctions, fileFunctions, fileTasks } from './files.js';
import { jsonFunctions } from './json.js';
import { mathFunctions } from './math.js';
import { mysqlFunctions, mysqlTasks } from './mysql.js';
import { outputFunctions, outputTasks } from './output.js';
import { pregFunctions, pregTasks } from './preg.js';
import { stringFunctions } from './strings.js';
import { systemFunctions, systemTasks } from './system.js';
import { textFunctions } from './text.js';
import { timeFunctions, timeTasks } from './time.js';
import { variableFunctions } from './variables.js';
import { webFunctions } from './web.js';

/** The functions that are always there. */
export function standardFunctions(): NativeTable {
  const table = new NativeTable();
  for (const functions of [
    variableFunctions,
    coreFunctions,
    outputFunctions,
    mathFunctions,
    arrayFunctions,
    stringFunctions,
    jsonFunctions,
    textFunctions,
    timeFunctions,
    fileFunctions,
    csvFunctions,
    systemFunctions,
    pregFunctions,
    webFunctions,
    mysqlFunctions,
  ])
    table.add(functions);
  for (const tasks of [coreTasks, outputTasks, arrayTasks, timeTasks, fileTasks, systemTasks, pregTasks, mysqlTasks]) table.addTasks(tasks);
  return table;
}
