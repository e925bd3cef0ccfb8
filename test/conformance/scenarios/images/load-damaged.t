# title: Archives that are none
# topic: images
# images: alpine

$ echo hello | docker load
! unexpected EOF
[1]

$ docker save alpine | head -c 3000 | docker load
! unexpected EOF
[1]

$ mkdir d; echo '{' > d/manifest.json; tar cf a.tar -C d manifest.json; docker load -i a.tar
! unexpected EOF
[1]

$ echo '{}' > d/manifest.json; tar cf a.tar -C d manifest.json; docker load -i a.tar
! json: cannot unmarshal object into Go value of type []tarexport.manifestItem
[1]

$ docker load -i nosuch.tar
! open nosuch.tar: no such file or directory
[1]

$ docker save -o /nodir/x.tar alpine
! failed to save image: invalid output path: stat /nodir: no such file or directory
[1]

$ docker save -o d alpine
! failed to save image: cannot write to a directory
[1]

$ docker save -o /dev/null alpine
! failed to save image: cannot write to a character device file
[1]

$ docker save -o sv.tar nosuch
! Error response from daemon: No such image: nosuch
[1]

$ docker images
REPOSITORY   TAG       IMAGE ID       CREATED   SIZE
alpine       latest    <ID12>   <AGO>   <SIZE>
