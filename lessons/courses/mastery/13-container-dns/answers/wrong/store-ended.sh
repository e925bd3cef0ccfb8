# title: store was told to run something else and ended
# from: shop
# fails: store-in by-own-name by-alias stranger-out
# says: ‘store’ should be running; it has ended
docker container rm -f my_nginx new_nginx plain_one plain_two db_v2
docker network rm app_net
docker network create shop_net
docker container run -d --name web --network shop_net nginx:alpine
docker container run -d --name store --network shop_net --network-alias database httpd echo database
docker container run -d --name stranger nginx:alpine
