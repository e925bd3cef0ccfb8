# title: Time-outs, start periods and parts of checks
# topic: health
# images: alpine

$ docker run -d --name slow --health-cmd 'sleep 5' --health-interval 1s --health-timeout 1s --health-retries 1 alpine sleep 1000
<ID64>

$ sleep 3.5

$ docker inspect slow -f '{{.State.Health.Status}} {{(index .State.Health.Log 0).ExitCode}} {{(index .State.Health.Log 0).Output}}'
unhealthy -1 Health check exceeded timeout (1s)

$ docker rm -f slow
slow

$ docker run -d --name warm --health-cmd false --health-interval 1s --health-retries 1 --health-start-period 30s alpine sleep 1000
<ID64>

$ sleep 2.5

$ docker ps --filter name=warm --format '{{.Status}}'
Up <UPTIME> (health: starting)

$ docker rm -f warm
warm

$ docker create --name nohc --no-healthcheck alpine
<ID64>

$ docker inspect nohc -f '{{json .Config.Healthcheck}} {{.State.Health}}'
{"Test":["NONE"]} <nil>

$ docker rm nohc
nohc

$ docker create --name parthc --health-interval 5s --health-start-interval 2s alpine
<ID64>

$ docker inspect parthc -f '{{json .Config.Healthcheck}}'
{"Interval":5000000000,"StartInterval":2000000000}

$ docker rm parthc
parthc
