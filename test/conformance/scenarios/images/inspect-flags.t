# title: inspect of images
# topic: images
# images: alpine nginx

$ docker image inspect
! docker: 'docker image inspect' requires at least 1 argument
!
! Usage:  docker image inspect [OPTIONS] IMAGE [IMAGE...]
!
! See 'docker image inspect --help' for more information
[1]

$ docker image inspect nosuch
[]
! Error response from daemon: No such image: nosuch:latest
[1]

$ docker image inspect alpine nosuch -f '{{.Os}}'
linux
! Error response from daemon: No such image: nosuch:latest
[1]

$ docker image inspect -f '{{.Id}}' alpine
<DIGEST>

$ docker image inspect -f '{{.RepoTags}} {{.RepoDigests}}' alpine
[alpine:latest] [alpine@<DIGEST>]

$ docker image inspect -f '{{.Architecture}}/{{.Os}}' alpine nginx
amd64/linux
amd64/linux

$ docker image inspect -f '{{json .Config}}' alpine
{"Env":["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"],"Cmd":["/bin/sh"]}

$ docker image inspect -f '{{json .Config.ExposedPorts}} {{.Config.StopSignal}} {{json .Config.Cmd}} {{json .Config.Entrypoint}}' nginx
{"80/tcp":{}} SIGQUIT ["nginx","-g","daemon off;"] ["/docker-entrypoint.sh"]

$ docker image inspect -f '{{.RootFS.Type}} {{len .RootFS.Layers}}' alpine
layers 1

$ docker image inspect -f '{{.GraphDriver.Name}}' alpine
overlay2

$ docker image inspect -f '{{range $k, $v := .GraphDriver.Data}}{{$k}} {{end}}' alpine
MergedDir UpperDir WorkDir 

$ docker image inspect -f '{{range $k, $v := .GraphDriver.Data}}{{$k}} {{end}}' nginx
LowerDir MergedDir UpperDir WorkDir 

$ docker image inspect -f '{{json .Metadata}}' alpine | sed 's/[0-9]/N/g'
{"LastTagTime":"<*>"}

$ docker image inspect -f '{{.Parent}}|{{.Comment}}|{{.Author}}|{{.Container}}' alpine
|||

$ docker image inspect -f '{{.Size}}' alpine | grep -c '^[0-9]*$'
1

$ docker image inspect -f '{{.VirtualSize}}' alpine
0

$ docker image inspect -f '{{.Bogus}}' alpine
! template parsing error: template: :1:2: executing "" at <.Bogus>: map has no entry for key "Bogus"
[1]

$ docker image inspect -f '{{json .Descriptor}}' alpine
null

$ docker image inspect --platform linux/amd64 -f '{{.Os}}' alpine
linux

$ docker image inspect --platform linux/arm64 -f '{{.Os}}' alpine
! Error response from daemon: image with reference alpine was found but its platform (linux/amd64) does not match the specified platform (linux/arm64)
[1]

$ docker inspect --type image -f '{{.Os}}' alpine
linux

$ docker inspect --type image nosuch
[]
! Error response from daemon: No such image: nosuch:latest
[1]

$ docker inspect --type container alpine
[]
! Error response from daemon: No such container: alpine
[1]

$ docker inspect -f '{{.Os}}' $(docker images -q alpine)
linux

$ docker inspect -f '{{.Os}}' $(docker images -q --no-trunc alpine)
linux

$ docker inspect -s -f '{{.Os}}' alpine
linux
! WARNING: --size ignored for image

$ docker image inspect -f '{{.Os}}' $(docker image inspect -f '{{index .RepoDigests 0}}' alpine)
linux

$ docker image inspect -f '{{.Os}}' alpine:latest@$(docker image inspect -f '{{index .RepoDigests 0}}' alpine | cut -d@ -f2)
linux

$ docker image inspect a
[]
! Error response from daemon: No such image: a:latest
[1]

$ docker image inspect sha256:abc
[]
! Error response from daemon: No such image: sha256:abc
[1]
