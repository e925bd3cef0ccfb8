# title: Flags of docker logs
# topic: logs
# images: alpine

$ docker run --name lg -l color=blue -e SHAPE=round --log-opt labels=color --log-opt env=SHAPE alpine sh -c 'echo one; sleep 0.3; echo two >&2; sleep 1.2; printf three'
one
three
! two

$ docker logs lg
one
three
! two

$ docker logs --details lg
SHAPE=round,color=blue one
SHAPE=round,color=blue three
! SHAPE=round,color=blue two

$ docker logs --tail 1 lg
three

$ docker logs -n 2 lg
three
! two

$ docker logs --tail 0 lg

$ docker logs --tail all lg
one
three
! two

$ docker logs --tail x lg
one
three
! two

$ docker logs --since 10m lg
one
three
! two

$ docker logs --until 10m lg

$ docker logs --since x lg
! invalid value for "since": failed to parse value as time or duration: "x"
[1]

$ docker logs --until x lg
! invalid value for "until": failed to parse value as time or duration: "x"
[1]

$ docker logs --since 2020-01-01 lg
one
three
! two

$ docker logs --since 2020-01-01T00:00:00 --until 2020-01-02 lg

$ docker logs --since 1577836800 lg
one
three
! two

$ docker logs --since 1577836800.5 --tail 1 lg
three

$ docker logs -f --tail 1 lg
three

$ docker logs nosuch
! Error response from daemon: No such container: nosuch
[1]

$ docker logs lg lg
! docker: 'docker logs' requires 1 argument
!
! Usage:  docker logs [OPTIONS] CONTAINER
!
! Run 'docker logs --help' for more information
[1]

$ docker rm lg
lg
