# title: exit is no program
# from: orders
# fails: three
# says: Docker could not start it
docker run --name lister alpine ls /etc
docker run --name version --entrypoint nginx nginx -v
docker run --name three ubuntu exit 3
docker run -d --name db -e MYSQL_RANDOM_ROOT_PASSWORD=yes mysql mysqld --port=3307
