# title: commit
# topic: images
# images: alpine

$ docker run --name ctr -e A=1 alpine sh -c 'echo hi > /hi'

$ docker commit ctr | grep -c '^sha256:'
1

$ docker commit -a 'Me <me@x>' -m 'a message' ctr mine:1 > /dev/null; docker inspect -f '{{.Author}}|{{.Comment}}|{{.Config.Env}}|{{.Config.Cmd}}' mine:1
Me <me@x>|a message|[A=1 PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin]|[sh -c echo hi > /hi]

$ docker inspect -f '{{.Parent}}' mine:1 | grep -c "$(docker images -q --no-trunc alpine)"
1

$ docker commit -c 'CMD ["cat", "/hi"]' -c 'ENV B=2' -c 'EXPOSE 8080/udp 81' -c 'WORKDIR /tmp' -c 'LABEL a=b "c d"=e' -c 'USER 1000' -c 'VOLUME ["/v"]' -c 'STOPSIGNAL 9' ctr mine:2 > /dev/null; docker inspect -f '{{json .Config}}' mine:2
{"User":"1000","ExposedPorts":{"8080/udp":{},"81/tcp":{}},"Env":["A=1","PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin","B=2"],"Cmd":["cat","/hi"],"Volumes":{"/v":{}},"WorkingDir":"/tmp","Labels":{"a":"b","c d":"e"},"StopSignal":"9"}

$ docker run --rm mine:2
hi

$ docker commit -c 'ENTRYPOINT echo x' ctr mine:3 > /dev/null; docker inspect -f '{{json .Config.Entrypoint}} {{json .Config.Cmd}}' mine:3
["/bin/sh","-c","echo x"] null

$ docker commit -c 'CMD echo $A' ctr mine:4 > /dev/null; docker run --rm mine:4
1

$ docker commit -c 'HEALTHCHECK --interval=5s CMD true' ctr mine:5 > /dev/null; docker inspect -f '{{json .Config.Healthcheck}}' mine:5
{"Test":["CMD-SHELL","true"],"Interval":5000000000}

$ docker commit -c 'RUN true' ctr mine:6
! Error response from daemon: RUN is not a valid change command
[1]

$ docker commit -c 'COPY a b' ctr mine:6
! Error response from daemon: COPY is not a valid change command
[1]

$ docker commit -c 'ENV' ctr mine:6
! Error response from daemon: ENV requires at least one argument
[1]

$ docker commit -c 'FOO bar' ctr mine:6
! Error response from daemon: FOO is not a valid change command
[1]

$ docker commit -c 'ENV A' ctr mine:6
! Error response from daemon: ENV must have two arguments
[1]

$ docker commit -c 'STOPSIGNAL BOGUS' ctr mine:6
! Error response from daemon: invalid signal: BOGUS
[1]

$ docker commit -c 'EXPOSE x' ctr mine:6
! Error response from daemon: Invalid containerPort: x
[1]

$ docker commit -c 'ONBUILD RUN x' -c 'SHELL ["/bin/ash", "-c"]' ctr mine:7 > /dev/null; docker inspect -f '{{json .Config.OnBuild}} {{json .Config.Shell}}' mine:7
! Error response from daemon: SHELL is not a valid change command
! Error: No such object: mine:7
[1]

$ docker commit nosuch
! Error response from daemon: No such container: nosuch
[1]

$ docker commit ctr Bad
! invalid reference format: repository name (library/Bad) must be lowercase
[1]

$ docker commit ctr a@sha256:0000000000000000000000000000000000000000000000000000000000000000
! refusing to create a tag with a digest reference
[1]

$ docker commit
! docker: 'docker commit' requires at least 1 and at most 2 arguments
!
! Usage:  docker commit [OPTIONS] CONTAINER [REPOSITORY[:TAG]]
!
! Run 'docker commit --help' for more information
[1]

$ docker commit a b c
! docker: 'docker commit' requires at least 1 and at most 2 arguments
!
! Usage:  docker commit [OPTIONS] CONTAINER [REPOSITORY[:TAG]]
!
! Run 'docker commit --help' for more information
[1]

$ docker commit --pause=false ctr mine:8 | grep -c sha256
1

$ docker commit -p=false ctr mine:9 | grep -c sha256
1

$ docker history mine:1 --format '{{.CreatedBy}}|{{.Comment}}|{{.Size}}' | head -1
sh -c echo hi > /hi|a message|<SIZE>

$ docker images -f label=a --format '{{.Repository}}:{{.Tag}}'
mine:2

$ docker images -f label=a=b -q | wc -l
1
