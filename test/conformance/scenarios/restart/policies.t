# title: Restart policies, right and wrong
# topic: restart
# images: alpine

$ docker run -d --restart always:3 alpine true
! docker: Error response from daemon: invalid restart policy: maximum retry count can only be used with 'on-failure'
!
! Run 'docker run --help' for more information
[125]

$ docker run -d --restart no:3 alpine true
! docker: Error response from daemon: invalid restart policy: maximum retry count can only be used with 'on-failure'
!
! Run 'docker run --help' for more information
[125]

$ docker run -d --restart on-failure:x alpine true
! docker: invalid restart policy format: maximum retry count must be an integer
!
! Run 'docker run --help' for more information
[125]

$ docker run -d --restart on-failure:-1 alpine true
! docker: Error response from daemon: invalid restart policy: maximum retry count cannot be negative
!
! Run 'docker run --help' for more information
[125]

$ docker run -d --restart : alpine true
! docker: invalid restart policy format: no policy provided before colon
!
! Run 'docker run --help' for more information
[125]

$ docker run -d --restart sometimes alpine true
! docker: Error response from daemon: invalid restart policy: unknown policy 'sometimes'; use one of 'no', 'always', 'on-failure', or 'unless-stopped'
!
! Run 'docker run --help' for more information
[125]

$ docker run --restart always --rm alpine true
! docker: conflicting options: cannot specify both --restart and --rm
!
! Run 'docker run --help' for more information
[125]

$ docker create --restart unless-stopped --name us alpine sleep 100
<ID64>

$ docker inspect us -f '{{json .HostConfig.RestartPolicy}}'
{"Name":"unless-stopped","MaximumRetryCount":0}

$ docker update --restart no us
us

$ docker inspect us -f '{{.HostConfig.RestartPolicy.Name}}'
no

$ docker rm us
us

$ docker run -d --restart always --name ever alpine sh -c 'sleep 0.2; exit 1'
<ID64>

$ sleep 1

$ docker stop -t 1 ever
ever

$ docker inspect ever -f '{{.State.Status}} {{.State.Restarting}}'
exited false

$ docker start ever
ever

$ docker pause ever
ever

$ docker kill ever
ever

$ docker rm -f ever
ever
