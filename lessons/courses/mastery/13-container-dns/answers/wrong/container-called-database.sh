# title: a container is called database in place of an alias
# from: shop
# fails: store-in by-own-name by-alias stranger-out
# says: There is no container ‘store’
docker container rm -f my_nginx new_nginx plain_one plain_two db_v2
docker network rm app_net
docker network create shop_net
docker container run -d --name web --network shop_net nginx:alpine
docker container run -d --name database --network shop_net --network-alias store httpd
docker container run -d --name stranger nginx:alpine
