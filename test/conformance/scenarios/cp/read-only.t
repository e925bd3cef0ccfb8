# title: Copying where nothing may be written
# topic: cp
# images: alpine

$ docker run -d --name cpro --read-only -v cprov:/data:ro --tmpfs /scratch alpine sleep 1000
<ID64>

$ touch n; docker cp n cpro:/tmp
! Error response from daemon: container rootfs is marked read-only
[1]

$ docker cp n cpro:/data
! Error response from daemon: mounted volume is marked read-only
[1]

$ docker cp n cpro:/scratch; docker exec cpro ls /scratch
! Error response from daemon: container rootfs is marked read-only

$ docker rm -f -v cpro; docker volume rm cprov
cpro
cprov
