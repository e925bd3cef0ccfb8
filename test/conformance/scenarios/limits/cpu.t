# title: Processors
# topic: limits
# images: alpine

$ docker run --rm --cpus 0.5 alpine echo half
half

$ docker run --rm --cpus 1 --cpu-quota 25000 alpine true
! docker: Error response from daemon: Conflicting options: Nano CPUs and CPU Quota cannot both be set
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --cpu-period 10 alpine true
! docker: Error response from daemon: CPU cfs period can not be less than 1ms (i.e. 1000) or larger than 1s (i.e. 1000000)
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --cpu-quota 10 alpine true
! docker: Error response from daemon: CPU cfs quota can not be less than 1ms (i.e. 1000)
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --cpuset-cpus 0 alpine nproc
1

$ docker run --rm --cpuset-cpus x alpine true
! docker: Error response from daemon: Invalid value x for cpuset cpus: invalid format: x
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --cpuset-mems 0 alpine echo ok
ok

$ docker run --rm --cpuset-mems 7 alpine true
! docker: Error response from daemon: Requested memory nodes are not available - requested 7, available: 0
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --cpuset-mems x alpine true
! docker: Error response from daemon: Invalid value x for cpuset mems: invalid format: x
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --cpus x alpine true
! invalid argument "x" for "--cpus" flag: failed to parse x as a rational number
!
! Usage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --cpu-shares -1 alpine true
! docker: Error response from daemon: invalid CPU shares (-1): value must be a positive integer
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --cpu-shares x alpine true
! invalid argument "x" for "-c, --cpu-shares" flag: strconv.ParseInt: parsing "x": invalid syntax
!
! Usage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --blkio-weight 300 alpine echo ok
ok
! WARNING: Your kernel does not support Block I/O weight or the cgroup is not mounted. Weight discarded.

$ docker run --rm --blkio-weight-device /dev/vda:200 alpine echo ok
ok
! WARNING: Your kernel does not support Block I/O weight_device or the cgroup is not mounted. Weight-device discarded.

$ docker run --rm --blkio-weight-device vda:200 alpine echo ok
! invalid argument "vda:200" for "--blkio-weight-device" flag: bad format for device path: vda:200
!
! Usage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --blkio-weight 70000 alpine echo ok
! invalid argument "70000" for "--blkio-weight" flag: strconv.ParseUint: parsing "70000": value out of range
!
! Usage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]
!
! Run 'docker run --help' for more information
[125]
