# title: Device files that a container makes, and what it finds of itself in /proc
# topic: rights
# images: debian alpine

$ docker run --rm debian sh -c 'mknod /tmp/null c 1 3 && echo gone > /tmp/null && ls -l /tmp/null | cut -c1-28'
crw-r--r-- 1 root root 1, 3

$ docker run --rm --cap-drop MKNOD debian mknod /tmp/null c 1 3
! mknod: /tmp/null: Operation not permitted
[1]

$ docker run --rm --cap-drop ALL debian mknod /tmp/pipe p

$ docker run --rm --user 1000 debian mknod /tmp/null c 1 3
! mknod: /tmp/null: Operation not permitted
[1]

$ docker run --rm debian mknod /tmp/x c
! mknod: missing operand after 'c'
! Special files require major and minor device numbers.
! Try 'mknod --help' for more information.
[1]

$ docker run --rm debian mknod /tmp/x q 1 2
! mknod: invalid device type 'q'
! Try 'mknod --help' for more information.
[1]

$ docker run --rm alpine sh -c 'mknod /tmp/zero c 1 5; head -c 3 /tmp/zero | wc -c'
3

$ docker run --rm --cap-drop MKNOD alpine mknod /tmp/zero c 1 5
! mknod: /tmp/zero: Operation not permitted
[1]

$ docker run --rm debian sh -c 'ls -l /proc/self/fd | cut -c1-23'
total 0
lrwx------ 1 root root 
l-wx------ 1 root root 
l-wx------ 1 root root 
lr-x------ 1 root root 

$ docker run --rm debian ls /proc/self/ns
cgroup
ipc
mnt
net
pid
pid_for_children
time
time_for_children
user
uts

$ docker run --rm debian sh -c '[ -e /proc/self/fd/9 ] || echo no ninth'
no ninth

$ docker run --rm debian sh -c 'readlink /proc/self/ns/net | tr -d 0-9; test "$(readlink /proc/self/ns/pid)" = "$(readlink /proc/1/ns/pid)" && echo the same'
net:[]
the same

$ docker run --rm debian sh -c 'grep " /proc/bus " /proc/self/mountinfo | cut -d" " -f4-'
/bus /proc/bus ro,nosuid,nodev,noexec,relatime - proc proc rw

$ docker run --rm debian sh -c 'grep -c " /dev/shm " /proc/self/mountinfo; grep " /dev/shm " /proc/self/mountinfo | cut -d" " -f4-'
1
/ /dev/shm rw,nosuid,nodev,noexec,relatime - tmpfs shm rw,size=65536k
