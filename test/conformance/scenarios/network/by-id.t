# title: Networks by the beginning of their id
# topic: network
# refs: docker network reference
# images: alpine

$ docker network create --subnet 10.9.0.0/24 nn > id; docker network create --subnet 10.8.0.0/24 mm > id2

$ docker run -d --name box --network $(cut -c1-12 id) alpine sleep 1d
<ID64>

$ docker inspect -f '{{range $k,$v := .NetworkSettings.Networks}}{{$k}} {{end}}{{.HostConfig.NetworkMode}}' box | sed "s/$(cut -c1-12 id)[0-9a-f]*/ID/"
nn ID

$ docker network connect $(cut -c1-5 id2) $(docker ps -lq)

$ docker inspect -f '{{range $k,$v := .NetworkSettings.Networks}}{{$k}} {{$v.IPAddress}} {{end}}' box
mm 10.8.0.2 nn 10.9.0.2 

$ docker network disconnect $(cut -c1-64 id2) box; docker network inspect -f '{{len .Containers}}' $(cat id2)
0

$ docker ps --filter network=$(cut -c1-12 id) --format '{{.Names}} {{.Networks}}'; docker ps --filter network=nn --format '{{.Names}} {{.Networks}}'; docker ps --filter network=n --format '{{.Names}}'; docker ps --filter network=nope --format '{{.Names}}'
box nn
box nn

$ docker network rm $(cut -c1-4 id2) | wc -l
1

$ docker network rm $(cut -c1-12 id)
! Error response from daemon: error while removing network: network nn has active endpoints (name:"box" id:"<ID12>")
! exit status 1
[1]

$ docker run --rm --network name=$(cut -c1-12 id),alias=other alpine nslookup other | grep -v ^Non- | cat -s
Server:		127.0.0.11
Address:	127.0.0.11:53

Name:	other
Address: 10.9.0.3

$ docker network create nn
! Error response from daemon: network with name nn already exists
[1]

$ docker network create $(cut -c1-12 id)
<ID64>

$ docker run --rm --network $(cut -c1-12 id) alpine ip -4 -o addr show eth0 | awk '{print $4}'
172.18.0.2/16
