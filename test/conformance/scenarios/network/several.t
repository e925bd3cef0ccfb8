# title: Several networks from the start
# topic: network
# refs: docker network reference
# images: alpine

$ docker network create --subnet 10.9.0.0/24 n1; docker network create --subnet 10.8.0.0/24 n2
<ID64:a>
<ID64>

$ docker run -d --name aa --network n1 --network n2 alpine sleep 1d
<ID64>

$ docker inspect -f '{{range $k,$v := .NetworkSettings.Networks}}{{$k}} {{$v.IPAddress}} {{$v.GwPriority}}{{println}}{{end}}{{.HostConfig.NetworkMode}}' aa
n1 10.9.0.2 0
n2 10.8.0.2 0
n1

$ docker exec aa ip -4 -o addr | awk '{print $2, $4}'
lo 127.0.0.1/8
eth<N> 10.9.0.2/24
eth<N> 10.8.0.2/24

$ docker exec aa ip route
default via 10.9.0.1 dev eth<N> 
10.8.0.0/24 dev eth<N> scope link  src 10.8.0.2 
10.9.0.0/24 dev eth<N> scope link  src 10.9.0.2 

$ docker run -d --name bb --network name=n1,ip=10.9.0.50,alias=bb,alias=b2,mac-address=02:42:ac:11:00:99 --network name=n2,ip=10.8.0.50 alpine sleep 1d
<ID64:b>

$ docker inspect -f '{{json .NetworkSettings.Networks.n1}}' bb
{"IPAMConfig":{"IPv4Address":"10.9.0.50"},"Links":null,"Aliases":["bb","b2"],"MacAddress":"<MAC>","DriverOpts":null,"GwPriority":0,"NetworkID":"<ID64:a>","EndpointID":"<ID64>","Gateway":"10.9.0.1","IPAddress":"10.9.0.50","IPPrefixLen":24,"IPv6Gateway":"","GlobalIPv6Address":"","GlobalIPv6PrefixLen":0,"DNSNames":["bb","b2","<ID12:b>"]}

$ docker exec aa ping -c1 b2 | head -2 | sed 's/time=.*/time/'
PING b2 (10.9.0.50): 56 data bytes
64 bytes from 10.9.0.50: seq=0 ttl=64 time

$ docker run --rm --network name=n2,gw-priority=5 --network n1 alpine ip route
default via 10.8.0.1 dev eth<N> 
10.8.0.0/24 dev eth<N> scope link  src 10.8.0.3 
10.9.0.0/24 dev eth<N> scope link  src 10.9.0.3 

$ docker run --rm --network name=n1 --network name=n2,gw-priority=5 alpine ip route
default via 10.8.0.1 dev eth<N> 
10.8.0.0/24 dev eth<N> scope link  src 10.8.0.3 
10.9.0.0/24 dev eth<N> scope link  src 10.9.0.3 

$ docker run --rm --network name=n1,ip=10.9.0.77 alpine ip -4 -o addr show eth0
2: eth0    inet 10.9.0.77/24 brd 10.9.0.255 scope global eth0\       valid_lft forever preferred_lft forever

$ docker run --rm --network name=n1,link=b:friend alpine ping -c1 friend | head -1
! invalid argument "name=n1,link=b:friend" for "--network" flag: invalid field key link
!
! Usage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]
!
! Run 'docker run --help' for more information

$ docker run --rm --network name=n1,driver-opt=com.docker.network.endpoint.ifname=foo0 alpine ip -4 -o addr show foo0
2: foo0    inet 10.9.0.3/24 brd 10.9.0.255 scope global foo0\       valid_lft forever preferred_lft forever

$ docker run -d --name cc --network n1 --network host alpine sleep 1d
! docker: conflicting options: cannot attach both user-defined and non-user-defined network-modes
!
! Run 'docker run --help' for more information
[125]

$ docker run -d --name cc --network n1 --network none alpine sleep 1d
! docker: conflicting options: cannot attach both user-defined and non-user-defined network-modes
!
! Run 'docker run --help' for more information
[125]

