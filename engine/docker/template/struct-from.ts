import { GoStruct, type Value } from './value.js';

/** A Go struct with these fields; as JSON it is an object with the same names. */
export function structFrom(type: string, fields: Readonly<Record<string, Value>>): GoStruct {
  return new GoStruct(type, new Map(Object.entries(fields).map(([name, value]) => [name, (): Value => value])), () => fields);
}
