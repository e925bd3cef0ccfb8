# title: Directories in memory
# topic: mounts
# images: alpine

$ docker run --rm --read-only alpine touch /x
! touch: /x: Read-only file system
[1]

$ docker run --rm --read-only alpine sh -c 'touch /dev/shm/x /dev/x; echo $?; touch /etc/hosts; echo $?; touch /tmp/x; echo $?'
0
1
1
! touch: /etc/hosts: Read-only file system
! touch: /tmp/x: Read-only file system

$ docker run --rm --read-only --tmpfs /tmp alpine sh -c 'touch /tmp/x && echo ok'
ok

$ docker run --rm --tmpfs /data alpine sh -c 'mount | grep /data'
tmpfs on /data type tmpfs (rw,nosuid,nodev,noexec,relatime)

$ docker run --rm --tmpfs /data:size=1m,mode=0700,uid=1000 alpine sh -c 'mount | grep /data; ls -ld /data | cut -c1-10; df -k /data | tail -1'
tmpfs on /data type tmpfs (rw,nosuid,nodev,noexec,relatime,size=1024k,mode=700,uid=1000)
drwx------
tmpfs                     1024         0      1024   <PCT> /data

$ docker run --rm --tmpfs /data:ro alpine touch /data/x
! touch: /data/x: Read-only file system
[1]

$ docker run --rm --tmpfs /data:bogus alpine true
! docker: Error response from daemon: invalid tmpfs option "bogus"
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --tmpfs /data:size=x alpine true
! docker: Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: error mounting "tmpfs" to rootfs at "/data": mount src=tmpfs, dst=/data, dstFd=/proc/thread-self/fd/11, flags=MS_NOSUID|MS_NODEV|MS_NOEXEC, data=size=x: invalid argument
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --tmpfs data alpine true
! docker: Error response from daemon: invalid mount path: 'data' mount path must be absolute
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --tmpfs / alpine true
! docker: Error response from daemon: invalid specification: destination can't be '/'
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --tmpfs /data:noexec alpine sh -c 'cp /bin/true /data/t; /data/t; echo $?'
126
! sh: /data/t: Permission denied

$ docker run --rm --tmpfs /data:exec alpine sh -c 'printf "#!/bin/sh\necho ran\n" > /data/t; chmod +x /data/t; /data/t'
ran

$ docker run --rm --mount type=tmpfs,target=/data,tmpfs-size=1m,tmpfs-mode=1777 alpine sh -c 'mount | grep /data; ls -ld /data | cut -c1-10'
tmpfs on /data type tmpfs (rw,nosuid,nodev,noexec,relatime,size=1024k)
drwxrwxrwt

$ docker run --rm --mount type=tmpfs,dst=/data,readonly alpine touch /data/x
! touch: /data/x: Read-only file system
[1]

$ docker run --rm --mount type=tmpfs,source=x,target=/data alpine true
! docker: Error response from daemon: invalid mount config for type "tmpfs": field Source must not be specified
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --mount type=tmpfs,target=/data,tmpfs-size=x alpine true
! invalid argument "type=tmpfs,target=/data,tmpfs-size=x" for "--mount" flag: invalid value for tmpfs-size: x
!
! Usage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --mount type=tmpfs,target=/data,tmpfs-mode=9 alpine true
! invalid argument "type=tmpfs,target=/data,tmpfs-mode=9" for "--mount" flag: invalid value for tmpfs-mode: 9
!
! Usage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]
!
! Run 'docker run --help' for more information
[125]
