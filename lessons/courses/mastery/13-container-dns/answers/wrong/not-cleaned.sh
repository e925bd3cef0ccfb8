# title: the old containers were forgotten
# from: shop
# fails: tidy
# says: should not be there
docker network rm app_net
docker network create shop_net
docker container run -d --name web --network shop_net nginx:alpine
docker container run -d --name store --network shop_net --network-alias database httpd
docker container run -d --name stranger nginx:alpine
