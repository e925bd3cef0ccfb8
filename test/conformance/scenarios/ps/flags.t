# title: Flags and filters of docker ps
# topic: ps
# images: alpine

$ docker run -d --name psa -l group=h -p 127.0.0.1:38211:80 alpine sleep 1000
<ID64>

$ docker create --name psb -l group=h -l x=y alpine
<ID64>

$ docker run --name psc -l group=h alpine sh -c 'exit 3'
[3]

$ docker ps -a --filter label=group=h --format '{{.Names}} {{.State}} {{.RunningFor}}' | sed 's/[0-9][0-9]* second.*/N/; s/Less.*/N/'
psc exited N
psb created N
psa running N

$ docker ps --filter label=group=h -q | wc -l
1

$ docker ps -aq --filter label=group=h --filter status=exited --no-trunc | wc -c
65

$ docker ps -a --filter label=group=h --filter exited=3 --format '{{.Names}}'
psc

$ docker ps -a --filter label=group=h --filter exited=x
! Error response from daemon: invalid filter 'exited=x': strconv.Atoi: parsing "x": invalid syntax
[1]

$ docker ps -a --filter label=group=h --filter status=created --filter status=exited --format '{{.Names}}'
psc
psb

$ docker ps -a --filter status=bogus
! Error response from daemon: invalid filter 'status=bogus': invalid value for state (bogus): must be one of created, running, paused, restarting, removing, exited, dead
[1]

$ docker ps -a --filter name=^psa$ --format '{{.Names}} {{.Ports}}'
psa 127.0.0.1:<PORT>->80/tcp

$ docker ps -a --filter label=group=h --filter before=psc --format '{{.Names}}'
psb
psa

$ docker ps -a --filter label=group=h --filter since=psa --format '{{.Names}}'
psc
psb

$ docker ps -a --filter since=nosuch
! Error response from daemon: No such container: nosuch
[1]

$ docker ps -a --filter label=group=h --filter publish=38211 --format '{{.Names}}'
psa

$ docker ps -a --filter publish=x
! Error response from daemon: error while looking up for publish x: strconv.ParseUint: parsing "x": invalid syntax
[1]

$ docker ps -a --filter label=group=h --filter expose=80 --format '{{.Names}}'
psa

$ docker ps -a --filter label=group=h --filter ancestor=alpine --format '{{.Names}}'
psc
psb
psa

$ docker ps -a --filter label=group=h --filter ancestor=nosuch
CONTAINER ID   IMAGE     COMMAND   CREATED   STATUS    PORTS     NAMES

$ docker ps -a --filter label=group=h --filter network=bridge --format '{{.Names}}'
psc
psb
psa

$ docker ps -a --filter label=group=h --filter health=none --format '{{.Names}}'
psc
psb
psa

$ docker ps -a --filter health=bogus
! Error response from daemon: invalid filter 'health=bogus': invalid value for health (bogus): must be one of none, starting, healthy, unhealthy
[1]

$ docker ps -a --filter is-task=maybe
! Error response from daemon: invalid filter 'is-task=[maybe]'
[1]

$ docker ps -a --filter bogus=1
! Error response from daemon: invalid filter 'bogus'
[1]

$ docker ps -a --filter bogus
! invalid argument "bogus" for "-f, --filter" flag: bad format of filter (expected name=value)
!
! Usage:  docker ps [OPTIONS]
!
! Run 'docker ps --help' for more information
[125]

$ docker ps -a --filter label=group=h --format '{{.Names}} {{.Labels}} {{.Networks}} {{.Mounts}} {{.LocalVolumes}}'
psc group=h bridge  0
psb group=h,x=y bridge  0
psa group=h bridge  0

$ docker ps -a --filter label=group=h --format 'table {{.Names}}\t{{.Status}}' --filter name=psb
NAMES     STATUS
psb       Created

$ docker ps -n x
! invalid argument "x" for "-n, --last" flag: strconv.ParseInt: parsing "x": invalid syntax
!
! Usage:  docker ps [OPTIONS]
!
! Run 'docker ps --help' for more information
[125]

$ docker ps -a --filter label=group=h --filter label=x --format json | cut -c1-12
{"Command":"

$ docker port psa
80/tcp -> 127.0.0.1:<PORT>

$ docker port psa 80
127.0.0.1:<PORT>

$ docker port psa 80/udp
! Error: No public port '80/udp' published for psa
[1]

$ docker port psa 81
! Error: No public port '81' published for psa
[1]

$ docker port psb

$ docker port nosuch
! Error response from daemon: No such container: nosuch
[1]

$ docker rm -f psa psb psc
psa
psb
psc
