# title: stranger is in no network at all
# from: shop
docker container rm -f my_nginx new_nginx plain_one plain_two db_v2
docker network rm app_net
docker network create shop_net
docker container run -d --name web --network shop_net nginx:alpine
docker container run -d --name store --network shop_net --network-alias database httpd
docker container run -d --name stranger --network none nginx:alpine
