# title: Networks that cannot be made
# topic: network
# refs: docker network reference
# images: alpine

$ docker network create
! docker: 'docker network create' requires 1 argument
!
! Usage:  docker network create [OPTIONS] NETWORK
!
! Run 'docker network create --help' for more information
[1]

$ docker network create aa bb
! docker: 'docker network create' requires 1 argument
!
! Usage:  docker network create [OPTIONS] NETWORK
!
! Run 'docker network create --help' for more information
[1]

$ docker network create --subnet 10.9.0.0 nn
! Error response from daemon: invalid network config:
! invalid subnet 10.9.0.0: invalid CIDR block notation
[1]

$ docker network create --subnet 10.9.0.1/24 nn
! Error response from daemon: invalid network config:
! invalid subnet 10.9.0.1/24: it should be 10.9.0.0/24
[1]

$ docker network create --subnet 10.9.0.0/33 nn
! Error response from daemon: invalid network config:
! invalid subnet 10.9.0.0/33: invalid CIDR block notation
[1]

$ docker network create --subnet nonsense nn
! Error response from daemon: invalid network config:
! invalid subnet nonsense: invalid CIDR block notation
[1]

$ docker network create --subnet 10.9.0.0/24 --gateway 10.8.0.1 nn
! no matching subnet for gateway 10.8.0.1
[1]

$ docker network create --subnet 10.9.0.0/24 --gateway nonsense nn
! no matching subnet for gateway nonsense
[1]

$ docker network create --subnet 10.9.0.0/24 --ip-range 10.8.0.0/25 nn
! no matching subnet for range 10.8.0.0/25
[1]

$ docker network create --subnet 10.9.0.0/24 --ip-range 10.9.0.0/16 nn
! Error response from daemon: invalid network config:
! invalid ip-range 10.9.0.0/16: CIDR block is bigger than its parent subnet 10.9.0.0/24
[1]

$ docker network create --subnet 10.9.0.0/24 --ip-range 10.9.0.5/25 nn
! Error response from daemon: invalid network config:
! invalid ip-range 10.9.0.5/25: it should be 10.9.0.0/25
[1]

$ docker network create --subnet 10.9.0.0/24 --ip-range nonsense nn
! invalid CIDR address: nonsense
[1]

$ docker network create --gateway 10.9.0.1 nn
! every ip-range or gateway must have a corresponding subnet
[1]

$ docker network create --ip-range 10.9.0.0/25 nn
! every ip-range or gateway must have a corresponding subnet
[1]

$ docker network create --subnet 10.9.0.0/24 --aux-address a=10.8.0.2 nn
! no matching subnet for aux-address 10.8.0.2
[1]

$ docker network create --subnet 10.9.0.0/24 --aux-address a=x nn
! no matching subnet for aux-address x
[1]

$ docker network create --subnet 10.9.0.0/24 --aux-address 10.9.0.4 nn
! no matching subnet for aux-address
[1]

$ docker network create --subnet 10.9.0.0/24 --gateway 10.9.0.1 --gateway 10.9.0.2 nn
! every ip-range or gateway must have a corresponding subnet
[1]

$ docker network create --subnet 10.9.0.0/24 --subnet 10.9.0.0/25 nn
! multiple overlapping subnet configuration is not supported
[1]

$ docker network create --subnet 10.9.0.0/24 --subnet 10.10.0.0/24 nn
! Error response from daemon: bridge driver doesn't support multiple subnets
[1]

$ docker network create --subnet 10.9.0.0/24 --aux-address a=10.9.0.1 nn
! Error response from daemon: failed to allocate secondary ip address (a:10.9.0.1): Address already in use
[1]

$ docker network create --subnet 10.9.0.0/24 --gateway 10.9.0.0 nn
! Error response from daemon: failed to allocate gateway (10.9.0.0): Address already in use
[1]

$ docker network create --subnet 10.9.0.0/24 --gateway 10.9.0.255 nn
! Error response from daemon: failed to allocate gateway (10.9.0.255): Address already in use
[1]

$ docker network create --subnet 10.9.0.0/31 n31
<ID64>

