# title: --network stands behind the image
# from: three-tiers
# fails: shop-place clerk-reaches
# says: networks should be ‘front_net’; it is ‘bridge’
docker container rm -f webhost
docker network create front_net
docker network create back_net
docker container run -d --name shop -p 80:80 nginx:alpine nginx -g "daemon off;" --network front_net
docker container run -d --name clerk --network front_net nginx:alpine
docker network connect back_net clerk
docker container run -d --name stock --network back_net httpd
