# title: What capabilities allow
# topic: rights
# images: alpine

$ docker run --rm alpine grep Cap /proc/self/status
CapInh:	0000000000000000
CapPrm:	00000000a80425fb
CapEff:	00000000a80425fb
CapBnd:	00000000a80425fb
CapAmb:	0000000000000000

$ docker run --rm --cap-drop ALL alpine grep Cap /proc/self/status
CapInh:	0000000000000000
CapPrm:	0000000000000000
CapEff:	0000000000000000
CapBnd:	0000000000000000
CapAmb:	0000000000000000

$ docker run --rm --cap-drop all --cap-add chown alpine grep Cap /proc/self/status
CapInh:	0000000000000000
CapPrm:	0000000000000001
CapEff:	0000000000000001
CapBnd:	0000000000000001
CapAmb:	0000000000000000

$ docker run --rm --cap-add NET_ADMIN alpine grep CapEff /proc/self/status
CapEff:	00000000a80435fb

$ docker run --rm --user 1000 alpine grep Cap /proc/self/status
CapInh:	0000000000000000
CapPrm:	0000000000000000
CapEff:	0000000000000000
CapBnd:	00000000a80425fb
CapAmb:	0000000000000000

$ docker run --rm --cap-drop CHOWN alpine chown 1000 /etc/passwd
! chown: /etc/passwd: Operation not permitted
[1]

$ docker run --rm --cap-drop FOWNER --user 1000 alpine chmod 777 /etc/passwd
! chmod: /etc/passwd: Operation not permitted
[1]

$ docker run --rm --cap-drop DAC_OVERRIDE alpine sh -c 'echo x > /tmp/f; chmod 000 /tmp/f; cat /tmp/f'
! cat: can't open '/tmp/f': Permission denied
[1]

$ docker run --rm alpine hostname newname
! hostname: sethostname: Operation not permitted
[1]

$ docker run --rm --cap-add SYS_ADMIN alpine sh -c 'hostname newname && hostname'
newname

$ docker run --rm alpine mount -t tmpfs none /mnt
! mount: permission denied (are you root?)
[1]

$ docker run --rm --cap-add bogus alpine true
! docker: Error response from daemon: invalid CapAdd: unknown capability: "CAP_BOGUS"
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --cap-drop bogus alpine true
! docker: Error response from daemon: invalid CapDrop: unknown capability: "CAP_BOGUS"
!
! Run 'docker run --help' for more information
[125]

$ docker create --name cc --cap-add net_admin --cap-drop CAP_CHOWN alpine
<ID64>

$ docker inspect cc -f '{{.HostConfig.CapAdd}} {{.HostConfig.CapDrop}}'
[CAP_NET_ADMIN] [CAP_CHOWN]

$ docker rm cc
cc