$ docker network create --subnet 10.9.1.0/32 n32
<ID64>

$ docker network create --subnet 10.9.2.0/30 n30
<ID64>

$ docker run --rm --network n30 alpine true

$ docker network create --subnet 127.0.0.0/24 nlo
<ID64>

$ docker network create --subnet 0.0.0.0/0 n0
! Error response from daemon: invalid pool request: Pool overlaps with other one on this address space
[1]

$ docker network create --subnet 172.17.0.0/16 n17
! Error response from daemon: invalid pool request: Pool overlaps with other one on this address space
[1]

$ docker network create --subnet 172.17.5.0/24 n175
! Error response from daemon: invalid pool request: Pool overlaps with other one on this address space
[1]

$ docker network create --subnet 172.0.0.0/8 n8
! Error response from daemon: invalid pool request: Pool overlaps with other one on this address space
[1]

$ docker network create 'a b'
<ID64>

$ docker network create -- -x
<ID64>

$ docker network create .x
<ID64>

$ docker network create ''
! Error response from daemon: invalid name: name is empty
[1]

$ docker network create bridge
! Error response from daemon: operation is not permitted on predefined bridge network
[1]

$ docker network create host
! Error response from daemon: operation is not permitted on predefined host network
[1]

$ docker network create none
! Error response from daemon: operation is not permitted on predefined none network
[1]

$ docker network create default
! Error response from daemon: operation is not permitted on predefined default network
[1]

$ docker network create xx
<ID64>

$ docker network create xx
! Error response from daemon: network with name xx already exists
[1]

$ docker network create -d nope nn
! Error response from daemon: plugin "nope" not found
[1]

$ docker network create -d host nn
! Error response from daemon: only one instance of "host" network is allowed
[1]

$ docker network create -d null nn
! Error response from daemon: only one instance of "null" network is allowed
[1]

$ docker network create -d none nn
! Error response from daemon: plugin "none" not found
[1]

$ docker network create -d overlay nn
! Error response from daemon: This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.
[1]

$ docker network create -o com.docker.network.bridge.enable_icc=maybe nn
! Error response from daemon: failed to parse com.docker.network.bridge.enable_icc value: maybe (strconv.ParseBool: parsing "maybe": invalid syntax)
[1]

$ docker network create -o com.docker.network.driver.mtu=x nn
! Error response from daemon: failed to parse com.docker.network.driver.mtu value: x (strconv.Atoi: parsing "x": invalid syntax)
[1]

$ docker network create -o com.docker.network.driver.mtu=-1 nn
! Error response from daemon: invalid MTU number: -1
[1]

$ docker network create -o com.docker.network.bridge.host_binding_ipv4=x nn
! Error response from daemon: failed to parse com.docker.network.bridge.host_binding_ipv4 value: x (nil ip)
[1]

$ docker network create -o com.docker.network.bridge.enable_ip_masquerade=x nn
! Error response from daemon: failed to parse com.docker.network.bridge.enable_ip_masquerade value: x (strconv.ParseBool: parsing "x": invalid syntax)
[1]

$ docker network create -o com.docker.network.bridge.gateway_mode_ipv4=x nn
! Error response from daemon: failed to parse com.docker.network.bridge.gateway_mode_ipv4 value: x (unknown gateway mode x)
[1]

$ docker network create -o com.docker.network.bridge.name=docker0 nn
! Error response from daemon: cannot create network <ID64> (docker0): conflicts with network <ID64> (docker0): networks have same bridge name
[1]

$ docker network create -o com.docker.network.bridge.name=averyveryverylongname nn
! Error response from daemon: numerical result out of range
[1]

$ docker network create -o com.docker.network.container_iface_prefix=net nx
<ID64>

$ docker run --rm --network nx alpine ip -4 -o addr show net0
2: net0    inet 172.22.0.2/16 brd 172.22.255.255 scope global net0\       valid_lft forever preferred_lft forever

$ docker network create -o foo=bar nf
<ID64>

$ docker network inspect -f '{{json .Options}}' nf
{"foo":"bar"}

$ docker network ls -q --filter driver=overlay
