# title: Options of volumes
# topic: mounts
# images: alpine

$ docker run --rm --mount type=volume,src=mva,dst=/data alpine sh -c 'mkdir /data/sub; echo in > /data/sub/f'

$ docker run --rm --mount type=volume,src=mva,dst=/data,volume-subpath=sub alpine ls /data
f

$ docker run --rm --mount type=volume,src=mva,dst=/data,volume-subpath=nosuch alpine true
! docker: Error response from daemon: cannot access path /var/lib/docker/volumes/mva/_data/nosuch: lstat /var/lib/docker/volumes/mva/_data/nosuch: no such file or directory
!
! Run 'docker run --help' for more information
[127]

$ docker run --rm --mount type=volume,src=mva,dst=/data,readonly alpine touch /data/g
! touch: /data/g: Read-only file system
[1]

$ docker run --rm --mount type=volume,src=mvb,dst=/data,volume-label=a=b alpine true

$ docker volume inspect mvb -f '{{json .Labels}}'
{"a":"b"}

$ docker run --rm --pull never --mount type=volume,src=mvc,dst=/data,volume-driver=bogus alpine true
! docker: Error response from daemon: create mvc: error looking up volume plugin bogus: plugin "bogus" not found
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --pull never --volume-driver bogus -v nv:/data alpine true
! docker: Error response from daemon: create nv: error looking up volume plugin bogus: plugin "bogus" not found
!
! Run 'docker run --help' for more information
[125]

$ docker run -d --name holder -v mva:/data -v /anon --tmpfs /t alpine sleep 1000
<ID64>

$ docker run --rm --volumes-from holder alpine sh -c 'cat /data/sub/f; ls -d /anon'
in
/anon

$ docker run --rm --volumes-from holder:ro alpine touch /data/x
! touch: /data/x: Read-only file system
[1]

$ docker run --rm --volumes-from holder:bogus alpine true
! docker: Error response from daemon: invalid mode: bogus
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --volumes-from nosuch alpine true
! docker: Error response from daemon: No such container: nosuch
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --volumes-from '' alpine true
! docker: Error response from daemon: volumes-from specification cannot be an empty string
!
! Run 'docker run --help' for more information
[125]

$ docker rm -f -v holder
holder

$ docker volume rm mva mvb
mva
mvb
