# title: Names that resolve, and those that do not
# topic: dns
# refs: docker network reference
# images: alpine

$ docker network create --subnet 10.9.0.0/24 nn; docker network create --subnet 10.8.0.0/24 mm
<ID64>
<ID64>

$ docker run -d --name aa -h ahost --network nn --network-alias one --network-alias ONE2 alpine sleep 1d
<ID64>

$ docker run -d --name bb --network nn alpine sleep 1d
<ID64>

$ docker exec bb nslookup aa | grep -v ^Non- | cat -s
Server:		127.0.0.11
Address:	127.0.0.11:53

Name:	aa
Address: 10.9.0.2

$ docker exec bb nslookup one | grep -v ^Non- | cat -s
Server:		127.0.0.11
Address:	127.0.0.11:53

Name:	one
Address: 10.9.0.2

$ docker exec bb nslookup one2 | grep -v ^Non- | cat -s
Server:		127.0.0.11
Address:	127.0.0.11:53

Name:	one2
Address: 10.9.0.2

$ docker exec bb nslookup ahost | grep -v ^Non- | cat -s
Server:		127.0.0.11
Address:	127.0.0.11:53

Name:	ahost
Address: 10.9.0.2

$ docker exec bb nslookup AA | grep -v ^Non- | cat -s
Server:		127.0.0.11
Address:	127.0.0.11:53

Name:	AA
Address: 10.9.0.2

$ docker exec bb nslookup aa.nn | grep -v ^Non- | cat -s
Server:		127.0.0.11
Address:	127.0.0.11:53

Name:	aa.nn
Address: 10.9.0.2

$ docker exec bb nslookup one.nn | grep -v ^Non- | cat -s
Server:		127.0.0.11
Address:	127.0.0.11:53

Name:	one.nn
Address: 10.9.0.2

$ docker exec bb nslookup $(docker inspect -f '{{slice .Id 0 12}}' aa) | grep Address | tail -1
Address: 10.9.0.2

$ docker exec bb nslookup 10.9.0.2
Server:		127.0.0.11
Address:	127.0.0.11:53

Non-authoritative answer:
2.0.9.10.in-addr.arpa	name = aa.nn

$ docker exec bb nslookup 10.9.0.9
Server:		127.0.0.11
Address:	127.0.0.11:53

** server can't find 9.0.9.10.in-addr.arpa: NXDOMAIN
[1]

$ docker exec bb nslookup nope
Server:		127.0.0.11
Address:	127.0.0.11:53

** server can't find nope: NXDOMAIN

** server can't find nope: NXDOMAIN
[1]

$ docker exec bb nslookup nope.example.com
Server:		127.0.0.11
Address:	127.0.0.11:53

** server can't find nope.example.com: NXDOMAIN

** server can't find nope.example.com: NXDOMAIN
[1]

$ docker exec bb ping -c1 nope
! ping: bad address 'nope'
[1]

$ docker exec bb ping -c1 aa | sed 's/[0-9.]* ms/T ms/;s/= [0-9./]* ms/= T/'
PING aa (10.9.0.2): 56 data bytes
64 bytes from 10.9.0.2: seq=0 ttl=64 time=T ms

--- aa ping statistics ---
1 packets transmitted, 1 packets received, 0% packet loss
round-trip min/avg/max = <*>

$ docker exec bb ping -c1 -W1 10.9.0.99
PING 10.9.0.99 (10.9.0.99): 56 data bytes

--- 10.9.0.99 ping statistics ---
1 packets transmitted, 0 packets received, 100% packet loss
[1]

$ docker exec bb ping -c2 -i0.2 10.9.0.1 | sed 's/time=.*/time=T/;s/= [0-9./]* ms/= T/'
PING 10.9.0.1 (10.9.0.1): 56 data bytes
64 bytes from 10.9.0.1: seq=0 ttl=64 time=T
64 bytes from 10.9.0.1: seq=1 ttl=64 time=T

--- 10.9.0.1 ping statistics ---
2 packets transmitted, 2 packets received, 0% packet loss
round-trip min/avg/max = <*>

