# title: NetworkSettings in every state
# topic: network
# refs: docker network reference
# images: alpine

$ docker network create --subnet 10.9.0.0/24 nn
<ID64:a>

$ docker create --name made --network nn --network-alias al -p 80:80 alpine
<ID64>

$ docker inspect -f '{{json .NetworkSettings}}' made
{"Bridge":"","SandboxID":"","SandboxKey":"","Ports":{},"HairpinMode":false,"LinkLocalIPv6Address":"","LinkLocalIPv6PrefixLen":0,"SecondaryIPAddresses":null,"SecondaryIPv6Addresses":null,"EndpointID":"","Gateway":"","GlobalIPv6Address":"","GlobalIPv6PrefixLen":0,"IPAddress":"","IPPrefixLen":0,"IPv6Gateway":"","MacAddress":"","Networks":{"nn":{"IPAMConfig":null,"Links":null,"Aliases":["al"],"MacAddress":"","DriverOpts":null,"GwPriority":0,"NetworkID":"","EndpointID":"","Gateway":"","IPAddress":"","IPPrefixLen":0,"IPv6Gateway":"","GlobalIPv6Address":"","GlobalIPv6PrefixLen":0,"DNSNames":null}}}

$ docker run -d --name on --network nn -p 8080:80 alpine sleep 1d
<ID64:b>

$ docker inspect -f '{{json .NetworkSettings}}' on
{"Bridge":"","SandboxID":"<ID64:c>","SandboxKey":"/run/docker/netns/<ID12:c>","Ports":{"80/tcp":[{"HostIp":"0.0.0.0","HostPort":"8080"},{"HostIp":"::","HostPort":"8080"}]},"HairpinMode":false,"LinkLocalIPv6Address":"","LinkLocalIPv6PrefixLen":0,"SecondaryIPAddresses":null,"SecondaryIPv6Addresses":null,"EndpointID":"","Gateway":"","GlobalIPv6Address":"","GlobalIPv6PrefixLen":0,"IPAddress":"","IPPrefixLen":0,"IPv6Gateway":"","MacAddress":"","Networks":{"nn":{"IPAMConfig":null,"Links":null,"Aliases":null,"MacAddress":"<MAC>","DriverOpts":null,"GwPriority":0,"NetworkID":"<ID64:a>","EndpointID":"<ID64>","Gateway":"10.9.0.1","IPAddress":"10.9.0.2","IPPrefixLen":24,"IPv6Gateway":"","GlobalIPv6Address":"","GlobalIPv6PrefixLen":0,"DNSNames":["on","<ID12:b>"]}}}

$ docker stop -t 0 on; docker inspect -f '{{json .NetworkSettings}}' on
on
{"Bridge":"","SandboxID":"","SandboxKey":"","Ports":{},"HairpinMode":false,"LinkLocalIPv6Address":"","LinkLocalIPv6PrefixLen":0,"SecondaryIPAddresses":null,"SecondaryIPv6Addresses":null,"EndpointID":"","Gateway":"","GlobalIPv6Address":"","GlobalIPv6PrefixLen":0,"IPAddress":"","IPPrefixLen":0,"IPv6Gateway":"","MacAddress":"","Networks":{"nn":{"IPAMConfig":null,"Links":null,"Aliases":null,"MacAddress":"","DriverOpts":null,"GwPriority":0,"NetworkID":"<ID64:a>","EndpointID":"","Gateway":"","IPAddress":"","IPPrefixLen":0,"IPv6Gateway":"","GlobalIPv6Address":"","GlobalIPv6PrefixLen":0,"DNSNames":["on","<ID12:b>"]}}}

$ docker run -d --name host --network host alpine sleep 1d
<ID64:d>

$ docker inspect -f '{{json .NetworkSettings}}' host
{"Bridge":"","SandboxID":"<ID64>","SandboxKey":"/run/docker/netns/default","Ports":{},"HairpinMode":false,"LinkLocalIPv6Address":"","LinkLocalIPv6PrefixLen":0,"SecondaryIPAddresses":null,"SecondaryIPv6Addresses":null,"EndpointID":"","Gateway":"","GlobalIPv6Address":"","GlobalIPv6PrefixLen":0,"IPAddress":"","IPPrefixLen":0,"IPv6Gateway":"","MacAddress":"","Networks":{"host":{"IPAMConfig":null,"Links":null,"Aliases":null,"MacAddress":"","DriverOpts":null,"GwPriority":0,"NetworkID":"<ID64>","EndpointID":"<ID64:e>","Gateway":"","IPAddress":"","IPPrefixLen":0,"IPv6Gateway":"","GlobalIPv6Address":"","GlobalIPv6PrefixLen":0,"DNSNames":null}}}

