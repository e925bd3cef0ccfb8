# title: Sharing processes
# topic: namespaces
# images: alpine

$ docker run --rm --pid bogus alpine true
! docker: --pid: invalid PID mode
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --pid container:nosuch alpine true
! docker: Error response from daemon: No such container: nosuch
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --pid container: alpine true
! docker: --pid: invalid PID mode
!
! Run 'docker run --help' for more information
[125]

$ docker run -d --name pidowner alpine sleep 1000
<ID64>

$ docker run --rm --pid container:pidowner alpine ps -o comm
COMMAND
sleep
ps

$ docker run --rm --pid container:pidowner alpine sh -c 'kill 1; echo $?'
0

$ docker inspect pidowner -f '{{.State.Status}}'
running

$ docker rm -f pidowner
pidowner

$ docker create --name gone alpine
<ID64:a>

$ docker run --rm --pid container:gone alpine true
! docker: Error response from daemon: failed to join PID namespace: container <ID64:a> is not running
!
! Run 'docker run --help' for more information
[125]

$ docker rm gone
gone
