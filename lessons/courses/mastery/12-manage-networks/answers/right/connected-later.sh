# title: all are started first and plugged in afterwards
# from: three-tiers
docker rm -f webhost
docker run -d --name shop -p 80:80 nginx:alpine
docker run -d --name clerk nginx:alpine
docker run -d --name stock httpd
docker network create -d bridge front_net; docker network create -d bridge back_net
for c in shop clerk; do docker network connect front_net $c; done
for c in clerk stock; do docker network connect back_net $c; done
for c in shop clerk stock; do docker network disconnect bridge $c; done
