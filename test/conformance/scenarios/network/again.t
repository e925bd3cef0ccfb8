# title: Connected, disconnected, connected again
# topic: network
# refs: docker network reference
# images: alpine

$ docker network create --subnet 10.9.0.0/24 nn
<ID64>

$ docker run -d --name box alpine sleep 1d; docker run -d --name peer --network nn alpine sleep 1d
<ID64>
<ID64>

$ docker exec box ip -4 -o addr | awk '{print $2, $4}'
lo 127.0.0.1/8
eth0 172.17.0.2/16

$ docker network connect nn box; docker exec box ip -4 -o addr | awk '{print $2, $4}'; docker exec box ping -c1 peer | head -1
lo 127.0.0.1/8
eth0 172.17.0.2/16
eth1 10.9.0.3/24
PING peer (10.9.0.2): 56 data bytes

$ docker network disconnect nn box; docker exec box ip -4 -o addr | awk '{print $2, $4}'; docker exec box ping -c1 peer; docker exec box ping -c1 -W1 10.9.0.2 | tail -2 | head -1
lo 127.0.0.1/8
eth0 172.17.0.2/16
--- 10.9.0.2 ping statistics ---
! ping: bad address 'peer'

$ docker network connect --ip 10.9.0.100 nn box; docker exec box ip -4 -o addr | awk '{print $2, $4}'; docker exec peer nslookup box | grep Address | tail -1
lo 127.0.0.1/8
eth0 172.17.0.2/16
eth1 10.9.0.100/24
Address: 10.9.0.100

$ docker network disconnect bridge box; docker exec box ip -4 -o addr | awk '{print $2, $4}'; docker exec box ip route
lo 127.0.0.1/8
eth1 10.9.0.100/24
default via 10.9.0.1 dev eth1 
10.9.0.0/24 dev eth1 scope link  src 10.9.0.100 

$ docker network connect bridge box; docker exec box ip -4 -o addr | awk '{print $2, $4}'
lo 127.0.0.1/8
eth1 10.9.0.100/24
eth0 172.17.0.2/16

$ docker restart -t 0 box; docker exec box ip -4 -o addr | awk '{print $4}' | sort
box
10.9.0.100/24
127.0.0.1/8
172.17.0.2/16

$ docker exec box ifconfig | grep -E 'encap|inet addr' | sed 's/HWaddr.*/HWaddr/' | sort
          inet addr:10.9.0.100  Bcast:10.9.0.255  Mask:255.255.255.0
          inet addr:127.0.0.1  Mask:255.0.0.0
          inet addr:172.17.0.2  Bcast:172.17.255.255  Mask:255.255.0.0
eth0      Link encap:Ethernet  HWaddr
eth1      Link encap:Ethernet  HWaddr
lo        Link encap:Local Loopback  

$ docker network disconnect nn box; docker network disconnect bridge box; docker exec box ip -o addr; docker exec box ping -c1 10.9.0.2; docker exec box ip route; docker exec box nslookup peer
1: lo    inet 127.0.0.1/8 scope host lo\       valid_lft forever preferred_lft forever
1: lo    inet6 ::1/128 scope host \       valid_lft forever preferred_lft forever
PING 10.9.0.2 (10.9.0.2): 56 data bytes
Server:		127.0.0.11
Address:	127.0.0.11:53

** server can't find peer: SERVFAIL

** server can't find peer: SERVFAIL
! ping: sendto: Network is unreachable
[1]

$ docker restart -t 0 box; docker exec box ip -o addr | wc -l
box
2

$ docker network connect nn box; docker exec box ip route
default via 10.9.0.1 dev eth0 
10.9.0.0/24 dev eth0 scope link  src 10.9.0.3 
