# title: shop reaches the warehouse
# from: three-tiers
# fails: shop-place clerk-reaches
# says: ‘back_net’: containers in it should be anything but ‘shop’
docker container rm -f webhost
docker network create front_net
docker network create back_net
docker container run -d --name shop --network front_net -p 80:80 nginx:alpine
docker network connect back_net shop
docker container run -d --name clerk --network front_net nginx:alpine
docker network connect back_net clerk
docker container run -d --name stock --network back_net httpd
