# title: Host and domain names
# topic: names
# images: alpine

$ docker run --rm --hostname box alpine hostname
box

$ docker run --rm --hostname box --domainname example.com alpine sh -c 'hostname; hostname -d; hostname -f; cat /etc/hostname'
box
example.com
box.example.com
box

$ docker run --rm --domainname example.com --hostname box alpine cat /proc/sys/kernel/domainname
example.com

$ docker run --rm --hostname box.example.org alpine sh -c 'hostname; cat /proc/sys/kernel/domainname'
box.example.org
(none)

$ docker run --rm --hostname aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa alpine hostname
! docker: Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: sethostname: invalid argument
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --uts host --hostname x alpine true
! docker: Error response from daemon: conflicting options: hostname and the UTS mode
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --uts host --domainname x.y alpine true
! docker: Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: sysctl "kernel.domainname" is not in a separate kernel namespace
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --uts bogus alpine true
! docker: --uts: invalid UTS mode
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --add-host db:10.1.2.3 --add-host six:::1 --add-host brk:[::1] --add-host eq=10.0.0.9 alpine sh -c 'tail -5 /etc/hosts | head -4'
10.1.2.3	db
::1	six
::1	brk
10.0.0.9	eq

$ docker run --rm --add-host bad alpine true
! invalid argument "bad" for "--add-host" flag: bad format for add-host: "bad"
!
! Usage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --add-host bad:300.1.1.1 alpine true
! invalid argument "bad:300.1.1.1" for "--add-host" flag: invalid IP address in add-host: "300.1.1.1"
!
! Usage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --add-host :1.1.1.1 alpine true
! invalid argument ":1.1.1.1" for "--add-host" flag: bad format for add-host: ":1.1.1.1"
!
! Usage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]
!
! Run 'docker run --help' for more information
[125]
