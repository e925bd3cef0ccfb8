/** Everything that is bounded in a `node` process. */

/** Heap of one process, as far as it may grow; node itself takes a share of the machine's memory. */
export const HEAP_BYTES = 256 * 1024 * 1024;
/** What a freshly started node occupies on a real machine, beside the heap. */
export const RESIDENT_BYTES = 30 * 1024 * 1024;
/** C stack of QuickJS: some two thousand nested calls, which also fit on the stack of what runs the WebAssembly. */
export const STACK_BYTES = 256 * 1024;
/** On top of it for putting an error into words where the stack is full. */
export const SPARE_STACK_BYTES = 96 * 1024;
/** Steps of the host for each time that QuickJS looks up (ten thousand calls or turns of a loop). */
export const STEPS_PER_INTERRUPT = 100;
/** Interrupts in one turn of the event loop, about fifteen seconds of the host's time: nobody else runs meanwhile. */
export const INTERRUPTS_PER_TURN = 15_000;
/** Reactions of promises between two looks at signals and at other processes. */
export const JOBS_PER_CALL = 1000;
/** Output of one turn that nobody has taken yet. */
export const UNSENT_BYTES = 8 * 1024 * 1024;
/** Timers, connections and other work going on at the same time. */
export const MAX_JOBS = 20_000;
/** A file that is read whole. */
export const MAX_FILE_BYTES = 64 * 1024 * 1024;
/** Rejected promises that nobody handles, between two turns. */
export const MAX_REJECTIONS = 10_000;
/** What comes into a process is kept up to here, so that it can wait for a child in the middle of a computation (`recording.ts`). */
export const MAX_RECORDED = 40_000;
export const MAX_RECORDED_BYTES = 4 * 1024 * 1024;
/** Each wait costs doing again everything that was done before. */
export const MAX_SUSPENSIONS = 200;
/** What a child prints while its parent stands still. */
export const MAX_SYNC_OUTPUT_BYTES = 16 * 1024 * 1024;
/** Blocks of work of pbkdf2 and scrypt: about two seconds. */
export const MAX_KEY_WORK = 4_000_000;
export const MAX_CIPHER_BYTES = 1024 * 1024;
