# title: Restart policy on-failure
# topic: restart
# images: alpine

$ docker run -d --restart on-failure:2 --name again alpine sh -c 'echo try; exit 3'
<ID64>

$ sleep 4

$ docker ps -a --filter name=again --format '{{.Status}}'
Exited (3) <AGO>

$ docker inspect again -f '{{.RestartCount}} {{.State.ExitCode}} {{.State.Restarting}} {{.State.Status}}'
2 3 false exited

$ docker logs again
try
try
try

$ docker events --since 30s --until 1s --filter container=again --format '{{.Action}}'
create
start
die
start
die
start
die

$ docker start again
again

$ docker rm -f again
again

$ docker run -d --restart on-failure --name okay alpine true
<ID64>

$ sleep 1

$ docker ps -a --filter name=okay --format '{{.Status}}'
Exited (0) <AGO>

$ docker inspect okay -f '{{.RestartCount}}'
0

$ docker rm okay
okay
