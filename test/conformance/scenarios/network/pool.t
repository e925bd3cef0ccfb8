# title: Subnets that Docker chooses
# topic: network
# refs: docker network reference
# images: alpine

$ for i in 1 2 3; do docker network create p$i >/dev/null; done; docker network inspect -f '{{range .IPAM.Config}}{{.Subnet}} {{.Gateway}}{{end}}' p1 p2 p3
172.18.0.0/16 172.18.0.1
172.19.0.0/16 172.19.0.1
172.20.0.0/16 172.20.0.1

$ docker network rm p2
p2

$ docker network create p4 >/dev/null; docker network inspect -f '{{range .IPAM.Config}}{{.Subnet}}{{end}}' p4
172.19.0.0/16

$ docker network create --subnet 172.21.0.0/16 p5 >/dev/null; docker network create p6 >/dev/null; docker network inspect -f '{{range .IPAM.Config}}{{.Subnet}}{{end}}' p5 p6
172.21.0.0/16
172.22.0.0/16

$ docker network create --subnet 172.23.4.0/24 p7 >/dev/null; docker network create p8 >/dev/null; docker network inspect -f '{{range .IPAM.Config}}{{.Subnet}}{{end}}' p7 p8
172.23.4.0/24
172.24.0.0/16

$ i=0; while docker network create q$i >/dev/null; do i=$((i+1)); done; echo made $i
made 23
! Error response from daemon: all predefined address pools have been fully subnetted

$ docker network inspect -f '{{range .IPAM.Config}}{{.Subnet}}{{end}}' $(docker network ls -q --filter name=q) | sort -V
172.25.0.0/16
172.26.0.0/16
172.27.0.0/16
172.28.0.0/16
172.29.0.0/16
172.30.0.0/16
172.31.0.0/16
192.168.0.0/20
192.168.16.0/20
192.168.32.0/20
192.168.48.0/20
192.168.64.0/20
192.168.80.0/20
192.168.96.0/20
192.168.112.0/20
192.168.128.0/20
192.168.144.0/20
192.168.160.0/20
192.168.176.0/20
192.168.192.0/20
192.168.208.0/20
192.168.224.0/20
192.168.240.0/20

$ docker network rm q3 q7
q3
q7

$ docker network create again >/dev/null; docker network inspect -f '{{range .IPAM.Config}}{{.Subnet}} {{.Gateway}}{{end}}' again
172.28.0.0/16 172.28.0.1

$ docker network create --subnet 10.1.0.0/24 own >/dev/null; docker network inspect -f '{{range .IPAM.Config}}{{.Subnet}} {{.Gateway}}{{end}}' own
10.1.0.0/24 
