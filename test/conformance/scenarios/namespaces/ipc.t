# title: Sharing memory
# topic: namespaces
# images: alpine

$ docker run --rm --ipc none alpine grep -c shm /proc/mounts
0
[1]

$ docker run --rm --ipc bogus alpine true
! docker: Error response from daemon: invalid IPC mode: bogus
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --ipc container:nosuch alpine true
! docker: Error response from daemon: No such container: nosuch
!
! Run 'docker run --help' for more information
[125]

$ docker run -d --name donor --ipc shareable alpine sleep 1000
<ID64:a>

$ docker run --rm --ipc container:donor alpine touch /dev/shm/shared

$ docker exec donor ls /dev/shm
shared

$ docker kill donor
donor

$ docker run --rm --ipc container:donor alpine true
! docker: Error response from daemon: failed to join IPC namespace: container <ID64:a> is not running
!
! Run 'docker run --help' for more information
[125]

$ docker rm donor
donor

$ docker run -d --name keeper alpine sleep 1000
<ID64:b>

$ docker run --rm --ipc container:keeper alpine true
! docker: Error response from daemon: failed to join IPC namespace: container <ID64:b>: non-shareable IPC (hint: use IpcMode:shareable for the donor container)
!
! Run 'docker run --help' for more information
[125]

$ docker rm -f keeper
keeper
