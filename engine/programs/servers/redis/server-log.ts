import type { Sys } from '../../../process/sys.js';
import { stampOf } from '../../net/http-date.js';

/** `1:M 22 Nov 2026 19:59:09.809 ` */
export function logPrefix(sys: Sys, role: 'C' | 'M' | 'S'): string {
  const { day, monthName, year, time, millisecond } = stampOf(sys.clock.epochMsOf(sys.clock.now()));
  return `${String(sys.pid)}:${role} ${day} ${monthName} ${year} ${time}.${millisecond} `;
}
