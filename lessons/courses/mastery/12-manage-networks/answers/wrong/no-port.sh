# title: shop is not published
# from: three-tiers
# fails: shop-port
# says: it is not published
docker container rm -f webhost
docker network create front_net
docker network create back_net
docker container run -d --name shop --network front_net nginx:alpine
docker container run -d --name clerk --network front_net nginx:alpine
docker network connect back_net clerk
docker container run -d --name stock --network back_net httpd
