import { FlagValueError } from '../flags/flag-value-error.js';
import { repeated, scalar } from '../flags/flag-type.js';

/** Subnets, comma separated. */
export const subnets = repeated('ipNetSlice', '[]', value => {
  for (const part of value.split(',')) {
    if (!/^[\d.]+\/\d+$/.test(part.trim())) throw new FlagValueError(`invalid string being converted to CIDR: ${part}`);
  }
  return value;
});

/** `protocol=cfssl,url=https://…`. */
export const externalCa = repeated('external-ca', '', value => {
  for (const field of value.split(',')) {
    if (!field.includes('=')) throw new FlagValueError(`invalid field '${field}' must be a key=value pair`);
  }
  return value;
});

export const nodeAddress = scalar('node-addr', '0.0.0.0:2377');
