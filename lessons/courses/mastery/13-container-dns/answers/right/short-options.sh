# title: the short spellings
# from: shop
docker container rm -f my_nginx new_nginx plain_one plain_two db_v2
docker network rm app_net
docker network create shop_net
docker container run -d --name web --network shop_net nginx:alpine
docker container run -d --name store --net=shop_net --net-alias=database httpd
docker container run -d --name stranger nginx:alpine
