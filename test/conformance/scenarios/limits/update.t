# title: Limits of a container that runs
# topic: limits
# images: alpine

$ docker run -d --name lim -m 64m alpine sleep 1000
<ID64:a>

$ docker update -m 128m lim
lim

$ docker update -m 128m --memory-swap 256m lim
lim

$ docker inspect lim -f '{{.HostConfig.Memory}} {{.HostConfig.MemorySwap}}'
134217728 268435456

$ docker update -m 512m lim
! Error response from daemon: Cannot update container <ID64:a>: Memory limit should be smaller than already set memoryswap limit, update the memoryswap at the same time
[1]

$ docker update --cpus 0.5 lim
lim

$ docker update --cpu-quota 5000 lim
! Error response from daemon: Cannot update container <ID64:a>: Conflicting options: CPU Quota cannot be updated as NanoCPUs has already been set
[1]

$ docker update --cpu-period 5000 lim
! Error response from daemon: Cannot update container <ID64:a>: Conflicting options: CPU Period cannot be updated as NanoCPUs has already been set
[1]

$ docker update --pids-limit 5 lim
lim

$ docker inspect lim -f '{{.HostConfig.PidsLimit}} {{.HostConfig.NanoCpus}}'
5 500000000

$ docker update --cpu-shares 512 --blkio-weight 500 --cpuset-cpus 0 lim
lim
Your kernel does not support Block I/O weight or the cgroup is not mounted. Weight discarded.

$ docker update --restart on-failure:3 lim
lim

$ docker inspect lim -f '{{json .HostConfig.RestartPolicy}}'
{"Name":"on-failure","MaximumRetryCount":3}

$ docker inspect lim -f '{{json .HostConfig.RestartPolicy}} {{.HostConfig.CpuShares}}'
{"MaximumRetryCount":3,"Name":"on-failure"} 512

$ docker update lim
! you must provide one or more flags when using this command
[1]

$ docker update --restart bogus lim
! Error response from daemon: invalid restart policy: unknown policy 'bogus'; use one of 'no', 'always', 'on-failure', or 'unless-stopped'
[1]

$ docker update --cpuset-cpus 99 lim
! Error response from daemon: Requested CPUs are not available - requested 99, available: 0-1
[1]

$ docker update nosuch
! you must provide one or more flags when using this command
[1]

$ docker update --cpu-shares 100 nosuch lim
lim
! Error response from daemon: No such container: nosuch
[1]

$ docker rm -f lim
lim
