# title: What prune asks before it takes away
# topic: prune
# images: alpine

$ docker container prune < /dev/null
WARNING! This will remove all stopped containers.
Are you sure you want to continue? [y/N] 

$ docker image prune < /dev/null
WARNING! This will remove all dangling images.
Are you sure you want to continue? [y/N] 

$ docker image prune -a < /dev/null
WARNING! This will remove all images without at least one container associated to them.
Are you sure you want to continue? [y/N] 

$ docker network prune < /dev/null
WARNING! This will remove all custom networks not used by at least one container.
Are you sure you want to continue? [y/N] 

$ docker volume prune < /dev/null
WARNING! This will remove anonymous local volumes not used by at least one container.
Are you sure you want to continue? [y/N] 

$ docker volume prune -a < /dev/null
WARNING! This will remove all local volumes not used by at least one container.
Are you sure you want to continue? [y/N] 

$ docker system prune < /dev/null
WARNING! This will remove:
  - all stopped containers
  - all networks not used by at least one container
  - all dangling images
  - unused build cache

Are you sure you want to continue? [y/N] 

$ docker system prune -a --volumes < /dev/null
WARNING! This will remove:
  - all stopped containers
  - all networks not used by at least one container
  - all anonymous volumes not used by at least one container
  - all images without at least one container associated to them
  - all build cache

Are you sure you want to continue? [y/N] 

$ docker system prune --filter label=a --filter until=24h < /dev/null
WARNING! This will remove:
  - all stopped containers
  - all networks not used by at least one container
  - all dangling images
  - unused build cache

  Items to be pruned will be filtered with:
  - label=a
  - until=24h

Are you sure you want to continue? [y/N] 

$ docker system prune --volumes --filter until=24h < /dev/null
! ERROR: The "until" filter is not supported with "--volumes"
[1]

$ echo n | docker container prune
WARNING! This will remove all stopped containers.
Are you sure you want to continue? [y/N] 

$ echo nope | docker volume prune
WARNING! This will remove anonymous local volumes not used by at least one container.
Are you sure you want to continue? [y/N] 

$ docker container prune -f --filter label!=x --filter label=nosuchlabel
Total reclaimed space: 0B

$ docker volume prune -f --filter bogus=1
! Error response from daemon: invalid filter 'bogus'
[1]

$ docker network prune -f --filter bogus=1
! Error response from daemon: invalid filter 'bogus'
[1]

$ docker image prune -f --filter bogus=1
! Error response from daemon: invalid filter 'bogus'
[1]

$ docker network prune -f --filter until=x
! Error response from daemon: failed to parse value as time or duration: "x"
[1]

$ docker container prune extra
! docker: 'docker container prune' accepts no arguments
!
! Usage:  docker container prune [OPTIONS]
!
! Run 'docker container prune --help' for more information
[1]
