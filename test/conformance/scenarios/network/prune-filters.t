# title: Prune with filters
# topic: network
# refs: docker network reference
# images: alpine

$ docker network create --label keep=1 aa; docker network create --label stage=test bb; docker network create cc; docker network create dd
<ID64>
<ID64>
<ID64>
<ID64:a>

$ docker run -d --name uu --network dd alpine sleep 1d
<ID64>

$ docker network prune -f --filter label=stage=test
Deleted Networks:
bb

$ docker network prune -f --filter label!=keep=1
Deleted Networks:
cc

$ docker network prune -f --filter until=1h

$ docker network prune -f --filter name=aa
! Error response from daemon: invalid filter 'name'
[1]

$ docker network prune -f --filter until=nonsense
! Error response from daemon: failed to parse value as time or duration: "nonsense"
[1]

$ docker network prune -f
Deleted Networks:
aa

$ docker network prune -f

$ echo nn | docker network prune
WARNING! This will remove all custom networks not used by at least one container.
Are you sure you want to continue? [y/N] 

$ docker network ls --format '{{.Name}}'
bridge
dd
host
none

$ docker stop -t 0 uu; docker network prune -f; docker start uu
uu
Deleted Networks:
dd
! Error response from daemon: failed to set up container networking: network <ID64:a> not found
! Error: failed to start containers: uu
[1]
