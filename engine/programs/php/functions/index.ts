import { NativeTable } from '../runtime/native.js';
import { arrayTasks } from './array-callbacks.js';
import { arrayFunctions } from './arrays.js';
import { coreFunctions, coreTasks } from './core.js';
import { mathFunctions } from './math.js';
import { outputFunctions, outputTasks } from './output.js';
import { stringFunctions } from './strings.js';
import { variableFunctions } from './variables.js';

/** The functions that are always there. */
export function standardFunctions(): NativeTable {
  const table = new NativeTable();
  for (const functions of [variableFunctions, coreFunctions, outputFunctions, mathFunctions, arrayFunctions, stringFunctions])
    table.add(functions);
  for (const tasks of [coreTasks, outputTasks, arrayTasks]) table.addTasks(tasks);
  return table;
}
