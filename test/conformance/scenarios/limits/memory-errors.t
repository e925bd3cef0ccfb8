# title: Memory limits that make no sense
# topic: limits
# images: alpine

$ docker run --rm -m 5m alpine true
! docker: Error response from daemon: Minimum memory limit allowed is <SIZE>
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm -m 64m --memory-swap 32m alpine true
! docker: Error response from daemon: Minimum memoryswap limit should be larger than memory limit, see usage
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --memory-swap 64m alpine true
! docker: Error response from daemon: You should always set the Memory limit when using Memoryswap limit, see usage
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm -m 64m --memory-reservation 128m alpine true
! docker: Error response from daemon: Minimum memory limit can not be less than memory reservation limit, see usage
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --memory-swappiness 101 alpine true
! docker: invalid value: 101. Valid memory swappiness range is 0-100
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --oom-kill-disable alpine true
! WARNING: OOM killer is disabled for the container, but no memory limit is set, this can result in the system running out of resources.

$ docker run --rm --oom-kill-disable -m 64m alpine true

$ docker run --rm -m 1x alpine true
! invalid argument "1x" for "-m, --memory" flag: invalid suffix: 'x'
!
! Usage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm -m 1.2.3m alpine true
! invalid argument "1.2.3m" for "-m, --memory" flag: strconv.ParseFloat: parsing "1.2.3": invalid syntax
!
! Usage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm -m x alpine true
! invalid argument "x" for "-m, --memory" flag: invalid size: 'x'
!
! Usage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm -m -5 alpine true
! invalid argument "-5" for "-m, --memory" flag: invalid size: '-5'
!
! Usage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm -m 64mx alpine echo ok
! invalid argument "64mx" for "-m, --memory" flag: invalid suffix: 'mx'
!
! Usage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm -m 64mib alpine echo ok
ok
