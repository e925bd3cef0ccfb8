# title: the program as entrypoint each time, the option alone for mysql
# from: orders
docker run --name lister --entrypoint ls alpine /etc
docker run --name version --entrypoint=/usr/sbin/nginx nginx -v
docker run --name three --entrypoint bash ubuntu -c 'exit 3'
docker run -d --name db -e MYSQL_RANDOM_ROOT_PASSWORD=1 mysql --port=3307
