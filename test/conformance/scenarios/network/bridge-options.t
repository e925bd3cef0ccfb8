# title: Options of the bridge driver
# topic: network
# refs: docker network reference
# images: alpine

$ docker network create -o com.docker.network.bridge.name=mybr0 --subnet 10.9.0.0/24 n1
<ID64:a>

$ ip -4 -o addr show mybr0 | cut -d' ' -f2-7
mybr0    inet 10.9.0.1/24

$ docker network create -o com.docker.network.bridge.name=mybr0 n2
! Error response from daemon: cannot create network <ID64> (mybr0): conflicts with network <ID64:a> (mybr0): networks have same bridge name
[1]

$ docker network create --subnet 10.9.1.0/24 -o com.docker.network.bridge.enable_icc=false iso
<ID64>

$ docker run -d --name aa --network iso alpine sleep 1d
<ID64>

$ docker run -d --name bb --network iso alpine sleep 1d
<ID64>

$ docker exec aa ping -c1 -W1 bb
PING bb (10.9.1.3): 56 data bytes

--- bb ping statistics ---
1 packets transmitted, 0 packets received, 100% packet loss
[1]

$ docker exec aa ping -c1 -W1 10.9.1.1 | tail -3 | head -2
--- 10.9.1.1 ping statistics ---
1 packets transmitted, 1 packets received, 0% packet loss

$ docker network create --subnet 10.9.2.0/24 -o com.docker.network.bridge.host_binding_ipv4=127.0.0.1 local
<ID64>

$ docker run -d --name cc --network local -p 8080:80 alpine sleep 1d
<ID64>

$ docker port cc
80/tcp -> 127.0.0.1:8080

$ docker ps -l --format '{{.Ports}}'
127.0.0.1:8080->80/tcp

$ docker run -d --name c2 --network local -p 0.0.0.0:8081:80 alpine sleep 1d
<ID64>

$ docker port c2
80/tcp -> 0.0.0.0:8081

$ docker network create --subnet 10.9.3.0/24 -o com.docker.network.driver.mtu=1300 mtu
<ID64>

$ docker run --rm --network mtu alpine cat /sys/class/net/eth0/mtu
1300

$ docker network inspect -f '{{json .Options}}' n1 iso local mtu
{"com.docker.network.bridge.name":"mybr0"}
{"com.docker.network.bridge.enable_icc":"false"}
{"com.docker.network.bridge.host_binding_ipv4":"127.0.0.1"}
{"com.docker.network.driver.mtu":"1300"}
