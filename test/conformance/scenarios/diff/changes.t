# title: What docker diff tells
# topic: diff
# images: alpine

$ docker run --name df1 alpine sh -c 'mkdir -p /srv/deep; touch /srv/deep/f; rm /etc/issue; chmod 600 /etc/group'

$ docker diff df1 | sort
A /srv/deep
A /srv/deep/f
C /etc
C /etc/group
C /srv
D /etc/issue

$ docker diff nosuch
! Error response from daemon: No such container: nosuch
[1]

$ docker diff
! docker: 'docker diff' requires 1 argument
!
! Usage:  docker diff CONTAINER
!
! Run 'docker diff --help' for more information
[1]

$ docker diff df1 df1
! docker: 'docker diff' requires 1 argument
!
! Usage:  docker diff CONTAINER
!
! Run 'docker diff --help' for more information
[1]

$ docker rm df1
df1

$ docker create --name df2 alpine
<ID64>

$ docker diff df2

$ docker cp /etc/hostname df2:/made; docker diff df2
A /made

$ docker rm df2
df2

$ docker run --name df3 -v /vol --tmpfs /t alpine sh -c 'touch /vol/x /t/y; echo 1 >> /etc/hosts'

$ docker diff df3 | sort
A /t
A /vol

$ docker rm -v df3
df3
