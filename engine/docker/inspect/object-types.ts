import { any, bool, listOf, mapOf, number, omittingEmpty, pointer, struct, text, textMap, texts, time } from '../template/go-type.js';

const imageConfig = struct('v1.ImageConfig', {
  User: text,
  ExposedPorts: mapOf(struct('struct {}', {})),
  Env: texts,
  Entrypoint: texts,
  Cmd: texts,
  Volumes: mapOf(struct('struct {}', {})),
  WorkingDir: text,
  Labels: textMap,
  StopSignal: text,
  ArgsEscaped: bool,
});

const imageConfigExtension = struct('v1.DockerOCIImageConfigExt', {
  Healthcheck: pointer(
    struct('v1.HealthcheckConfig', {
      Test: texts,
      Interval: number,
      Timeout: number,
      StartPeriod: number,
      StartInterval: number,
      Retries: number,
    }),
  ),
  OnBuild: texts,
  Shell: texts,
});

const dockerImageConfig = omittingEmpty(
  struct('v1.DockerOCIImageConfig', { ImageConfig: imageConfig, DockerOCIImageConfigExt: imageConfigExtension }, [
    'ImageConfig',
    'DockerOCIImageConfigExt',
  ]),
);

/** What `docker inspect` decodes an image into. */
export const imageType = struct('image.InspectResponse', {
  'ID:Id': text,
  RepoTags: texts,
  RepoDigests: texts,
  Parent: text,
  Comment: text,
  Created: text,
  Container: text,
  ContainerConfig: pointer(any),
  DockerVersion: text,
  Author: text,
  Config: pointer(dockerImageConfig),
  Architecture: text,
  Variant: text,
  Os: text,
  OsVersion: text,
  Size: number,
  VirtualSize: number,
  GraphDriver: struct('storage.DriverData', { Data: textMap, Name: text }),
  RootFS: struct('image.RootFS', { Type: text, Layers: texts }),
  Metadata: struct('image.Metadata', { LastTagTime: time }),
  Descriptor: pointer(any),
  Manifests: listOf(any),
});

/** What `docker network inspect` decodes a network into. */
export const networkType = struct('network.Inspect', {
  Name: text,
  'ID:Id': text,
  Created: time,
  Scope: text,
  Driver: text,
  EnableIPv4: bool,
  EnableIPv6: bool,
  IPAM: struct('network.IPAM', {
    Driver: text,
    Options: textMap,
    Config: listOf(struct('network.IPAMConfig', { Subnet: text, IPRange: text, Gateway: text, 'AuxAddress:AuxiliaryAddresses': textMap })),
  }),
  Internal: bool,
  Attachable: bool,
  Ingress: bool,
  ConfigFrom: struct('network.ConfigReference', { Network: text }),
  ConfigOnly: bool,
  Containers: mapOf(
    struct('network.EndpointResource', { Name: text, EndpointID: text, MacAddress: text, IPv4Address: text, IPv6Address: text }),
  ),
  Options: textMap,
  Labels: textMap,
  Peers: listOf(any),
  Services: mapOf(any),
});

/** What `docker volume inspect` decodes a volume into. */
export const volumeType = struct('volume.Volume', {
  ClusterVolume: pointer(any),
  CreatedAt: text,
  Driver: text,
  Labels: textMap,
  Mountpoint: text,
  Name: text,
  Options: textMap,
  Scope: text,
  Status: mapOf(any),
  UsageData: pointer(struct('volume.UsageData', { RefCount: number, Size: number })),
});
