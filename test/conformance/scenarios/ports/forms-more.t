# title: Forms of -p: ranges, protocols, addresses
# topic: ports
# refs: docker network reference
# images: alpine

$ docker run -d --name aa -p 8000-8002:80-82 alpine sleep 1d
<ID64>

$ docker port aa
80/tcp -> 0.0.0.0:8000
80/tcp -> [::]:8000
81/tcp -> 0.0.0.0:8001
81/tcp -> [::]:8001
82/tcp -> 0.0.0.0:8002
82/tcp -> [::]:8002

$ docker ps -l --format '{{.Ports}}'
0.0.0.0:8000->80/tcp, [::]:8000->80/tcp, 0.0.0.0:8001->81/tcp, [::]:8001->81/tcp, 0.0.0.0:8002->82/tcp, [::]:8002->82/tcp

$ docker run -d --name bb -p 9000-9002:80 alpine sleep 1d
<ID64>

$ docker port bb
80/tcp -> 0.0.0.0:9000
80/tcp -> [::]:9000

$ docker run -d --name b2 -p 9000-9002:80 alpine sleep 1d
<ID64>

$ docker port b2
80/tcp -> 0.0.0.0:9001
80/tcp -> [::]:9001

$ docker run -d --name b3 -p 9000-9002:80 alpine sleep 1d; docker run -d --name b4 -p 9000-9002:80 alpine sleep 1d
<ID64>
<ID64>
! docker: Error response from daemon: failed to set up container networking: driver failed programming external connectivity on endpoint b4 (<ID64>): all ports are allocated
!
! Run 'docker run --help' for more information
[125]

$ docker run -d --name cc -p 80-82 alpine sleep 1d
<ID64>

$ docker port cc | sed 's/:[0-9]*$/:N/'
80/tcp -> 0.0.0.0:N
80/tcp -> [::]:N
81/tcp -> 0.0.0.0:N
81/tcp -> [::]:N
82/tcp -> 0.0.0.0:N
82/tcp -> [::]:N

$ docker run -d --name dd -p 5000:53/udp -p 5000:53/tcp alpine sleep 1d
<ID64>
! docker: Error response from daemon: failed to set up container networking: driver failed programming external connectivity on endpoint dd (<ID64>): failed to bind host port for 0.0.0.0:5000:172.17.0.7:53/tcp: address already in use
!
! Run 'docker run --help' for more information
[125]

$ docker port dd

$ docker ps -l --format '{{.Ports}}'

$ docker run -d --name ff -p 127.0.0.1:7001:70 -p '[::1]:7001:70' alpine sleep 1d
<ID64>

$ docker port ff
70/tcp -> 127.0.0.1:7001
70/tcp -> [::1]:7001

$ docker ps -l --format '{{.Ports}}'
127.0.0.1:7001->70/tcp, [::1]:7001->70/tcp

$ docker run -d --name gg -p '[::]:7002:70' alpine sleep 1d; docker port gg
<ID64>
70/tcp -> [::]:7002

$ docker run -d --name hh -p 0.0.0.0:7003:70 alpine sleep 1d; docker port hh; docker ps -l --format '{{.Ports}}'
<ID64>
70/tcp -> 0.0.0.0:7003
0.0.0.0:7003->70/tcp

$ docker run -d --name ii -p ::7004:70 alpine sleep 1d
! docker: invalid IP address: :
!
! Run 'docker run --help' for more information
[125]

$ docker run -d --name jj -p ::1:7004:70 alpine sleep 1d
<ID64>

$ docker run -d --name kk -p 127.0.0.1::70 alpine sleep 1d; docker port kk | sed 's/:[0-9]*$/:N/'
<ID64>
70/tcp -> 127.0.0.1:N

$ docker run -d --name ll -p 127.0.0.1:7010-7012:70-72 alpine sleep 1d; docker ps -l --format '{{.Ports}}'
<ID64>
127.0.0.1:7010->70/tcp, 127.0.0.1:7011->71/tcp, 127.0.0.1:7012->72/tcp

$ docker run -d --name mm -p 10.1.2.3:7020:70 alpine sleep 1d
<ID64>
! docker: Error response from daemon: failed to set up container networking: driver failed programming external connectivity on endpoint mm (<ID64>): failed to bind host port for 10.1.2.3:7020:172.17.0.13:70/tcp: cannot assign requested address
!
! Run 'docker run --help' for more information
[125]

$ docker run -d --name nn -p 7021:70 -p 7022:70 -p 7023:71 alpine sleep 1d; docker port nn; docker ps -l --format '{{.Ports}}'; docker port nn 70; docker port nn 70/tcp
<ID64>
70/tcp -> 0.0.0.0:7021
70/tcp -> 0.0.0.0:7022
70/tcp -> [::]:7021
70/tcp -> [::]:7022
71/tcp -> 0.0.0.0:7023
71/tcp -> [::]:7023
0.0.0.0:7021->70/tcp, 0.0.0.0:7022->70/tcp, [::]:7021->70/tcp, [::]:7022->70/tcp, 0.0.0.0:7023->71/tcp, [::]:7023->71/tcp
0.0.0.0:7021
0.0.0.0:7022
[::]:7021
[::]:7022
0.0.0.0:7021
0.0.0.0:7022
[::]:7021
[::]:7022

$ docker run -d --name oo -p 7030:70/TCP alpine sleep 1d; docker port oo
<ID64>
70/tcp -> 0.0.0.0:7030
70/tcp -> [::]:7030

$ docker run -d --name pp -p 7031:70/foo alpine sleep 1d
! docker: invalid proto: foo
!
! Run 'docker run --help' for more information
[125]

$ docker run -d --name qq --publish published=7032,target=70,protocol=tcp alpine sleep 1d; docker port qq
<ID64>
70/tcp -> 0.0.0.0:7032
70/tcp -> [::]:7032

$ docker run -d --name rr --publish mode=host,published=7033,target=70 alpine sleep 1d
<ID64>

$ docker run -d --name ss --publish published=x,target=70 alpine sleep 1d
! docker: invalid hostPort: x
!
! Run 'docker run --help' for more information
[125]

$ docker run -d --name tt --publish foo=bar alpine sleep 1d
! docker: no port specified: :/tcp<empty>
!
! Run 'docker run --help' for more information
[125]
