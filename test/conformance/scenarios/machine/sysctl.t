# title: Kernel settings
# topic: machine
# images: alpine

$ docker run --rm --sysctl net.ipv4.ip_forward=0 alpine cat /proc/sys/net/ipv4/ip_forward
0

$ docker run --rm --sysctl net.core.somaxconn=99 alpine cat /proc/sys/net/core/somaxconn
99

$ docker run --rm --sysctl kernel.msgmax=1234 alpine cat /proc/sys/kernel/msgmax
1234

$ docker run --rm --sysctl net.core.somaxconn=x alpine true
! docker: Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: failed to write sysctl net.core.somaxconn = "x": write fsmount:fscontext:proc/./sys/net/core/somaxconn: invalid argument
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --sysctl kernel.hostname=x alpine true
! invalid argument "kernel.hostname=x" for "--sysctl" flag: sysctl 'kernel.hostname=x' is not allowed
!
! Usage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --sysctl vm.swappiness=1 alpine true
! invalid argument "vm.swappiness=1" for "--sysctl" flag: sysctl 'vm.swappiness=1' is not allowed
!
! Usage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --sysctl net.core.somaxconn alpine true
! invalid argument "net.core.somaxconn" for "--sysctl" flag: sysctl 'net.core.somaxconn' is not allowed
!
! Usage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --sysctl net.ipv4.ip_forward=1 --network host alpine true
! docker: Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: sysctl "net.ipv4.ip_forward" not allowed in host network namespace
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --sysctl net.ipv4.ip_unprivileged_port_start=1024 -u 1000 alpine nc -l -p 80
! nc: bind: Permission denied
[1]