$ docker run -d --name cc --network n1 --network n1 alpine sleep 1d
! docker: network "n1" is specified multiple times
!
! Run 'docker run --help' for more information
[125]

$ docker run -d --name cc --network n1 --network bridge alpine sleep 1d
! docker: conflicting options: cannot attach both user-defined and non-user-defined network-modes
!
! Run 'docker run --help' for more information
[125]

$ docker run -d --name dd --network n1 --network nope alpine sleep 1d
<ID64>
! docker: Error response from daemon: failed to set up container networking: network nope not found
!
! Run 'docker run --help' for more information
[125]

$ docker ps -a --format '{{.Names}} {{.State}}'
dd created
bb running
aa running

$ docker run -d --name ee --network name=n1,foo=bar alpine sleep 1d
! invalid argument "name=n1,foo=bar" for "--network" flag: invalid field key foo
!
! Usage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]
!
! Run 'docker run --help' for more information
[125]

$ docker run -d --name ee --network ip=10.9.0.3 alpine sleep 1d
! invalid argument "ip=10.9.0.3" for "--network" flag: network name/id is not specified
!
! Usage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]
!
! Run 'docker run --help' for more information
[125]

$ docker run -d --name ee --network name=n1,ip=x alpine sleep 1d
! docker: Error response from daemon: invalid config for network n1: invalid endpoint settings:
! * invalid IPv4 address: x
! * no configured subnet or ip-range contain the IP address x
!
! Run 'docker run --help' for more information
[125]

$ docker run -d --name ee --network name=n1,ip alpine sleep 1d
! invalid argument "name=n1,ip" for "--network" flag: invalid field ip
!
! Usage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]
!
! Run 'docker run --help' for more information
[125]

$ docker run -d --name ee --network name=n1,mac-address=zz alpine sleep 1d
! docker: zz is not a valid mac address
!
! Run 'docker run --help' for more information
[125]

$ docker run -d --name ee --network name=n1,gw-priority=x alpine sleep 1d
! invalid argument "name=n1,gw-priority=x" for "--network" flag: invalid gw-priority (x): invalid syntax
!
! Usage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]
!
! Run 'docker run --help' for more information
[125]

$ docker run -d --name ee --network name=n1,ip=10.9.0.60 --ip 10.9.0.61 alpine sleep 1d
! docker: conflicting options: cannot specify both --ip and per-network IPv4 address
!
! Run 'docker run --help' for more information
[125]

$ docker run -d --name ee --network n1 --network n2 --ip 10.9.0.61 --network-alias ee alpine sleep 1d
<ID64>

$ docker inspect -f '{{range $k,$v := .NetworkSettings.Networks}}{{$k}} {{$v.IPAddress}} {{$v.Aliases}}{{println}}{{end}}' ee
n1 10.9.0.61 [ee]
n2 10.8.0.3 []

$ docker run -d --name ff --network name=n1,alias=x --network-alias yy alpine sleep 1d
! docker: conflicting options: cannot specify both --network-alias and per-network alias
!
! Run 'docker run --help' for more information
[125]

$ docker run -d --name gg --mac-address 02:42:ac:11:00:77 --network n2 alpine sleep 1d; docker exec gg cat /sys/class/net/eth0/address
<ID64>
<MAC>

$ docker run -d --name hh --mac-address zz alpine sleep 1d
! docker: zz is not a valid mac address
!
! Run 'docker run --help' for more information
[125]

$ docker run -d --name ii --network-alias xx alpine sleep 1d
! docker: network-scoped aliases are only supported for user-defined networks
!
! Run 'docker run --help' for more information
[125]

$ docker run -d --name jj --network host --network-alias xx alpine sleep 1d
! docker: network-scoped aliases are only supported for user-defined networks
!
! Run 'docker run --help' for more information
[125]

$ docker run -d --name kk --network none --network-alias xx alpine sleep 1d
! docker: network-scoped aliases are only supported for user-defined networks
!
! Run 'docker run --help' for more information
[125]
