# title: What network create takes
# topic: network
# refs: docker network reference
# images: alpine

$ docker network create --driver bridge --subnet 10.9.0.0/24 --gateway 10.9.0.254 --ip-range 10.9.0.128/25 --label team=a --label empty --attachable -o com.docker.network.driver.mtu=1400 n1
<ID64:a>

$ docker network inspect n1
[
    {
        "Name": "n1",
        "Id": "<ID64:a>",
        "Created": "<TIME>",
        "Scope": "local",
        "Driver": "bridge",
        "EnableIPv4": true,
        "EnableIPv6": false,
        "IPAM": {
            "Driver": "default",
            "Options": {},
            "Config": [
                {
                    "Subnet": "10.9.0.0/24",
                    "IPRange": "10.9.0.128/25",
                    "Gateway": "10.9.0.254"
                }
            ]
        },
        "Internal": false,
        "Attachable": true,
        "Ingress": false,
        "ConfigFrom": {
            "Network": ""
        },
        "ConfigOnly": false,
        "Containers": {},
        "Options": {
            "com.docker.network.driver.mtu": "1400"
        },
        "Labels": {
            "empty": "",
            "team": "a"
        }
    }
]

$ docker network create -d bridge --subnet=10.8.0.0/16 --aux-address a=10.8.0.2 --aux-address b=10.8.0.3 n2
<ID64>

$ docker network inspect -f '{{json .IPAM}}' n2
{"Driver":"default","Options":{},"Config":[{"Subnet":"10.8.0.0/16","AuxiliaryAddresses":{"a":"10.8.0.2","b":"10.8.0.3"}}]}

$ docker run --rm --network n2 alpine ip -4 -o addr show eth0
2: eth0    inet 10.8.0.4/16 brd 10.8.255.255 scope global eth0\       valid_lft forever preferred_lft forever

$ docker run --rm --network n1 alpine sh -c 'ip -4 -o addr show eth0; ip route; cat /sys/class/net/eth0/mtu'
2: eth0    inet 10.9.0.128/24 brd 10.9.0.255 scope global eth0\       valid_lft forever preferred_lft forever
default via 10.9.0.254 dev eth0 
10.9.0.0/24 dev eth0 scope link  src 10.9.0.128 
1400

$ docker network create --internal n3
<ID64>

$ docker network inspect -f '{{.Internal}} {{.Attachable}} {{.EnableIPv4}} {{.EnableIPv6}} {{json .Options}} {{json .Labels}}' n3
true false true false {} {}

$ docker network create --ipam-driver default --ipam-opt a=b n6
<ID64>

$ docker network inspect -f '{{json .IPAM}}' n6
{"Driver":"default","Options":{"a":"b"},"Config":[{"Subnet":"172.19.0.0/16","Gateway":"172.19.0.1"}]}

$ docker network create --ipam-driver nope n7
! Error response from daemon: plugin "nope" not found
[1]

$ docker network ls --format '{{.Name}} {{.Driver}} {{.Scope}} {{.Internal}} {{.IPv4}} {{.IPv6}} {{.Labels}}'
bridge bridge local false true false 
host host local false true false 
n1 bridge local false true false <*>
n2 bridge local false true false 
n3 bridge local true true false 
n6 bridge local false true false 
none null local false true false 
