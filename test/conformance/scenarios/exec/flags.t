# title: Flags of docker exec
# topic: exec
# images: alpine

$ docker run -d --name ex -e A=1 alpine sleep 1000
<ID64>

$ docker exec -e A=2 -e B=3 ex sh -c 'echo $A $B'
2 3

$ printf 'C=5\n' > v; docker exec --env-file v ex sh -c 'echo $C'
5

$ docker exec -u nobody ex id -un
nobody

$ docker exec -u bogus ex id
! Error response from daemon: unable to find user bogus: no matching entries in passwd file
[1]

$ docker exec -w /tmp ex pwd
/tmp

$ docker exec -w relative ex pwd
OCI runtime exec failed: exec failed: Cwd must be an absolute path
[128]

$ docker exec -w /nosuch ex pwd
OCI runtime exec failed: exec failed: unable to start container process: chdir to cwd ("/nosuch") set in config.json failed: no such file or directory
[127]

$ docker exec -d ex touch /made; sleep 0.3; docker exec ex ls /made
/made

$ docker exec -d ex nosuchprogram
! Error response from daemon: OCI runtime exec failed: exec failed: unable to start container process: exec: "nosuchprogram": executable file not found in $PATH
[1]

$ docker exec -t ex tty
/dev/pts/0

$ docker exec --privileged ex grep CapEff /proc/self/status | cut -c1-8
CapEff:	

$ docker exec ex sh -c 'exit 7'
[7]

$ docker exec ex sh -c 'kill -9 $$'
[137]

$ docker exec --detach-keys x ex true

$ docker exec --detach-keys ctrl-xx ex true
! Error response from daemon: Invalid escape keys (ctrl-xx) provided
[1]

$ docker exec --env-file nosuch ex true
! open nosuch: no such file or directory
[1]

$ docker exec -e =x ex true
! invalid argument "=x" for "-e, --env" flag: invalid environment variable: =x
!
! Usage:  docker exec [OPTIONS] CONTAINER COMMAND [ARG...]
!
! Run 'docker exec --help' for more information
[125]

$ docker exec -it ex true
! the input device is not a TTY
[1]

$ docker rm -f ex
ex