$ docker exec bb ping -c1 -W1 10.8.0.1 | sed 's/time=.*/time=T/;s/= [0-9./]* ms/= T/'
PING 10.8.0.1 (10.8.0.1): 56 data bytes
64 bytes from 10.8.0.1: seq=0 ttl=64 time=T

--- 10.8.0.1 ping statistics ---
1 packets transmitted, 1 packets received, 0% packet loss
round-trip min/avg/max = <*>

$ docker run -d --name cc --network mm alpine sleep 1d
<ID64>

$ docker exec cc ping -c1 -W1 10.9.0.2
PING 10.9.0.2 (10.9.0.2): 56 data bytes

--- 10.9.0.2 ping statistics ---
1 packets transmitted, 0 packets received, 100% packet loss
[1]

$ docker exec cc ping -c1 aa
! ping: bad address 'aa'
[1]

$ docker exec cc nc -w1 10.9.0.2 80
! nc: timed out
[1]

$ docker exec bb nc -w1 aa 80
! nc: can't connect to remote host (10.9.0.2): Connection refused
[1]

$ docker exec bb nc nope 80
! nc: bad address 'nope'
[1]

$ docker exec bb wget -qO- aa
! wget: can't connect to remote host (10.9.0.2): Connection refused
[1]

$ docker exec bb wget -qO- nope
! wget: bad address 'nope'
[1]

$ docker exec bb wget -O- http://aa:81/
! Connecting to aa:81 (10.9.0.2:81)
! wget: can't connect to remote host (10.9.0.2): Connection refused
[1]

$ docker exec bb wget -qO- 10.9.0.77:99 2>&1 | head -c 0

$ docker network connect --alias late nn cc; docker exec bb nslookup late | grep -v ^Non- | cat -s
Server:		127.0.0.11
Address:	127.0.0.11:53

Name:	late
Address: 10.9.0.4

$ docker network disconnect nn cc; docker exec bb nslookup late | grep -v ^Non- | cat -s
Server:		127.0.0.11
Address:	127.0.0.11:53

** server can't find late: NXDOMAIN

** server can't find late: NXDOMAIN

$ docker stop -t 0 aa; docker exec bb nslookup aa | grep -v ^Non- | cat -s
aa
Server:		127.0.0.11
Address:	127.0.0.11:53

** server can't find aa: NXDOMAIN

** server can't find aa: NXDOMAIN

$ docker start aa; docker exec bb nslookup one | grep Address | tail -1
aa
Address: 10.9.0.2

$ docker rename aa zz; docker exec bb nslookup zz | grep Address | tail -1; docker exec bb nslookup aa | tail -2
Address: 10.9.0.2
** server can't find aa: NXDOMAIN

$ docker inspect -f '{{.NetworkSettings.Networks.nn.Aliases}} {{.NetworkSettings.Networks.nn.DNSNames}}' zz | sed 's/[0-9a-f]\{12\}/ID/g'
[one ONE2] [zz one ONE2 ID ahost]

$ docker pause zz; docker exec bb nslookup zz | grep Address | tail -1; docker exec bb ping -c1 -W1 zz | tail -2; docker unpause zz
zz
Address: 10.9.0.2
1 packets transmitted, 1 packets received, 0% packet loss
round-trip min/avg/max = <*>
zz

$ docker run -d --name t1 --network nn --network-alias grp alpine sleep 1d; docker run -d --name t2 --network nn --network-alias grp alpine sleep 1d; docker exec bb nslookup grp | grep ^Address | sort
<ID64>
<ID64>
Address:	127.0.0.11:53
Address: 10.9.0.4
Address: 10.9.0.5

$ docker rm -f t1; docker exec bb nslookup grp | grep Address | tail -1
t1
Address: 10.9.0.5

$ docker exec bb cat /etc/resolv.conf | head -3
\# Generated by Docker Engine.
\# This file can be edited; Docker Engine will not make further changes once it
\# has been modified.
