# title: -P and --expose
# topic: ports
# refs: docker network reference
# images: alpine

$ docker run -d --name aa -P alpine sleep 1d; docker port aa
<ID64>

$ docker run -d --name bb -P --expose 80 --expose 53/udp --expose 7000-7002 alpine sleep 1d
<ID64>

$ docker port bb | sed 's/:[0-9]*$/:N/'
53/udp -> 0.0.0.0:N
53/udp -> [::]:N
80/tcp -> 0.0.0.0:N
80/tcp -> [::]:N
7000/tcp -> 0.0.0.0:N
7000/tcp -> [::]:N
7001/tcp -> 0.0.0.0:N
7001/tcp -> [::]:N
7002/tcp -> 0.0.0.0:N
7002/tcp -> [::]:N

$ docker ps -l --format '{{.Ports}}' | sed 's/:[0-9]*->/:N->/g'
0.0.0.0:N->53/udp, [::]:N->53/udp, 0.0.0.0:N->80/tcp, [::]:N->80/tcp, 0.0.0.0:N->7000/tcp, [::]:N->7000/tcp, 0.0.0.0:N->7001/tcp, [::]:N->7001/tcp, 0.0.0.0:N->7002/tcp, [::]:N->7002/tcp

$ docker inspect -f '{{json .Config.ExposedPorts}}' bb
{"53/udp":{},"7000/tcp":{},"7001/tcp":{},"7002/tcp":{},"80/tcp":{}}

$ docker run -d --name cc --expose 9000-9005 --expose 22 --expose 53/udp alpine sleep 1d
<ID64>

$ docker ps -l --format '{{.Ports}}'
22/tcp, 9000-9005/tcp, 53/udp

$ docker port cc

$ docker run -d --name dd -P -p 8080:80 --expose 81 alpine sleep 1d; docker port dd | sed 's/:[0-9][0-9][0-9][0-9][0-9]$/:N/'
<ID64>
80/tcp -> 0.0.0.0:8080
80/tcp -> [::]:8080
81/tcp -> 0.0.0.0:N
81/tcp -> [::]:N

$ docker inspect -f '{{json .HostConfig.PortBindings}} {{.HostConfig.PublishAllPorts}}' dd
{"80/tcp":[{"HostIp":"","HostPort":"8080"}]} true

$ docker run -d --name ee -p 8081:80 -p 8082:81 -p 8083:82 -p 8085:83 -p 100:83/udp alpine sleep 1d; docker ps -l --format '{{.Ports}}'
<ID64>
0.0.0.0:8081->80/tcp, [::]:8081->80/tcp, 0.0.0.0:8082->81/tcp, [::]:8082->81/tcp, 0.0.0.0:8083->82/tcp, [::]:8083->82/tcp, 0.0.0.0:100->83/udp, 0.0.0.0:8085->83/tcp, [::]:100->83/udp, [::]:8085->83/tcp

$ docker run -d --name ff -p 80-84:80-84 -p 90:90 alpine sleep 1d; docker ps -l --format '{{.Ports}}'
<ID64>
0.0.0.0:80-84->80-84/tcp, [::]:80-84->80-84/tcp, 0.0.0.0:90->90/tcp, [::]:90->90/tcp

$ docker inspect -f '{{json .NetworkSettings.Ports}}' ff
{"80/tcp":[{"HostIp":"0.0.0.0","HostPort":"80"},{"HostIp":"::","HostPort":"80"}],"81/tcp":[{"HostIp":"0.0.0.0","HostPort":"81"},{"HostIp":"::","HostPort":"81"}],"82/tcp":[{"HostIp":"0.0.0.0","HostPort":"82"},{"HostIp":"::","HostPort":"82"}],"83/tcp":[{"HostIp":"0.0.0.0","HostPort":"83"},{"HostIp":"::","HostPort":"83"}],"84/tcp":[{"HostIp":"0.0.0.0","HostPort":"84"},{"HostIp":"::","HostPort":"84"}],"90/tcp":[{"HostIp":"0.0.0.0","HostPort":"90"},{"HostIp":"::","HostPort":"90"}]}

$ docker stop -t 0 ff; docker ps -a -l --format '{{.Ports}}'; docker port ff; docker inspect -f '{{json .NetworkSettings.Ports}}' ff
ff

{}

$ docker ps -a --filter publish=8081 --format '{{.Names}}'
ee

$ docker ps -a --filter publish=90-91/tcp --format '{{.Names}}'

$ docker ps -a --filter expose=9001 --format '{{.Names}}'
cc

$ docker ps -a --filter expose=9000-9005/tcp --format '{{.Names}}'
cc

$ docker ps -a --filter network=bridge --format '{{.Names}}' | head -2
ff
ee

$ docker ps -a --filter publish=x --format '{{.Names}}'
! Error response from daemon: error while looking up for publish x: strconv.ParseUint: parsing "x": invalid syntax
[1]
