# title: Templates of info and version
# topic: templates
# images: alpine

$ docker version -f '{{.Client.Os}} {{.Server.Os}}'
linux linux

$ docker version -f '{{.Nope}}'
! template: version:1:2: executing "version" at <.Nope>: can't evaluate field Nope in type system.versionInfo
[1]

$ docker version -f '{{json .Client.Os}}'
"linux"

$ docker version -f '{{range .Server.Components}}{{.Name}} {{end}}'
Engine containerd runc docker-init 

$ docker version -f '{{.Server.Nope}}'
! template: version:1:9: executing "version" at <.Server.Nope>: can't evaluate field Nope in type *types.Version
[1]

$ docker version --format 'table {{.Client.Os}}'
table linux

$ docker info -f '{{.Driver}} {{.OSType}} {{json .Swarm.LocalNodeState}}'
overlay2 linux "inactive"

$ docker info -f '{{.Nope}}'
! template: :1:2: executing "" at <.Nope>: can't evaluate field Nope in type system.dockerInfo
[1]

$ docker info -f '{{.Driver'
! template parsing error: template: :1: unclosed action
[64]

$ docker info -f '{{range .Plugins.Volume}}{{.}}{{end}} {{len .Plugins.Network}}'
local 6

$ docker info -f '{{.ClientInfo.Context}}'
default

$ docker info -f '{{.DriverStatus}}' | cut -c1-20
[[Backing Filesystem

$ docker info -f '{{.ServerErrors}} {{.Runtimes.runc.Path}} {{.Swarm}}'
[] runc {  inactive false  [] 0 0 <nil> []}

$ docker info -f '{{.GenericResources}} {{.RegistryConfig.Mirrors}} {{.Plugins.Authorization}}'
[] [] []
