# title: Addresses given, taken and given again
# topic: network
# refs: docker network reference
# images: alpine

$ docker network create --subnet 10.9.0.0/29 nn
<ID64:a>

$ for i in aa bb cc; do docker run -d --name $i --network nn alpine sleep 1d >/dev/null; docker inspect -f '{{.NetworkSettings.Networks.nn.IPAddress}}' $i; done
10.9.0.2
10.9.0.3
10.9.0.4

$ docker rm -f bb
bb

$ docker run -d --name dd --network nn alpine sleep 1d >/dev/null; docker inspect -f '{{.NetworkSettings.Networks.nn.IPAddress}}' dd
10.9.0.3

$ docker run -d --name ee --network nn alpine sleep 1d >/dev/null; docker inspect -f '{{.NetworkSettings.Networks.nn.IPAddress}}' ee
10.9.0.5

$ docker run -d --name ff --network nn alpine sleep 1d
<ID64>

$ docker run -d --name gg --network nn alpine sleep 1d
<ID64>
! docker: Error response from daemon: failed to set up container networking: no available IPv4 addresses on this network's address pools: nn (<ID64:a>)
!
! Run 'docker run --help' for more information
[125]

$ docker stop -t 0 aa
aa

$ docker start gg
gg

$ docker inspect -f '{{.NetworkSettings.Networks.nn.IPAddress}}|{{.NetworkSettings.Networks.nn.Gateway}}|{{.NetworkSettings.Networks.nn.MacAddress}}' aa
||

$ docker start aa
! Error response from daemon: failed to set up container networking: no available IPv4 addresses on this network's address pools: nn (<ID64:a>)
! Error: failed to start containers: aa
[1]

$ docker rm -f cc; docker start aa
cc
aa

$ docker inspect -f '{{.NetworkSettings.Networks.nn.IPAddress}}' aa
10.9.0.4

$ docker restart -t 0 dd; docker inspect -f '{{.NetworkSettings.Networks.nn.IPAddress}}' dd
dd
10.9.0.3

$ docker run -d --name ss --network nn --ip 10.9.0.6 alpine sleep 1d
<ID64>
! docker: Error response from daemon: failed to set up container networking: Address already in use
!
! Run 'docker run --help' for more information
[125]

$ docker rm -f ee ff gg ss
ee
ff
gg
ss

$ docker run -d --name ss --network nn --ip 10.9.0.6 alpine sleep 1d
<ID64>

$ docker inspect -f '{{json .NetworkSettings.Networks.nn.IPAMConfig}}' ss
{"IPv4Address":"10.9.0.6"}

$ docker run -d --name tt --network nn --ip 10.9.0.7 alpine sleep 1d
<ID64>
! docker: Error response from daemon: failed to set up container networking: Address already in use
!
! Run 'docker run --help' for more information
[125]

$ docker run -d --name uu --network nn --ip 10.9.0.1 alpine sleep 1d
<ID64>
! docker: Error response from daemon: failed to set up container networking: Address already in use
!
! Run 'docker run --help' for more information
[125]

$ docker run -d --name vv --network nn --ip 10.9.0.0 alpine sleep 1d
<ID64>
! docker: Error response from daemon: failed to set up container networking: Address already in use
!
! Run 'docker run --help' for more information
[125]

$ docker run -d --name ww --network nn --ip 10.10.0.1 alpine sleep 1d
! docker: Error response from daemon: invalid config for network nn: invalid endpoint settings:
! no configured subnet or ip-range contain the IP address 10.10.0.1
!
! Run 'docker run --help' for more information
[125]

$ docker run -d --name xx --network nn --ip nonsense alpine sleep 1d
! docker: Error response from daemon: invalid config for network nn: invalid endpoint settings:
! * invalid IPv4 address: nonsense
! * no configured subnet or ip-range contain the IP address nonsense
!
! Run 'docker run --help' for more information
[125]

$ docker run -d --name yy --ip 172.17.0.9 alpine sleep 1d
! docker: Error response from daemon: invalid config for network bridge: invalid endpoint settings:
! * user specified IP address is supported on user defined networks only
! * user specified IP address is supported only when connecting to networks with user configured subnets
!
! Run 'docker run --help' for more information
[125]

$ docker network create auto
<ID64>

$ docker run -d --name zz --network auto --ip 172.18.0.9 alpine sleep 1d
! docker: Error response from daemon: invalid config for network auto: invalid endpoint settings:
! user specified IP address is supported only when connecting to networks with user configured subnets
!
! Run 'docker run --help' for more information
[125]

$ docker ps -a --format '{{.Names}} {{.Status}}' | sed 's/ Up .*/ Up/' | sort
aa Up
dd Up
ss Up
tt Created
uu Created
vv Created
