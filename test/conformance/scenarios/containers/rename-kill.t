# title: rename, wait, kill, stop and rm
# topic: containers
# images: alpine

$ docker create --name cn alpine
<ID64:a>

$ docker rename cn cn
! Error response from daemon: Renaming a container with the same name as its current name
! Error: failed to rename container named cn
[1]

$ docker rename cn ''
! Error: Neither old nor new names may be empty
[1]

$ docker rename nosuch x
! Error response from daemon: No such container: nosuch
! Error: failed to rename container named nosuch
[1]

$ docker rename cn 'bad/name'
! Error response from daemon: Error when allocating new name: Invalid container name (/bad/name), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed
! Error: failed to rename container named cn
[1]

$ docker create --name taken alpine
<ID64:b>

$ docker rename cn taken
! Error response from daemon: Error when allocating new name: Conflict. The container name "/taken" is already in use by container "<ID64:b>". You have to remove (or rename) that container to be able to reuse that name.
! Error: failed to rename container named cn
[1]

$ docker rename cn a
! Error response from daemon: Error when allocating new name: Invalid container name (/a), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed
! Error: failed to rename container named cn
[1]

$ docker wait nosuch cn
0
! Error response from daemon: No such container: nosuch
[1]

$ docker create --name w3 alpine sh -c 'exit 3'
<ID64>

$ docker start w3
w3

$ docker wait w3
3

$ docker kill cn
! Error response from daemon: cannot kill container: cn: container <ID64:a> is not running
[1]

$ docker kill nosuch taken
! Error response from daemon: cannot kill container: nosuch: No such container: nosuch
! Error response from daemon: cannot kill container: taken: container <ID64:b> is not running
[1]

$ docker run -d --name kk alpine sleep 1000
<ID64:c>

$ docker kill -s BOGUS kk
! Error response from daemon: cannot kill container: kk: invalid signal: BOGUS
[1]

$ docker kill -s 99 kk
! Error response from daemon: cannot kill container: kk: the linux daemon does not support signal 99
[1]

$ docker kill -s 0 kk
! Error response from daemon: cannot kill container: kk: invalid signal: 0
[1]

$ docker kill --signal SIGUSR1 kk
kk

$ docker kill -s 9 kk
kk

$ docker stop kk
kk

$ docker stop -t x kk
! invalid argument "x" for "-t, --timeout" flag: strconv.ParseInt: parsing "x": invalid syntax
!
! Usage:  docker stop [OPTIONS] CONTAINER [CONTAINER...]
!
! Run 'docker stop --help' for more information
[125]

$ docker restart -t 0 kk
kk

$ docker stop -s BOGUS kk
! Error response from daemon: cannot stop container: kk: invalid signal: BOGUS
[1]

$ docker pause kk; docker pause kk; docker stop -t 0 kk
kk
kk
! Error response from daemon: Container <ID64:c> is already paused

$ docker rm kk nosuch
kk
! Error response from daemon: No such container: nosuch
[1]

$ docker rm -f nosuch
! Error response from daemon: No such container: nosuch

$ docker rm -l cn
! Error response from daemon: Conflict, cannot remove the default link name of the container
[1]

$ docker rm -l cn/x
! Error response from daemon: No such container: cn/x
[1]

$ docker container prune -f --filter label=nosuch
Total reclaimed space: 0B

$ docker container prune -f --filter until=bogus
! Error response from daemon: failed to parse value as time or duration: "bogus"
[1]

$ docker container prune -f --filter bogus=1
! Error response from daemon: invalid filter 'bogus'
[1]

$ docker rm cn taken w3
cn
taken
w3
