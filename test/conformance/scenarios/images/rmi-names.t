# title: Names of images, one by one and by force
# topic: images
# images: alpine

$ docker tag alpine gx/a:1; docker tag alpine gx/a:2; docker tag alpine gx/b

$ docker images gx/a:2 --format '{{.Repository}}:{{.Tag}}'
gx/a:2

$ docker images 'gx/*:1' --format '{{.Repository}}:{{.Tag}}'
gx/a:1

$ docker images --filter foo=bar
! Error response from daemon: invalid filter 'foo'
[1]

$ docker images --filter dangling=maybe
! Error response from daemon: invalid filter 'dangling=[maybe]'
[1]

$ docker rmi gx/a
! Error response from daemon: No such image: gx/a:latest
[1]

$ docker rmi gx/a:1 gx/a:3
Untagged: gx/a:1
! Error response from daemon: No such image: gx/a:3
[1]

$ docker rmi $(docker images -q gx/b)
! Error response from daemon: conflict: unable to delete <ID12> (must be forced) - image is referenced in multiple repositories
[1]

$ docker rmi -f nosuch2 gx/b
Untagged: gx/b:latest
! Error response from daemon: No such image: nosuch2:latest

$ docker run -d --name gxc alpine sleep 1000
<ID64>

$ docker tag alpine gx/c; docker rmi gx/c
Untagged: gx/c:latest

$ docker rmi -f alpine
Untagged: alpine:latest
Untagged: alpine@<DIGEST>
