import { GoStruct, type Value } from './value.js';

/** A Go struct with these fields, written `Name` or `Name:key` where JSON has another name; those in `unmarshalled` are not in the JSON. */
export function structFrom(type: string, fields: Readonly<Record<string, Value>>, unmarshalled: readonly string[] = []): GoStruct {
  const named = Object.entries(fields).map(([declared, value]) => {
    const [name = declared, key = name] = declared.split(':');
    return { name, key, value };
  });
  const json = Object.fromEntries(named.filter(({ name }) => !unmarshalled.includes(name)).map(({ key, value }) => [key, value]));
  return new GoStruct(type, new Map(named.map(({ name, value }) => [name, (): Value => value])), () => json);
}
