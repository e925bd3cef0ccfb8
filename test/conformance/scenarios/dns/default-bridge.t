# title: No names on the default bridge
# topic: dns
# refs: docker network reference
# images: alpine

$ docker run -d --name aa alpine sleep 1d; docker run -d --name bb --link aa:al alpine sleep 1d
<ID64>
<ID64>

$ docker exec bb nslookup aa | grep -v ^Non- | cat -s
Server:		8.8.8.8
Address:	8.8.8.8:53

** server can't find aa: NXDOMAIN

** server can't find aa: NXDOMAIN

$ docker exec bb ping -c1 aa | head -1
PING aa (172.17.0.2): 56 data bytes

$ docker exec bb ping -c1 al | head -1
PING al (172.17.0.2): 56 data bytes

$ docker exec bb cat /etc/hosts | tail -2 | sed 's/[0-9a-f]\{12\}/ID/g'
172.17.0.2	al ID aa
172.17.0.3	ID

$ docker exec aa ping -c1 bb
! ping: bad address 'bb'
[1]

$ docker exec bb env | grep AL | sort
AL_NAME=/bb/al

$ docker run -d --name cc --network-alias xx alpine sleep 1d
! docker: network-scoped aliases are only supported for user-defined networks
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --link aa:al --link cc alpine cat /etc/hosts | tail -3 | sed 's/[0-9a-f]\{12\}/ID/g'
! docker: Error response from daemon: could not get container for cc: No such container: cc
!
! Run 'docker run --help' for more information

$ docker restart -t 0 aa; docker exec bb cat /etc/hosts | tail -2 | head -1 | sed 's/[0-9a-f]\{12\}/ID/g'
aa
172.17.0.2	al ID aa

$ docker stop -t 0 aa; docker exec bb ping -c1 -W1 al | tail -2
aa
! Error response from daemon: Cannot link to a non running container: /aa AS /bb/al

$ docker run -d --name dd --link aa alpine sleep 1d
<ID64>
! docker: Error response from daemon: Cannot link to a non running container: /aa AS /dd/aa
!
! Run 'docker run --help' for more information
[125]

$ docker rename aa aa; docker exec bb ping -c1 -W1 al | tail -2
! Error response from daemon: Renaming a container with the same name as its current name
! Error: failed to rename container named aa
! Error response from daemon: Cannot link to a non running container: /aa AS /bb/al

$ docker inspect -f '{{json .HostConfig.Links}}' bb
["/aa:/bb/al"]

$ docker rm aa
aa

$ docker rm --link bb/al; docker inspect -f '{{json .HostConfig.Links}}' bb
["/aa:/bb/al"]
! Error response from daemon: No such container: bb/al
