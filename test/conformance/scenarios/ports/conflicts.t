# title: Conflicts of ports
# topic: ports
# refs: docker network reference
# images: alpine

$ docker run -d --name aa -p 127.0.0.1:8000:80 alpine sleep 1d
<ID64>

$ docker run -d --name bb -p 8000:80 alpine sleep 1d
<ID64>
! docker: Error response from daemon: failed to set up container networking: driver failed programming external connectivity on endpoint bb (<ID64>): Bind for 127.0.0.1:8000 failed: port is already allocated
!
! Run 'docker run --help' for more information
[125]

$ docker run -d --name cc -p '[::]:8000:80' alpine sleep 1d
<ID64>

$ docker run -d --name dd -p 8000:80/udp alpine sleep 1d
<ID64>

$ docker run -d --name ee -p 8001:80 -p 8001:81 alpine sleep 1d
<ID64>
! docker: Error response from daemon: failed to set up container networking: driver failed programming external connectivity on endpoint ee (<ID64>): Bind for <*>:8001 failed: port is already allocated
!
! Run 'docker run --help' for more information
[125]

$ docker run -d --name ff -p 8002:80 -p 8002:80 alpine sleep 1d
<ID64:a>
! docker: Error response from daemon: failed to set up container networking: driver failed programming external connectivity on endpoint ff (<ID64>): failed to listen on TCP socket: address already in use
!
! Run 'docker run --help' for more information
[125]

$ docker port ff

$ docker run -d --name gg -p 8003:80 -p 127.0.0.1:8003:80 alpine sleep 1d
<ID64>
! docker: Error response from daemon: failed to set up container networking: driver failed programming external connectivity on endpoint gg (<ID64>): failed to listen on TCP socket: address already in use
!
! Run 'docker run --help' for more information
[125]

$ docker port gg

$ docker run -d --name hh --rm -p 8002:80 alpine sleep 1d
<ID64>

$ docker ps -a --filter name=h --format '{{.Names}}'
hh

$ docker pause ff; docker run -d --name ii -p 8002:80 alpine sleep 1d; docker unpause ff
<ID64>
! Error response from daemon: container <ID64:a> is not running
! docker: Error response from daemon: failed to set up container networking: driver failed programming external connectivity on endpoint ii (<ID64>): Bind for <*>:8002 failed: port is already allocated
!
! Run 'docker run --help' for more information
! Error response from daemon: Container <ID64:a> is not paused
[1]

$ docker rm -f ff; docker start ii; docker port ii
ff
! Error response from daemon: failed to set up container networking: driver failed programming external connectivity on endpoint ii (<ID64>): Bind for <*>:8002 failed: port is already allocated
! Error: failed to start containers: ii

$ docker restart -t 0 ii; docker port ii
! Error response from daemon: Cannot restart container ii: failed to set up container networking: driver failed programming external connectivity on endpoint ii (<ID64>): Bind for <*>:8002 failed: port is already allocated

$ docker create --name jj -p 8002:80 alpine sleep 1d
<ID64>

$ docker start jj
! Error response from daemon: failed to set up container networking: driver failed programming external connectivity on endpoint jj (<ID64>): Bind for <*>:8002 failed: port is already allocated
! Error: failed to start containers: jj
[1]

$ docker rename ii i2; docker stop -t 0 i2; docker start jj; docker start i2
i2
! Error response from daemon: failed to set up container networking: driver failed programming external connectivity on endpoint jj (<ID64>): Bind for <*>:8002 failed: port is already allocated
! Error: failed to start containers: jj
! Error response from daemon: failed to set up container networking: driver failed programming external connectivity on endpoint i2 (<ID64>): Bind for <*>:8002 failed: port is already allocated
! Error: failed to start containers: i2
[1]

$ docker run -d --name kk --network host alpine nc -lk -p 8010 -e cat; sleep 1; docker run -d --name ll -p 8010:80 alpine sleep 1d
<ID64>
<ID64>

$ docker run -d --name mm -p 8020:80 alpine sleep 1d; docker run -d --name nn --network host alpine nc -l -p 8020; sleep 1; docker logs nn
<ID64>
<ID64>
! nc: bind: Address already in use
