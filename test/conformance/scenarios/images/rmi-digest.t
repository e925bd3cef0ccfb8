# title: Removing by digest
# topic: images
# images: alpine

$ docker inspect -f '{{index .RepoDigests 0}}' alpine > digest

$ docker rmi $(cat digest)
Untagged: alpine@<DIGEST:a>

$ docker images --digests --format '{{.Repository}} {{.Tag}} {{.Digest}}'
alpine latest <none>

$ docker tag alpine keep

$ docker rmi alpine
Untagged: alpine:latest

$ docker images --digests --format '{{.Repository}} {{.Tag}} {{.Digest}}'
keep latest <none>

$ docker rmi keep | sed 's/sha256:.*/ID/'
Untagged: keep:latest
Deleted: ID

$ docker pull -q $(cat digest)
docker.io/library/alpine@<DIGEST:a>

$ docker images --digests --format '{{.Repository}} {{.Tag}} {{.Digest}}'
alpine <none> <DIGEST:a>

$ docker images --format '{{.Repository}} {{.Tag}}'
alpine <none>

$ docker images -f dangling=true --format '{{.Repository}} {{.Tag}}'
alpine <none>

$ docker run --rm $(cat digest) echo hi
hi

$ docker tag $(cat digest) named:1; docker images --format '{{.Repository}} {{.Tag}}' | sort
alpine <none>
named 1

$ docker rmi $(cat digest)
Untagged: alpine@<DIGEST:a>

$ docker rmi named:1 | sed 's/sha256:.*/ID/'
Untagged: named:1
Deleted: ID

$ docker pull alpine@sha256:0000000000000000000000000000000000000000000000000000000000000000
! Error response from daemon: manifest for alpine@<DIGEST> not found: manifest unknown: manifest unknown
[1]

$ docker pull alpine@sha256:abc
! invalid reference format
[1]

$ docker pull -a alpine@$(cut -d@ -f2 digest)
! tag can't be used with --all-tags/-a
[1]

$ docker pull alpine:latest@$(cut -d@ -f2 digest) | tail -2
Status: Downloaded newer image for alpine@<DIGEST:a>
docker.io/library/alpine:latest@<DIGEST:a>

$ docker rmi alpine:latest
! Error response from daemon: No such image: alpine:latest
[1]
