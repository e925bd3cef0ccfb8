# title: A program that eats more memory than it may
# topic: limits
# images: alpine

$ docker run -m 32m --name hog alpine sh -c 'x=aaaaaaaaaaaaaaaa; while :; do x=$x$x; done'
[137]

$ docker inspect hog -f '{{.State.OOMKilled}} {{.State.ExitCode}} {{.State.Status}} [{{.State.Error}}]'
true 137 exited []

$ docker ps -a --filter name=hog --format '{{.Status}}'
Exited (137) <AGO>

$ sleep 1.1

$ docker events --since 1m --until 0s --filter container=hog --filter event=oom --filter event=die --format '{{.Action}} {{index .Actor.Attributes "exitCode"}}'
oom 
die 137

$ docker rm hog
hog
