# title: What a published port says
# topic: ports
# refs: docker network reference
# images: nginx alpine ubuntu

$ docker run -d --name web -p 8080:80 nginx; sleep 1; curl -s localhost:8080 | grep '<title>'
<ID64>
<title>Welcome to nginx!</title>

$ docker exec web bash -c 'exec 3<>/dev/tcp/localhost/80; printf "HEAD / HTTP/1.0\r\n\r\n" >&3; head -1 <&3'
HTTP/1.1 200 OK

$ bash -c 'exec 3<>/dev/tcp/127.0.0.1/8080; printf "HEAD / HTTP/1.0\r\n\r\n" >&3; head -1 <&3'
HTTP/1.1 200 OK

$ docker run --rm alpine wget -qO- 172.17.0.2 | grep '<title>'
<title>Welcome to nginx!</title>

$ docker run --rm alpine wget -qO- 172.17.0.1:8080 | grep '<title>'
<title>Welcome to nginx!</title>

$ docker run --rm --network host alpine wget -qO- localhost:8080 | grep '<title>'
<title>Welcome to nginx!</title>

$ docker run --rm --network container:web alpine wget -qO- localhost | grep '<title>'
<title>Welcome to nginx!</title>

$ docker run --rm alpine wget -qO- localhost:8080
! wget: can't connect to remote host (127.0.0.1): Connection refused
[1]

$ docker stop web; curl -sS localhost:8080
web
! curl: (7) Failed to connect to localhost port 8080 after <N> ms: Couldn't connect to server
[7]

$ docker start web; sleep 1; curl -s localhost:8080 | grep '<title>'
web
<title>Welcome to nginx!</title>

$ docker rm -f web; curl -sS localhost:8080
web
! curl: (7) Failed to connect to localhost port 8080 after <N> ms: Couldn't connect to server
[7]

$ docker run -d --name udp -p 9999:9999/udp alpine sh -c 'nc -u -l -p 9999'; docker port udp; docker ps -l --format '{{.Ports}}'
<ID64>
