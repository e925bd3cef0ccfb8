# title: a network is misspelt
# from: three-tiers
# fails: two-networks shop-place clerk-place stock-place clerk-reaches cleaned
# says: There is one called ‘frontnet’, though
docker container rm -f webhost
docker network create frontnet
docker network create back_net
docker container run -d --name shop --network frontnet -p 80:80 nginx:alpine
docker container run -d --name clerk --network frontnet nginx:alpine
docker network connect back_net clerk
docker container run -d --name stock --network back_net httpd
