# title: stock comes from nginx
# from: three-tiers
# fails: stock-place clerk-reaches
# says: should come from the image ‘httpd’
docker container rm -f webhost
docker network create front_net
docker network create back_net
docker container run -d --name shop --network front_net -p 80:80 nginx:alpine
docker container run -d --name clerk --network front_net nginx:alpine
docker network connect back_net clerk
docker container run -d --name stock --network back_net nginx:alpine
