# title: Pruning images
# topic: images
# images: alpine busybox nginx:alpine

$ docker image prune
WARNING! This will remove all dangling images.
Are you sure you want to continue? [y/N] 

$ docker image prune -f
Total reclaimed space: 0B

$ docker run --name ctr alpine true; docker commit -c 'LABEL keep=yes' ctr kept > /dev/null; docker commit -c 'LABEL keep=no' ctr dropped > /dev/null; docker commit ctr > /dev/null

$ docker image prune -f --filter until=24h
Total reclaimed space: 0B

$ docker image prune -f --filter label=keep
Total reclaimed space: 0B

$ docker image prune -f | sed 's/sha256:.*/ID/'
Deleted Images:
deleted: ID

Total reclaimed space: 0B

$ docker image prune -af --filter label=keep=no | sed 's/sha256:.*/ID/'
Deleted Images:
untagged: dropped:latest
deleted: ID

Total reclaimed space: 0B

$ docker image prune -af --filter label!=keep=yes | sed 's/sha256:.*/ID/' | sort | uniq

Deleted Images:
Total reclaimed space: <SIZE>
deleted: ID
untagged: busybox:latest
untagged: busybox@ID
untagged: nginx:alpine
untagged: nginx@ID

$ docker images --format '{{.Repository}}:{{.Tag}}' | sort
alpine:latest
kept:latest

$ docker image prune -f --filter bogus=1
! Error response from daemon: invalid filter 'bogus'
[1]

$ docker image prune -f --filter until=x
! Error response from daemon: failed to parse value as time or duration: "x"
[1]

$ docker image prune -f --filter until=1h --filter until=2h
! Error response from daemon: more than one until filter specified
[1]

$ docker image prune -f --filter dangling=x
Total reclaimed space: 0B

$ docker image prune -f --filter dangling=false | sed 's/sha256:.*/ID/' | sort | uniq
! Error response from daemon: invalid filter 'dangling=[false true]'

$ docker images --format '{{.Repository}}:{{.Tag}}' | sort
alpine:latest
kept:latest

$ docker rm ctr; docker image prune -af | sed 's/sha256:.*/ID/' | sort | uniq
ctr

Deleted Images:
Total reclaimed space: <SIZE>
deleted: ID
untagged: alpine:latest
untagged: alpine@ID
untagged: kept:latest

$ docker image prune -af
Total reclaimed space: 0B

$ docker image prune x
! docker: 'docker image prune' accepts no arguments
!
! Usage:  docker image prune [OPTIONS]
!
! Run 'docker image prune --help' for more information
[1]

$ echo n | docker image prune -a
WARNING! This will remove all images without at least one container associated to them.
Are you sure you want to continue? [y/N] 

$ echo y | docker image prune
WARNING! This will remove all dangling images.
Are you sure you want to continue? [y/N] Total reclaimed space: 0B
