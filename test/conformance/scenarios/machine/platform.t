# title: Platforms
# topic: machine
# images: alpine

$ docker run --rm --platform bogus alpine true
! docker: error parsing specified platform: "bogus": unknown operating system or architecture: invalid argument
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --platform linux/amd64 alpine echo ok
ok

$ docker run --rm --platform a/b/c/d alpine true
! docker: error parsing specified platform: "a/b/c/d": cannot parse platform specifier: invalid argument
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --platform 'linux/a b' alpine true
! docker: error parsing specified platform: "a b" is an invalid component of "linux/a b": platform specifier component must match "^[A-Za-z0-9_.-]+$": invalid argument
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --pull bogus alpine true
! docker: invalid pull option: 'bogus': must be one of "always", "missing" or "never"
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --pull never nosuchimage true
! docker: Error response from daemon: No such image: nosuchimage:latest
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --pull=never alpine echo ok
ok
