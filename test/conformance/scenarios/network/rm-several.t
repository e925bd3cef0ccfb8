# title: Removing networks
# topic: network
# refs: docker network reference
# images: alpine

$ docker network create aa; docker network create bb; docker network create cc
<ID64>
<ID64:a>
<ID64>

$ docker run -d --name uu --network bb alpine sleep 1d
<ID64>

$ docker network rm aa bb nope cc
aa
cc
! Error response from daemon: error while removing network: network bb has active endpoints (name:"uu" id:"<ID12:b>")
! Error response from daemon: network nope not found
! exit status 1
[1]

$ docker network ls --format '{{.Name}}'
bb
bridge
host
none

$ docker network rm bridge
! Error response from daemon: bridge is a pre-defined network and cannot be removed
! exit status 1
[1]

$ docker network rm host none
! Error response from daemon: host is a pre-defined network and cannot be removed
! Error response from daemon: none is a pre-defined network and cannot be removed
! exit status 1
[1]

$ docker network rm -f nope

$ docker network rm -f bb
! Error response from daemon: error while removing network: network bb has active endpoints (name:"uu" id:"<ID12:b>")
! exit status 1
[1]

$ docker network remove bb
! Error response from daemon: error while removing network: network bb has active endpoints (name:"uu" id:"<ID12:b>")
! exit status 1
[1]

$ docker stop -t 0 uu
uu

$ docker network rm bb
bb

$ docker start uu
! Error response from daemon: failed to set up container networking: network <ID64:a> not found
! Error: failed to start containers: uu
[1]

$ docker inspect -f '{{json .NetworkSettings.Networks.bb.IPAddress}}' uu
""

$ docker network rm
! docker: 'docker network rm' requires at least 1 argument
!
! Usage:  docker network rm NETWORK [NETWORK...]
!
! See 'docker network rm --help' for more information
[1]

$ docker network create abc; docker network rm $(docker network ls -q --filter name=aabc | cut -c1-6)
<ID64>
! docker: 'docker network rm' requires at least 1 argument
!
! Usage:  docker network rm NETWORK [NETWORK...]
!
! See 'docker network rm --help' for more information
[1]

$ docker network create dup; docker network rm dup dup
<ID64>
dup
! Error response from daemon: network dup not found
! exit status 1
[1]
