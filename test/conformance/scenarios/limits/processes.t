# title: Limits of processes and files
# topic: limits
# images: alpine

$ docker run --rm --pids-limit 3 alpine sh -c 'for i in 1 2 3 4 5; do sleep 1 & done; echo done'
! sh: can't fork: Resource temporarily unavailable
[2]

$ docker run --rm --oom-score-adj 500 alpine cat /proc/self/oom_score_adj
500

$ docker run --rm --oom-score-adj 5000 alpine true
! docker: Error response from daemon: Invalid value 5000, range for oom score adj is [-1000, 1000]
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --ulimit nofile=100:200 alpine sh -c 'ulimit -n'
100

$ docker run --rm --ulimit nofile=200:100 alpine true
! invalid argument "nofile=200:100" for "--ulimit" flag: ulimit soft limit must be less than or equal to hard limit: 200 > 100
!
! Usage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --ulimit bogus=1 alpine true
! invalid argument "bogus=1" for "--ulimit" flag: invalid ulimit type: bogus
!
! Usage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --ulimit nofile alpine true
! invalid argument "nofile" for "--ulimit" flag: invalid ulimit argument: nofile
!
! Usage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --ulimit nofile=x alpine true
! invalid argument "nofile=x" for "--ulimit" flag: strconv.ParseInt: parsing "x": invalid syntax
!
! Usage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --ulimit nofile=1:2:3 alpine true
! invalid argument "nofile=1:2:3" for "--ulimit" flag: too many limit value arguments - 1:2:3, can only have up to two, `soft[:hard]`
!
! Usage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --shm-size 1m alpine df -k /dev/shm
Filesystem           1K-blocks      Used Available Use% Mounted on
shm                       1024         0      1024   <PCT> /dev/shm

$ docker run --rm --shm-size x alpine true
! invalid argument "x" for "--shm-size" flag: invalid size: 'x'
!
! Usage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm alpine grep shm /proc/mounts
shm /dev/shm tmpfs rw,nosuid,nodev,noexec,relatime,size=65536k 0 0
