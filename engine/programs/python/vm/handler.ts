import type { Operation } from '../compile/operations.js';
import type { Frame } from './frame.js';
import type { Thread } from './thread.js';

/** What an instruction does. */
export type Handler = (thread: Thread, frame: Frame, arg: number) => void;
export type HandlerTable = Readonly<Partial<Record<Operation, Handler>>>;
