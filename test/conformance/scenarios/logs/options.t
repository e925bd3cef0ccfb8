# title: Options of log drivers
# topic: logs
# images: alpine

$ docker run --name lgn --log-driver none alpine echo none
none

$ docker logs lgn
! Error response from daemon: configured logging driver does not support reading
[1]

$ docker inspect lgn -f '{{json .HostConfig.LogConfig}} [{{.LogPath}}]'
{"Type":"none","Config":{}} []

$ docker rm lgn
lgn

$ docker run --rm --log-driver none --log-opt max-size=1m alpine true
! docker: invalid logging opts for driver none
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --log-driver bogus alpine true
! docker: Error response from daemon: error looking up logging plugin bogus: plugin "bogus" not found
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --log-opt bogus=1 alpine true
! docker: Error response from daemon: unknown log opt 'bogus' for json-file log driver
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --log-opt max-size=x alpine true
! docker: Error response from daemon: failed to create task for container: failed to initialize logging driver: invalid size: 'x'
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --log-opt max-size=-1 alpine true
! docker: Error response from daemon: failed to create task for container: failed to initialize logging driver: invalid size: '-1'
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --log-opt max-file=x alpine true
! docker: Error response from daemon: failed to create task for container: failed to initialize logging driver: strconv.Atoi: parsing "x": invalid syntax
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --log-opt max-file=0 alpine true
! docker: Error response from daemon: failed to create task for container: failed to initialize logging driver: max-file cannot be less than 1
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --log-opt max-file=3 alpine true

$ docker run --rm --log-opt max-size=1m --log-opt compress=maybe alpine true
! docker: Error response from daemon: failed to create task for container: failed to initialize logging driver: strconv.ParseBool: parsing "maybe": invalid syntax
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --log-opt compress=true alpine true
! docker: Error response from daemon: failed to create task for container: failed to initialize logging driver: compress cannot be true when max-file is less than 2 or max-size is not set
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --log-opt mode=bogus alpine true
! docker: Error response from daemon: logger: logging mode not supported: bogus
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --log-opt mode=blocking --log-opt max-buffer-size=1m alpine true
! docker: Error response from daemon: logger: max-buffer-size option is only supported with 'mode=non-blocking'
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --log-driver local --log-opt labels=x alpine true
! docker: Error response from daemon: unknown log opt 'labels' for log driver local
!
! Run 'docker run --help' for more information
[125]

$ docker run --name tagd -l 'a=b c/d' --log-opt labels=a --log-opt tag='{{.Name}}/{{.ImageName}}' alpine echo hi
hi

$ docker logs --details tagd
a=b+c%2Fd,tag=tagd%2Falpine hi

$ docker rm tagd
tagd
