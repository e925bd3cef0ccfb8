import type { ProcessRecord } from './process-record.js';
import type { Terminal } from './terminal.js';

/** Processes that share a controlling terminal, if they have one. Its id is the leader's pid, in every namespace. */
export class Session {
  readonly pids: readonly number[];
  leader: ProcessRecord | undefined;
  terminal: Terminal | undefined;

  constructor(leader: ProcessRecord) {
    this.pids = leader.pids;
    this.leader = leader;
  }
}

/** A job: processes that get the terminal's signals together. */
export class ProcessGroup {
  readonly pids: readonly number[];
  readonly session: Session;
  readonly members = new Set<ProcessRecord>();

  constructor(leader: ProcessRecord, session: Session) {
    this.pids = leader.pids;
    this.session = session;
  }

  /** Running members. */
  get isEmpty(): boolean {
    for (const member of this.members) if (!member.exit) return false;
    return true;
  }

  /** No member has a parent in another group of the session: nobody could continue it after a stop. */
  get isOrphaned(): boolean {
    for (const member of this.members) {
      const parentGroup = member.parent?.group;
      if (!member.exit && parentGroup && parentGroup !== this && parentGroup.session === this.session) return false;
    }
    return true;
  }

  get hasStopped(): boolean {
    for (const member of this.members) if (member.stopped) return true;
    return false;
  }
}
