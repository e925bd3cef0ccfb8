# title: save and load, several images and forms
# topic: images
# images: alpine busybox

$ docker tag alpine a:1; docker tag alpine a:2

$ docker save a busybox -o two.tar; tar tf two.tar | grep -v blobs/sha256/ | sort
blobs/
index.json
manifest.json
oci-layout
repositories

$ tar xOf two.tar manifest.json | grep -o '"RepoTags":[^]]*]'
"RepoTags":["a:1","a:2"]
"RepoTags":["busybox:latest"]

$ docker save $(docker images -q busybox) | tar xO manifest.json | grep -o '"RepoTags":[^,]*,'
"RepoTags":null,

$ docker save busybox > b.tar; docker save -o b2.tar busybox; cmp b.tar b2.tar && echo same
same

$ docker rmi -f a:1 a:2 alpine busybox > /dev/null; docker load -i two.tar
Loaded image: a:1
Loaded image: a:2
Loaded image: busybox:latest

$ docker load -q -i two.tar
Loaded image: a:1
Loaded image: a:2
Loaded image: busybox:latest

$ docker load < b.tar
Loaded image: busybox:latest

$ gzip -c two.tar > two.tar.gz; docker load -i two.tar.gz
Loaded image: a:1
Loaded image: a:2
Loaded image: busybox:latest

$ cat two.tar.gz | docker load -q
Loaded image: a:1
Loaded image: a:2
Loaded image: busybox:latest

$ docker images --format '{{.Repository}}:{{.Tag}}' | sort
a:1
a:2
busybox:latest

$ docker images --digests busybox --format '{{.Digest}}'
<none>

$ docker save
! docker: 'docker save' requires at least 1 argument
!
! Usage:  docker save [OPTIONS] IMAGE [IMAGE...]
!
! See 'docker save --help' for more information
[1]

$ docker save nosuch > x.tar
! Error response from daemon: No such image: nosuch
[1]

$ docker save Bad > x.tar
! Error response from daemon: invalid reference format: repository name (library/Bad) must be lowercase
[1]

$ docker save -o x.tar a:1 nosuch; ls x.tar
x.tar
! Error response from daemon: No such image: nosuch

$ docker save -o nodir/x.tar a:1
! failed to save image: invalid output path: stat nodir: no such file or directory
[1]

$ docker save -o . a:1
! failed to save image: cannot write to a directory
[1]

$ docker load x
! docker: 'docker load' accepts no arguments
!
! Usage:  docker load [OPTIONS]
!
! Run 'docker load --help' for more information
[1]

$ docker load -i
! flag needs an argument: 'i' in -i
!
! Usage:  docker load [OPTIONS]
!
! Run 'docker load --help' for more information
[125]

$ docker load -i .
! error during connect: Post "http://<*>docker.sock/v1.50/images/load?quiet=1": read .: is a directory
[1]

$ docker load < /dev/null
! open /var/lib/docker/tmp/docker-import-<N>/repositories: no such file or directory
[1]

$ docker load -i /dev/null
! open /var/lib/docker/tmp/docker-import-<N>/repositories: no such file or directory
[1]

$ mkdir empty; tar cf e.tar -C empty .; docker load -i e.tar
! open /var/lib/docker/tmp/docker-import-<N>/repositories: no such file or directory
[1]

$ docker save --platform linux/arm64 -o x.tar a:1
! Error response from daemon: no suitable export target found for platform linux/arm64
[1]

$ docker load --platform linux/arm64 -i two.tar

$ docker save --platform linux/amd64 -o y.tar a:1 && docker load --platform linux/amd64 -i y.tar
Loaded image: a:1

$ docker save -o z.tar $(docker images -q busybox) && docker rmi busybox > /dev/null; docker load -i z.tar | sed 's/sha256:.*/ID/'
Loaded image ID: ID

$ docker tag busybox:latest x 2>&1; docker images -f dangling=true --format '{{.Repository}} {{.Tag}}'
Error response from daemon: No such image: busybox:latest
<none> <none>
