# title: Names in an image with glibc
# topic: dns
# refs: docker network reference
# images: ubuntu

$ docker network create --subnet 10.9.0.0/24 nn
<ID64>

$ docker run -d --name web --network nn --network-alias www ubuntu sleep 1d
<ID64>

$ docker run -d --name box --network nn ubuntu sleep 1d
<ID64>

$ docker exec box getent hosts web
10.9.0.2        web

$ docker exec box getent hosts www
10.9.0.2        www

$ docker exec box getent hosts nope
[2]

$ docker exec box getent hosts 10.9.0.2
10.9.0.2        web.nn

$ docker exec box getent ahosts web
10.9.0.2        STREAM web
10.9.0.2        DGRAM  
10.9.0.2        RAW    

$ docker exec box curl -sS web
OCI runtime exec failed: exec failed: unable to start container process: exec: "curl": executable file not found in $PATH
[127]

$ docker exec box curl -sS nope
OCI runtime exec failed: exec failed: unable to start container process: exec: "curl": executable file not found in $PATH
[127]

$ docker exec box curl -sS http://web:81/
OCI runtime exec failed: exec failed: unable to start container process: exec: "curl": executable file not found in $PATH
[127]

$ docker exec box curl -sS -m 2 10.9.0.99
OCI runtime exec failed: exec failed: unable to start container process: exec: "curl": executable file not found in $PATH
[127]

$ docker exec box curl -sS --connect-timeout 1 10.9.0.99
OCI runtime exec failed: exec failed: unable to start container process: exec: "curl": executable file not found in $PATH
[127]

$ docker exec box curl web
OCI runtime exec failed: exec failed: unable to start container process: exec: "curl": executable file not found in $PATH
[127]

$ docker exec box getent hosts localhost
::1             localhost ip6-localhost ip6-loopback

$ docker exec box getent hosts box | sed 's/[0-9a-f]\{12\}/ID/'
10.9.0.3        box

$ docker exec box getent hosts $(docker inspect -f '{{slice .Id 0 12}}' box) | sed 's/[0-9a-f]\{12\}/ID/'
10.9.0.3        ID

$ docker run --rm ubuntu getent hosts web
[2]

$ docker run --rm --network none ubuntu getent hosts web
[2]

$ docker run --rm --network none ubuntu curl -sS web
! docker: Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "curl": executable file not found in $PATH
!
! Run 'docker run --help' for more information
[127]

$ docker run --rm --network none ubuntu curl -sS 10.9.0.2
! docker: Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "curl": executable file not found in $PATH
!
! Run 'docker run --help' for more information
[127]

$ docker run --rm --network container:box ubuntu curl -sS www
! docker: Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "curl": executable file not found in $PATH
!
! Run 'docker run --help' for more information
[127]

$ docker exec box bash -c 'echo > /dev/tcp/web/80'
! bash: connect: Connection refused
! bash: line 1: /dev/tcp/web/80: Connection refused
[1]

$ docker exec box bash -c 'echo > /dev/tcp/nope/80'
! bash: line 1: nope: Name or service not known
! bash: line 1: /dev/tcp/nope/80: Invalid argument
[1]

$ docker exec box bash -c 'exec 3<>/dev/tcp/10.9.0.1/9'
! bash: connect: Connection refused
! bash: line 1: /dev/tcp/10.9.0.1/9: Connection refused
[1]

$ docker exec box bash -c 'cat < /dev/tcp/web/http'
! bash: line 1: http: Servname not supported for ai_socktype
! bash: line 1: /dev/tcp/web/http: Invalid argument
[1]

$ docker exec box bash -c 'echo > /dev/tcp/web'
! bash: line 1: /dev/tcp/web: No such file or directory
[1]

$ docker exec box bash -c 'echo > /dev/tcp/web/99999'
! bash: connect: Connection refused
! bash: line 1: /dev/tcp/web/99999: Connection refused
[1]

$ docker exec box bash -c 'if (echo > /dev/tcp/web/80) 2>/dev/null; then echo open; else echo closed; fi'
closed
