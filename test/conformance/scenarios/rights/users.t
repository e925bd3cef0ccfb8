# title: Who a container runs as
# topic: rights
# images: alpine

$ docker run --rm --user 1000 alpine id
uid=1000 gid=0(root) groups=0(root)

$ docker run --rm --user 1000:2000 alpine id
uid=1000 gid=2000 groups=2000

$ docker run --rm --user bogus alpine id
! docker: Error response from daemon: unable to find user bogus: no matching entries in passwd file
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --user root:bogus alpine id
! docker: Error response from daemon: unable to find group bogus: no matching entries in group file
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --user 1000 --group-add 5 --group-add daemon alpine id
uid=1000 gid=0(root) groups=0(root),2(daemon),5

$ docker run --rm --group-add bogus alpine id
! docker: Error response from daemon: unable to find group bogus: no matching entries in group file
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm -u -1 alpine id
! docker: Error response from daemon: uids and gids must be in range 0-2147483647
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm -u 4294967296 alpine id
! docker: Error response from daemon: uids and gids must be in range 0-2147483647
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm -u 1000 alpine sh -c 'echo $HOME; pwd; touch /x'
/
/
! touch: /x: Permission denied
[1]
