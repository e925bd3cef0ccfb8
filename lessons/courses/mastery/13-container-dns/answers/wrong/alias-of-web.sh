# title: the alias is on the wrong container
# from: shop
# fails: by-alias stranger-out
# says: The name server should know the name database
docker container rm -f my_nginx new_nginx plain_one plain_two db_v2
docker network rm app_net
docker network create shop_net
docker container run -d --name web --network shop_net --network-alias database nginx:alpine
docker container run -d --name store --network shop_net httpd
docker container run -d --name stranger nginx:alpine
