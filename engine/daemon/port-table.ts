/** Which host ports containers have, so that a second one is refused in Docker's words rather than the kernel's. */
export class PortTable {
  readonly #owners = new Map<string, Set<string>>();

  /** The address that a container has and that this one overlaps: any address (`0.0.0.0`, `::`) overlaps all of its family. */
  conflict(protocol: string, ip: string, port: number): string | undefined {
    const ips = this.#owners.get(`${protocol}/${String(port)}`);
    if (!ips || ips.has(ip)) return ips && ip;
    const wildcard = ip.includes(':') ? '::' : '0.0.0.0';
    if (ip !== wildcard) return ips.has(wildcard) ? ip : undefined;
    return [...ips].find(other => other.includes(':') === ip.includes(':'));
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
