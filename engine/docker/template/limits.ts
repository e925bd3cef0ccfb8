/** A template does at most this much; templates are typed by learners and may loop through `template`. */
export const MAX_STEPS = 1_000_000;
export const MAX_DEPTH = 500;
export const MAX_OUTPUT = 8 * 1024 * 1024;

/** Deeper nesting than this is refused when a template is read, so that hostile ones cannot exhaust the stack. */
export const MAX_NESTING = 200;
