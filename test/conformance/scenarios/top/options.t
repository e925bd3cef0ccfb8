# title: Options of ps in docker top
# topic: top
# images: alpine

$ docker run -d --name tp alpine sh -c 'sleep 1000 & sleep 1000'
<ID64>

$ docker top tp -o pid,comm | sed 's/[0-9][0-9]*/N/g'
PID                 COMMAND
N               sleep
N               sleep

$ docker top tp -eo comm
! Error response from daemon: Couldn't find PID field in ps output
[1]

$ docker top tp -o comm
! Error response from daemon: Couldn't find PID field in ps output
[1]

$ docker top tp -o bogus
! Error response from daemon: ps: error: unknown user-defined format specifier "bogus"
[1]

$ docker top tp aux | head -1
USER                PID                 %CPU                %MEM                VSZ                 RSS                 TTY                 STAT                START               TIME                COMMAND

$ docker top tp -ef | head -1
UID                 PID                 PPID                C                   STIME               TTY                 TIME                CMD

$ docker top nosuch
! Error response from daemon: No such container: nosuch
[1]

$ docker top
! docker: 'docker top' requires at least 1 argument
!
! Usage:  docker top CONTAINER [ps OPTIONS]
!
! See 'docker top --help' for more information
[1]

$ docker pause tp; docker top tp -o pid,comm | sed 's/[0-9][0-9]*/N/g'
tp
PID                 COMMAND
N               sleep
N               sleep

$ docker rm -f tp
tp

$ docker create --name tq alpine; docker top tq; docker rm tq
<ID64:a>
tq
! Error response from daemon: container <ID64:a> is not running
