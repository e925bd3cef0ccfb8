# title: The order of ports
# topic: ports
# refs: docker network reference
# images: alpine

$ docker run -d --name aa -p 9000:9000 -p 80:80 -p 444:443/udp -p 444:443 -p 8443:443 -p 127.0.0.1:10000:443 alpine sleep 1d
<ID64>

$ docker port aa
80/tcp -> 0.0.0.0:80
80/tcp -> [::]:80
443/tcp -> 0.0.0.0:444
443/tcp -> 0.0.0.0:8443
443/tcp -> 127.0.0.1:10000
443/tcp -> [::]:444
443/tcp -> [::]:8443
443/udp -> 0.0.0.0:444
443/udp -> [::]:444
9000/tcp -> 0.0.0.0:9000
9000/tcp -> [::]:9000

$ docker ps -l --format '{{.Ports}}'
0.0.0.0:80->80/tcp, [::]:80->80/tcp, 0.0.0.0:9000->9000/tcp, [::]:9000->9000/tcp, 0.0.0.0:444->443/tcp, 0.0.0.0:444->443/udp, 0.0.0.0:8443->443/tcp, 127.0.0.1:10000->443/tcp, [::]:444->443/tcp, [::]:444->443/udp, [::]:8443->443/tcp

$ docker inspect -f '{{json .NetworkSettings.Ports}}' aa
{"443/tcp":[{"HostIp":"0.0.0.0","HostPort":"444"},{"HostIp":"::","HostPort":"444"},{"HostIp":"0.0.0.0","HostPort":"8443"},{"HostIp":"::","HostPort":"8443"},{"HostIp":"127.0.0.1","HostPort":"10000"}],"443/udp":[{"HostIp":"0.0.0.0","HostPort":"444"},{"HostIp":"::","HostPort":"444"}],"80/tcp":[{"HostIp":"0.0.0.0","HostPort":"80"},{"HostIp":"::","HostPort":"80"}],"9000/tcp":[{"HostIp":"0.0.0.0","HostPort":"9000"},{"HostIp":"::","HostPort":"9000"}]}

$ docker inspect -f '{{json .HostConfig.PortBindings}}' aa
{"443/tcp":[{"HostIp":"","HostPort":"444"},{"HostIp":"","HostPort":"8443"},{"HostIp":"127.0.0.1","HostPort":"10000"}],"443/udp":[{"HostIp":"","HostPort":"444"}],"80/tcp":[{"HostIp":"","HostPort":"80"}],"9000/tcp":[{"HostIp":"","HostPort":"9000"}]}

$ docker inspect -f '{{(index (index .NetworkSettings.Ports "80/tcp") 0).HostPort}}' aa
80

$ docker inspect -f '{{range $p, $c := .NetworkSettings.Ports}}{{$p}} {{(index $c 0).HostPort}};{{end}}' aa
443/tcp 444;443/udp 444;80/tcp 80;9000/tcp 9000;

$ docker container ls --format 'table {{.Names}}\t{{.Ports}}'
NAMES     PORTS
aa        0.0.0.0:80->80/tcp, [::]:80->80/tcp, 0.0.0.0:9000->9000/tcp, [::]:9000->9000/tcp, 0.0.0.0:444->443/tcp, 0.0.0.0:444->443/udp, 0.0.0.0:8443->443/tcp, 127.0.0.1:10000->443/tcp, [::]:444->443/tcp, [::]:444->443/udp, [::]:8443->443/tcp
