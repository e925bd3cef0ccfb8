/** Which host ports containers have, so that a second one is refused in Docker's words rather than the kernel's. */
export class PortTable {
  readonly #owners = new Map<string, Set<string>>();

  /** Whether the address overlaps one that a container has: any address (`0.0.0.0`, `::`) overlaps all of its family. */
  isTaken(protocol: string, ip: string, port: number): boolean {
    const ips = this.#owners.get(`${protocol}/${String(port)}`);
    if (!ips) return false;
    if (ips.has(ip)) return true;
    const wildcard = ip.includes(':') ? '::' : '0.0.0.0';
    if (ip !== wildcard) return ips.has(wildcard);
    return [...ips].some(other => other.includes(':') === ip.includes(':'));
  }

  take(protocol: string, ip: string, port: number): void {
    const key = `${protocol}/${String(port)}`;
    const ips = this.#owners.get(key);
    if (ips) ips.add(ip);
    else this.#owners.set(key, new Set([ip]));
  }

  release(protocol: string, ip: string, port: number): void {
    const key = `${protocol}/${String(port)}`;
    const ips = this.#owners.get(key);
    ips?.delete(ip);
    if (ips?.size === 0) this.#owners.delete(key);
  }
}
