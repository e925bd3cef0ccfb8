# title: Security options
# topic: rights
# images: alpine

$ docker run --rm --security-opt no-new-privileges alpine grep NoNewPrivs /proc/self/status
NoNewPrivs:	1

$ docker run --rm alpine grep -E 'NoNewPrivs|Seccomp:' /proc/self/status
NoNewPrivs:	0
Seccomp:	2

$ docker run --rm --security-opt seccomp=unconfined alpine grep Seccomp: /proc/self/status
Seccomp:	0

$ docker run --rm --security-opt seccomp=builtin alpine grep Seccomp: /proc/self/status
Seccomp:	2

$ docker run --rm --privileged alpine grep Seccomp: /proc/self/status
Seccomp:	0

$ docker run --rm --security-opt bogus alpine true
! docker: Invalid --security-opt: "bogus"
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --security-opt bogus=1 alpine true
! docker: Error response from daemon: invalid --security-opt 2: "bogus=1"
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --security-opt seccomp=/nosuch alpine true
! docker: opening seccomp profile (/nosuch) failed: open /nosuch: no such file or directory
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --security-opt no-new-privileges:false alpine grep NoNewPrivs /proc/self/status
NoNewPrivs:	0

$ docker run --rm --security-opt no-new-privileges=maybe alpine true
! docker: Error response from daemon: invalid --security-opt 2: "no-new-privileges=maybe"
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --security-opt label=disable alpine echo ok
ok

$ docker create --name so --security-opt systempaths=unconfined --security-opt apparmor:unconfined alpine
<ID64>

$ docker inspect so -f '{{.HostConfig.SecurityOpt}} {{.HostConfig.MaskedPaths}}'
[apparmor:unconfined] []

$ docker rm so
so
