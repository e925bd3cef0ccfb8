# title: the alias was forgotten at first
# from: shop
docker container rm -f my_nginx new_nginx plain_one plain_two db_v2
docker network rm app_net
docker network create shop_net
docker container run -d --name web --network shop_net nginx:alpine
docker container run -d --name store --network shop_net httpd
docker container run -d --name stranger nginx:alpine
docker network disconnect shop_net store
docker network connect --alias database --alias data shop_net store
