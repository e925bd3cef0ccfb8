# title: Where and what a container starts
# topic: start
# images: alpine

$ docker run --rm -w /tmp/a/b alpine pwd
/tmp/a/b

$ docker run --rm -w relative alpine pwd
! docker: Error response from daemon: the working directory 'relative' is invalid, it needs to be an absolute path
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm -w /etc/passwd alpine pwd
! docker: Error response from daemon: Cannot mkdir: /etc/passwd is not a directory
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --entrypoint '' alpine echo hi
hi

$ docker run --rm --entrypoint '' alpine
! docker: Error response from daemon: no command specified
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --entrypoint echo alpine hi there
hi there

$ docker run --rm --entrypoint '["echo","x"]' alpine hi
! docker: Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "[\"echo\",\"x\"]": executable file not found in $PATH
!
! Run 'docker run --help' for more information
[127]

$ docker run --rm --stop-signal BOGUS alpine true
! docker: Error response from daemon: invalid signal: BOGUS
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --stop-timeout x alpine true
! invalid argument "x" for "--stop-timeout" flag: strconv.ParseInt: parsing "x": invalid syntax
!
! Usage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --no-healthcheck --health-cmd true alpine true
! docker: --no-healthcheck conflicts with --health-* options
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --health-interval -1s alpine true
! docker: --health-interval cannot be negative
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --health-interval 1us --health-cmd true alpine true
! docker: Error response from daemon: Interval in Healthcheck cannot be less than 1ms
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --health-retries -1 alpine true
! docker: --health-retries cannot be negative
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --health-interval 5 alpine true
! invalid argument "5" for "--health-interval" flag: time: missing unit in duration "5"
!
! Usage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]
!
! Run 'docker run --help' for more information
[125]
