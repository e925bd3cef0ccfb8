# title: this entrypoint does not put nginx in front
# from: orders
# fails: version
# says: it is ‘/docker-entrypoint.sh -v’
docker run --name lister alpine ls /etc
docker run --name version nginx -v
docker run --name three ubuntu sh -c 'exit 3'
docker run -d --name db -e MYSQL_RANDOM_ROOT_PASSWORD=yes mysql mysqld --port=3307
