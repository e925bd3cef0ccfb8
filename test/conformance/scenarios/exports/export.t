# title: docker export and import
# topic: exports
# images: alpine

$ docker run --name ex1 -w /srv alpine sh -c 'echo data > /srv/f'

$ docker export ex1 | tar tf - srv/f
srv/f

$ docker export -o ex1.tar ex1; tar tf ex1.tar etc/hostname
etc/hostname

$ docker export -o /nosuch/x.tar ex1
! failed to export container: invalid output path: stat /nosuch: no such file or directory
[1]

$ docker export nosuch
! Error response from daemon: No such container: nosuch
[1]

$ docker export ex1 ex1
! docker: 'docker export' requires 1 argument
!
! Usage:  docker export [OPTIONS] CONTAINER
!
! Run 'docker export --help' for more information
[1]

$ docker import -m note -c 'CMD ["cat","/srv/f"]' -c 'ENV A=1' ex1.tar imported:1
<DIGEST:a>

$ docker run --rm imported:1
data

$ docker inspect imported:1 -f '{{.Comment}} {{json .Config.Env}} {{json .Config.Cmd}} {{.Os}} {{len .RootFS.Layers}}'
note ["A=1"] ["cat","/srv/f"] linux 1

$ docker import --platform linux/arm64 ex1.tar imported:2; docker inspect imported:2 -f '{{.Architecture}}'
<DIGEST:b>
arm64

$ docker import nosuch.tar
! open nosuch.tar: no such file or directory
[1]

$ docker import --platform bogus ex1.tar
! Error response from daemon: "bogus": unknown operating system or architecture: invalid argument
[1]

$ docker import -c 'RUN x' ex1.tar
! Error response from daemon: RUN is not a valid change command
[1]

$ docker rmi imported:1 imported:2
Untagged: imported:1
Deleted: <DIGEST:a>
Untagged: imported:2
Deleted: <DIGEST:b>

$ docker rm ex1
ex1
