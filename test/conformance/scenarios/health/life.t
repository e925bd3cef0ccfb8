# title: Healthy, unhealthy, paused and stopped
# topic: health
# images: alpine

$ docker run -d --name sick --health-cmd 'cat /tmp/ok' --health-interval 1s --health-retries 2 alpine sleep 1000
<ID64>

$ docker ps --filter name=sick --format '{{.Status}}'
Up <UPTIME> (health: starting)

$ sleep 3.5

$ docker ps --filter name=sick --format '{{.Status}}'
Up <UPTIME> (unhealthy)

$ docker inspect sick -f '{{.State.Health.Status}} {{(index .State.Health.Log 0).ExitCode}} {{(index .State.Health.Log 0).Output}}'
unhealthy 1 cat: can't open '/tmp/ok': No such file or directory

$ docker exec sick touch /tmp/ok

$ sleep 2

$ docker inspect sick -f '{{.State.Health.Status}} {{.State.Health.FailingStreak}}'
healthy 0

$ docker ps --filter health=healthy --filter name=sick --format '{{.Names}}'
sick

$ sleep 2

$ docker events --since 30s --until 1s --filter container=sick --filter event=health_status --format '{{.Action}}'
health_status: unhealthy
health_status: healthy

$ docker inspect sick -f '{{json .Config.Healthcheck}}'
{"Test":["CMD-SHELL","cat /tmp/ok"],"Interval":1000000000,"Retries":2}

$ docker pause sick
sick

$ docker ps --filter name=sick --format '{{.Status}}'
Up <UPTIME> (Paused)

$ docker unpause sick
sick

$ docker stop -t 0 sick
sick

$ docker inspect sick -f '{{.State.Health.Status}}'
unhealthy

$ docker start sick
sick

$ docker inspect sick -f '{{.State.Health.Status}}'
starting

$ docker rm -f sick
sick
