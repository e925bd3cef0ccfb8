# title: Port arguments that are refused
# topic: ports
# refs: docker network reference
# images: alpine

$ docker run -d -p '' alpine
! docker: no port specified: <empty>
!
! Run 'docker run --help' for more information
[125]

$ docker run -d -p : alpine
! docker: no port specified: :<empty>
!
! Run 'docker run --help' for more information
[125]

$ docker run -d -p :80 alpine
<ID64>

$ docker run -d -p 80: alpine
! docker: no port specified: 80:<empty>
!
! Run 'docker run --help' for more information
[125]

$ docker run -d -p 0:80 alpine true
<ID64>

$ docker run -d -p 80:0 alpine true
<ID64>

$ docker run -d -p 65536:80 alpine
! docker: invalid hostPort: 65536
!
! Run 'docker run --help' for more information
[125]

$ docker run -d -p 80:65536 alpine
! docker: invalid containerPort: 65536
!
! Run 'docker run --help' for more information
[125]

$ docker run -d -p -1:80 alpine
! docker: invalid hostPort: -1
!
! Run 'docker run --help' for more information
[125]

$ docker run -d -p 80-79:80 alpine
! docker: invalid hostPort: 80-79
!
! Run 'docker run --help' for more information
[125]

$ docker run -d -p 80-82:80-81 alpine
! docker: invalid ranges specified for container and host Ports: 80-81 and 80-82
!
! Run 'docker run --help' for more information
[125]

$ docker run -d -p 80-81:80-82 alpine
! docker: invalid ranges specified for container and host Ports: 80-82 and 80-81
!
! Run 'docker run --help' for more information
[125]

$ docker run -d -p 80:80-82 alpine
! docker: invalid ranges specified for container and host Ports: 80-82 and 80
!
! Run 'docker run --help' for more information
[125]

$ docker run -d -p a-b:80 alpine
! docker: invalid hostPort: a-b
!
! Run 'docker run --help' for more information
[125]

$ docker run -d -p 80:a alpine
! docker: invalid containerPort: a
!
! Run 'docker run --help' for more information
[125]

$ docker run -d -p 80:80/ alpine
<ID64>

$ docker run -d -p 80:80/x/y alpine
! docker: invalid proto: x
!
! Run 'docker run --help' for more information
[125]

$ docker run -d -p 1.2.3:80:80 alpine
! docker: invalid IP address: 1.2.3
!
! Run 'docker run --help' for more information
[125]

$ docker run -d -p 256.1.1.1:80:80 alpine
! docker: invalid IP address: 256.1.1.1
!
! Run 'docker run --help' for more information
[125]

$ docker run -d -p localhost:80:80 alpine
! docker: invalid IP address: localhost
!
! Run 'docker run --help' for more information
[125]

$ docker run -d -p 127.0.0.1:80 alpine true
! docker: invalid hostPort: 127.0.0.1
!
! Run 'docker run --help' for more information
[125]

$ docker run -d -p 1:2:3:4 alpine
! docker: invalid IP address: 1:2
!
! Run 'docker run --help' for more information
[125]

$ docker run -d -p '[::1:80:80' alpine
! docker: invalid IP address [::1: address [::1:: missing ']' in address
!
! Run 'docker run --help' for more information
[125]

$ docker run -d -p ' 80:80' alpine
! docker: invalid hostPort:  80
!
! Run 'docker run --help' for more information
[125]

$ docker run -d -p '80 :80' alpine
! docker: invalid hostPort: 80
!
! Run 'docker run --help' for more information
[125]

$ docker run -d --expose '' alpine
! docker: invalid range format for --expose: , error: empty string specified for ports
!
! Run 'docker run --help' for more information
[125]

$ docker run -d --expose aa alpine
! docker: invalid range format for --expose: aa, error: strconv.ParseUint: parsing "aa": invalid syntax
!
! Run 'docker run --help' for more information
[125]

$ docker run -d --expose 70000 alpine
! docker: invalid range format for --expose: 70000, error: strconv.ParseUint: parsing "70000": value out of range
!
! Run 'docker run --help' for more information
[125]

$ docker run -d --expose 80/foo alpine
<ID64>

$ docker run -d --expose 80:80 alpine
! docker: invalid port format for --expose: 80:80
!
! Run 'docker run --help' for more information
[125]

$ docker run -d --expose 82-80 alpine
! docker: invalid range format for --expose: 82-80, error: invalid range specified for port: 82-80
!
! Run 'docker run --help' for more information
[125]

$ docker port
! docker: 'docker port' requires at least 1 and at most 2 arguments
!
! Usage:  docker port CONTAINER [PRIVATE_PORT[/PROTO]]
!
! Run 'docker port --help' for more information
[1]

$ docker port nope
! Error response from daemon: No such container: nope
[1]

$ docker create --name aa -p 80:80 -p 81:81/udp alpine
<ID64>

$ docker port aa

$ docker port aa 80
! Error: No public port '80' published for aa
[1]

$ docker port aa xx
! Error: invalid port (xx): strconv.ParseUint: parsing "xx": invalid syntax
[1]

$ docker port aa 80/
! Error: No public port '80/' published for aa
[1]

$ docker port aa 80/foo
! Error: No public port '80/foo' published for aa
[1]

$ docker port aa 99999
! Error: invalid port (99999): strconv.ParseUint: parsing "99999": value out of range
[1]

$ docker ps -a --format '{{.Names}}|{{.Ports}}' --filter name=aa
aa|
