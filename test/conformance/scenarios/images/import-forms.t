# title: import
# topic: images
# images: alpine

$ docker create --name ctr alpine > /dev/null; docker export ctr > fs.tar; docker import fs.tar | grep -c '^sha256:'
1

$ docker import fs.tar flat | grep -c '^sha256:'
1

$ docker import -m 'my words' -c 'CMD ["echo", "hi"]' -c 'ENV A=1 B=2' -c 'EXPOSE 80' -c 'WORKDIR /tmp' -c 'USER nobody' -c 'LABEL x=y' -c 'VOLUME /data' -c 'ENTRYPOINT ["/bin/echo"]' -c 'STOPSIGNAL SIGINT' fs.tar flat:2 > /dev/null; docker inspect -f '{{json .Config}}' flat:2
{"User":"nobody","ExposedPorts":{"80/tcp":{}},"Env":["A=1","B=2"],"Entrypoint":["/bin/echo"],"Cmd":["echo","hi"],"Volumes":{"/data":{}},"WorkingDir":"/tmp","Labels":{"x":"y"},"StopSignal":"SIGINT"}

$ docker inspect -f '{{.Comment}}|{{.Author}}|{{.Architecture}}|{{.Os}}|{{.Parent}}|{{.DockerVersion}}' flat:2
my words||amd64|linux||<*>

$ docker history --format '{{.CreatedBy}}|{{.Comment}}' flat:2
|my words

$ docker history --format '{{.CreatedBy}}|{{.Comment}}' flat
|Imported from -

$ cat fs.tar | docker import - piped > /dev/null; docker images piped --format '{{.Tag}}'
latest

$ gzip -c fs.tar | docker import - zipped > /dev/null; docker run --rm zipped echo ok
ok

$ docker run --rm flat
! docker: Error response from daemon: no command specified
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm flat echo hi
hi

$ docker import
! docker: 'docker import' requires at least 1 argument
!
! Usage:  docker import [OPTIONS] file|URL|- [REPOSITORY[:TAG]]
!
! See 'docker import --help' for more information
[1]

$ docker import nosuch.tar
! open nosuch.tar: no such file or directory
[1]

$ docker import fs.tar Bad
! invalid reference format: repository name (library/Bad) must be lowercase
[1]

$ docker import fs.tar x@sha256:0000000000000000000000000000000000000000000000000000000000000000
! Error response from daemon: cannot import digest reference
[1]

$ docker import -c 'RUN true' fs.tar bad
! Error response from daemon: RUN is not a valid change command
[1]

$ docker import -c 'BOGUS x' fs.tar bad
! Error response from daemon: BOGUS is not a valid change command
[1]

$ docker import -c 'EXPOSE abc' fs.tar bad
! Error response from daemon: Invalid containerPort: abc
[1]

$ docker import -c 'HEALTHCHECK NONE' fs.tar ok > /dev/null; docker inspect -f '{{json .Config.Healthcheck}}' ok
{"Test":["NONE"]}

$ docker import -c 'ONBUILD RUN true' fs.tar ok > /dev/null; docker inspect -f '{{json .Config.OnBuild}}' ok
["RUN true"]

$ docker import -c '' fs.tar ok | grep -c sha256
0
! Error response from daemon: file with no instructions
[1]

$ echo hello | docker import - x
! Error response from daemon: unexpected EOF
[1]

$ docker import - y < /dev/null | grep -c sha256
1

$ docker import . y
! error during connect: Post "http://<*>docker.sock/v1.50/images/create?fromSrc=-&repo=y": read .: is a directory
[1]

$ docker import --platform linux/arm64 fs.tar arm > /dev/null; docker inspect -f '{{.Architecture}}' arm
arm64

$ docker import --platform bogus fs.tar arm
! Error response from daemon: "bogus": unknown operating system or architecture: invalid argument
[1]

$ docker import http://127.0.0.1:1/x.tar z
! Error response from daemon: Get "http://127.0.0.1:1/x.tar": dial tcp 127.0.0.1:1: connect: connection refused
[1]

$ docker import fs.tar a b c | grep -c sha256
1
