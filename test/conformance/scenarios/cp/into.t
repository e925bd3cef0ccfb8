# title: Copying into a container
# topic: cp
# images: alpine

$ docker run -d --name cpi alpine sh -c 'mkdir -p /src/sub; echo a > /src/a; ln -s a /src/link; ln -s sub /src/dlink; sleep 1000'
<ID64>

$ echo new > n; mkdir d; echo in > d/f; tar cf t.tar n

$ docker cp - cpi:/tmp < t.tar; docker exec cpi cat /tmp/n
new

$ docker cp - cpi:/nosuch < t.tar
! destination "cpi:/nosuch" must be a directory
[1]

$ docker cp - cpi:/src/a < t.tar
! destination "cpi:/src/a" must be a directory
[1]

$ docker cp n cpi:/tmp/renamed; docker exec cpi cat /tmp/renamed
new

$ docker cp n cpi:/nodir/x
! Error response from daemon: Could not find the file /nodir in container cpi
[1]

$ docker cp n cpi:/newdir/
! no such directory
[1]

$ docker cp n cpi:
! no such directory
[1]

$ docker cp n cpi:/src/link; docker exec cpi cat /src/a
new

$ docker cp n cpi:/src/dlink; docker exec cpi ls /src/sub
n

$ docker cp d cpi:/tmp; docker exec cpi ls /tmp/d
f

$ docker cp d/. cpi:/tmp/into; docker exec cpi ls /tmp/into
f

$ docker cp d cpi:/tmp/n
! cannot copy directory
[1]

$ docker cp n/ cpi:/tmp
! not a directory
[1]

$ docker cp nosuch cpi:/tmp
! lstat <CWD>/nosuch: no such file or directory
[1]

$ ln -s n ln; docker cp ln cpi:/tmp/asis; docker exec cpi readlink /tmp/asis
n

$ docker cp -L ln cpi:/tmp/followed; docker exec cpi cat /tmp/followed
new

$ docker cp n cpi
! must specify at least one container source
[1]

$ docker cp cpi:/a cpi:/b
! copying between containers is not supported
[1]

$ docker cp - -
! must specify at least one container source
[1]

$ docker cp n nosuch:/b
! Error response from daemon: No such container: nosuch
[1]

$ docker rm -f cpi
cpi
