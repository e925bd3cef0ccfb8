# title: Terminals that are not there
# topic: interactive
# images: alpine

$ docker run -it --rm alpine true
! the input device is not a TTY
[1]

$ docker run -t --rm alpine echo hi
hi

$ docker run -i --rm alpine cat

$ docker run -d --name nt -it alpine sh
<ID64>

$ docker exec -it nt true
! the input device is not a TTY
[1]

$ docker attach nt
! the input device is not a TTY
[1]

$ docker rm -f nt
nt

$ docker create -it --name nu alpine sh
<ID64>

$ docker rm -f nu
nu

$ docker run -it --rm alpine true > out; cat out
! the input device is not a TTY

$ docker run -a stdin -a bogus --rm alpine true
! invalid argument "bogus" for "-a, --attach" flag: valid streams are STDIN, STDOUT and STDERR
!
! Usage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]
!
! Run 'docker run --help' for more information
[125]

$ docker run -d -a stdout --rm alpine true
! conflicting options: cannot specify both --attach and --detach
[1]

$ docker run -d --rm --name dr alpine true
<ID64>
