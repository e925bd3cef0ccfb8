# title: What does not go with another container's network
# topic: network
# refs: docker network reference
# images: alpine

$ docker run -d --name base -p 8080:80 alpine sleep 1d
<ID64:a>

$ docker run --rm --network container:base alpine hostname
<ID12:a>

$ docker inspect -f '{{.Config.Hostname}}' base | head -c 0

$ docker run -d --network container:base -p 81:81 alpine sleep 1d
! docker: Error response from daemon: conflicting options: port publishing and the container type network mode
!
! Run 'docker run --help' for more information
[125]

$ docker run -d --network container:base -P alpine sleep 1d
! docker: Error response from daemon: conflicting options: port publishing and the container type network mode
!
! Run 'docker run --help' for more information
[125]

$ docker run -d --network container:base --expose 99 alpine sleep 1d
! docker: Error response from daemon: conflicting options: port exposing and the container type network mode
!
! Run 'docker run --help' for more information
[125]

$ docker run -d --network container:base -h foo alpine sleep 1d
! docker: Error response from daemon: conflicting options: hostname and the network mode
!
! Run 'docker run --help' for more information
[125]

$ docker run -d --network container:base --dns 1.1.1.1 alpine sleep 1d
! docker: Error response from daemon: conflicting options: dns and the network mode
!
! Run 'docker run --help' for more information
[125]

$ docker run -d --network container:base --add-host aa:1.2.3.4 alpine sleep 1d
! docker: Error response from daemon: conflicting options: custom host-to-IP mapping and the network mode
!
! Run 'docker run --help' for more information
[125]

$ docker run -d --network container:base --link base:x alpine sleep 1d
! docker: Error response from daemon: conflicting options: container type network can't be used with links. This would result in undefined behavior
!
! Run 'docker run --help' for more information
[125]

$ docker run -d --network container:base --mac-address 02:42:ac:11:00:99 alpine sleep 1d
<ID64>

$ docker run -d --network container:base --ip 172.17.0.9 alpine sleep 1d
! docker: Error response from daemon: invalid config for network container:base: invalid endpoint settings:
! user specified IP address is supported on user defined networks only
!
! Run 'docker run --help' for more information
[125]

$ docker run -d --network container:base --network-alias xx alpine sleep 1d
! docker: network-scoped aliases are only supported for user-defined networks
!
! Run 'docker run --help' for more information
[125]

$ docker run -d --network container:nope alpine sleep 1d
<ID64>
! docker: Error response from daemon: joining network namespace of container: No such container: nope
!
! Run 'docker run --help' for more information
[125]

$ docker run -d --network container: alpine sleep 1d
! docker: Error response from daemon: invalid network mode: invalid container format container:<name|id>
!
! Run 'docker run --help' for more information
[125]

$ docker run -d --network container:base --network bridge alpine sleep 1d
<ID64>

$ docker run -d --name kid --network container:base alpine sleep 1d
<ID64:b>

$ docker inspect -f '{{json .NetworkSettings.Networks}} {{.HostConfig.NetworkMode}} {{json .NetworkSettings.Ports}}' kid | sed 's/container:[0-9a-f]*/container:ID/'
{} container:ID {}

$ docker network connect bridge kid
! Error response from daemon: container sharing network namespace with another container or host cannot be connected to any other network
[1]

$ docker network disconnect bridge kid
! Error response from daemon: container <ID64:b> is not connected to network bridge
[1]

$ docker stop -t 0 base
base

$ docker exec kid ip -4 -o addr show eth0
! ip: can't find device 'eth0'
[1]

$ docker stop -t 0 kid
kid

$ docker start kid
! Error response from daemon: cannot join network namespace of a non running container: container base is exited
! Error: failed to start containers: kid
[1]

$ docker start base; docker start kid
base
kid

$ docker rm -f base
base

$ docker restart -t 0 kid
! Error response from daemon: Cannot restart container kid: joining network namespace of container: No such container: <ID64:a>
[1]

$ docker create --name self --network container:self alpine
<ID64>

$ docker start self
! Error response from daemon: cannot join own network namespace
! Error: failed to start containers: self
[1]

$ docker run -d --network host -p 80:80 --name hp alpine sleep 1d
<ID64>
! WARNING: Published ports are discarded when using host network mode

$ docker port hp

$ docker ps -l --format '{{.Names}}|{{.Ports}}'
hp|

$ docker run -d --network host --ip 1.2.3.4 alpine sleep 1d
! docker: Error response from daemon: invalid config for network host: invalid endpoint settings:
! * user specified IP address is supported on user defined networks only
! * user specified IP address is supported only when connecting to networks with user configured subnets
!
! Run 'docker run --help' for more information
[125]

$ docker run -d --network host -h foo --name hh alpine sleep 1d; docker exec hh hostname
<ID64>
foo

$ docker run -d --network none -p 80:80 --name np alpine sleep 1d; docker ps -l --format '{{.Names}}|{{.Ports}}'
<ID64>
np|

$ docker run --rm --network none alpine ip -o addr
1: lo    inet 127.0.0.1/8 scope host lo\       valid_lft forever preferred_lft forever
1: lo    inet6 ::1/128 scope host \       valid_lft forever preferred_lft forever

$ docker run --rm --network none alpine cat /etc/hosts
127.0.0.1	localhost
::1	localhost ip6-localhost ip6-loopback
fe00::	ip6-localnet
ff00::	ip6-mcastprefix
ff02::1	ip6-allnodes
ff02::2	ip6-allrouters

$ docker run --rm --network nope alpine true
! docker: Error response from daemon: failed to set up container networking: network nope not found
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --network '' alpine true
! docker: no name set for network
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --network default alpine true
