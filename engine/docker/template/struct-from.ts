import { GoStruct, type Value } from './value.js';

/** A Go struct with these fields; as JSON it is an object with the same names, without those in `unmarshalled`. */
export function structFrom(type: string, fields: Readonly<Record<string, Value>>, unmarshalled: readonly string[] = []): GoStruct {
  const json = Object.fromEntries(Object.entries(fields).filter(([name]) => !unmarshalled.includes(name)));
  return new GoStruct(type, new Map(Object.entries(fields).map(([name, value]) => [name, (): Value => value])), () => json);
}
