# title: Addresses from a range
# topic: network
# refs: docker network reference
# images: alpine

$ docker network create --subnet 10.9.0.0/24 --ip-range 10.9.0.64/30 nn
<ID64:a>

$ docker network inspect -f '{{json .IPAM.Config}}' nn
[{"Subnet":"10.9.0.0/24","IPRange":"10.9.0.64/30"}]

$ for i in aa bb cc dd ee; do docker run -d --name $i --network nn alpine sleep 1d 2>&1 | grep -v '^[0-9a-f]*$'; docker inspect -f '{{.NetworkSettings.Networks.nn.IPAddress}}' $i; done
10.9.0.65
10.9.0.66
10.9.0.67
docker: Error response from daemon: failed to set up container networking: no available IPv4 addresses on this network's address pools: nn (<ID64:a>)
Run 'docker run --help' for more information

docker: Error response from daemon: failed to set up container networking: no available IPv4 addresses on this network's address pools: nn (<ID64:a>)
Run 'docker run --help' for more information

$ docker run -d --name ss --network nn --ip 10.9.0.200 alpine sleep 1d
<ID64>

$ docker inspect -f '{{.NetworkSettings.Networks.nn.IPAddress}} {{.NetworkSettings.Networks.nn.IPPrefixLen}} {{.NetworkSettings.Networks.nn.Gateway}}' ss
10.9.0.200 24 10.9.0.64

$ docker network create --subnet 10.8.0.0/24 --ip-range 10.8.0.0/30 mm
<ID64:b>

$ docker network inspect -f '{{json .IPAM.Config}}' mm
[{"Subnet":"10.8.0.0/24","IPRange":"10.8.0.0/30"}]

$ for i in ff gg hh ii; do docker run -d --name $i --network mm alpine sleep 1d 2>&1 | grep -v '^[0-9a-f]*$'; docker inspect -f '{{.NetworkSettings.Networks.mm.IPAddress}}' $i; done
10.8.0.2
10.8.0.3
docker: Error response from daemon: failed to set up container networking: no available IPv4 addresses on this network's address pools: mm (<ID64:b>)
Run 'docker run --help' for more information

docker: Error response from daemon: failed to set up container networking: no available IPv4 addresses on this network's address pools: mm (<ID64:b>)
Run 'docker run --help' for more information

$ docker network create --subnet 10.7.0.0/24 --ip-range 10.7.0.8/30 --aux-address r=10.7.0.9 --gateway 10.7.0.10 oo
<ID64:c>

$ for i in jj kk ll; do docker run -d --name $i --network oo alpine sleep 1d 2>&1 | grep -v '^[0-9a-f]*$'; docker inspect -f '{{.NetworkSettings.Networks.oo.IPAddress}}' $i; done
10.7.0.8
10.7.0.11
docker: Error response from daemon: failed to set up container networking: no available IPv4 addresses on this network's address pools: oo (<ID64:c>)
Run 'docker run --help' for more information
