/** What `--format raw` stands for, kind by kind: one `name: value` a line, and an empty line after each object. */
const raw = {
  container:
    'container_id: {{.ID}}\nimage: {{.Image}}\ncommand: {{.Command}}\ncreated_at: {{.CreatedAt}}\nstate: {{- pad .State 1 0}}\n' +
    'status: {{- pad .Status 1 0}}\nnames: {{.Names}}\nlabels: {{- pad .Labels 1 0}}\nports: {{- pad .Ports 1 0}}\n',
  network: 'network_id: {{.ID}}\nname: {{.Name}}\ndriver: {{.Driver}}\nscope: {{.Scope}}\n',
  volume: 'name: {{.Name}}\ndriver: {{.Driver}}\n',
};

export function rawContainer({ quiet, size }: { readonly quiet: boolean; readonly size: boolean }): string {
  if (quiet) return 'container_id: {{.ID}}';
  return raw.container + (size ? 'size: {{.Size}}\n' : '');
}

export function rawImage({ quiet, digests }: { readonly quiet: boolean; readonly digests: boolean }): string {
  if (quiet) return 'image_id: {{.ID}}';
  const digest = digests ? 'digest: {{.Digest}}\n' : '';
  return `repository: {{.Repository}}\ntag: {{.Tag}}\n${digest}image_id: {{.ID}}\ncreated_at: {{.CreatedAt}}\nvirtual_size: {{.Size}}\n`;
}

export function rawNetwork(quiet: boolean): string {
  return quiet ? 'network_id: {{.ID}}' : raw.network;
}

export function rawVolume(quiet: boolean): string {
  return quiet ? 'name: {{.Name}}' : raw.volume;
}

export const rawUsage = 'type: {{.Type}}\ntotal: {{.TotalCount}}\nactive: {{.Active}}\nsize: {{.Size}}\nreclaimable: {{.Reclaimable}}\n';

/** `docker system df -v --format raw` names the kind of each object, too. */
export const rawDetails = {
  image: `type: Image\n${rawImage({ quiet: false, digests: true })}`,
  container: `type: Container\n${rawContainer({ quiet: false, size: true })}`,
  volume: `type: Volume\n${raw.volume}`,
};
