# title: the networks have chosen addresses
# from: three-tiers
docker container rm -f webhost
docker network create --subnet 10.1.0.0/24 front_net
docker network create --subnet 10.2.0.0/24 --gateway 10.2.0.254 back_net
docker container run -d --name shop --network front_net -p 80:80 nginx:alpine
docker container run -d --name clerk --network front_net nginx:alpine
docker network connect back_net clerk
docker container run -d --name stock --network back_net httpd
