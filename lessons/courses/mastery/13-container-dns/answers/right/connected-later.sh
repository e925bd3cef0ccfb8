# title: store is plugged in afterwards, with its alias
# from: shop
docker container rm -f my_nginx new_nginx plain_one plain_two db_v2
docker network rm app_net
docker network create shop_net
docker container run -d --name web --network shop_net nginx:alpine
docker run -d --name store httpd
docker network connect --alias database shop_net store
docker container run -d --name stranger nginx:alpine
