# title: Changes of docker commit
# topic: images
# images: alpine

$ docker run --name cm -e A=1 alpine touch /new

$ docker commit -m 'a message' -a 'Me <me@x.org>' -c 'ENV B=2' -c 'EXPOSE 80' -c 'CMD ["echo","hi"]' -c 'LABEL k=v' -c 'WORKDIR /srv' -c 'USER nobody' -c 'VOLUME /v' -c 'ENTRYPOINT ["sh"]' -c 'STOPSIGNAL QUIT' -c 'HEALTHCHECK NONE' cm cmi:1
<DIGEST:a>

$ docker inspect cmi:1 -f '{{.Comment}}|{{.Author}}|{{json .Config.ExposedPorts}}|{{json .Config.Cmd}}|{{json .Config.Labels}}|{{.Config.WorkingDir}}|{{.Config.User}}|{{json .Config.Volumes}}|{{json .Config.Entrypoint}}|{{.Config.StopSignal}}|{{json .Config.Healthcheck}}'
a message|Me <me@x.org>|{"80/tcp":{}}|["echo","hi"]|{"k":"v"}|/srv|nobody|{"/v":{}}|["sh"]|QUIT|{"Test":["NONE"]}

$ docker commit -c 'RUN true' cm
! Error response from daemon: RUN is not a valid change command
[1]

$ docker commit -c 'BOGUS x' cm
! Error response from daemon: BOGUS is not a valid change command
[1]

$ docker commit -c 'ENV' cm
! Error response from daemon: ENV requires at least one argument
[1]

$ docker commit -c 'ONBUILD RUN true' cm cmi:3
<DIGEST:b>

$ docker inspect cmi:3 -f '{{json .Config.OnBuild}}'
["RUN true"]

$ docker commit cm BadName
! invalid reference format: repository name (library/BadName) must be lowercase
[1]

$ docker commit cm cmi:bad:tag
! invalid reference format
[1]

$ docker commit nosuch
! Error response from daemon: No such container: nosuch
[1]

$ docker rmi cmi:1 cmi:3
Untagged: cmi:1
Deleted: <DIGEST:a>
Untagged: cmi:3
Deleted: <DIGEST:b>

$ docker rm cm
cm

$ docker run -d --name live alpine sleep 1000
<ID64>

$ docker commit live cmi:4
<DIGEST:c>

$ sleep 1.1

$ docker events --since 20s --until 0s --filter container=live --format '{{.Action}}'
create
start
pause
commit
unpause

$ docker commit -p=false live cmi:5
<DIGEST:d>

$ sleep 1.1

$ docker events --since 20s --until 0s --filter container=live --format '{{.Action}}'
create
start
pause
commit
unpause
commit

$ docker rm -f live; docker rmi cmi:4 cmi:5
live
Untagged: cmi:4
Deleted: <DIGEST:c>
Untagged: cmi:5
Deleted: <DIGEST:d>
