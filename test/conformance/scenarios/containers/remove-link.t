# title: A link is taken away
# topic: containers
# images: alpine

$ docker run -d --name linked alpine sleep 1000
<ID64>

$ docker run -d --name linker --link linked:pal alpine sleep 1000
<ID64>

$ docker inspect linker -f '{{.HostConfig.Links}}'
[/linked:/linker/pal]

$ docker rm -l linker/pal
linker/pal

$ docker inspect linker -f '{{.HostConfig.Links}}'
[]

$ docker rm -l linker/pal
! Error response from daemon: No such container: linker/pal
[1]

$ docker ps --filter name=linke --format '{{.Names}}'
linker
linked

$ docker rm -f linker linked
linker
linked
