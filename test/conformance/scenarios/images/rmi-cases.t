# title: Removing images, case by case
# topic: images
# images: alpine nginx:alpine

$ docker tag alpine a:1; docker tag alpine a:2; docker tag alpine b

$ docker rmi a:1 a:2
Untagged: a:1
Untagged: a:2

$ docker rmi $(docker images -q alpine)
! Error response from daemon: conflict: unable to delete <ID12:a> (must be forced) - image is referenced in multiple repositories
[1]

$ docker run -d --name live alpine sleep 1000 > /dev/null

$ docker rmi b
Untagged: b:latest

$ docker rmi alpine
! Error response from daemon: conflict: unable to remove repository reference "alpine" (must force) - container <ID12:b> is using its referenced image <ID12:a>
[1]

$ docker rmi $(docker images -q alpine)
! Error response from daemon: conflict: unable to delete <ID12:a> (cannot be forced) - image is being used by running container <ID12:b>
[1]

$ docker rmi -f $(docker images -q alpine)
! Error response from daemon: conflict: unable to delete <ID12:a> (cannot be forced) - image is being used by running container <ID12:b>
[1]

$ docker stop -t 0 live
live

$ docker rmi $(docker inspect -f '{{.Image}}' live)
! Error response from daemon: conflict: unable to delete <ID12:a> (must be forced) - image is being used by stopped container <ID12:b>
[1]

$ docker rmi -f $(docker inspect -f '{{.Image}}' live)
Untagged: alpine:latest
Untagged: alpine@<DIGEST>
Deleted: <DIGEST:a>

$ docker images -a --format '{{.Repository}} {{.Tag}}'
nginx alpine

$ docker ps -a --format '{{.Names}} {{.Image}}' | sed 's/[0-9a-f]\{12\}/ID/'
live ID

$ docker rm live
live

$ docker run --name ctr nginx:alpine true; docker commit ctr child > /dev/null; docker rm ctr
ctr

$ docker rmi nginx:alpine
Untagged: nginx:alpine
Untagged: nginx@<DIGEST>

$ docker history -q child | head -2 | grep -c missing
0
[1]

$ docker rmi $(docker inspect -f '{{.Parent}}' child)
! Error response from daemon: conflict: unable to delete <ID12> (cannot be forced) - image has dependent child images
[1]

$ docker rmi --no-prune child | sed 's/sha256:.*/ID/'
Untagged: child:latest
Deleted: ID

$ docker images -aq | wc -l
1

$ docker rmi
! docker: 'docker rmi' requires at least 1 argument
!
! Usage:  docker rmi [OPTIONS] IMAGE [IMAGE...]
!
! See 'docker rmi --help' for more information
[1]

$ docker rmi ''
! Error response from daemon: page not found
[1]

$ docker rmi Bad
! Error response from daemon: invalid reference format: repository name (library/Bad) must be lowercase
[1]

$ docker rmi abcdef123456
! Error response from daemon: No such image: <ID12>:latest
[1]

$ docker rmi sha256:0000000000000000000000000000000000000000000000000000000000000000
! Error response from daemon: No such image: <DIGEST>
[1]

$ docker rmi -f nosuch
! Error response from daemon: No such image: nosuch:latest

$ docker rmi -f nosuch also-not
! Error response from daemon: No such image: nosuch:latest
! Error response from daemon: No such image: also-not:latest

$ docker image rm --bogus x
! unknown flag: --bogus
!
! Usage:  docker image rm [OPTIONS] IMAGE [IMAGE...]
!
! Run 'docker image rm --help' for more information
[125]

$ docker rmi --platform linux/amd64 nosuch
! Error response from daemon: No such image: nosuch:latest
[1]
