# title: push, every flag
# topic: registry
# images: alpine busybox
# needs: hub account student/dckr_pat_practice

$ docker login -u student -p dckr_pat_practice
Login Succeeded
! WARNING! Using --password via the CLI is insecure. Use --password-stdin.
!
! WARNING! Your credentials are stored unencrypted in '<HOME>/.docker/config.json'.
! Configure a credential helper to remove this warning. See
! https://docs.docker.com/go/credential-store/

$ docker tag alpine student/all:1; docker tag alpine student/all:2; docker tag busybox student/all

$ docker push -q student/all
docker.io/student/all:latest

$ docker push -q student/all:1
docker.io/student/all:1

$ docker push -a student/all
The push refers to repository [docker.io/student/all]
<LAYER>: Layer already exists
1: digest: <DIGEST:a> size: <N>
<LAYER>: Layer already exists
2: digest: <DIGEST:a> size: <N>
<LAYER>: Layer already exists
latest: digest: <DIGEST:b> size: <N>

$ docker push -a -q student/all
docker.io/student/all

$ docker push -a student/all:1
! tag can't be used with --all-tags/-a
[1]

$ docker push --all-tags student/nosuch
The push refers to repository [docker.io/student/nosuch]
! An image does not exist locally with the tag: student/nosuch
[1]

$ docker push student/nosuch:1
The push refers to repository [docker.io/student/nosuch]
! An image does not exist locally with the tag: student/nosuch
[1]

$ docker push nosuch:1
The push refers to repository [docker.io/library/nosuch]
! An image does not exist locally with the tag: nosuch
[1]

$ docker push Bad
! invalid reference format: repository name (library/Bad) must be lowercase
[1]

$ docker push student/all@sha256:0000000000000000000000000000000000000000000000000000000000000000
! cannot push a digest reference
[1]

$ docker push sha256:0000000000000000000000000000000000000000000000000000000000000000
The push refers to repository [docker.io/library/sha256]
! An image does not exist locally with the tag: sha256
[1]

$ docker push $(docker images -q busybox)
Using default tag: latest
The push refers to repository [docker.io/library/<ID12:c>]
! An image does not exist locally with the tag: <ID12:c>
[1]

$ docker push teacher/x
Using default tag: latest
The push refers to repository [docker.io/teacher/x]
! An image does not exist locally with the tag: teacher/x
[1]

$ docker tag alpine teacher/x; docker push teacher/x:latest
The push refers to repository [docker.io/teacher/x]
! denied: requested access to the resource is denied
[1]

$ docker push -q teacher/x
! denied: requested access to the resource is denied
[1]

$ docker push alpine
Using default tag: latest
The push refers to repository [docker.io/library/alpine]
<LAYER>: Layer already exists
! errors:
! denied: requested access to the resource is denied
! unauthorized: authentication required
[1]

$ docker push localhost:1/x
Using default tag: latest
The push refers to repository [localhost:1/x]
! An image does not exist locally with the tag: localhost:1/x
[1]

$ docker tag alpine localhost:1/x; docker push localhost:1/x
Using default tag: latest
The push refers to repository [localhost:1/x]
! Get "http://localhost:1/v2/": dial tcp 127.0.0.1:1: connect: connection refused
[1]

$ docker tag alpine nosuch.example.com/x; docker push nosuch.example.com/x
Using default tag: latest
The push refers to repository [nosuch.example.com/x]
! Get "https://nosuch.example.com/v2/": dial tcp: lookup nosuch.example.com on 8.8.8.8:53: no such host
[1]

$ docker push --platform linux/amd64 student/all:1 | tail -1
1: digest: <DIGEST:a> size: <N>

$ docker push --platform linux/arm64 student/all:1

 Info -> Using --platform pushes only the specified platform manifest of a multi-platform image index.
         Other components, like attestations, will not be included.
         To push the complete multi-platform image, remove the --platform flag.
! Error response from daemon: image with reference student/all:1 was found but its platform (linux/amd64) does not match the specified platform (linux/arm64)
[1]

$ docker push --platform bogus student/all:1
! Invalid platform bogus"bogus": unknown operating system or architecture: invalid argument
[1]

$ docker push a b
! docker: 'docker push' requires 1 argument
!
! Usage:  docker push [OPTIONS] NAME[:TAG]
!
! Run 'docker push --help' for more information
[1]

$ docker inspect -f '{{.RepoDigests}}' busybox
[busybox@<DIGEST:b> student/all@<DIGEST:b>]

$ docker inspect -f '{{len .RepoDigests}}' alpine
2
