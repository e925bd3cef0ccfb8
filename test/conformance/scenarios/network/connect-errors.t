# title: Connect and disconnect that fail
# topic: network
# refs: docker network reference
# images: alpine

$ docker network create --subnet 10.9.0.0/24 nn
<ID64:a>

$ docker run -d --name aa alpine sleep 1d
<ID64:b>

$ docker create --name stopped alpine sleep 1d
<ID64:c>

$ docker run -d --name hh --network host alpine sleep 1d
<ID64>

$ docker run -d --name oo --network none alpine sleep 1d
<ID64>

$ docker network connect
! docker: 'docker network connect' requires 2 arguments
!
! Usage:  docker network connect [OPTIONS] NETWORK CONTAINER
!
! Run 'docker network connect --help' for more information
[1]

$ docker network connect nn
! docker: 'docker network connect' requires 2 arguments
!
! Usage:  docker network connect [OPTIONS] NETWORK CONTAINER
!
! Run 'docker network connect --help' for more information
[1]

$ docker network connect nope aa
! Error response from daemon: network nope not found
[1]

$ docker network connect nn nope
! Error response from daemon: No such container: nope
[1]

$ docker network connect nn aa

$ docker network connect nn aa
! Error response from daemon: endpoint with name aa already exists in network nn
[1]

$ docker network disconnect nope aa
! Error response from daemon: network nope not found
[1]

$ docker network disconnect nn nope
! Error response from daemon: No such container: nope
[1]

$ docker network disconnect nn aa

$ docker network disconnect nn aa
! Error response from daemon: container <ID64:b> is not connected to network nn
[1]

$ docker network disconnect -f nn aa
! Error response from daemon: container <ID64:b> is not connected to network nn
[1]

$ docker network disconnect -f nn nope
! Error response from daemon: endpoint nope not found
[1]

$ docker network disconnect -f nope aa
! Error response from daemon: container <ID64:b> is not connected to the network nope
[1]

$ docker network connect nn hh
! Error response from daemon: container sharing network namespace with another container or host cannot be connected to any other network
[1]

$ docker network connect host aa
! Error response from daemon: cannot connect container to host network - container must be created in host network mode
[1]

$ docker network connect none aa
! Error response from daemon: container cannot be connected to multiple networks with one of the networks in private (none) mode
[1]

$ docker network connect nn oo
! Error response from daemon: container cannot be connected to multiple networks with one of the networks in private (none) mode
[1]

$ docker network disconnect none oo

$ docker network connect nn oo

$ docker network disconnect host hh
! Error response from daemon: cannot disconnect container from host network - container was created in host network mode
[1]

$ docker network disconnect bridge stopped

$ docker network disconnect bridge stopped
! Error response from daemon: container <ID64:c> is not connected to the network bridge
[1]

$ docker network connect nn stopped

$ docker network connect nn stopped

$ docker inspect -f '{{range $k,$v := .NetworkSettings.Networks}}{{$k}}|{{$v.IPAddress}}|{{$v.EndpointID}}|{{$v.NetworkID | len}};{{end}}' stopped
nn|||0;

$ docker start stopped; docker inspect -f '{{range $k,$v := .NetworkSettings.Networks}}{{$k}}|{{$v.IPAddress}};{{end}}' stopped
stopped
nn|10.9.0.3;

$ docker network connect --ip 10.9.0.2 nn aa
! Error response from daemon: Address already in use
[1]

$ docker network connect --ip 10.8.0.2 nn aa
! Error response from daemon: invalid endpoint settings:
! no configured subnet or ip-range contain the IP address 10.8.0.2
[1]

$ docker network connect --ip 10.9.0.x nn aa
! Error response from daemon: invalid endpoint settings:
! * invalid IPv4 address: 10.9.0.x
! * no configured subnet or ip-range contain the IP address 10.9.0.x
[1]

$ docker network connect --ip 10.9.0.77 --alias al --alias al2 --link stopped:old nn aa

$ docker inspect -f '{{json .NetworkSettings.Networks.nn}}' aa
{"IPAMConfig":{"IPv4Address":"10.9.0.77"},"Links":["stopped:old"],"Aliases":["al","al2"],"MacAddress":"<MAC>","DriverOpts":{},"GwPriority":0,"NetworkID":"<ID64:a>","EndpointID":"<ID64>","Gateway":"10.9.0.1","IPAddress":"10.9.0.77","IPPrefixLen":24,"IPv6Gateway":"","GlobalIPv6Address":"","GlobalIPv6PrefixLen":0,"DNSNames":["aa","al","al2","<ID12:b>"]}

$ docker exec aa ping -c1 old | head -1
PING old (10.9.0.3): 56 data bytes

$ docker network disconnect bridge aa; docker exec aa ip route
default via 10.9.0.1 dev eth1 
10.9.0.0/24 dev eth1 scope link  src 10.9.0.77 

$ docker network connect bridge aa; docker exec aa ip route
default via 172.17.0.1 dev eth0 
10.9.0.0/24 dev eth1 scope link  src 10.9.0.77 
172.17.0.0/16 dev eth0 scope link  src 172.17.0.2 

$ docker network connect --alias xx bridge stopped
! Error response from daemon: invalid endpoint settings:
! network-scoped alias is supported only for containers in user defined networks
[1]

$ docker network connect --ip 172.17.0.99 bridge stopped
! Error response from daemon: invalid endpoint settings:
! * user specified IP address is supported on user defined networks only
! * user specified IP address is supported only when connecting to networks with user configured subnets
[1]

$ docker network connect bridge hh
! Error response from daemon: container sharing network namespace with another container or host cannot be connected to any other network
[1]

$ docker network create mm; docker network connect --gw-priority 1 mm aa; docker exec aa ip route | head -1
<ID64>
default via 172.18.0.1 dev eth2 

$ docker network connect --driver-opt com.docker.network.endpoint.ifname=eno5 mm stopped; docker exec stopped ip -o -4 addr show eno5 | cut -d' ' -f2
eno5

$ docker network disconnect nn oo; docker network disconnect nn aa; docker network rm nn
! Error response from daemon: error while removing network: network nn has active endpoints (name:"stopped" id:"<ID12>")
! exit status 1
[1]

$ docker rm -f stopped; docker network rm nn
stopped
nn
