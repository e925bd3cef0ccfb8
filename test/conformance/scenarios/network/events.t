# title: What the daemon tells of networks
# topic: network
# refs: docker network reference
# images: alpine

$ sleep 1; date +%s > begin; docker network create --subnet 10.9.0.0/24 nn; docker run -d --name box --network nn alpine sleep 1d; docker network connect bridge box; docker network disconnect nn box; docker stop -t 0 box; docker rm box; docker network rm nn; docker network create p1; docker network prune -f; docker network rm nope; date +%s > end
<ID64>
<ID64>
box
box
nn
<ID64>
Deleted Networks:
p1
! Error response from daemon: network nope not found
! exit status 1

$ sleep 2; docker events --since $(cat begin) --until 0s --filter type=network --format '{{.Type}} {{.Action}} {{.Actor.Attributes.name}} {{.Actor.Attributes.type}}'
network create nn bridge
network connect nn bridge
network connect bridge bridge
network disconnect nn bridge
network disconnect bridge bridge
network destroy nn bridge
network create p1 bridge
network destroy p1 bridge
network prune <no value> <no value>
