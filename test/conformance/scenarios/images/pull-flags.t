# title: pull, every flag
# topic: images
# needs: hub

$ docker pull -q alpine
docker.io/library/alpine:latest

$ docker pull -q alpine
docker.io/library/alpine:latest

$ docker pull --quiet alpine:nosuch
! Error response from daemon: manifest for alpine:nosuch not found: manifest unknown: manifest unknown
[1]

$ docker pull -a -q busybox
docker.io/library/busybox

$ docker pull -a busybox:latest
! tag can't be used with --all-tags/-a
[1]

$ docker pull -a nosuchimage_abc
! Error response from daemon: pull access denied for nosuchimage_abc, repository does not exist or may require 'docker login': denied: requested access to the resource is denied
[1]

$ docker pull --platform linux/amd64 hello-world
Using default tag: latest
latest: Pulling from library/hello-world
<LAYER>: Pull complete
Digest: <DIGEST:a>
Status: Downloaded newer image for hello-world:latest
docker.io/library/hello-world:latest

$ docker pull --platform linux/arm64 hello-world
Using default tag: latest
latest: Pulling from library/hello-world
Digest: <DIGEST:a>
Status: Image is up to date for hello-world:latest
WARNING: image with reference hello-world:latest was found but its platform (linux/amd64) does not match the specified platform (linux/arm64)
docker.io/library/hello-world:latest

$ docker pull --platform windows/amd64 hello-world
Using default tag: latest
latest: Pulling from library/hello-world
Digest: <DIGEST:a>
Status: Image is up to date for hello-world:latest
WARNING: image with reference hello-world:latest was found but its platform (linux/amd64) does not match the specified platform (windows/amd64)
docker.io/library/hello-world:latest

$ docker pull --platform bogus hello-world
Using default tag: latest
! Error response from daemon: "bogus": unknown operating system or architecture: invalid argument
[1]

$ docker pull --platform linux/bogus hello-world
Using default tag: latest
latest: Pulling from library/hello-world
Digest: <DIGEST:a>
Status: Image is up to date for hello-world:latest
WARNING: image with reference hello-world:latest was found but its platform (linux/amd64) does not match the specified platform (linux/bogus)
docker.io/library/hello-world:latest

$ docker pull alpine busybox
! docker: 'docker pull' requires 1 argument
!
! Usage:  docker pull [OPTIONS] NAME[:TAG|@DIGEST]
!
! Run 'docker pull --help' for more information
[1]

$ docker pull 'alpine latest'
! invalid reference format
[1]

$ docker pull https://docker.io/alpine
! invalid reference format
[1]

$ docker pull localhost:1/x
Using default tag: latest
! Error response from daemon: Get "http://localhost:1/v2/": dial tcp 127.0.0.1:1: connect: connection refused
[1]

$ docker pull nosuch.example.com/x
Using default tag: latest
! Error response from daemon: Get "https://nosuch.example.com/v2/": dial tcp: lookup nosuch.example.com on 8.8.8.8:53: no such host
[1]

$ docker pull nosuch.example.com:5000/x:1
! Error response from daemon: Get "https://nosuch.example.com:5000/v2/": dial tcp: lookup nosuch.example.com on 8.8.8.8:53: no such host
[1]

$ docker pull 127.0.0.1:1/x
Using default tag: latest
! Error response from daemon: Get "http://127.0.0.1:1/v2/": dial tcp 127.0.0.1:1: connect: connection refused
[1]

$ docker pull docker.io/alpine
Using default tag: latest
latest: Pulling from library/alpine
Digest: <DIGEST:b>
Status: Image is up to date for alpine:latest
docker.io/library/alpine:latest

$ docker pull index.docker.io/library/alpine:latest
latest: Pulling from library/alpine
Digest: <DIGEST:b>
Status: Image is up to date for alpine:latest
docker.io/library/alpine:latest

$ docker pull library/alpine
Using default tag: latest
latest: Pulling from library/alpine
Digest: <DIGEST:b>
Status: Image is up to date for alpine:latest
docker.io/library/alpine:latest

$ docker run --rm nosuchimage_abc
! Unable to find image 'nosuchimage_abc:latest' locally
! docker: Error response from daemon: pull access denied for nosuchimage_abc, repository does not exist or may require 'docker login': denied: requested access to the resource is denied
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --pull never alpine:3.10 true
! docker: Error response from daemon: No such image: alpine:3.10
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --pull always alpine true
! latest: Pulling from library/alpine
! Digest: <DIGEST:b>
! Status: Image is up to date for alpine:latest

$ docker run --rm --pull bogus alpine true
! docker: invalid pull option: 'bogus': must be one of "always", "missing" or "never"
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --pull missing -q alpine echo ok
ok

$ docker create --pull always --quiet alpine | wc -c
65

$ docker run --platform linux/arm64 --rm alpine true
! Unable to find image 'alpine:latest' locally
! latest: Pulling from library/alpine
! Digest: <DIGEST:b>
! Status: Image is up to date for alpine:latest
! WARNING: image with reference alpine:latest was found but its platform (linux/amd64) does not match the specified platform (linux/arm64)
! docker: Error response from daemon: image with reference alpine was found but its platform (linux/amd64) does not match the specified platform (linux/arm64)
!
! Run 'docker run --help' for more information
[125]
