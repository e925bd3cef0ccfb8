# title: app_net could not be removed, for it was in use
# from: shop
# fails: tidy
# says: The network ‘app_net’ should not be there
docker network rm app_net
docker container rm -f my_nginx new_nginx plain_one plain_two db_v2
docker network create shop_net
docker container run -d --name web --network shop_net nginx:alpine
docker container run -d --name store --network shop_net --network-alias database httpd
docker container run -d --name stranger nginx:alpine
