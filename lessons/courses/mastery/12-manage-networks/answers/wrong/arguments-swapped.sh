# title: container and network of connect the wrong way round
# from: three-tiers
# fails: clerk-place clerk-reaches
# says: networks should be ‘back_net’
docker container rm -f webhost
docker network create front_net
docker network create back_net
docker container run -d --name shop --network front_net -p 80:80 nginx:alpine
docker container run -d --name clerk --network front_net nginx:alpine
docker network connect clerk back_net
docker container run -d --name stock --network back_net httpd
