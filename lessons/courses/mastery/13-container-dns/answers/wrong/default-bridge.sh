# title: everything is left in the default network
# from: shop
# fails: shop-net web-in store-in by-own-name by-alias stranger-out
# says: There is no network ‘shop_net’
docker rm -f my_nginx new_nginx plain_one plain_two db_v2
docker network rm app_net
docker run -d --name web nginx:alpine
docker run -d --name store httpd
docker run -d --name stranger nginx:alpine
