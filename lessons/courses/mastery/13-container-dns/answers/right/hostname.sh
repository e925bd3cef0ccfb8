# title: a host name is known to the name server, too
# from: shop
docker container rm -f my_nginx new_nginx plain_one plain_two db_v2
docker network rm app_net
docker network create shop_net
docker container run -d --name web --network shop_net nginx:alpine
docker container run -d --name store --network shop_net --hostname database httpd
docker container run -d --name stranger nginx:alpine
