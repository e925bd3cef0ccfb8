# title: Ports of containers on networks of several kinds
# topic: ports
# refs: docker network reference
# images: nginx

$ docker network create --internal in; docker network create --subnet 10.9.0.0/24 out
<ID64>
<ID64>

$ docker run -d --name aa --network in -p 8080:80 nginx; docker port aa; docker ps -l --format '{{.Ports}}'
<ID64>

$ curl -sS localhost:8080
! curl: (7) Failed to connect to localhost port 8080 after 0 ms: Couldn't connect to server
[7]

$ docker network connect out aa; docker port aa; docker ps -l --format '{{.Ports}}'
80/tcp -> 0.0.0.0:8080
80/tcp -> [::]:8080
0.0.0.0:8080->80/tcp, [::]:8080->80/tcp

$ sleep 1; curl -s localhost:8080 | grep title
<title>Welcome to nginx!</title>

$ docker network disconnect out aa; docker port aa

$ docker run -d --name bb -p 8081:80 nginx; docker network connect out bb; docker port bb; docker network disconnect bridge bb; docker port bb; sleep 1; curl -s localhost:8081 | grep title
<ID64>
80/tcp -> 0.0.0.0:8081
80/tcp -> [::]:8081
80/tcp -> 0.0.0.0:8081
80/tcp -> [::]:8081
<title>Welcome to nginx!</title>

$ docker network disconnect out bb; docker port bb; curl -sS localhost:8081
! curl: (7) Failed to connect to localhost port 8081 after 0 ms: Couldn't connect to server
[7]

$ docker inspect -f '{{json .NetworkSettings.Ports}}' bb
{}

$ docker ps -l --format '{{.Ports}}'

$ docker network connect out bb; docker port bb; curl -s localhost:8081 | grep title
80/tcp -> 0.0.0.0:8081
80/tcp -> [::]:8081
<title>Welcome to nginx!</title>

$ docker run -d --name cc -p 8082:81 nginx; sleep 1; curl -sS localhost:8082 2>&1 | sed 's/(5[26]).*/(cut)/'
<ID64>
curl: (cut)

$ docker stop cc; curl -sS localhost:8082
cc
! curl: (7) Failed to connect to localhost port 8082 after 0 ms: Couldn't connect to server
[7]

$ docker pause bb; curl -sS -m 2 localhost:8081 2>&1 | sed "s,200[0-9],2000,"; docker unpause bb
bb
curl: (28) Operation timed out after <N> milliseconds with 0 bytes received
bb

$ curl -s 127.0.0.1:8081 | grep title; curl -s '[::1]:8081' | grep title; curl -s "$(docker inspect -f '{{.NetworkSettings.Networks.out.IPAddress}}' bb)" | grep title
<title>Welcome to nginx!</title>
<title>Welcome to nginx!</title>
<title>Welcome to nginx!</title>
