import type { Tool } from '../../tool.js';

/** The options of socat. */
export type SocatKey = 'debug' | 'data' | 'right' | 'left' | 'linger' | 'idle' | 'buffer' | 'four' | Unsimulated;
type Unsimulated = 'hex' | 'six' | 'sloppy' | 'log' | 'raw' | 'rawBack' | 'check' | 'groups' | 'lock' | 'lockWait';
export type SocatTool = Tool<SocatKey>;
