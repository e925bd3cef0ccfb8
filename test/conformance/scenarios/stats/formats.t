# title: Formats of docker stats
# topic: stats
# images: alpine

$ docker run -d --name st -m 64m alpine sleep 1000
<ID64>

$ docker stats --no-stream --format '{{.Name}} {{.PIDs}}' st
st 1

$ docker stats --no-stream --format 'table {{.Name}}\t{{.PIDs}}' st
NAME      PIDS
st        1

$ docker stats --no-stream --format '{{.Nope}}' st
! template parsing error: template: :1:2: executing "" at <.Nope>: can't evaluate field Nope in type *container.statsContext
[1]

$ docker stats --no-stream --format '{{.Name' st
! template parsing error: template: :1: unclosed action
[1]

$ docker stats --no-stream --format '{{json .Name}}' st
"st"

$ docker stats --no-stream --format '{{.Container}} {{.MemUsage}}' st | sed 's/[0-9.]*[KM]iB/M/'
st M / <SIZE>

$ docker stats --no-stream nosuch
! Error response from daemon: No such container: nosuch
[1]

$ docker stats --no-stream st nosuch | head -1
! Error response from daemon: No such container: nosuch

$ docker stats --no-stream --no-trunc st | tail -1 | cut -c65-66

$ docker stop -t 0 st
st

$ docker stats --no-stream st | tail -1 | cut -c13-
   st        <PCT>     0B / 0B             <PCT>     0B / 0B   0B / 0B     0

$ docker stats --no-stream --format '{{.Name}} {{.CPUPerc}} {{.MemUsage}} {{.MemPerc}} {{.NetIO}} {{.BlockIO}} {{.PIDs}}' st
st <PCT> 0B / 0B <PCT> 0B / 0B 0B / 0B 0

$ docker rm st
st
