# title: clerk stays in bridge
# from: three-tiers
# fails: clerk-place clerk-reaches
# says: containers in it should be anything but ‘clerk’
docker container rm -f webhost
docker network create front_net
docker network create back_net
docker container run -d --name shop --network front_net -p 80:80 nginx:alpine
docker container run -d --name clerk nginx:alpine
docker network connect front_net clerk
docker network connect back_net clerk
docker container run -d --name stock --network back_net httpd
