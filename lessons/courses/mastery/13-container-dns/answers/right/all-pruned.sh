# title: cleaned up wholesale
# from: shop
docker rm -f $(docker ps -aq)
docker network prune -f
docker network create shop_net
docker container run -d --name web --network shop_net nginx:alpine
docker container run -d --name store --network shop_net --network-alias database httpd
docker container run -d --name stranger nginx:alpine
