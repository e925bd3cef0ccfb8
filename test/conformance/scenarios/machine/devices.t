# title: Devices, graphics and other things that are not there
# topic: machine
# images: alpine

$ docker run --rm --device /dev/null:/dev/mynull alpine sh -c 'echo x > /dev/mynull && ls -l /dev/mynull | cut -c1-10'
crw-rw-rw-

$ docker run --rm --device /dev/nosuch alpine true
! docker: Error response from daemon: error gathering device information while adding custom device "/dev/nosuch": no such file or directory
!
! Run 'docker run --help' for more information
[127]

$ docker run --rm --device relative alpine true
! docker: relative is not an absolute path
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --device /dev/null:/dev/x:z alpine true
! docker: bad mode specified: z
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --device /etc/passwd alpine true
! docker: Error response from daemon: error gathering device information while adding custom device "/etc/passwd": not a device node
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --device /dev/zero:/dev/nought:r alpine sh -c 'head -c 3 /dev/nought | wc -c'
3

$ docker run --rm --device-cgroup-rule bogus alpine true
! invalid argument "bogus" for "--device-cgroup-rule" flag: invalid device cgroup format 'bogus'
!
! Usage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --gpus all alpine true
! docker: Error response from daemon: could not select device driver "" with capabilities: [[gpu]]
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --gpus driver=nvidia,device=0 alpine true
! docker: Error response from daemon: could not select device driver "nvidia" with capabilities: [[gpu]]
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --gpus bogus=1 alpine true
! invalid argument "bogus=1" for "--gpus" flag: unexpected key 'bogus' in 'bogus=1'
!
! Usage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --gpus x alpine true
! invalid argument "x" for "--gpus" flag: invalid count (x): value must be either "all" or an integer: invalid syntax
!
! Usage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --gpus '"capabilities=compute,utility"' alpine true
! docker: Error response from daemon: could not select device driver "" with capabilities: [[compute utility gpu]]
!
! Run 'docker run --help' for more information
[125]

$ docker create --name gp --gpus 2 alpine
<ID64>

$ docker inspect gp -f '{{json .HostConfig.DeviceRequests}}'
[{"Driver":"","Count":2,"DeviceIDs":null,"Capabilities":[["gpu"]],"Options":{}}]

$ docker start gp
! Error response from daemon: could not select device driver "" with capabilities: [[gpu]]
! Error: failed to start containers: gp
[1]

$ docker rm gp
gp

$ docker run --rm --storage-opt size=1g alpine true
! docker: Error response from daemon: --storage-opt is supported only for overlay over xfs with 'pquota' mount option
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --storage-opt bogus=1 alpine true
! docker: Error response from daemon: Unknown option bogus
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --isolation hyperv alpine true
! docker: Error response from daemon: invalid isolation (hyperv): linux only supports 'default'
!
! Run 'docker run --help' for more information
[125]

$ docker run --rm --isolation default alpine echo ok
ok

$ docker run --rm --runtime bogus alpine true
! docker: Error response from daemon: unknown or invalid runtime name: bogus
!
! Run 'docker run --help' for more information
[125]
