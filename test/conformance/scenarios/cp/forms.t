# title: Every form of docker cp
# topic: cp
# images: alpine

$ docker run -d --name cpx alpine sh -c 'mkdir -p /src/sub; echo a > /src/a; echo b > /src/sub/b; ln -s a /src/link; ln -s sub /src/dlink; chmod 640 /src/a; sleep 1000'
<ID64>

$ sleep 0.5

$ docker cp cpx:/src/a a

$ docker cp cpx:/src/a nosuch/
! no such directory
[1]

$ docker cp cpx:/src/a nosuch/x
! invalid output path: directory "<CWD>/nosuch" does not exist
[1]

$ docker cp cpx:/src d1 && find d1 | sort
d1
d1/a
d1/dlink
d1/link
d1/sub
d1/sub/b

$ docker cp cpx:/src d1 && find d1 | sort
d1
d1/a
d1/dlink
d1/link
d1/src
d1/src/a
d1/src/dlink
d1/src/link
d1/src/sub
d1/src/sub/b
d1/sub
d1/sub/b

$ docker cp cpx:/src/. d2 && find d2 | sort
d2
d2/a
d2/dlink
d2/link
d2/sub
d2/sub/b

$ mkdir d3; docker cp cpx:/src/. d3 && find d3 | sort
d3
d3/a
d3/dlink
d3/link
d3/sub
d3/sub/b

$ docker cp cpx:/src/link l1 && readlink l1
a

$ docker cp -L cpx:/src/link l2 && cat l2
a

$ docker cp cpx:/src/dlink/. dl2 && ls dl2
b

$ docker cp -L cpx:/src/dlink dl3 && ls dl3
b

$ docker cp cpx:/nosuch x
! Error response from daemon: Could not find the file /nosuch in container cpx
[1]

$ docker cp cpx:/src/a/ x
! Error response from daemon: lstat /src/a/: not a directory
[1]

$ docker cp cpx:/src a
! cannot copy directory
[1]

$ docker cp cpx:src/a rel; cat rel
a

$ docker cp cpx:/src - | tar tf - | sort
src/
src/a
src/dlink
src/link
src/sub/
src/sub/b

$ docker cp cpx:/src/. - | tar tf - | sort
./
./a
./dlink
./link
./sub/
./sub/b

$ docker rm -f cpx
cpx
