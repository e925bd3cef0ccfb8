# title: Links on a custom network
# topic: dns
# refs: docker network reference
# images: alpine

$ docker network create --subnet 10.9.0.0/24 nn
<ID64>

$ docker run -d --name db --network nn alpine sleep 1d
<ID64:a>

$ docker run -d --name web --network nn --link db:database --link db:d2 alpine sleep 1d
<ID64>

$ docker exec web nslookup database | grep -v ^Non- | cat -s
Server:		127.0.0.11
Address:	127.0.0.11:53

Name:	database
Address: 10.9.0.2

$ docker exec web nslookup d2 | grep Address | tail -1
Address: 10.9.0.2

$ docker exec web env | grep -E '^(DATABASE|DB|D2)' | sort

$ docker exec web cat /etc/hosts | head -1
127.0.0.1	localhost

$ docker run --rm --network nn alpine nslookup database | grep -v ^Non- | cat -s
Server:		127.0.0.11
Address:	127.0.0.11:53

** server can't find database: NXDOMAIN

** server can't find database: NXDOMAIN

$ docker run -d --name xx --network nn --link nope:y alpine sleep 1d
<ID64>

$ docker run -d --name x2 --link nope:y alpine sleep 1d
! docker: Error response from daemon: could not get container for nope: No such container: nope
!
! Run 'docker run --help' for more information
[125]

$ docker run -d --name x3 --link db:y alpine sleep 1d
<ID64>
! docker: Error response from daemon: container <ID64:a> not attached to default bridge network
!
! Run 'docker run --help' for more information
[125]

$ docker rm -f db; docker exec web nslookup database | grep -v ^Non- | cat -s
db
Server:		127.0.0.11
Address:	127.0.0.11:53

** server can't find database: NXDOMAIN

** server can't find database: NXDOMAIN

$ docker run -d --name db --network nn alpine sleep 1d; docker exec web nslookup database | grep Address | tail -1
<ID64>
Address: 10.9.0.2

$ docker inspect -f '{{json .NetworkSettings.Networks.nn.Links}} {{json .HostConfig.Links}}' web
["db:database","db:d2"] null
