# title: What goes with a shared network, and what does not
# topic: namespaces
# images: alpine

$ docker run -d --name netowner alpine sleep 1000
<ID64>

$ docker run --rm --network container:netowner --hostname x alpine true
! docker: Error response from daemon: conflicting options: hostname and the network mode
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --network container:netowner -p 80 alpine true
! docker: Error response from daemon: conflicting options: port publishing and the container type network mode
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --network container:netowner --add-host a:1.1.1.1 alpine true
! docker: Error response from daemon: conflicting options: custom host-to-IP mapping and the network mode
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --network container:netowner --dns 1.1.1.1 alpine true
! docker: Error response from daemon: conflicting options: dns and the network mode
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --network container:netowner --mac-address 02:42:ac:11:00:99 alpine true

$ docker run --rm --network host --link netowner alpine true
! docker: Error response from daemon: conflicting options: host type networking can't be used with links. This would result in undefined behavior
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --userns bogus alpine true
! docker: --userns: invalid USER mode
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --cgroupns bogus alpine true
! docker: --cgroupns: invalid CGROUP mode
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --ip6 fd00::9 alpine true
! docker: Error response from daemon: invalid config for network bridge: invalid endpoint settings:
! * user specified IP address is supported on user defined networks only
! * user specified IP address is supported only when connecting to networks with user configured subnets
!
! Run 'docker run --help' for more information
[125]

$ docker rm -f netowner
netowner