$ docker run -d --name none --network none alpine sleep 1d
<ID64:f>

$ docker inspect -f '{{json .NetworkSettings}}' none
{"Bridge":"","SandboxID":"<ID64:g>","SandboxKey":"/run/docker/netns/<ID12:g>","Ports":{},"HairpinMode":false,"LinkLocalIPv6Address":"","LinkLocalIPv6PrefixLen":0,"SecondaryIPAddresses":null,"SecondaryIPv6Addresses":null,"EndpointID":"","Gateway":"","GlobalIPv6Address":"","GlobalIPv6PrefixLen":0,"IPAddress":"","IPPrefixLen":0,"IPv6Gateway":"","MacAddress":"","Networks":{"none":{"IPAMConfig":null,"Links":null,"Aliases":null,"MacAddress":"","DriverOpts":null,"GwPriority":0,"NetworkID":"<ID64>","EndpointID":"<ID64:h>","Gateway":"","IPAddress":"","IPPrefixLen":0,"IPv6Gateway":"","GlobalIPv6Address":"","GlobalIPv6PrefixLen":0,"DNSNames":null}}}

$ docker run -d --name kid --network container:none alpine sleep 1d
<ID64>

$ docker inspect -f '{{json .NetworkSettings}}' kid
{"Bridge":"","SandboxID":"","SandboxKey":"","Ports":{},"HairpinMode":false,"LinkLocalIPv6Address":"","LinkLocalIPv6PrefixLen":0,"SecondaryIPAddresses":null,"SecondaryIPv6Addresses":null,"EndpointID":"","Gateway":"","GlobalIPv6Address":"","GlobalIPv6PrefixLen":0,"IPAddress":"","IPPrefixLen":0,"IPv6Gateway":"","MacAddress":"","Networks":{}}

$ docker run -d --name plain alpine sleep 1d
<ID64:i>

$ docker inspect -f '{{json .NetworkSettings}}' plain
{"Bridge":"","SandboxID":"<ID64:j>","SandboxKey":"/run/docker/netns/<ID12:j>","Ports":{},"HairpinMode":false,"LinkLocalIPv6Address":"","LinkLocalIPv6PrefixLen":0,"SecondaryIPAddresses":null,"SecondaryIPv6Addresses":null,"EndpointID":"<ID64:k>","Gateway":"172.17.0.1","GlobalIPv6Address":"","GlobalIPv6PrefixLen":0,"IPAddress":"172.17.0.2","IPPrefixLen":16,"IPv6Gateway":"","MacAddress":"<MAC>","Networks":{"bridge":{"IPAMConfig":null,"Links":null,"Aliases":null,"MacAddress":"<MAC>","DriverOpts":null,"GwPriority":0,"NetworkID":"<ID64>","EndpointID":"<ID64:k>","Gateway":"172.17.0.1","IPAddress":"172.17.0.2","IPPrefixLen":16,"IPv6Gateway":"","GlobalIPv6Address":"","GlobalIPv6PrefixLen":0,"DNSNames":null}}}

$ docker network inspect -f '{{json .Containers}}' host
{"<ID64:d>":{"Name":"host","EndpointID":"<ID64:e>","MacAddress":"","IPv4Address":"","IPv6Address":""}}

$ docker network inspect -f '{{json .Containers}}' none
{"<ID64:f>":{"Name":"none","EndpointID":"<ID64:h>","MacAddress":"","IPv4Address":"","IPv6Address":""}}

$ docker network inspect -f '{{json .Containers}}' bridge
{"<ID64:i>":{"Name":"plain","EndpointID":"<ID64:k>","MacAddress":"<MAC>","IPv4Address":"172.17.0.2/16","IPv6Address":""}}

$ docker network inspect -f '{{json .Containers}}' nn
{}

$ docker ps -a --format '{{.Names}} {{.Networks}} {{.Ports}}'
plain bridge 
kid  
none none 
host host 
on nn 
made nn 

$ docker ps -a --filter network=host --format '{{.Names}}'; docker ps -a --filter network=none --format '{{.Names}}'; docker ps -a --filter network=nn --format '{{.Names}}'
host
none
on
made
