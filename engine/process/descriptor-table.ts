import { Errno } from '../core/errno.js';
import type { OpenDescription } from './open-description.js';
import type { Fd, FdMap } from './sys.js';

/** How many descriptors the whole host has and may have. */
export interface DescriptorCount {
  open: number;
  readonly limit: number;
}

/** The open files of one process by number. */
export class DescriptorTable {
  readonly #count: DescriptorCount;
  /** Most have three, and a pushed-to array keeps room for sixteen more. */
  readonly #files: (OpenDescription | undefined)[] = [undefined, undefined, undefined];
  /** No number below this one is free. */
  #lowest: Fd = 0;
  #closeOnExec: Set<Fd> | undefined;

  /** What one container opens must leave some for the others: its processes get this share of the host's. */
  readonly #share: number;

  constructor(count: DescriptorCount, share = 1) {
    this.#count = count;
    this.#share = share;
  }

  get(fd: Fd): OpenDescription {
    const file = this.#files[fd];
    if (!file) throw new Errno('EBADF');
    return file;
  }

  isOpen(fd: Fd): boolean {
    return this.#files[fd] !== undefined;
  }

  /** The numbers in use, in order. */
  numbers(): Fd[] {
    const numbers: Fd[] = [];
    for (let fd = 0; fd < this.#files.length; fd++) if (this.#files[fd]) numbers.push(fd);
    return numbers;
  }

  /** Takes over the caller's reference under the lowest free number ≥ `atLeast`. EMFILE at `limit`. */
  add(file: OpenDescription, limit: number, atLeast: Fd = 0): Fd {
    let fd = Math.max(atLeast, this.#lowest);
    while (this.#files[fd]) fd++;
    if (atLeast <= this.#lowest) this.#lowest = fd;
    if (fd >= limit) return this.refuse(file, 'EMFILE');
    this.put(fd, file);
    return fd;
  }

  /** Takes over the caller's reference under this number, closing what was there. */
  set(fd: Fd, file: OpenDescription, limit: number): void {
    if (fd < 0 || fd >= limit) this.refuse(file, 'EBADF');
    if (this.isOpen(fd)) this.close(fd);
    this.put(fd, file);
  }

  close(fd: Fd): void {
    const file = this.get(fd);
    this.#files[fd] = undefined;
    this.#lowest = Math.min(this.#lowest, fd);
    this.#closeOnExec?.delete(fd);
    this.#count.open--;
    file.close();
  }

  closeAll(): void {
    for (let fd = 0; fd < this.#files.length; fd++) if (this.#files[fd]) this.close(fd);
    this.#files.length = 0;
    this.#lowest = 0;
  }

  setCloseOnExec(fd: Fd, on: boolean): void {
    this.get(fd);
    if (on) (this.#closeOnExec ??= new Set()).add(fd);
    else this.#closeOnExec?.delete(fd);
  }

  closesOnExec(fd: Fd): boolean {
    return this.#closeOnExec?.has(fd) ?? false;
  }

  closeForExec(): void {
    if (this.#closeOnExec) for (const fd of [...this.#closeOnExec]) this.close(fd);
  }

  /** The child's table: the descriptors that `map` names, by the child's number; 0, 1 and 2 without a map. */
  copy(map: FdMap | undefined): DescriptorTable {
    const child = new DescriptorTable(this.#count, this.#share);
    try {
      if (map) for (const [to, from] of map) child.put(to, this.get(from).retain());
      else for (let fd = 0; fd <= 2; fd++) if (this.isOpen(fd)) child.put(fd, this.get(fd).retain());
    } catch (error) {
      child.closeAll();
      throw error;
    }
    return child;
  }

  private put(fd: Fd, file: OpenDescription): void {
    if (this.#count.open >= this.#count.limit * this.#share) this.refuse(file, 'ENFILE');
    this.#count.open++;
    while (this.#files.length < fd) this.#files.push(undefined);
    this.#files[fd] = file;
  }

  private refuse(file: OpenDescription, code: 'EMFILE' | 'EBADF' | 'ENFILE'): never {
    file.close();
    throw new Errno(code);
  }
}
