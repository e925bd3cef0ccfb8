# title: Files of variables and labels
# topic: env
# images: alpine

$ printf '# comment\nA=1\n\n  B=two words\nHOME_ONLY\nPATH\nC=\n' > vars

$ docker run --rm --env-file vars -e A=9 -e D=4 alpine sh -c 'echo $A,$B,$C,$D,${HOME_ONLY-unset}'
9,two words,,4,unset

$ docker run --rm -e A=9 --env-file vars alpine sh -c 'echo $A'
9

$ printf 'bad name=1\n' > bad; docker run --rm --env-file bad alpine true
! docker: invalid env file (bad): variable 'bad name' contains whitespaces
!
! Run 'docker run --help' for more information
[125]

$ printf '=1\n' > bad; docker run --rm --env-file bad alpine true
! docker: invalid env file (bad): no variable name on line '=1'
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --env-file nosuch alpine true
! docker: open nosuch: no such file or directory
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm -e =x alpine true
! invalid argument "=x" for "-e, --env" flag: invalid environment variable: =x
!
! Usage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm -e '' alpine true
! invalid argument "" for "-e, --env" flag: invalid environment variable:
!
! Usage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]
!
! Run 'docker run --help' for more information
[125]

$ FROMHOST=yes docker run --rm -e FROMHOST -e NOTHERE alpine sh -c 'echo $FROMHOST ${NOTHERE-unset}'
yes unset

$ printf 'k=v\n# c\nalone\n' > labels

$ docker create --name lab --label-file labels --label k=w --label x alpine
<ID64>

$ docker inspect lab -f '{{json .Config.Labels}}'
{"k":"w","x":""}

$ docker rm lab
lab

$ docker run --rm --label-file nosuch alpine true
! docker: open nosuch: no such file or directory
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --label =x alpine true
! invalid argument "=x" for "-l, --label" flag: invalid label '=x': empty name
!
! Usage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]
!
! Run 'docker run --help' for more information
[125]

$ printf 'bad key=1\n' > bad; docker run --rm --label-file bad alpine true
! docker: invalid env file (bad): variable 'bad key' contains whitespaces
!
! Run 'docker run --help' for more information
[125]
