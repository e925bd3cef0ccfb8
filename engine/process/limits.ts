import { machine } from './machine.js';

/** Everything that is bounded in the kernel. A host may be given other numbers; benches and tests do. */
export interface KernelLimits {
  /** Processes and zombies of the whole host. */
  readonly processes: number;
  /** Open file descriptions of the whole host. */
  readonly openFiles: number;
  /** Records of programs that were run. */
  readonly executions: number;
  readonly terminals: number;
  /** What all processes may use together before the biggest is killed. */
  readonly memoryBytes: number;
}

export const defaultLimits: KernelLimits = {
  processes: 4096,
  openFiles: 100_000,
  executions: 10_000,
  terminals: 1024,
  memoryBytes: machine.memoryBytes - machine.kernelBytes,
};

/** RLIMIT_NOFILE of a process that was given no other. */
export const OPEN_FILES = 1024;
/** What containers may open of the host's files together; the rest is for whoever gets the host out of it again. */
export const CONTAINER_FILES_SHARE = 0.9;
export const PIPE_BYTES = 65_536;
/** Writes up to this size go into a pipe whole or not at all (PIPE_BUF). */
export const PIPE_ATOMIC_BYTES = 4096;
/** Arguments and environment of one program, with their terminating zeros (a quarter of the usual stack limit). */
export const ARGUMENT_BYTES = 2 * 1024 * 1024;
/** One argument or variable (MAX_ARG_STRLEN). */
export const ARGUMENT_STRING_BYTES = 128 * 1024;
/** Nested `#!` interpreters. */
export const INTERPRETERS = 4;
/** The first line of a script that is looked at (BINPRM_BUF_SIZE). */
export const SHEBANG_BYTES = 256;
/** A line being typed, with its newline (N_TTY_BUF_SIZE). */
export const TERMINAL_LINE_BYTES = 4096;
/** Typed lines that no program has read yet. */
export const TERMINAL_INPUT_BYTES = 65_536;
export const TERMINAL_OUTPUT_BYTES = 65_536;
/** Connections of a unix socket that wait to be accepted (net.core.somaxconn). */
export const UNIX_BACKLOG = 4096;
export const UNIX_BUFFER_BYTES = 65_536;
/** Steps of a process before others get their turn. */
export const SLICE_STEPS = 64;
/** What a process copies in one step: 1.6 GB a second. */
export const BYTES_PER_STEP = 16_384;
/** How often a cgroup gets its share of the processor anew, in milliseconds (cpu.max). */
export const CPU_PERIOD = 100;
/** What a program occupies before it says otherwise. */
export const PROCESS_MEMORY_BYTES = 512 * 1024;
/** The largest process number (pid_max on 64-bit machines) and where numbers start again after it. */
export const PID_MAX = 4_194_304;
export const PID_RESERVED = 300;
