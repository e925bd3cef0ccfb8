# title: the script stands in front of nginx -v
# from: orders
# fails: version
# says: it is ‘/docker-entrypoint.sh nginx -v’
docker run --name lister alpine ls /etc
docker run --name version nginx nginx -v
docker run --name three ubuntu sh -c 'exit 3'
docker run -d --name db -e MYSQL_RANDOM_ROOT_PASSWORD=yes mysql mysqld --port=3307
